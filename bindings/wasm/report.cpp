#include "bindings/wasm/report.h"

#include <cmath>
#include <span>
#include <string>

#include "bindings/wasm/values.h"
#include "engine/text/number_text.h"

namespace unfold::js {
namespace {

std::span<const float> values(const Tensor& tensor) {
  return tensor.empty() ? std::span<const float>() : tensor.values();
}

val rows(const std::vector<std::vector<std::string>>& texts) {
  val result = val::array();
  for (std::size_t i = 0; i < texts.size(); ++i) result.set(i, strings(texts[i]));
  return result;
}

val matrix(const Report::Matrix& matrix) {
  val result = val::object();
  result.set("shape", shape(matrix.values));
  result.set("values", array(values(matrix.values)));
  result.set("axes", strings(matrix.labels.axes));
  result.set("ticks", rows(matrix.labels.ticks));
  return result;
}

val matrices(const Report& report) {
  val result = val::object();
  for (const auto& item : report.matrices()) result.set(text(item.name), matrix(item));
  return result;
}

val texts(const Report& report) {
  val result = val::object();
  for (const auto& [name, value, target] : report.texts()) {
    val item = val::object();
    item.set("value", value);
    item.set("target", target);
    result.set(text(name), item);
  }
  return result;
}

val tables(const Report& report) {
  val result = val::object();
  for (const auto& [name, table] : report.tables()) {
    val item = val::object();
    item.set("columns", strings(table.columns));
    item.set("rows", rows(table.rows));
    result.set(text(name), item);
  }
  return result;
}

double number(const std::string& text) {
  if (text == "inf") return INFINITY;
  return text == "-inf" ? -INFINITY : read_number(text).value_or(NAN);
}

val compared(const Comparison& row, const std::string& value) {
  return row.is_text ? val(value) : val(number(value));
}

val levels(const Report& report) {
  val result = val::array();
  for (const auto& [curve, name, value] : report.levels()) {
    val item = val::object();
    item.set("curve", text(curve));
    item.set("name", text(name));
    item.set("value", value);
    result.call<void>("push", item);
  }
  return result;
}

val lines(const Plot& plot) {
  val result = val::array();
  for (const Line& line : plot.lines) {
    val item = val::object();
    item.set("name", line.name);
    item.set("x", array(values(line.x)));
    item.set("y", array(values(line.y)));
    result.call<void>("push", item);
  }
  return result;
}

val plots(const Report& report) {
  val result = val::object();
  for (const auto& [name, plot] : report.plots()) {
    val item = val::object();
    item.set("lines", lines(plot));
    item.set("xAxis", plot.x_axis);
    item.set("yAxis", plot.y_axis);
    item.set("logarithmic", plot.logarithmic);
    result.set(text(name), item);
  }
  return result;
}

val flags(const std::vector<bool>& flags) {
  val result = val::array();
  for (const bool flag : flags) result.call<void>("push", flag);
  return result;
}

val images(const Report& report) {
  val result = val::object();
  for (const auto& images : report.images()) {
    val item = val::object();
    item.set("shape", shape(images.values));
    item.set("values", array(values(images.values)));
    item.set("captions", strings(images.captions));
    item.set("wrong", flags(images.wrong));
    result.set(text(images.name), item);
  }
  return result;
}

// Words and counts are null if JavaScript has them.
val points(const Report& report, Editions& sent) {
  val result = val::object();
  for (const Points& points : report.points()) {
    const auto known = sent.find(points.name);
    const bool is_new = known == sent.end() || known->second != points.edition;
    sent[points.name] = points.edition;
    val item = val::object();
    item.set("at", array(values(points.at)));
    item.set("words", is_new ? strings(points.words) : val::null());
    item.set("counts", is_new ? array(std::span<const float>(points.counts)) : val::null());
    result.set(text(points.name), item);
  }
  return result;
}

val node(const GraphNode& node) {
  val result = val::object();
  result.set("op", node.op);
  result.set("name", node.name);
  result.set("text", node.text);
  result.set("rule", node.rule);
  result.set("value", array(values(node.value)));
  result.set("gradient", array(values(node.gradient)));
  result.set("difference", array(values(node.difference)));
  val reads = val::array();
  for (const GraphShare& share : node.reads) {
    val item = val::object();
    item.set("node", share.node);
    item.set("rule", share.rule);
    item.set("value", array(values(share.value)));
    reads.call<void>("push", item);
  }
  result.set("reads", reads);
  return result;
}

val graphs(const Report& report) {
  val result = val::object();
  for (const auto& [name, graph] : report.graphs()) {
    val item = val::object(), nodes = val::array();
    for (const GraphNode& each : graph.nodes) nodes.call<void>("push", node(each));
    item.set("nodes", nodes);
    item.set("input", graph.input);
    result.set(text(name), item);
  }
  return result;
}

}  // namespace

val shown(const Report& report, Editions& sent) {
  val result = val::object();
  result.set("texts", texts(report));
  result.set("matrices", matrices(report));
  result.set("tables", tables(report));
  result.set("levels", levels(report));
  result.set("plots", plots(report));
  result.set("images", images(report));
  result.set("points", points(report, sent));
  result.set("graphs", graphs(report));
  return result;
}

val published(const std::vector<Comparison>& comparisons) {
  val result = val::array();
  for (std::size_t i = 0; i < comparisons.size(); ++i) {
    const Comparison& row = comparisons[i];
    val item = val::object();
    item.set("name", row.name);
    item.set("here", compared(row, row.here));
    item.set("printed", compared(row, row.printed));
    item.set("agrees", row.agrees);
    item.set("invariant", row.invariant);
    item.set("tolerance", row.tolerance);
    result.set(i, item);
  }
  return result;
}

}  // namespace unfold::js
