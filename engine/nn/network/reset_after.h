// ResetAfter: whether the reset gate of a GRU stands behind the product of the state, which has
// biases of its own, as in Keras, PyTorch and cuDNN.
#pragma once

#include <string>

#include "engine/nn/make_cell.h"
#include "engine/nn/wrappers.h"

namespace unfold {

// Says also how to make such a cell, so that a program whose networks have none is without it.
class ResetAfter {
 public:
  constexpr ResetAfter() = default;
  ResetAfter(bool used);
  operator bool() const { return make_ != nullptr; }
  bool operator==(const ResetAfter&) const = default;

  // (D + H, 3 · H) is the kernel of inputs and state.
  CellPointer make(const Tensor& kernel, const CellBiases& biases, const std::string& scope,
                   Variables& variables) const {
    return make_(kernel, biases, scope, variables);
  }

 private:
  CellPointer (*make_)(const Tensor&, const CellBiases&, const std::string&, Variables&) = nullptr;
};

}  // namespace unfold
