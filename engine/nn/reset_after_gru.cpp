#include "engine/nn/reset_after_gru.h"

#include <utility>

#include "engine/core/require.h"
#include "engine/nn/recurrent.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/arrange.h"
#include "engine/ops/matmul.h"

namespace unfold {

ResetAfterGruCell::ResetAfterGruCell(Tensor kernel, Tensor recurrent_kernel, Tensor bias,
                                     Tensor recurrent_bias)
    : kernel_(std::move(kernel)),
      recurrent_kernel_(std::move(recurrent_kernel)),
      bias_(std::move(bias)),
      recurrent_bias_(std::move(recurrent_bias)) {}

CellResult ResetAfterGruCell::step(const Tensor& x, const State& state) const {
  require(state.size() == 1, "GRU", "the state has ", state.size(), " tensors, 1 is needed");
  const Tensor& h_before = state[0];
  const std::vector<Tensor> zx = split(matmul(x, kernel_) + bias_, 3, 1);
  const std::vector<Tensor> zh = split(matmul(h_before, recurrent_kernel_) + recurrent_bias_, 3, 1);
  const Tensor r = sigmoid(zx[0] + zh[0]), u = sigmoid(zx[1] + zh[1]);
  const Tensor candidate = tanh(zx[2] + r * zh[2]);
  const Tensor h = u * h_before + (1.0f - u) * candidate;
  return {h, {h}};
}

CellResult ResetAfterGruCell::sequence(const Tensor& x, const State& initial,
                                       std::span<const int> lengths) const {
  require(initial.size() <= 1, "GRU", "the state has ", initial.size(), " tensors, 1 is needed");
  return unrolled_rnn(*this, x, lengths, initial);
}

}  // namespace unfold
