// NumPy's legacy random numbers: RandomState(42) is numpy.random.seed(42) and what follows it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/core/tensor.h"

namespace unfold {

// The Mersenne Twister MT19937. A plain value: its bytes are its whole state.
class RandomState {
 public:
  explicit RandomState(std::int64_t seed);  // 0 <= seed < 2^32

  double rand();  // [0, 1), 53 random bits
  std::vector<double> random_sample(int count);
  Tensor rand(const Shape& shape);  // the same doubles, rounded to float

  int randint(int low, int high);  // low <= result < high
  std::vector<int> randint(int low, int high, int count);
  std::vector<int> choice(int n, int count);                      // of 0 … n - 1
  std::vector<int> choice_without_replacement(int n, int count);  // of 0 … n - 1
  std::vector<int> permutation(int n);
  template <typename T>
  void shuffle(std::span<T> values) {
    for (std::size_t i = values.size(); i-- > 1;) {
      std::swap(values[i], values[interval(static_cast<std::uint32_t>(i))]);
    }
  }

  // All zeros are the one state that never comes and gives nothing but zeros.
  bool is_sound() const;

  bool operator==(const RandomState&) const = default;

 private:
  static constexpr int words = 624;

  std::uint32_t next();
  void twist();
  std::uint32_t interval(std::uint32_t max);  // 0 … max, all equally likely

  std::array<std::uint32_t, words> state_;
  int used_ = words;
};

}  // namespace unfold
