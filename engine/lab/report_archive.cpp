// How a report is saved and restored.
#include "engine/core/archive.h"
#include "engine/lab/report.h"

namespace unfold {
namespace {

using Texts = std::vector<std::string>;

constexpr int most_nodes = 1 << 16;  // of a graph that is saved

// In place: a curve keeps the room that it has.
void visit(Archive& archive, const std::string& name, std::vector<float>& values) {
  Tensor copy(Shape{static_cast<int>(values.size())}, values);
  archive.tensor(name, copy);
  const auto restored = copy.empty() ? std::span<const float>() : copy.values();
  values.assign(restored.begin(), restored.end());
}

void visit(Archive& archive, const std::string& name, std::vector<bool>& flags) {
  std::string bytes(flags.begin(), flags.end());
  archive.bytes(name, bytes);
  flags.assign(bytes.begin(), bytes.end());
}

// As one list, with the sizes of its parts.
void visit(Archive& archive, const std::string& name, std::vector<Texts>& lists) {
  std::vector<int> sizes;
  Texts all;
  for (const Texts& texts : lists) {
    sizes.push_back(static_cast<int>(texts.size()));
    all.insert(all.end(), texts.begin(), texts.end());
  }
  archive.values(name + "/sizes", sizes);
  archive.texts(name, all);
  lists.clear();
  auto next = all.begin();
  for (const int size : sizes) {
    require(size >= 0 && size <= all.end() - next, "load", "\"", name, "\" is cut");
    lists.emplace_back(next, next + size);
    next += size;
  }
}

void visit(Archive& archive, const std::string& name, Plot& plot) {
  Texts names;
  for (const Line& line : plot.lines) names.push_back(line.name);
  archive.texts(name, names);
  plot.lines.resize(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string path = name + "/" + std::to_string(i);
    plot.lines[i].name = names[i];
    archive.tensor(path + "/x", plot.lines[i].x);
    archive.tensor(path + "/y", plot.lines[i].y);
  }
  archive.bytes(name + "/x_axis", plot.x_axis);
  archive.bytes(name + "/y_axis", plot.y_axis);
  char logarithmic = plot.logarithmic;  // a byte put back into a bool could be neither
  archive.value(name + "/logarithmic", logarithmic);
  plot.logarithmic = logarithmic != 0;
}

void visit(Archive& archive, const std::string& name, GraphNode& node) {
  Texts texts = {node.op, node.name, node.text, node.rule};
  archive.texts(name, texts);
  require(texts.size() == 4, "load", "\"", name, "\" is cut");
  node.op = texts[0], node.name = texts[1], node.text = texts[2], node.rule = texts[3];
  archive.tensor(name + "/value", node.value);
  archive.tensor(name + "/gradient", node.gradient);
  archive.tensor(name + "/difference", node.difference);

  std::vector<int> read;
  Texts rules;
  for (const GraphShare& share : node.reads) {
    read.push_back(share.node);
    rules.push_back(share.rule);
  }
  archive.values(name + "/reads", read);
  archive.texts(name + "/rules", rules);
  require(read.size() == rules.size(), "load", "\"", name, "\" is cut");
  node.reads.resize(read.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    node.reads[i].node = read[i];
    node.reads[i].rule = rules[i];
    archive.tensor(name + "/shares/" + std::to_string(i), node.reads[i].value);
  }
}

void visit(Archive& archive, const std::string& name, Graph& graph) {
  archive.bytes(name + "/input", graph.input);
  int count = static_cast<int>(graph.nodes.size());
  archive.value(name + "/count", count);
  require(count >= 0 && count <= most_nodes, "load", "\"", name, "\" is cut");
  graph.nodes.resize(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    GraphNode& node = graph.nodes[i];
    visit(archive, name + "/" + std::to_string(i), node);
    for (const GraphShare& share : node.reads) {
      require(share.node >= 0 && share.node < i, "load", "\"", name, "\" reads what is not there");
    }
  }
}

}  // namespace

// Names are views: those restored are kept here.
void Report::visit_name(std::string_view& name, const std::string& saved) {
  if (name == saved) return;
  if (names_ == nullptr) names_ = std::make_shared<std::deque<std::string>>();
  name = names_->emplace_back(saved);
}

template <typename Item, typename Visit>
void Report::visit_items(Archive& archive, const std::string& kind, std::vector<Item>& items,
                         Visit visit) {
  Texts names;
  for (const Item& item : items) names.emplace_back(item.name);
  archive.texts(kind, names);
  items.resize(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    visit_name(items[i].name, names[i]);
    visit(items[i], kind + "/" + names[i]);
  }
}

// Their names need not differ if their curves do.
void Report::visit_levels(Archive& archive) {
  Texts curves, names;
  std::vector<float> values;
  for (const Level& level : levels_) {
    curves.emplace_back(level.curve);
    names.emplace_back(level.name);
    values.push_back(level.value);
  }
  archive.texts("report/levels", names);
  archive.texts("report/levels/curves", curves);
  unfold::visit(archive, "report/levels/values", values);
  require(curves.size() == names.size() && values.size() == names.size(), "load",
          "the levels are cut");
  levels_.resize(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    visit_name(levels_[i].curve, curves[i]);
    visit_name(levels_[i].name, names[i]);
    levels_[i].value = values[i];
  }
}

void Report::visit(Archive& archive) {
  using Name = const std::string&;
  archive.value("report/step", step_);
  visit_items(archive, "report/curves", curves_, [&](Curve& curve, Name name) {
    make_room(curve);
    unfold::visit(archive, name + "/x", curve.x);
    unfold::visit(archive, name + "/y", curve.y);
    require(curve.x.size() == curve.y.size(), "load", "\"", name, "\" is cut");
  });
  visit_items(archive, "report/texts", texts_, [&](Text& text, Name name) {
    archive.bytes(name + "/value", text.value);
    archive.bytes(name + "/target", text.target);
  });
  visit_items(archive, "report/matrices", matrices_, [&](Matrix& matrix, Name name) {
    archive.tensor(name, matrix.values);
    archive.texts(name + "/axes", matrix.labels.axes);
    unfold::visit(archive, name + "/ticks", matrix.labels.ticks);
  });
  visit_items(archive, "report/tables", tables_, [&](NamedTable& item, Name name) {
    archive.texts(name + "/columns", item.table.columns);
    unfold::visit(archive, name + "/rows", item.table.rows);
  });
  visit_levels(archive);
  visit_items(archive, "report/plots", plots_,
              [&](NamedPlot& item, Name name) { unfold::visit(archive, name, item.plot); });
  visit_items(archive, "report/images", images_, [&](Images& images, Name name) {
    archive.tensor(name, images.values);
    archive.texts(name + "/captions", images.captions);
    unfold::visit(archive, name + "/wrong", images.wrong);
  });
  visit_items(archive, "report/points", points_, [&](Points& points, Name name) {
    archive.tensor(name, points.at);
    archive.texts(name + "/words", points.words);
    unfold::visit(archive, name + "/counts", points.counts);
  });
  visit_items(archive, "report/graphs", graphs_,
              [&](NamedGraph& item, Name name) { unfold::visit(archive, name, item.graph); });
  visit_items(archive, "report/invariants", invariants_, [&](Invariant& invariant, Name name) {
    archive.value(name + "/here", invariant.here);
    archive.value(name + "/expected", invariant.expected);
    archive.value(name + "/tolerance", invariant.tolerance);
  });
}

}  // namespace unfold
