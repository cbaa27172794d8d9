#include "engine/lab/changes.h"

#include <algorithm>
#include <climits>
#include <optional>

#include "engine/text/number_text.h"

namespace unfold {
namespace {

constexpr std::string_view prefix = "at.";

// The change that a name such as "at.100.learning_rate" tells; none for the name of an input.
std::optional<Change> named_change(std::string_view name) {
  if (!name.starts_with(prefix)) return std::nullopt;
  name.remove_prefix(prefix.size());
  const std::size_t dot = name.find('.');
  const auto step = read_integer(name.substr(0, dot));
  if (dot == std::string_view::npos || !step || *step < 0 || *step > INT_MAX) return std::nullopt;
  return Change{static_cast<int>(*step), std::string(name.substr(dot + 1)), ""};
}

}  // namespace

Changes::Changes(std::map<std::string, std::string>& inputs) {
  for (auto input = inputs.begin(); input != inputs.end();) {
    auto change = named_change(input->first);
    if (!change) {
      ++input;
      continue;
    }
    change->value = std::move(input->second);
    insert(*std::move(change));
    input = inputs.erase(input);
  }
}

void Changes::add_to(std::map<std::string, std::string>& inputs) const {
  for (const auto& [step, input, value] : all_) {
    inputs[std::string(prefix) + std::to_string(step) + "." + input] = value;
  }
}

void Changes::set(Change change, std::string_view first) {
  std::erase_if(all_, [&](const Change& other) {
    return other.input == change.input && other.step >= change.step;
  });
  for (const Change& before : all_) {
    if (before.input == change.input) first = before.value;
  }
  if (change.value != first) insert(std::move(change));
}

std::size_t Changes::count_until(int step) const {
  std::size_t count = 0;
  while (count < all_.size() && all_[count].step <= step) ++count;
  return count;
}

void Changes::insert(Change change) {
  const auto place = std::find_if(all_.begin(), all_.end(), [&](const Change& other) {
    return other.step > change.step || (other.step == change.step && other.input > change.input);
  });
  all_.insert(place, std::move(change));
}

}  // namespace unfold
