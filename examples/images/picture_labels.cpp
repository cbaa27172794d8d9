#include "examples/images/picture_labels.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "engine/lab/refusal.h"

namespace unfold {
namespace {

constexpr std::string_view all = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view digits = all.substr(0, 10), letters = all.substr(10, 26);
// Small letters that look like capitals count as these.
constexpr std::string_view balanced = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabdefghnqrt";

struct Meaning {
  std::string_view classes;
  int first;  // label
};

int number(char label) { return static_cast<unsigned char>(label); }

// Whether all labels are in it, and at least half of it are labels.
bool is_likely(const Meaning& meaning, const std::set<int>& present) {
  const int size = static_cast<int>(meaning.classes.size());
  return *present.begin() >= meaning.first && *present.rbegin() < meaning.first + size &&
         2 * static_cast<int>(present.size()) >= size;
}

Meaning likely_meaning(const std::set<int>& present) {
  const Meaning others[] = {{letters, 1}, {letters, 0}, {balanced, 0}, {all, 0}};
  if (*present.rbegin() < static_cast<int>(digits.size())) return {digits, 0};
  const auto found =
      std::find_if(std::begin(others), std::end(others),
                   [&](const Meaning& meaning) { return is_likely(meaning, present); });
  return found == std::end(others) ? Meaning{digits, 0} : *found;
}

Meaning meaning_of(LabelKind kind, const std::set<int>& present) {
  switch (kind) {
    case LabelKind::automatic: return likely_meaning(present);
    case LabelKind::digits: return {digits, 0};
    case LabelKind::letters: return {letters, *present.begin() == 0 ? 0 : 1};
    case LabelKind::balanced: return {balanced, 0};
    case LabelKind::by_class: return {all, 0};
  }
  return {digits, 0};
}

}  // namespace

PictureLabels read_picture_labels(std::string labels, LabelKind kind, const std::string& input) {
  std::set<int> present;
  for (const char label : labels) present.insert(number(label));
  const Meaning meaning = meaning_of(kind, present);
  const int last = meaning.first + static_cast<int>(meaning.classes.size()) - 1;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const int label = number(labels[i]);
    if (label < meaning.first || label > last) {
      refuse(input, "out-of-range",
             {{"where", "where-element"},
              {"index", std::to_string(i + 1)},
              {"min", std::to_string(meaning.first)},
              {"max", std::to_string(last)},
              {"value", std::to_string(label)}});
    }
    labels[i] = static_cast<char>(label - meaning.first);
  }
  PictureLabels read{std::move(labels), {}};
  for (const char name : meaning.classes) read.classes.emplace_back(1, name);
  return read;
}

}  // namespace unfold
