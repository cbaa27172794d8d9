#include "engine/nn/reset_after_gru.h"

#include <utility>

#include "engine/core/require.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/arrange.h"
#include "engine/ops/matmul.h"
#include "engine/ops/sequence.h"

namespace unfold {

ResetAfterGruCell::ResetAfterGruCell(Tensor kernel, Tensor bias, Tensor recurrent_bias)
    : kernel_(std::move(kernel)),
      bias_(std::move(bias)),
      recurrent_bias_(std::move(recurrent_bias)) {}

CellResult ResetAfterGruCell::step(const Tensor& x, const State& state) const {
  require(state.size() == 1, "GRU", "the state has ", state.size(), " tensors, 1 is needed");
  const Tensor& h_before = state[0];
  const int D = x.size(1), H = output_size();
  const std::vector<Tensor> zx = split(matmul(x, slice(kernel_, 0, 0, D)) + bias_, 3, 1);
  const std::vector<Tensor> zh =
      split(matmul(h_before, slice(kernel_, 0, D, H)) + recurrent_bias_, 3, 1);
  const Tensor r = sigmoid(zx[0] + zh[0]), u = sigmoid(zx[1] + zh[1]);
  const Tensor candidate = tanh(zx[2] + r * zh[2]);
  const Tensor h = u * h_before + (1.0f - u) * candidate;
  return {h, {h}};
}

CellResult ResetAfterGruCell::sequence(const Tensor& x, const State& initial,
                                       std::span<const int> lengths) const {
  require(initial.size() <= 1, "GRU", "the state has ", initial.size(), " tensors, 1 is needed");
  RnnResult result = reset_after_gru(x, kernel_, bias_, recurrent_bias_,
                                     initial.empty() ? Tensor() : initial[0], lengths);
  return {result.outputs, {result.h}};
}

}  // namespace unfold
