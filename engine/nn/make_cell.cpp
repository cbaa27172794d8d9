#include "engine/nn/make_cell.h"

#include <algorithm>

#include "engine/core/require.h"
#include "engine/ops/arrange.h"

namespace unfold {
namespace {

OpSeed next(OpSeed seed) { return {seed.graph, seed.op + 1}; }

}  // namespace

int gate_count(CellKind kind) {
  switch (kind) {
    case CellKind::lstm:
    case CellKind::peephole_lstm: return 4;
    case CellKind::gru: return 3;
    default: return 1;
  }
}

Tensor initial_kernel(CellKind kind, int D, int H, Initializer initializer, OpSeed seed) {
  switch (kind) {
    case CellKind::keras_rnn:
      return concat({initialize(initializer, Shape{D, H}, seed),
                     initialize(Initializer::orthogonal, Shape{H, H}, next(seed))},
                    0);
    case CellKind::gru:
      return concat({initialize(initializer, Shape{D + H, 2 * H}, seed),
                     initialize(initializer, Shape{D + H, H}, next(seed))},
                    1);
    default: return initialize(initializer, Shape{D + H, gate_count(kind) * H}, seed);
  }
}

std::shared_ptr<const Cell> make_cell(CellKind kind, const Tensor& kernel, int D,
                                      const std::string& scope, Variables& variables,
                                      const CellBiases& biases) {
  const int gates = gate_count(kind);
  require(kernel.rank() == 2 && kernel.size(1) % gates == 0 && kernel.size(1) > 0, "make_cell",
          "a kernel of shape ", kernel.shape(), " does not hold ", gates, " gates");
  const int H = kernel.size(1) / gates;
  require(kernel.size(0) == D + H, "make_cell", "inputs of width ", D, " and ", H,
          " units need a kernel of ", D + H, " rows, not ", kernel.size(0));
  const auto variable = [&](const char* name, const Tensor& initial) {
    return variables.make(scope + "/" + name, initial);
  };
  const auto bias = [&](const char* name, int count, float usual) {
    if (!biases.used) return Tensor::zeros(Shape{count});
    return variable(name, Tensor::filled(Shape{count}, biases.start.value_or(usual)));
  };
  // One statement each: the order in which arguments are evaluated differs between compilers.
  if (kind == CellKind::gru) {
    const Tensor gates_kernel = variable("gates/kernel", slice(kernel, 1, 0, 2 * H));
    const Tensor gates_bias = bias("gates/bias", 2 * H, biases.forget);
    const Tensor candidate_kernel = variable("candidate/kernel", slice(kernel, 1, 2 * H, H));
    const Tensor candidate_bias = bias("candidate/bias", H, 0);
    return std::make_shared<GruCell>(gates_kernel, gates_bias, candidate_kernel, candidate_bias);
  }
  const Tensor weights = variable("kernel", kernel);
  Tensor added = bias("bias", gates * H, 0);
  float beside = 0;
  if (gates == 4 && biases.used) {
    beside = biases.trains_forget ? 0 : biases.forget;
    std::fill_n(added.mutable_data() + 2 * H, H, biases.forget - beside);
  }
  switch (kind) {
    case CellKind::lstm: return std::make_shared<LstmCell>(weights, added, beside);
    case CellKind::peephole_lstm:
      return std::make_shared<LstmCell>(
          weights, added, beside,
          PeepholeWeights{variable("w_i_diag", Tensor::zeros(Shape{H})),
                          variable("w_f_diag", Tensor::zeros(Shape{H})),
                          variable("w_o_diag", Tensor::zeros(Shape{H}))});
    case CellKind::relu_rnn:
      return std::make_shared<BasicRnnCell>(weights, added, kernels::Activation::relu);
    default: return std::make_shared<BasicRnnCell>(weights, added, kernels::Activation::tanh);
  }
}

}  // namespace unfold
