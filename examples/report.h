// Report: what a lab shows after a step. A panel is drawn for each name reported.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/tensor.h"

namespace unfold {

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

// Names are literals: they are kept as views. Reporting a name again replaces its text, matrix,
// table or invariant and extends its curve; a matrix keeps its labels while none are given anew.
// Once warm, curves and texts allocate nothing.
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
  // A truth that must hold whatever the weights are: |here - expected| <= tolerance.
  struct Invariant {
    std::string_view name;
    double here, expected, tolerance;
  };

  void curve(std::string_view name, float value);
  // A text is coloured against its target, if it has one, symbol by symbol.
  void text(std::string_view name, std::string_view value, std::string_view target = {});
  void matrix(std::string_view name, const Tensor& values, MatrixLabels labels = {});
  void table(std::string_view name, Table table);
  void invariant(std::string_view name, double here, double expected, double tolerance = 0);

  int step() const { return step_; }  // the step that is being reported, from 0
  void next_step() { ++step_; }
  // Makes room for that many points, so that a curve does not allocate while it grows.
  void reserve(int steps) { reserved_ = steps; }

  const std::deque<Curve>& curves() const { return curves_; }
  const std::deque<Text>& texts() const { return texts_; }
  const std::deque<Matrix>& matrices() const { return matrices_; }
  const std::deque<NamedTable>& tables() const { return tables_; }
  const std::deque<Invariant>& invariants() const { return invariants_; }

 private:
  int step_ = 0, reserved_ = 0;
  std::deque<Curve> curves_;
  std::deque<Text> texts_;
  std::deque<Matrix> matrices_;
  std::deque<NamedTable> tables_;
  std::deque<Invariant> invariants_;
};

}  // namespace unfold
