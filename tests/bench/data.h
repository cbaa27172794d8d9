// Weights, inputs and targets of a workload: drawn as the harness draws them, or given.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/tensor.h"
#include "tests/bench/spec.h"

namespace unfold::bench {

// By the names of the harness. Floats: "l0.Wx" (input, gates · hidden), "l0.Wh" (hidden, gates ·
// hidden), "l0.b" of each layer, "l0.Wx_reverse", … of its way back if it is bidirectional,
// "head.W", "head.b"; "x" (batch, steps, input); "y" if it is no class. Ints: "y"; "lengths"
// (batch) or none. For word2vec "emb", "nceW", "nceB" and of each batch i "bi.in", "bi.label",
// "bi.neg", "bi.logqLabel", "bi.logqNeg". Gates of an LSTM are i, f, g, o, the forget bias 1 in the
// bias.
struct Data {
  std::map<std::string, Tensor> floats;
  std::map<std::string, std::vector<int>> ints;
};

// The harness's generator of numbers in [0, 1).
class Mulberry32 {
 public:
  explicit Mulberry32(std::uint32_t seed) : state_(seed) {}
  double operator()();

 private:
  std::uint32_t state_;
};

// The data that the harness makes for the workload of this name.
Data named_data(std::string_view name);
// Random data that fits.
Data random_data(const Spec& spec, std::uint32_t seed);

}  // namespace unfold::bench
