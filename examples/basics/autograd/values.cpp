#include "examples/basics/autograd/values.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "engine/lab/refusal.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"
#include "examples/basics/autograd/formula.h"
#include "examples/basics/autograd/refusals.h"

namespace unfold {
namespace {

// The parts between commas, semicolons and new lines outside brackets.
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t from = 0;
  bool is_inside = false;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const char c = at < text.size() ? text[at] : ';';
    if (c == '[' || c == ']') is_inside = c == '[';
    const bool ends = c == ';' || (c == ',' && !is_inside);
    if (!ends) continue;
    const std::string_view part = trimmed(text.substr(from, at - from));
    if (!part.empty()) parts.push_back(part);
    from = at + 1;
    is_inside = false;
  }
  return parts;
}

float number_of(std::string_view name, std::string_view text) {
  const auto number = read_number(text);
  if (number && std::abs(*number) <= largest_number) return static_cast<float>(*number);
  const std::string limit = number_text(largest_number);
  refuse<autograd_refusals>(
      "values", "values-number",
      {{"name", std::string(name)}, {"text", excerpt(text)}, {"min", "-" + limit}, {"max", limit}});
}

Tensor numbers_of(std::string_view name, std::string_view text) {
  if (text.empty() || text.front() != '[') return Tensor(number_of(name, text));
  std::vector<float> numbers;
  std::string_view rest = trimmed(text.substr(1, text.size() - 2));
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    numbers.push_back(number_of(name, trimmed(rest.substr(0, end))));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (numbers.empty() || numbers.size() > most_numbers) {
    refuse<autograd_refusals>("values", "values-many",
                              {{"name", std::string(name)},
                               {"max", std::to_string(most_numbers)},
                               {"count", std::to_string(numbers.size())}});
  }
  return Tensor(Shape{static_cast<int>(numbers.size())}, numbers);
}

Value value_of(std::string_view part) {
  const std::size_t equals = std::min(part.find('='), part.size());
  const std::string_view name = trimmed(part.substr(0, equals));
  const std::string_view text = trimmed(part.substr(std::min(equals + 1, part.size())));
  if (equals == part.size() && is_name(name)) return {std::string(name), Tensor(), ""};
  const bool is_list = !text.empty() && (text.front() == '[' || text.back() == ']');
  const bool is_whole = text.size() > 1 && text.front() == '[' && text.back() == ']';
  if (!is_name(name) || text.empty() || is_list != is_whole) {
    refuse<autograd_refusals>("values", "values-form", {{"text", excerpt(part)}});
  }
  return {std::string(name), numbers_of(name, text), std::string(text)};
}

}  // namespace

std::vector<Value> read_values(std::string_view text) {
  const std::string plainly = plain_text(text);
  std::vector<Value> values;
  for (const std::string_view part : parts_of(plainly)) {
    Value value = value_of(part);
    const bool is_known = std::any_of(values.begin(), values.end(),
                                      [&](const Value& known) { return known.name == value.name; });
    if (is_known) refuse<autograd_refusals>("values", "values-twice", {{"name", value.name}});
    values.push_back(std::move(value));
  }
  return values;
}

std::string values_text(const std::vector<Value>& values) {
  std::string text;
  for (const Value& value : values) {
    text += (text.empty() ? "" : ", ") + value.name + " = " + value.text;
  }
  return text;
}

}  // namespace unfold
