#include "examples/words/muted.h"

#include <algorithm>

#include "engine/lab/refusal.h"
#include "examples/words/refusals.h"

namespace unfold {
namespace {

bool is_muted(int index, std::span<const int> muted) {
  return std::find(muted.begin(), muted.end(), index + 1) != muted.end();
}

// Of 0 … length - 1.
std::vector<int> heard_places(int length, std::span<const int> muted) {
  std::vector<int> places;
  for (int i = 0; i < length; ++i) {
    if (!is_muted(i, muted)) places.push_back(i);
  }
  return places;
}

}  // namespace

Field& muted_field(Form& form, std::vector<int>& muted, int longest) {
  return form.list("muted", muted).range(1, longest).length(0, longest).optional().live();
}

std::vector<int> heard(std::span<const int> symbols, std::span<const int> muted) {
  std::vector<int> left;
  for (const int place : heard_places(static_cast<int>(symbols.size()), muted)) {
    left.push_back(symbols[place]);
  }
  if (left.empty()) refuse<word_refusals>("muted", "all-muted");
  return left;
}

Tensor with_muted(const Tensor& attention, int length, std::span<const int> muted) {
  if (attention.empty()) return attention;
  const std::vector<int> places = heard_places(length, muted);
  const int heard = static_cast<int>(places.size());
  Tensor whole = Tensor::zeros(Shape{attention.size(0), length});
  for (int row = 0; row < attention.size(0); ++row) {
    for (int i = 0; i < heard; ++i) {
      whole.mutable_data()[row * length + places[i]] = attention.data()[row * heard + i];
    }
  }
  return whole;
}

}  // namespace unfold
