// Spec: what a workload of the benchmark computes, in the words of the harness that times several
// engines on the same training steps.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/nn/make_cell.h"

namespace unfold::bench {

struct Spec {
  enum class Task { sequence, word2vec, sampling };
  // What the dense layer on top reads: every output; the last layer's final state; those of all
  // layers, side by side.
  enum class Head { all, last, concat };
  enum class Loss { cross_entropy, squared_sum, squared_mean };

  Task task = Task::sequence;
  CellKind cell = CellKind::lstm;
  bool bidirectional = false;
  bool reset_first = true;  // the order of a GRU's gates: r, z, n; or z, r, n
  int layers = 1, hidden = 1, batch = 1, steps = 1, input = 1, output = 1;
  Head head = Head::all;
  Loss loss = Loss::cross_entropy;
  int vocabulary = 1, embedding = 1, negatives = 1, batches = 1;  // word2vec
  float learning_rate = 0.001f;

  int gates() const { return gate_count(cell); }
  int directions() const { return bidirectional ? 2 : 1; }
  int layer_input(int layer) const { return layer == 0 ? input : hidden * directions(); }
  int head_input() const { return hidden * directions() * (head == Head::concat ? layers : 1); }
  bool has_classes() const { return loss == Loss::cross_entropy; }
};

// "key=value" between white space, with the keys of the harness: kind seq | w2v | sample; cell rnn
// | lstm | gru; act tanh | relu; gates rzn | zrn; bidirectional; layers, hidden, batch, seq, input,
// out; on all | last | concat; loss ce | sse | mse; vocab, embed, neg, nbatches; lr. Other keys say
// nothing about the computation. Throws std::invalid_argument for a value that is none of these.
Spec read_spec(std::string_view text);

// Floating-point operations of the matrix products of one step: what every engine must do. `cells`
// is the number of time steps of all sequences together.
double flops(const Spec& spec, double cells);
inline double flops(const Spec& spec) {
  return flops(spec, static_cast<double>(spec.batch) * spec.steps);
}

struct Named {
  std::string_view name, spec;
};
// The workloads that all engines are compared on.
const std::array<Named, 10>& named_specs();
// The entry of this name; throws std::invalid_argument if there is none.
const Named& named_spec(std::string_view name);

}  // namespace unfold::bench
