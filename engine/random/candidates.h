// The classes that nce_loss and sampled_softmax_loss compare the true one with, drawn as TensorFlow
// draws them: the same numbers for the same seeds.
#pragma once

#include <span>
#include <vector>

#include "engine/core/pool.h"
#include "engine/random/philox.h"
#include "engine/random/tensorflow.h"

namespace unfold {

struct Candidates {
  std::vector<int, PoolAllocator<int>> ids;  // all different
  // How often each label, and each of the ids, is expected among so many draws.
  std::vector<float, PoolAllocator<float>> true_expected, sampled_expected;
};

// tf.nn.log_uniform_candidate_sampler with unique=True: of classes that are sorted by falling
// frequency, class k comes with probability log((k + 2) / (k + 1)) / log(range + 1), which is
// Zipf's law. A plain value: its bytes are its whole state.
class LogUniformSampler {
 public:
  explicit LogUniformSampler(OpSeed seed) : generator_(seed.graph, seed.op) {}

  // One execution: `count` classes of 0 … range - 1. Throws for more than there are.
  Candidates sample(std::span<const int> labels, int count, int range);
  // Past an execution that would draw so many.
  void skip(int count);

  bool operator==(const LogUniformSampler&) const = default;

 private:
  Philox generator_;
};

}  // namespace unfold
