#include "bindings/cli/report_text.h"

#include <algorithm>
#include <cmath>

#include "bindings/cli/numpy_text.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

void write_tensor(std::ostream& out, std::string_view name, const Tensor& values) {
  const Shape shape = values.empty() ? Shape{0} : values.shape();
  out << '\n' << name << ' ' << to_string(shape) << '\n' << numpy_text(values) << '\n';
}

// The points of a line that are still to be written.
struct Rest {
  const Line* line;
  int next = 0;

  bool is_over() const { return line->y.empty() || next == line->y.count(); }
  float x() const { return line->x.empty() ? static_cast<float>(next) : line->x.data()[next]; }
};

// The first x of all; lines that are over have none.
float first_x(const std::vector<Rest>& rests) {
  float first = INFINITY;
  for (const Rest& rest : rests) {
    if (!rest.is_over()) first = std::min(first, rest.x());
  }
  return first;
}

// One row for each x.
void write_plot(std::ostream& out, std::string_view name, const Plot& plot) {
  std::vector<std::vector<std::string>> rows = {{plot.x_axis}};
  std::vector<Rest> rests;
  for (const Line& line : plot.lines) {
    rows[0].push_back(line.name);
    rests.push_back({&line});
  }
  while (
      !std::all_of(rests.begin(), rests.end(), [](const Rest& rest) { return rest.is_over(); })) {
    const float x = first_x(rests);
    std::vector<std::string>& row = rows.emplace_back(1, number_text(x));
    for (Rest& rest : rests) {
      const bool has = !rest.is_over() && !(rest.x() > x);
      row.push_back(has ? number_text(rest.line->y.data()[rest.next++]) : "");
    }
  }
  out << '\n' << name << '\n' << aligned(rows);
}

void write_some(std::ostream& out, const Points& points) {
  constexpr int most = 20;
  const int count = points.at.empty() ? 0 : points.at.size(0);
  std::vector<std::vector<std::string>> rows;
  for (int i = 0; i < std::min(count, most); ++i) {
    std::vector<std::string>& row = rows.emplace_back();
    row.push_back(points.words.empty() ? std::to_string(i) : points.words[i]);
    if (!points.counts.empty()) row.push_back(number_text(points.counts[i]));
    for (const int axis : {0, 1}) row.push_back(number_text(points.at.data()[2 * i + axis]));
  }
  out << '\n' << points.name << ' ' << to_string(Shape{count, 2}) << '\n' << aligned(rows);
  if (count > most) out << "  and " << count - most << " more\n";
}

void write_texts(std::ostream& out, const Report& report) {
  std::vector<std::vector<std::string>> lines;
  for (const auto& [name, value, target] : report.texts()) {
    lines.push_back({std::string(name), value});
    if (!target.empty()) lines.push_back({"target", target});
  }
  if (!lines.empty()) out << '\n' << aligned(lines);
}

void write_tables(std::ostream& out, const Report& report) {
  for (const auto& [name, table] : report.tables()) {
    auto lines = table.rows;
    lines.insert(lines.begin(), table.columns);
    out << '\n' << name << '\n' << aligned(lines);
  }
}

void write_plots(std::ostream& out, const Report& report) {
  for (const auto& [name, plot] : report.plots()) write_plot(out, name, plot);
}

void write_images(std::ostream& out, const Report& report) {
  for (const auto& images : report.images()) {
    write_tensor(out, images.name, images.values);
    for (std::size_t i = 0; i < images.captions.size(); ++i) {
      const bool wrong = i < images.wrong.size() && images.wrong[i];
      out << "  " << images.captions[i] << (wrong ? " (wrong)" : "") << '\n';
    }
  }
}

void write_points(std::ostream& out, const Report& report) {
  for (const Points& points : report.points()) write_some(out, points);
}

std::string list_of(const Tensor& numbers) {
  std::string text;
  if (numbers.empty()) return text;
  for (const float value : numbers.values()) text += (text.empty() ? "" : " ") + number_text(value);
  return text;
}

// One row for each node: its number, what it has read, its value, gradient and finite difference.
void write_graph(std::ostream& out, std::string_view name, const Graph& graph) {
  std::vector<std::vector<std::string>> rows = {
      {"", "name", "op", "reads", "value", "gradient", "difference", "text"}};
  for (const GraphNode& node : graph.nodes) {
    std::string reads;
    for (const GraphShare& share : node.reads) {
      reads += (reads.empty() ? "" : " ") + std::to_string(share.node);
    }
    rows.push_back({std::to_string(rows.size() - 1), node.name, node.op, reads, list_of(node.value),
                    list_of(node.gradient), list_of(node.difference), node.text});
  }
  out << '\n' << name << '\n' << aligned(rows);
}

void write_graphs(std::ostream& out, const Report& report) {
  for (const auto& [name, graph] : report.graphs()) write_graph(out, name, graph);
}

}  // namespace

std::string padded(const std::string& text, int width) {
  return text + std::string(std::max(width - count_symbols(text), 0), ' ');
}

std::string aligned(const std::vector<std::vector<std::string>>& lines) {
  std::vector<int> widths;
  for (const auto& line : lines) {
    widths.resize(std::max(widths.size(), line.size()));
    for (std::size_t i = 0; i < line.size(); ++i) {
      widths[i] = std::max(widths[i], count_symbols(line[i]));
    }
  }
  std::string text;
  for (const auto& line : lines) {
    std::string padded_line;
    for (std::size_t i = 0; i < line.size(); ++i) {
      padded_line += "  " + padded(line[i], widths[i]);
    }
    padded_line.erase(padded_line.find_last_not_of(' ') + 1);
    text += padded_line + '\n';
  }
  return text;
}

void write_matrices(std::ostream& out, const Report& report) {
  for (const auto& matrix : report.matrices()) write_tensor(out, matrix.name, matrix.values);
}

void write_all(std::ostream& out, const Report& report) {
  write_texts(out, report);
  write_matrices(out, report);
  write_tables(out, report);
  write_plots(out, report);
  write_images(out, report);
  write_points(out, report);
  write_graphs(out, report);
}

}  // namespace unfold
