#include "engine/nn/recurrent.h"

#include "engine/core/require.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/arrange.h"

namespace unfold {
namespace {

// (B, 1): 1 for sequences that have a step t, 0 for those that are over.
Tensor active_mask(std::span<const int> lengths, int t) {
  Tensor mask(Shape{static_cast<int>(lengths.size()), 1});
  for (std::size_t b = 0; b < lengths.size(); ++b) mask.mutable_data()[b] = t < lengths[b];
  return mask;
}

void check_input(const char* op, const Tensor& x) {
  require(x.rank() == 3, op, "the input must be (batch, time, features), not ", x.shape());
}

}  // namespace

CellResult dynamic_rnn(const Cell& cell, const Tensor& x, std::span<const int> lengths,
                       const State& initial) {
  check_input("dynamic_rnn", x);
  return cell.sequence(x, initial, lengths);
}

CellResult unrolled_rnn(const Cell& cell, const Tensor& x, std::span<const int> lengths,
                        const State& initial) {
  check_input("unrolled_rnn", x);
  State state = initial.empty() ? cell.zero_state(x.size(0)) : initial;
  std::vector<Tensor> outputs;
  const std::vector<Tensor> xs = unstack(x, 1);
  for (int t = 0; t < x.size(1); ++t) {
    CellResult result = cell.step(xs[t], state);
    if (!lengths.empty()) {
      const Tensor active = active_mask(lengths, t);
      result.outputs = active * result.outputs;
      for (std::size_t i = 0; i < state.size(); ++i) {
        result.state[i] = active * result.state[i] + (1.0f - active) * state[i];
      }
    }
    outputs.push_back(result.outputs);
    state = result.state;
  }
  return {stack(outputs, 1), state};
}

StaticResult static_rnn(const Cell& cell, std::span<const Tensor> xs, const State& initial) {
  require(!xs.empty(), "static_rnn", "there are no time steps");
  StaticResult result{{}, initial.empty() ? cell.zero_state(xs[0].size(0)) : initial};
  for (const Tensor& x : xs) {
    CellResult step = cell.step(x, result.state);
    result.outputs.push_back(step.outputs);
    result.state = step.state;
  }
  return result;
}

BidirectionalResult bidirectional_dynamic_rnn(const Cell& forward, const Cell& backward,
                                              const Tensor& x, std::span<const int> lengths,
                                              const State& initial_forward,
                                              const State& initial_backward) {
  check_input("bidirectional_dynamic_rnn", x);
  BidirectionalResult result{
      dynamic_rnn(forward, x, lengths, initial_forward),
      dynamic_rnn(backward, reverse_sequence(x, lengths), lengths, initial_backward)};
  result.backward.outputs = reverse_sequence(result.backward.outputs, lengths);
  return result;
}

}  // namespace unfold
