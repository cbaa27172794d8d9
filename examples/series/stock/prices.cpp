#include "examples/series/stock/prices.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/data/csv.h"
#include "engine/lab/refusal.h"
#include "engine/text/nearest.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

constexpr int most_columns = 32;

using Kind = CsvColumn::Kind;

[[noreturn]] void refuse_file(const CsvError& error) {
  using Problem = CsvError::Problem;
  const std::string line = std::to_string(error.line);
  switch (error.problem) {
    case Problem::empty: refuse("csv", "csv-empty");
    case Problem::not_text: refuse("csv", "csv-not-text");
    case Problem::open_quote: refuse("csv", "csv-open-quote", {{"line", line}});
    case Problem::long_row:
      refuse("csv", "csv-long-row",
             {{"line", line},
              {"expected", std::to_string(error.expected)},
              {"actual", std::to_string(error.actual)}});
    case Problem::not_a_number: break;
  }
  refuse("csv", "csv-not-a-number",
         {{"line", line}, {"column", excerpt(error.column)}, {"value", excerpt(error.value)}});
}

CsvTable read_table(std::string_view text) {
  try {
    return read_csv(text);
  } catch (const CsvError& error) {
    refuse_file(error);
  }
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return result;
}

// Positions in the table.
std::vector<int> number_columns(const CsvTable& table) {
  std::vector<int> columns;
  for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) {
    if (table.columns[i].kind == Kind::number) columns.push_back(i);
  }
  if (columns.empty()) refuse("csv", "csv-no-numbers");
  if (static_cast<int>(columns.size()) > most_columns) {
    refuse("csv", "csv-too-many-columns",
           {{"max", std::to_string(most_columns)}, {"count", std::to_string(columns.size())}});
  }
  return columns;
}

// Where in `columns` the column of that name stands; -1 if it does not.
int find_named(const CsvTable& table, const std::vector<int>& columns, std::string_view name) {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](int column) {
    return lower(table.columns[column].name) == lower(name);
  });
  return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

int find_numbered(const std::vector<int>& columns, long long number) {
  const auto found = std::find(columns.begin(), columns.end(), number - 1);
  return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

int find_target(const CsvTable& table, const std::vector<int>& columns, std::string_view target) {
  if (target == "auto") {
    const int close = find_named(table, columns, "close");
    return close >= 0 ? close : static_cast<int>(columns.size()) - 1;
  }
  int found = find_named(table, columns, target);
  const auto number = read_integer(target);
  if (found < 0 && number) found = find_numbered(columns, *number);
  if (found >= 0) return found;
  std::vector<std::string_view> names;
  for (const int column : columns) names.push_back(table.columns[column].name);
  refuse("target", "csv-no-column", {{"value", excerpt(target)}, {"allowed", listed(names)}});
}

const std::vector<double>* find_dates(const CsvTable& table) {
  for (const CsvColumn& column : table.columns) {
    if (column.kind == Kind::date) return &column.values;
  }
  return nullptr;
}

// Rows in which no number is missing, nor the date where there are dates.
std::vector<int> complete_rows(const CsvTable& table, const std::vector<int>& columns,
                               const std::vector<double>* dates) {
  std::vector<int> rows;
  for (int row = 0; row < table.rows; ++row) {
    const bool complete = std::none_of(columns.begin(), columns.end(), [&](int column) {
      return std::isnan(table.columns[column].values[row]);
    });
    if (complete && (dates == nullptr || !std::isnan((*dates)[row]))) rows.push_back(row);
  }
  return rows;
}

bool mostly_falls(const std::vector<int>& rows, const std::vector<double>& dates) {
  int rises = 0, falls = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    rises += dates[rows[i]] > dates[rows[i - 1]];
    falls += dates[rows[i]] < dates[rows[i - 1]];
  }
  return falls > rises;
}

bool is_newest_first(RowOrder order, const std::vector<int>& rows,
                     const std::vector<double>* dates) {
  if (order != RowOrder::automatic) return order == RowOrder::newest_first;
  return dates == nullptr || mostly_falls(rows, *dates);
}

// Puts the rows into the order of time.
void order_rows(Prices& prices, std::vector<int>& rows, RowOrder order,
                const std::vector<double>* dates) {
  prices.is_newest_first = is_newest_first(order, rows, dates);
  if (prices.is_newest_first) std::reverse(rows.begin(), rows.end());
  if (order != RowOrder::automatic || dates == nullptr) return;
  const auto earlier = [&](int a, int b) { return (*dates)[a] < (*dates)[b]; };
  prices.is_sorted = std::is_sorted(rows.begin(), rows.end(), earlier);
  std::stable_sort(rows.begin(), rows.end(), earlier);
}

std::vector<double> chosen(const std::vector<double>& values, const std::vector<int>& rows) {
  std::vector<double> result;
  for (const int row : rows) result.push_back(values[row]);
  return result;
}

}  // namespace

Prices read_prices(std::string_view text, const PricesOptions& options) {
  const CsvTable table = read_table(text);
  const std::vector<int> columns = number_columns(table);
  const std::vector<double>* dates = find_dates(table);
  std::vector<int> rows = complete_rows(table, columns, dates);

  Prices prices;
  prices.target = find_target(table, columns, options.target);
  prices.separator = table.separator;
  prices.has_header = table.has_header;
  prices.rows_in_file = table.rows;
  prices.rows_dropped = table.rows - static_cast<int>(rows.size());
  order_rows(prices, rows, options.order, dates);
  const int extra = static_cast<int>(rows.size()) - options.most_rows;
  if (extra > 0) rows.erase(rows.begin(), rows.begin() + extra);

  for (const int column : columns) {
    const CsvColumn& source = table.columns[column];
    prices.columns.push_back({excerpt(source.name), chosen(source.values, rows)});
  }
  if (dates != nullptr) prices.dates = chosen(*dates, rows);
  for (const CsvColumn& column : table.columns) {
    if (column.kind == Kind::other) prices.left_out.push_back(excerpt(column.name));
  }
  return prices;
}

}  // namespace unfold
