#include "engine/lab/report_json.h"

#include <span>

#include "engine/text/number_text.h"

namespace unfold {
namespace {

void write_numbers(Json& json, std::span<const float> numbers) {
  json.array([&] {
    for (const float value : numbers) json.number(value);
  });
}

void write_numbers(Json& json, const Tensor& tensor) {
  write_numbers(json, tensor.empty() ? std::span<const float>() : tensor.values());
}

void write_strings(Json& json, const std::vector<std::string>& strings) {
  json.array([&] {
    for (const std::string& string : strings) json.text(string);
  });
}

void write_line(Json& json, const Line& line) {
  json.object([&] {
    json.key("name").text(line.name);
    if (!line.x.empty()) write_numbers(json.key("x"), line.x);
    write_numbers(json.key("y"), line.y);
  });
}

void write_plot(Json& json, const Plot& plot) {
  json.object([&] {
    json.key("x_axis").text(plot.x_axis);
    json.key("y_axis").text(plot.y_axis);
    json.key("lines").array([&] {
      for (const Line& line : plot.lines) write_line(json, line);
    });
  });
}

void write_plots(Json& json, const Report& report) {
  if (report.plots().empty()) return;
  json.key("plots").object([&] {
    for (const auto& [name, plot] : report.plots()) write_plot(json.key(name), plot);
  });
}

void write_images(Json& json, const Report& report) {
  if (report.images().empty()) return;
  json.key("images").object([&] {
    for (const auto& images : report.images()) {
      json.key(images.name).object([&] {
        json.key("pictures");
        write_matrix(json, images.values);
        json.key("captions");
        write_strings(json, images.captions);
        if (images.wrong.empty()) return;
        json.key("wrong").array([&] {
          for (const bool wrong : images.wrong) json.boolean(wrong);
        });
      });
    }
  });
}

void write_node(Json& json, const GraphNode& node) {
  json.object([&] {
    json.key("op").text(node.op);
    if (!node.name.empty()) json.key("name").text(node.name);
    json.key("text").text(node.text);
    if (!node.reads.empty()) {
      json.key("reads").array([&] {
        for (const GraphShare& share : node.reads) json.integer(share.node);
      });
    }
    write_numbers(json.key("value"), node.value);
    if (node.gradient.empty()) return;
    write_numbers(json.key("gradient"), node.gradient);
    write_numbers(json.key("difference"), node.difference);
  });
}

void write_compared(Json& json, const Comparison& row, const std::string& value) {
  const auto number = read_number(value);
  if (row.is_text) {
    json.text(value);
  } else if (number) {
    json.number(*number);
  } else {
    json.null();
  }
}

}  // namespace

void write_matrix(Json& json, const Tensor& matrix) {
  json.object([&] {
    json.key("shape").array([&] {
      if (matrix.empty()) return json.integer(0), void();
      for (const int size : matrix.shape()) json.integer(size);
    });
    json.key("values");
    write_numbers(json, matrix);
  });
}

void write_texts(Json& json, const Report& report) {
  if (report.texts().empty()) return;
  json.key("texts").object([&] {
    for (const auto& text : report.texts()) json.key(text.name).text(text.value);
  });
}

void write_matrices(Json& json, const Report& report) {
  if (report.matrices().empty()) return;
  json.key("matrices").object([&] {
    for (const auto& matrix : report.matrices()) {
      json.key(matrix.name);
      write_matrix(json, matrix.values);
    }
  });
}

void write_tables(Json& json, const Report& report) {
  if (report.tables().empty()) return;
  json.key("tables").object([&] {
    for (const auto& item : report.tables()) {
      const Table& table = item.table;
      json.key(item.name).object([&] {
        json.key("columns");
        write_strings(json, table.columns);
        json.key("rows").array([&] {
          for (const auto& row : table.rows) write_strings(json, row);
        });
      });
    }
  });
}

void write_points(Json& json, const Report& report) {
  if (report.points().empty()) return;
  json.key("points").object([&] {
    for (const Points& points : report.points()) {
      json.key(points.name).object([&] {
        json.key("at");
        write_matrix(json, points.at);
        if (!points.words.empty()) write_strings(json.key("words"), points.words);
        if (!points.counts.empty()) write_numbers(json.key("counts"), points.counts);
      });
    }
  });
}

void write_graphs(Json& json, const Report& report) {
  if (report.graphs().empty()) return;
  json.key("graphs").object([&] {
    for (const auto& item : report.graphs()) {
      json.key(item.name).array([&] {
        for (const GraphNode& node : item.graph.nodes) write_node(json, node);
      });
    }
  });
}

void write_published(Json& json, const std::vector<Comparison>& rows) {
  json.key("published").array([&] {
    for (const Comparison& row : rows) {
      json.object([&] {
        json.key("name").text(row.name);
        json.key("here");
        write_compared(json, row, row.here);
        json.key("printed");
        write_compared(json, row, row.printed);
        json.key("agrees").boolean(row.agrees);
        if (row.invariant) json.key("invariant").boolean(true);
      });
    }
  });
}

void write_all(Json& json, const Report& report) {
  write_texts(json, report);
  write_matrices(json, report);
  write_tables(json, report);
  write_plots(json, report);
  write_images(json, report);
  write_points(json, report);
  write_graphs(json, report);
}

}  // namespace unfold
