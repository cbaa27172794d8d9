// Report: what a lab shows after a step. A panel is drawn for each name reported.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/lab/graph.h"

namespace unfold {

class Archive;

// Words for a matrix: what its axes are, and names for the indices of an axis (empty: numbers).
// `ticks[a]` has one entry per index of axis a, or one per index of axes 0…a together (row-major).
struct MatrixLabels {
  std::vector<std::string> axes;
  std::vector<std::vector<std::string>> ticks;
};

struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

// A line of a plot; x is 0, 1, 2, … if it is empty.
struct Line {
  std::string name;
  Tensor y;       // (N)
  Tensor x = {};  // (N), ascending
};

struct Plot {
  std::vector<Line> lines;
  std::string x_axis = {}, y_axis = {};  // what they are: "day", "price in dollars"
  bool logarithmic = false;              // the y axis
};

// Labelled points in the plane: a map of words. NaN where a point is nowhere.
struct Points {
  std::string_view name;
  Tensor at;                       // (N, 2)
  std::vector<std::string> words;  // N or none
  std::vector<float> counts;       // how often each word occurs; N or none
  int edition = 0;                 // grows with each change of the words or counts
};

// Names are literals: they are kept as views, unless restored. Reporting a name again replaces its
// text, matrix, table, plot, images, points, graph or invariant and extends its curve; a matrix
// keeps its labels while none are given anew, points keep their words and counts. Once warm, curves
// and texts allocate nothing.
class Report {
 public:
  struct Curve {
    std::string_view name;
    std::vector<float> x, y;  // x is the step
  };
  struct Text {
    std::string_view name;
    std::string value, target;
  };
  struct Matrix {
    std::string_view name;
    Tensor values;
    MatrixLabels labels;
  };
  struct NamedTable {
    std::string_view name;
    Table table;
  };
  // A value that a curve is to be seen against: a theoretical loss, a baseline.
  struct Level {
    std::string_view curve, name;
    float value;
  };
  struct NamedPlot {
    std::string_view name;
    Plot plot;
  };
  // Pictures (N, rows, columns) of numbers from 0 to 1, each with a caption, right or wrong.
  struct Images {
    std::string_view name;
    Tensor values;
    std::vector<std::string> captions;
    std::vector<bool> wrong;
  };
  struct NamedGraph {
    std::string_view name;
    Graph graph;
  };
  // A truth that must hold whatever the weights are: |here - expected| <= tolerance.
  struct Invariant {
    std::string_view name;
    double here, expected, tolerance;
  };

  void curve(std::string_view name, float value);
  void level(std::string_view curve, std::string_view name, float value);
  // A text is coloured against its target, if it has one, symbol by symbol.
  void text(std::string_view name, std::string_view value, std::string_view target = {});
  void matrix(std::string_view name, const Tensor& values, MatrixLabels labels = {});
  void table(std::string_view name, Table table);
  void plot(std::string_view name, Plot plot);
  // N captions; N marks, or none where nothing is wrong.
  void images(std::string_view name, const Tensor& values, std::vector<std::string> captions,
              std::vector<bool> wrong = {});
  // Both words and counts are kept while neither is given anew.
  void points(std::string_view name, const Tensor& at, std::vector<std::string> words = {},
              std::vector<float> counts = {});
  void graph(std::string_view name, Graph graph);
  void invariant(std::string_view name, double here, double expected, double tolerance = 0);

  int step() const { return step_; }  // the step that is being reported, from 0
  void next_step() { ++step_; }
  // Lets go of all but the curves and their levels.
  void keep_curves();
  // Makes room for that many points, so that a curve does not allocate while it grows.
  void reserve(int steps) { reserved_ = steps; }
  // Saves or restores all that is reported.
  void visit(Archive& archive);

  const std::vector<Curve>& curves() const { return curves_; }
  const std::vector<Text>& texts() const { return texts_; }
  const std::vector<Matrix>& matrices() const { return matrices_; }
  const std::vector<NamedTable>& tables() const { return tables_; }
  const std::vector<Level>& levels() const { return levels_; }
  const std::vector<NamedPlot>& plots() const { return plots_; }
  const std::vector<Images>& images() const { return images_; }
  const std::vector<Points>& points() const { return points_; }
  const std::vector<NamedGraph>& graphs() const { return graphs_; }
  const std::vector<Invariant>& invariants() const { return invariants_; }

 private:
  void make_room(Curve& curve) const;
  void visit_levels(Archive& archive);
  void visit_name(std::string_view& name, const std::string& saved);
  template <typename Item, typename Visit>
  void visit_items(Archive& archive, const std::string& kind, std::vector<Item>& items,
                   Visit visit);

  int step_ = 0, reserved_ = 0;
  std::vector<Curve> curves_;
  std::vector<Text> texts_;
  std::vector<Matrix> matrices_;
  std::vector<NamedTable> tables_;
  std::vector<Level> levels_;
  std::vector<NamedPlot> plots_;
  std::vector<Images> images_;
  std::vector<Points> points_;
  std::vector<NamedGraph> graphs_;
  std::vector<Invariant> invariants_;
  std::shared_ptr<std::deque<std::string>> names_;  // restored ones; copies of a report share them
};

}  // namespace unfold
