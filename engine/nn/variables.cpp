#include "engine/nn/variables.h"

#include "engine/core/require.h"

namespace unfold {

Tensor Variables::make(std::string_view name, const Tensor& initial) {
  for (const Named& named : named_) {
    require(named.name != name, "variables", "there is already a variable named ", name);
  }
  Tensor variable = Tensor::variable(initial);
  named_.push_back({std::string(name), variable});
  return variable;
}

std::vector<Tensor> Variables::tensors() const {
  std::vector<Tensor> tensors;
  for (const Named& named : named_) tensors.push_back(named.value);
  return tensors;
}

}  // namespace unfold
