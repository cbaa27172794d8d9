#include "examples/series/stock/price_columns.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "engine/lab/refusal.h"
#include "engine/text/fold.h"
#include "engine/text/nearest.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"
#include "examples/series/stock/four_prices.h"
#include "examples/series/stock/price_names.h"
#include "examples/series/stock/refusals.h"

namespace unfold {
namespace {

using Kind = CsvColumn::Kind;
using Code = CodeOf<stock_refusals>;
using Text = std::string_view;
using Names = std::vector<std::string>;

constexpr int most_columns = 32;

std::string excerpts(const Names& names) {
  constexpr std::size_t most = 40;
  std::vector<Text> views(names.begin(),
                          names.begin() + static_cast<long>(std::min(most, names.size())));
  std::string text = excerpt(listed(views), 400);
  if (names.size() > most) text += ", …";
  return text;
}

bool is_constant(const CsvColumn& column) {
  double first = NAN;
  for (const double value : column.values) {
    if (std::isnan(value)) continue;
    if (std::isnan(first)) first = value;
    if (value != first) return false;
  }
  return true;
}

std::string folded(Text name) {
  std::string room;
  return folded_word(plain(name, room));
}

// ---- The column to predict.

int named_column(const CsvTable& table, Text name) {
  const std::string wanted = folded(name);
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const auto& c) { return folded(c.name) == wanted; });
  return found == table.columns.end() ? -1 : static_cast<int>(found - table.columns.begin());
}

int numbered_column(const CsvTable& table, Text number) {
  const auto position = read_integer(number);
  const bool exists = position && *position >= 1 && *position <= std::ssize(table.columns);
  return exists ? static_cast<int>(*position) - 1 : -1;
}

RefusalValues offered(const CsvTable& table, const std::vector<int>& numbers) {
  const Names names = target_choices(table, numbers);
  return {{"allowed", excerpts(names)}, {"choices", "auto\n" + choices_of(names)}};
}

[[noreturn]] void refuse_text(const CsvTable& table, const std::vector<int>& numbers, int column) {
  const CsvColumn& source = table.columns[column];
  RefusalValues values = offered(table, numbers);
  values["column"] = excerpt(source.name);
  if (source.wrong_rows.empty() || source.kind != Kind::other) {
    refuse<stock_refusals>("target", "csv-column-of-time", std::move(values));
  }
  const int row = source.wrong_rows[0];
  values["line"] = std::to_string(table.lines[row]);
  values["value"] = excerpt(source.texts[row]);
  refuse<stock_refusals>("target", "csv-column-of-text", std::move(values));
}

Target chosen_target(const CsvTable& table, const std::vector<int>& numbers, Text target) {
  int column = named_column(table, target);
  if (column < 0) column = numbered_column(table, target);
  if (column < 0) {
    RefusalValues values = offered(table, numbers);
    values["value"] = excerpt(target);
    refuse<stock_refusals>("target", "csv-no-column", std::move(values));
  }
  if (table.columns[column].kind != Kind::number) refuse_text(table, numbers, column);
  return {column, ""};
}

Target unnamed_target(const CsvTable& table, const std::vector<int>& numbers) {
  std::vector<int> changing;
  for (const int column : numbers) {
    if (!is_constant(table.columns[column])) changing.push_back(column);
  }
  if (changing.empty()) return {numbers.back(), "the last column of numbers"};
  if (changing.size() == 1) return {changing[0], "the only column of numbers that change"};
  const int close = close_beside_high_and_low(table, numbers);
  if (close >= 0) return {close, "after open, high and low", true};
  return {changing.back(), "the last column of numbers; no name is that of a price", true};
}

struct Named {
  CloseName fit = CloseName::none;
  std::vector<int> columns;
};

// The columns whose names fit best.
Named best_named(const CsvTable& table, Kind kind) {
  Named best;
  for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) {
    if (table.columns[i].kind != kind) continue;
    const CloseName fit = close_name(table.columns[i].name);
    if (fit < best.fit || fit == CloseName::none) continue;
    if (fit > best.fit) best = {fit, {}};
    best.columns.push_back(i);
  }
  return best;
}

Text reason_of(CloseName fit) {
  switch (fit) {
    case CloseName::bare: return "";
    case CloseName::close: return "named as the close";
    case CloseName::adjusted: return "the adjusted close; there is no other";
    case CloseName::last: return "named as the last price; there is no close";
    case CloseName::price: return "named as a price; there is no close";
    case CloseName::value: return "named as a value; there is no price";
    case CloseName::none: break;
  }
  return "";
}

Target automatic_target(const CsvTable& table, const std::vector<int>& numbers) {
  const Named best = best_named(table, Kind::number), text = best_named(table, Kind::other);
  const bool is_likely =
      text.fit >= CloseName::last || (text.fit >= CloseName::price && best.fit == CloseName::none);
  if (is_likely && text.fit > best.fit && !table.columns[text.columns[0]].wrong_rows.empty()) {
    refuse_text(table, numbers, text.columns[0]);
  }
  if (best.fit == CloseName::none) return unnamed_target(table, numbers);
  if (best.columns.size() > 1 && best.fit > CloseName::value) {
    const Names names = target_choices(table, best.columns);
    refuse<stock_refusals>("target", "csv-several-columns",
                           {{"allowed", excerpts(names)}, {"choices", choices_of(names)}});
  }
  const bool has_adjusted = std::any_of(numbers.begin(), numbers.end(), [&](int column) {
    return close_name(table.columns[column].name) == CloseName::adjusted;
  });
  if (best.fit >= CloseName::close && has_adjusted) {
    return {best.columns[0], "the close, not the adjusted one"};
  }
  const bool is_guess = best.fit == CloseName::value && numbers.size() > 1;
  return {best.columns[0], reason_of(best.fit), is_guess};
}

