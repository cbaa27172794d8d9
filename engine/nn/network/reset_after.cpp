#include "engine/nn/network/reset_after.h"

#include "engine/nn/reset_after_gru.h"

namespace unfold {
namespace {

CellPointer make_reset_after_gru(const Tensor& kernel, const CellBiases& biases,
                                 const std::string& scope, Variables& variables) {
  const Shape shape{kernel.size(1)};
  const auto bias = [&](const char* name) {
    if (!biases.used) return Tensor::zeros(shape);
    return variables.make(scope + name, Tensor::filled(shape, biases.start.value_or(0.0f)));
  };
  const Tensor weights = variables.make(scope + "/kernel", kernel);
  const Tensor inputs = bias("/bias"), recurrent = bias("/recurrent_bias");
  return std::make_shared<ResetAfterGruCell>(weights, inputs, recurrent);
}

}  // namespace

ResetAfter::ResetAfter(bool used) : make_(used ? make_reset_after_gru : nullptr) {}

}  // namespace unfold
