#include "engine/random/numpy.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "engine/core/require.h"

namespace unfold {
namespace {

std::vector<int> counting(int n) {
  std::vector<int> values(static_cast<std::size_t>(n));
  std::iota(values.begin(), values.end(), 0);
  return values;
}

}  // namespace

RandomState::RandomState(std::int64_t seed) {
  require(seed >= 0 && seed <= 0xffffffff, "RandomState", "seed is ", seed,
          ", it must be between 0 and 4294967295");
  state_[0] = static_cast<std::uint32_t>(seed);
  for (std::uint32_t i = 1; i < words; ++i) {
    state_[i] = 1812433253 * (state_[i - 1] ^ (state_[i - 1] >> 30)) + i;
  }
}

void RandomState::twist() {
  constexpr int middle = 397;
  for (int i = 0; i < words; ++i) {
    const std::uint32_t y = (state_[i] & 0x80000000) | (state_[(i + 1) % words] & 0x7fffffff);
    state_[i] = state_[(i + middle) % words] ^ (y >> 1) ^ (y & 1 ? 0x9908b0df : 0);
  }
  used_ = 0;
}

// The lower bits of the first word are no part of the state.
bool RandomState::is_sound() const {
  return (state_[0] & 0x80000000) != 0 || std::any_of(state_.begin() + 1, state_.end(),
                                                      [](std::uint32_t word) { return word != 0; });
}

std::uint32_t RandomState::next() {
  // Also for one that was put back from anywhere.
  if (used_ < 0 || used_ >= words) twist();
  std::uint32_t y = state_[used_++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return y ^ (y >> 18);
}

std::uint32_t RandomState::interval(std::uint32_t max) {
  if (max == 0) return 0;
  const std::uint32_t mask = ~std::uint32_t{0} >> std::countl_zero(max);
  std::uint32_t value = next() & mask;
  while (value > max) value = next() & mask;
  return value;
}

double RandomState::rand() {
  const std::uint32_t a = next() >> 5;
  const std::uint32_t b = next() >> 6;
  return (a * 67108864.0 + b) / 9007199254740992.0;
}

std::vector<double> RandomState::random_sample(int count) {
  require(count >= 0, "random_sample", "count is ", count, ", it must not be negative");
  std::vector<double> values(static_cast<std::size_t>(count));
  for (double& value : values) value = rand();
  return values;
}

Tensor RandomState::rand(const Shape& shape) {
  Tensor y(shape);
  for (float& value : y.mutable_values()) value = static_cast<float>(rand());
  return y;
}

int RandomState::randint(int low, int high) {
  require(low < high, "randint", "low is ", low, ", it must be below high, which is ", high);
  const auto span = static_cast<std::uint32_t>(std::int64_t{high} - low - 1);
  return static_cast<int>(std::int64_t{low} + interval(span));
}

std::vector<int> RandomState::randint(int low, int high, int count) {
  require(count >= 0, "randint", "count is ", count, ", it must not be negative");
  std::vector<int> values(static_cast<std::size_t>(count));
  for (int& value : values) value = randint(low, high);
  return values;
}

std::vector<int> RandomState::choice(int n, int count) {
  require(n > 0, "choice", "there are ", n, " values to choose from, it must be at least one");
  return randint(0, n, count);
}

std::vector<int> RandomState::choice_without_replacement(int n, int count) {
  require(0 <= count && count <= n, "choice_without_replacement", "cannot choose ", count, " of ",
          n, " values without replacement");
  std::vector<int> values = permutation(n);
  values.resize(static_cast<std::size_t>(count));
  return values;
}

std::vector<int> RandomState::permutation(int n) {
  require(n >= 0, "permutation", "n is ", n, ", it must not be negative");
  std::vector<int> values = counting(n);
  shuffle(std::span(values));
  return values;
}

}  // namespace unfold
