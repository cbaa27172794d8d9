// Variables: the named trainable tensors of a model, in the order they were made.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/tensor.h"

namespace unfold {

class Variables {
 public:
  struct Named {
    std::string name;  // as TensorFlow spells it: "rnn/basic_lstm_cell/kernel"
    Tensor value;
  };

  // A trainable copy of `initial` under this name. Throws if the name is taken.
  Tensor make(std::string_view name, const Tensor& initial);

  const std::vector<Named>& named() const { return named_; }
  std::vector<Tensor> tensors() const;

 private:
  std::vector<Named> named_;
};

}  // namespace unfold
