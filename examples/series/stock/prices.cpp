#include "examples/series/stock/prices.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/data/csv.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"
#include "engine/text/web_page.h"
#include "examples/series/stock/doubled_hours.h"
#include "examples/series/stock/price_columns.h"
#include "examples/series/stock/refusals.h"
#include "examples/shared/refusals.h"

namespace unfold {
namespace {

using Kind = CsvColumn::Kind;
using Code = CodeOf<stock_refusals>;

[[noreturn]] void refuse_file(const CsvError& error) {
  using Problem = CsvError::Problem;
  const std::string line = std::to_string(error.line);
  const RefusalValues counts = {{"line", line},
                                {"expected", std::to_string(error.expected)},
                                {"actual", std::to_string(error.actual)},
                                {"value", excerpt(error.value)}};
  switch (error.problem) {
    case Problem::empty: refuse<stock_refusals>("csv", "csv-empty");
    case Problem::not_text: refuse<stock_refusals>("csv", "csv-not-text");
    case Problem::open_quote: refuse<stock_refusals>("csv", "csv-open-quote", {{"line", line}});
    case Problem::long_row: refuse<stock_refusals>("csv", "csv-long-row", counts);
    case Problem::short_header: refuse<stock_refusals>("csv", "csv-short-header", counts);
    case Problem::dates_across: refuse<stock_refusals>("csv", "csv-dates-across", counts);
    case Problem::second_table: refuse<stock_refusals>("csv", "csv-second-table", counts);
    case Problem::not_a_number: break;
  }
  refuse<stock_refusals>(
      "csv", "csv-not-a-number",
      {{"line", line}, {"column", excerpt(error.column)}, {"value", excerpt(error.value)}});
}

CsvTable read_table(std::string_view text) {
  if (is_web_page(text)) refuse<file_refusals>("csv", "web-page");
  try {
    return read_csv(text);
  } catch (const CsvError& error) {
    refuse_file(error);
  }
}

void count(Prices::Loss& loss, int line) {
  if (loss.rows++ == 0) loss.first_line = line;
  loss.first_line = std::min(loss.first_line, line);
}

bool holds(const std::vector<int>& rows, int row) {
  return std::binary_search(rows.begin(), rows.end(), row);
}

// Why a row is not learnt from; null if it is.
Prices::Loss* loss_of(Prices& prices, const CsvTable& table, const std::vector<int>& columns,
                      const CsvColumn* dates, int row) {
  bool is_complete = dates == nullptr || !std::isnan(dates->values[row]);
  bool has_text = dates != nullptr && holds(dates->wrong_rows, row);
  bool is_without = false;
  for (const int index : columns) {
    const CsvColumn& column = table.columns[index];
    is_complete = is_complete && !std::isnan(column.values[row]);
    has_text = has_text || holds(column.wrong_rows, row);
    is_without = is_without || holds(column.missing_rows, row);
  }
  if (is_complete) return nullptr;
  return has_text ? &prices.texts : is_without ? &prices.without : &prices.incomplete;
}

void leave_out_incomplete(Prices& prices, std::vector<int>& rows, const CsvTable& table,
                          const std::vector<int>& columns, const CsvColumn* dates) {
  std::erase_if(rows, [&](int row) {
    Prices::Loss* loss = loss_of(prices, table, columns, dates, row);
    if (loss != nullptr) count(*loss, table.lines[row]);
    return loss != nullptr;
  });
}

// ---- Order.

bool mostly_falls(const std::vector<int>& rows, const std::vector<double>& times) {
  int rises = 0, falls = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    rises += times[rows[i]] > times[rows[i - 1]];
    falls += times[rows[i]] < times[rows[i - 1]];
  }
  return falls > rises;
}

// Without dates the newest day stands first, as in the notebook's file.
bool is_newest_first(RowOrder order, const std::vector<int>& rows, const CsvColumn* times) {
  if (order != RowOrder::automatic) return order == RowOrder::newest_first;
  return times == nullptr || mostly_falls(rows, times->values);
}

// Of an hour that comes twice all rows of the first time stand before those of the second.
void part_doubled_hours(std::vector<int>& rows, const CsvColumn& times,
                        const std::vector<double>& doubled) {
  const auto time = [&](int row) { return times.values[row]; };
  const auto earlier = [&](int row, double moment) { return time(row) < moment; };
  for (const double hour : doubled) {
    const auto first = std::lower_bound(rows.begin(), rows.end(), hour, earlier);
    const auto last = std::lower_bound(first, rows.end(), hour + 3600, earlier);
    std::vector<int> parted;
    for (const bool again : {false, true}) {
      for (auto row = first; row != last; ++row) {
        const bool comes_again = row != first && time(*row) == time(*std::prev(row));
        if (comes_again == again) parted.push_back(*row);
      }
    }
    std::copy(parted.begin(), parted.end(), first);
  }
}

void order_rows(Prices& prices, std::vector<int>& rows, RowOrder order, const CsvColumn* times,
                const std::vector<double>& doubled) {
  prices.is_newest_first = is_newest_first(order, rows, times);
  if (prices.is_newest_first) std::reverse(rows.begin(), rows.end());
  if (order != RowOrder::automatic || times == nullptr) return;
  const std::vector<int> as_they_stood = rows;
  std::stable_sort(rows.begin(), rows.end(),
                   [&](int a, int b) { return times->values[a] < times->values[b]; });
  part_doubled_hours(rows, *times, doubled);
  prices.is_sorted = rows == as_they_stood;
}

void remark_order(Prices& prices, const CsvColumn* dates, const CsvColumn* counter,
                  RowOrder order) {
  if (dates != nullptr || order != RowOrder::automatic) return;
  prices.why_order = counter != nullptr ? "the column that counts rows"
                                        : "nothing in the file tells it: the input order turns it";
  prices.remarks.push_back(
      {"order",
       prices.is_newest_first ? Code("csv-order-newest") : Code("csv-order-oldest"),
       {{"choices", prices.is_newest_first ? "oldest-first" : "newest-first"}}});
}

// Of a day that comes again the row that stands last in the file counts.
void leave_out_twice(Prices& prices, std::vector<int>& rows, const CsvTable& table,
                     const CsvColumn* dates, const std::vector<double>& doubled) {
  if (dates == nullptr) return;
  std::vector<int> kept;
  for (const int row : rows) {
    const double time = dates->values[row];
    if (kept.empty() || dates->values[kept.back()] != time || is_in(doubled, time)) {
      kept.push_back(row);
      continue;
    }
    const int later = std::max(kept.back(), row);
    count(prices.twice, table.lines[later]);
    kept.back() = later;
  }
  if (prices.twice.rows * 2 >= std::max<long>(std::ssize(rows), 2)) {
    refuse<stock_refusals>("csv", "csv-many-a-day",
                           {{"count", std::to_string(prices.twice.rows)},
                            {"line", std::to_string(prices.twice.first_line)}});
  }
  rows = std::move(kept);
}

// ---- What is said of it.

void remark_losses(Prices& prices, int rows) {
  const Prices::Loss losses[] = {prices.incomplete, prices.without, prices.texts, prices.twice};
  int lost = 0, first = 0;
  for (const auto& [count, line] : losses) {
    if (count > 0) first = first == 0 ? line : std::min(first, line);
    lost += count;
  }
  if (lost * 10 <= rows) return;
  prices.remarks.push_back({"csv",
                            "csv-many-lost",
                            {{"count", std::to_string(lost)},
                             {"rows", std::to_string(rows)},
                             {"line", std::to_string(first)}}});
}

void remark_target(Prices& prices, const CsvTable& table, const std::vector<int>& columns,
                   const Target& target) {
  prices.why_target = target.why;
  if (!target.is_guess) return;
  prices.remarks.push_back({"target",
                            "csv-target-guessed",
                            {{"column", excerpt(table.columns[target.column].name)},
                             {"choices", choices_of(target_choices(table, columns))}}});
}

void name_columns(Prices& prices, const CsvTable& table, const CsvColumn* dates) {
  for (const CsvColumn& column : table.columns) {
    const std::string name = excerpt(column.name);
    if (column.kind == Kind::other) prices.left_out.push_back(name);
    if (column.kind == Kind::counter) prices.counters.push_back(name);
    const bool is_time = column.kind == Kind::date || column.kind == Kind::part;
    if (is_time && &column != dates) prices.times.push_back(name);
    if (column.missing) prices.missing = number_text(*column.missing);
  }
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
  const CsvColumn* dates = find_dates(table);
  const CsvColumn* counter = find_counter(table);
  auto [rows, series, all_series] = find_series(table, dates, options.series);
  const Target target = find_target(table, columns, options.target);

  Prices prices;
  const int rows_of_series = static_cast<int>(rows.size());
  prices.target =
      static_cast<int>(std::find(columns.begin(), columns.end(), target.column) - columns.begin());
  prices.series = excerpt(series);
  prices.all_series = std::move(all_series);
  prices.targets = target_choices(table, columns);
  prices.separator = table.separator;
  prices.has_header = table.has_header;
  prices.rows_in_file = table.rows;
  leave_out_incomplete(prices, rows, table, columns, dates);
  const std::vector<double> doubled =
      dates == nullptr ? std::vector<double>{} : doubled_hours(chosen(dates->values, rows));
  prices.doubled_hours = static_cast<int>(doubled.size());
  order_rows(prices, rows, options.order, dates != nullptr ? dates : counter, doubled);
  leave_out_twice(prices, rows, table, dates, doubled);
  remark_losses(prices, rows_of_series);
  remark_target(prices, table, columns, target);
  remark_order(prices, dates, counter, options.order);
  const int extra = static_cast<int>(rows.size()) - options.most_rows;
  if (extra > 0) rows.erase(rows.begin(), rows.begin() + extra);

  for (const int column : columns) {
    const CsvColumn& source = table.columns[column];
    prices.columns.push_back({excerpt(source.name), chosen(source.values, rows)});
  }
  if (dates != nullptr) prices.dates = chosen(dates->values, rows);
  name_columns(prices, table, dates);
  return prices;
}

}  // namespace unfold
