#include "examples/memory/binary-memory/pattern.h"

#include <algorithm>
#include <cfloat>

#include "engine/kernels/elementary.h"

namespace unfold {
namespace {

// -p log p
double surprise(double p) { return p < DBL_MIN ? 0 : -p * elementary::log(p); }

// The cross entropy of a bit that is 1 with probability p, for those who know p.
double entropy(double p) { return surprise(p) + surprise(1 - p); }

}  // namespace

double Pattern::probability(std::optional<int> first_bit, std::optional<int> second_bit) const {
  double sum = 0;
  int count = 0;
  for (const int a : {0, 1}) {
    for (const int b : {0, 1}) {
      const bool is_possible = a == b || first.distance != second.distance;
      if (!is_possible || a != first_bit.value_or(a) || b != second_bit.value_or(b)) continue;
      sum += std::clamp(base + a * first.effect + b * second.effect, 0.0, 1.0);
      ++count;
    }
  }
  return sum / count;
}

double Pattern::probability(const std::vector<std::uint8_t>& x, int t) const {
  const auto back = [&](int distance) -> std::optional<int> {
    if (distance > t) return std::nullopt;
    return x[t - distance];
  };
  return probability(back(first.distance), back(second.distance));
}

double Pattern::loss_without_memory() const { return entropy(probability({}, {})); }

double Pattern::loss_with_first() const {
  return (entropy(probability(0, {})) + entropy(probability(1, {}))) / 2;
}

double Pattern::loss_with_both() const {
  if (first.distance == second.distance) return loss_with_first();
  double sum = 0;
  for (const int a : {0, 1}) {
    for (const int b : {0, 1}) sum += entropy(probability(a, b));
  }
  return sum / 4;
}

Bits Pattern::generate(int length, RandomState& random) const {
  Bits bits;
  bits.x.resize(length);
  bits.y.resize(length);
  for (auto& x : bits.x) x = static_cast<std::uint8_t>(random.randint(0, 2));
  const auto before = [&](int i, int distance) {
    return bits.x[i >= distance ? i - distance : i - distance + length];
  };
  for (int i = 0; i < length; ++i) {
    double threshold = base;
    if (before(i, first.distance) == 1) threshold += first.effect;
    if (before(i, second.distance) == 1) threshold += second.effect;
    bits.y[i] = random.rand() > threshold ? 0 : 1;
  }
  return bits;
}

}  // namespace unfold