// ---- Several series.

bool may_be_series(const CsvColumn& column) {
  if (column.kind == Kind::other) return true;
  return column.kind == Kind::number && names_series(column.name) &&
         close_name(column.name) == CloseName::none &&
         std::all_of(column.values.begin(), column.values.end(),
                     [](double value) { return value == std::floor(value); });
}

using Groups = std::map<Text, int>;  // rows of each name

Groups groups_of(const CsvColumn& column) {
  Groups groups;
  for (const Text text : column.texts) {
    if (!text.empty()) ++groups[text];
  }
  return groups;
}

int days_twice(const CsvColumn* dates) {
  if (dates == nullptr) return 0;
  std::set<double> days;
  int count = 0;
  for (const double day : dates->values) {
    if (std::isnan(day)) continue;
    days.insert(day);
    ++count;
  }
  return count - static_cast<int>(days.size());
}

// Days that occur twice in the file and once in each series.
bool tells_days_apart(const CsvColumn& column, const CsvColumn& dates) {
  std::set<std::pair<double, Text>> days;
  int count = 0;
  for (std::size_t row = 0; row < dates.values.size(); ++row) {
    if (std::isnan(dates.values[row])) continue;
    days.insert({dates.values[row], column.texts[row]});
    ++count;
  }
  return std::ssize(days) >= 0.95 * count;
}

bool is_series(const CsvColumn& column, const CsvColumn* dates, int twice, int rows) {
  if (!may_be_series(column)) return false;
  const int count = static_cast<int>(groups_of(column).size());
  if (count < 2 || count * 3 > rows) return false;
  if (names_series(column.name) && count * 5 <= rows) return true;
  return twice * 4 > rows && tells_days_apart(column, *dates);
}

// One whose name says so comes first.
const CsvColumn* series_column(const CsvTable& table, const CsvColumn* dates) {
  const int twice = days_twice(dates);
  const CsvColumn* found = nullptr;
  for (const CsvColumn& column : table.columns) {
    if (!is_series(column, dates, twice, table.rows)) continue;
    if (found == nullptr || (names_series(column.name) && !names_series(found->name))) {
      found = &column;
    }
  }
  return found;
}

}  // namespace

std::string choices_of(const Names& choices) {
  std::string text;
  for (const std::string& choice : choices) text += (text.empty() ? "" : "\n") + choice;
  return text;
}

std::vector<int> number_columns(const CsvTable& table) {
  std::vector<int> columns;
  for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) {
    if (table.columns[i].kind == Kind::number) columns.push_back(i);
  }
  if (columns.empty()) refuse<stock_refusals>("csv", "csv-no-numbers");
  if (static_cast<int>(columns.size()) > most_columns) {
    refuse<stock_refusals>(
        "csv", "csv-too-many-columns",
        {{"max", std::to_string(most_columns)}, {"count", std::to_string(columns.size())}});
  }
  return columns;
}

// A name that is there twice is given by its number.
Names target_choices(const CsvTable& table, const std::vector<int>& numbers) {
  Names names;
  for (const int column : numbers) {
    const std::string& name = table.columns[column].name;
    const bool is_first = named_column(table, name) == column;
    names.push_back(is_first ? name : std::to_string(column + 1));
  }
  return names;
}

Target find_target(const CsvTable& table, const std::vector<int>& numbers, Text target) {
  return target == "auto" ? automatic_target(table, numbers)
                          : chosen_target(table, numbers, target);
}

// The one with most different times.
const CsvColumn* find_dates(const CsvTable& table) {
  const CsvColumn* best = nullptr;
  std::size_t most = 0;
  for (const CsvColumn& column : table.columns) {
    if (column.kind != Kind::date) continue;
    const std::set<double> different(column.values.begin(), column.values.end());
    if (different.size() <= most) continue;
    best = &column;
    most = different.size();
  }
  return best;
}

const CsvColumn* find_counter(const CsvTable& table) {
  const auto found =
      std::find_if(table.columns.begin(), table.columns.end(),
                   [](const CsvColumn& column) { return column.kind == Kind::counter; });
  return found == table.columns.end() ? nullptr : &*found;
}

SeriesRows find_series(const CsvTable& table, const CsvColumn* dates, Text series) {
  SeriesRows found{std::vector<int>(table.rows), "", {}};
  std::iota(found.rows.begin(), found.rows.end(), 0);
  const CsvColumn* column = series_column(table, dates);
  if (column == nullptr) {
    if (series != "auto") {
      refuse<stock_refusals>("series", "csv-one-series",
                             {{"value", excerpt(series)}, {"choices", "auto"}});
    }
    return found;
  }
  Names names;
  for (const auto& [name, rows] : groups_of(*column)) names.emplace_back(name);
  const auto wanted = std::find_if(names.begin(), names.end(), [&](const std::string& name) {
    return folded(name) == folded(series);
  });
  if (wanted == names.end()) {
    refuse<stock_refusals>("series",
                           series == "auto" ? Code("csv-several-series") : Code("csv-no-series"),
                           {{"column", excerpt(column->name)},
                            {"count", std::to_string(names.size())},
                            {"value", excerpt(series)},
                            {"allowed", excerpts(names)},
                            {"choices", choices_of(names)}});
  }
  std::erase_if(found.rows, [&](int row) { return column->texts[row] != *wanted; });
  found.name = *wanted;
  found.all = std::move(names);
  return found;
}

}  // namespace unfold
