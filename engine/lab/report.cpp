#include "engine/lab/report.h"

#include <algorithm>

#include "engine/core/require.h"

namespace unfold {
namespace {

constexpr int most_reserved = 1 << 20;

// The item of that name; made at the end if there is none.
template <typename Item>
Item& named(std::vector<Item>& items, std::string_view name) {
  for (Item& item : items) {
    if (item.name == name) return item;
  }
  items.push_back({});
  items.back().name = name;
  return items.back();
}

void check(const Points& points) {
  if (points.at.empty()) return;
  const Shape& shape = points.at.shape();
  require(shape.rank() == 2 && shape[1] == 2, "points", "\"", points.name, "\" has the shape ",
          shape, ", not (N, 2)");
  const auto fits = [&](std::size_t count) {
    return count == 0 || count == static_cast<std::size_t>(shape[0]);
  };
  require(fits(points.words.size()) && fits(points.counts.size()), "points", "\"", points.name,
          "\" has ", shape[0], " points, ", points.words.size(), " words and ",
          points.counts.size(), " counts");
}

void check(std::string_view name, const Graph& graph) {
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    for (const GraphShare& share : graph.nodes[i].reads) {
      require(share.node >= 0 && share.node < static_cast<int>(i), "graph", "node ", i, " of \"",
              name, "\" reads node ", share.node, ", which does not stand before it");
    }
  }
}

}  // namespace

void Report::curve(std::string_view name, float value) {
  Curve& curve = named(curves_, name);
  make_room(curve);
  curve.x.push_back(static_cast<float>(step_));
  curve.y.push_back(value);
}

void Report::make_room(Curve& curve) const {
  if (curve.x.capacity() > 0) return;
  const int room = std::clamp(reserved_, 1, most_reserved);
  curve.x.reserve(room);
  curve.y.reserve(room);
}

void Report::level(std::string_view curve, std::string_view name, float value) {
  const auto found = std::find_if(levels_.begin(), levels_.end(), [&](const Level& level) {
    return level.curve == curve && level.name == name;
  });
  Level& level = found == levels_.end() ? levels_.emplace_back() : *found;
  level = {curve, name, value};
}

void Report::text(std::string_view name, std::string_view value, std::string_view target) {
  Text& text = named(texts_, name);
  text.value.assign(value);
  text.target.assign(target);
}

void Report::matrix(std::string_view name, const Tensor& values, MatrixLabels labels) {
  Matrix& matrix = named(matrices_, name);
  matrix.values = values;
  if (!labels.axes.empty() || !labels.ticks.empty()) matrix.labels = std::move(labels);
}

void Report::table(std::string_view name, Table table) {
  named(tables_, name).table = std::move(table);
}

void Report::plot(std::string_view name, Plot plot) { named(plots_, name).plot = std::move(plot); }

void Report::images(std::string_view name, const Tensor& values, std::vector<std::string> captions,
                    std::vector<bool> wrong) {
  named(images_, name) = {name, values, std::move(captions), std::move(wrong)};
}

void Report::points(std::string_view name, const Tensor& at, std::vector<std::string> words,
                    std::vector<float> counts) {
  Points& points = named(points_, name);
  points.at = at;
  const bool is_given = !words.empty() || !counts.empty();
  if (is_given && (words != points.words || counts != points.counts)) {
    ++points.edition;
    points.words = std::move(words);
    points.counts = std::move(counts);
  }
  check(points);
}

void Report::graph(std::string_view name, Graph graph) {
  check(name, graph);
  named(graphs_, name).graph = std::move(graph);
}

void Report::keep_curves() {
  texts_.clear();
  matrices_.clear();
  tables_.clear();
  plots_.clear();
  images_.clear();
  points_.clear();
  graphs_.clear();
  invariants_.clear();
}

void Report::invariant(std::string_view name, double here, double expected, double tolerance) {
  named(invariants_, name) = {name, here, expected, tolerance};
}

}  // namespace unfold
