#include "engine/random/candidates.h"

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "engine/core/id_index.h"
#include "engine/core/require.h"
#include "engine/kernels/elementary.h"
#include "engine/random/distributions.h"

namespace unfold {
namespace {

// Philox groups that TensorFlow sets aside for each class that is drawn: 2048 words.
constexpr std::uint64_t groups_of_class = 2048 / Philox::Group{}.size();

// Doubles from a generator, two words each.
class Doubles {
 public:
  explicit Doubles(Philox generator) : generator_(generator) {}
  double next() {
    half_ = !half_;
    if (half_) {
      words_ = generator_.next();
      return to_double(words_[0], words_[1]);
    }
    return to_double(words_[2], words_[3]);
  }

 private:
  Philox generator_;
  Philox::Group words_{};
  bool half_ = false;
};

float probability(int id, double log_range) {
  return static_cast<float>(elementary::log((id + 2.0) / (id + 1.0)) / log_range);
}

// How often a class of probability p is among `count` different ones that it took `tries` to find.
float expected_count(float p, int count, int tries) {
  if (tries == count) return p * static_cast<float>(count);
  const float log_missed = static_cast<float>(elementary::log(1.0 - p));
  const float exponent = static_cast<float>(tries) * log_missed;
  return static_cast<float>(1 - elementary::exp(exponent));
}

}  // namespace

void LogUniformSampler::skip(int count) {
  generator_.skip(groups_of_class * static_cast<std::uint64_t>(count));
}

Candidates LogUniformSampler::sample(std::span<const int> labels, int count, int range) {
  const char* op = "log_uniform_sampler";
  require(0 <= count && count <= range, op, "cannot draw ", count, " different classes of ", range);
  for (const int label : labels) {
    require(label >= 0 && label < range, op, "label ", label, " is outside [0, ", range, ")");
  }
  Doubles doubles(generator_);
  skip(count);

  const double log_range = elementary::log(range + 1.0);
  IdIndex drawn;
  drawn.reserve(static_cast<std::size_t>(count));
  int tries = 0;
  for (; drawn.size() < count; ++tries) {
    const auto k = static_cast<std::int64_t>(elementary::exp(doubles.next() * log_range)) - 1;
    drawn.number(static_cast<int>(k % range));
  }

  const auto expected = [&](int id) {
    return expected_count(probability(id, log_range), count, tries);
  };
  Candidates candidates;
  candidates.ids.assign(drawn.ids().begin(), drawn.ids().end());
  candidates.true_expected.reserve(labels.size());
  for (const int label : labels) candidates.true_expected.push_back(expected(label));
  candidates.sampled_expected.reserve(candidates.ids.size());
  for (const int id : candidates.ids) candidates.sampled_expected.push_back(expected(id));
  return candidates;
}

}  // namespace unfold
