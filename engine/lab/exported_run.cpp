#include "engine/lab/exported_run.h"

#include <cctype>
#include <map>
#include <stdexcept>

#include "engine/lab/report_json.h"
#include "engine/text/base64.h"
#include "engine/text/decimal.h"
#include "engine/text/json.h"
#include "engine/text/json_reader.h"

namespace unfold {
namespace {

// ---- CSV.

using Row = std::vector<std::string>;

std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

void append_row(std::string& csv, const Row& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) csv += ',';
    csv += cell(row[i]);
  }
  csv += "\r\n";
}

std::string csv_of(const std::vector<Report::Curve>& curves) {
  Row head = {"step"};
  std::map<int, Row> rows;
  for (std::size_t n = 0; n < curves.size(); ++n) {
    head.emplace_back(curves[n].name);
    for (std::size_t i = 0; i < curves[n].x.size(); ++i) {
      Row& row = rows[static_cast<int>(curves[n].x[i])];
      row.resize(curves.size());
      row[n] = number_text(curves[n].y[i]);
    }
  }
  std::string csv;
  append_row(csv, head);
  for (auto& [step, row] : rows) {
    row.insert(row.begin(), std::to_string(step));
    append_row(csv, row);
  }
  return csv;
}

std::string csv_of(const Table& table) {
  std::string csv;
  append_row(csv, table.columns);
  for (const Row& row : table.rows) append_row(csv, row);
  return csv;
}

// Its last axis from left to right.
std::string csv_of(const Tensor& matrix) {
  std::string csv;
  const int columns = matrix.rank() == 0 ? 1 : matrix.size(-1);
  for (int at = 0; at < matrix.count(); at += columns) {
    Row row;
    for (const float value : matrix.values().subspan(at, columns))
      row.push_back(number_text(value));
    append_row(csv, row);
  }
  return csv;
}

std::string csv_of(const Plot& plot) {
  std::string csv;
  append_row(csv, {"line", plot.x_axis.empty() ? "x" : plot.x_axis,
                   plot.y_axis.empty() ? "y" : plot.y_axis});
  for (const Line& line : plot.lines) {
    for (int i = 0; i < line.y.count(); ++i) {
      const float x = line.x.empty() ? static_cast<float>(i) : line.x.data()[i];
      append_row(csv, {line.name, number_text(x), number_text(line.y.data()[i])});
    }
  }
  return csv;
}

// A part of a file's name.
std::string plain(std::string_view name) {
  std::string text(name);
  for (char& c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-') c = '_';
  }
  return text;
}

// ---- JSON.

constexpr std::string_view saved_key = "saved_run";

void write_curves(Json& json, const std::vector<Report::Curve>& curves) {
  json.key("curves").object([&] {
    for (const auto& curve : curves) {
      json.key(curve.name).object([&] {
        json.key("steps").array([&] {
          for (const float x : curve.x) json.integer(static_cast<long long>(x));
        });
        json.key("values").array([&] {
          for (const float y : curve.y) json.number(y);
        });
      });
    }
  });
}

}  // namespace

std::vector<ExportedFile> run_as_csv(Session& run, const std::string& stem) {
  run.look();
  const Report& report = run.report();
  std::vector<ExportedFile> files = {{stem + ".csv", csv_of(report.curves())}};
  const auto add = [&](std::string_view name, std::string csv) {
    files.push_back({stem + "." + plain(name) + ".csv", std::move(csv)});
  };
  for (const auto& table : report.tables()) add(table.name, csv_of(table.table));
  for (const auto& matrix : report.matrices()) {
    if (!matrix.values.empty()) add(matrix.name, csv_of(matrix.values));
  }
  for (const auto& plot : report.plots()) add(plot.name, csv_of(plot.plot));
  return files;
}

std::vector<ExportedFile> run_as_json(Session& run, const std::string& stem) {
  run.look();
  Json json;
  json.object([&] {
    json.key("lab").text(run.entry().about.id);
    json.key("title").text(run.entry().about.title);
    json.key("engine_version").text(UNFOLD_VERSION);
    json.key("preset").text(run.preset_name());
    json.key("inputs").object([&] {
      for (const auto& [name, value] : run.inputs()) json.key(name).text(value);
    });
    json.key("steps").integer(run.steps_done());
    json.key("fingerprint").text(run.fingerprint());
    write_curves(json, run.report().curves());
    write_all(json, run.report());
    write_published(json, run.published());
    json.key(saved_key).text(base64(run.save()));
  });
  return {{stem + ".json", json.written() + '\n'}};
}

std::optional<std::string> saved_run_in_json(std::string_view file) {
  if (!file.starts_with('{')) return std::nullopt;
  std::optional<std::string> saved;
  try {
    JsonReader json(file);
    json.object([&](const std::string& key) {
      key == saved_key ? void(saved = read_base64(json.string())) : json.skip();
    });
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
  return saved;
}

}  // namespace unfold
