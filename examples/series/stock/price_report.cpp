#include "examples/series/stock/price_report.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/text/date.h"
#include "engine/text/number_text.h"

namespace unfold {
namespace {

using Names = std::vector<std::string>;

std::string joined(const Names& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "none" : text;
}

std::string separator_name(char separator) {
  switch (separator) {
    case '\t': return "tab";
    case ';': return "semicolon";
    case '|': return "bar";
    case ' ': return "blanks";
    default: return "comma";
  }
}

std::string order_name(const Prices& prices) {
  if (!prices.is_sorted) return "mixed, sorted by date";
  return prices.is_newest_first ? "newest first" : "oldest first";
}

Names names_of_used(const Prices& prices, const Names& constant) {
  Names used;
  for (const Prices::Column& column : prices.columns) {
    if (std::find(constant.begin(), constant.end(), column.name) == constant.end()) {
      used.push_back(column.name);
    }
  }
  return used;
}

void add(Table& table, std::string name, std::string found) {
  table.rows.push_back({std::move(name), std::move(found)});
}

void add_names(Table& table, std::string name, const Names& names) {
  if (!names.empty()) add(table, std::move(name), joined(names));
}

void add_loss(Table& table, const std::string& name, const Prices::Loss& loss) {
  if (loss.rows == 0) return;
  add(table, name, std::to_string(loss.rows));
  add(table, name + ": first line", std::to_string(loss.first_line));
}

void add_losses(Table& table, const Prices& prices) {
  if (prices.incomplete.rows == 0) add(table, "rows dropped, a cell missing", "0");
  add_loss(table, "rows dropped, a cell missing", prices.incomplete);
  add_loss(table, "rows dropped, text instead of numbers", prices.texts);
  add_loss(table, "rows dropped, a number that means missing", prices.without);
  if (!prices.missing.empty()) add(table, "the number that means missing", prices.missing);
  add_loss(table, "days that occur twice, the last row counts", prices.twice);
  if (prices.doubled_hours > 0) {
    add(table, "hours that come twice as summer time ends, all rows count",
        std::to_string(prices.doubled_hours));
  }
}

}  // namespace

std::string rounded(double value, int digits) {
  if (!std::isfinite(value)) return number_text(value);
  return decimal_text(rounded_decimal(value, digits), digits);
}

std::string price_text(double value) { return rounded(value, 7); }

Tensor days_from(int first, int count) {
  Tensor days(Shape{count});
  for (int i = 0; i < count; ++i) days.mutable_data()[i] = static_cast<float>(first + i);
  return days;
}

Table found_in_file(const Prices& prices, const Names& constant) {
  Table table{{"file", "found"}, {}};
  add(table, "separator", separator_name(prices.separator));
  add(table, "header", prices.has_header ? "yes" : "none");
  add(table, "rows", std::to_string(prices.rows_in_file));
  if (!prices.series.empty()) add(table, "series", prices.series);
  add_losses(table, prices);
  add(table, "order", order_name(prices));
  if (!prices.why_order.empty()) add(table, "why this order", std::string(prices.why_order));
  add(table, "days used", std::to_string(prices.days()));
  if (!prices.dates.empty()) {
    add(table, "first day", date_text(prices.dates.front()));
    add(table, "last day", date_text(prices.dates.back()));
  }
  Names left_out = prices.left_out;
  left_out.insert(left_out.end(), constant.begin(), constant.end());
  add(table, "columns read", joined(names_of_used(prices, constant)));
  add(table, "columns left out", joined(left_out));
  add_names(table, "columns that count rows", prices.counters);
  add_names(table, "other columns of time", prices.times);
  add(table, "predicted", prices.columns[prices.target].name);
  if (!prices.why_target.empty()) add(table, "why this column", std::string(prices.why_target));
  return table;
}

}  // namespace unfold
