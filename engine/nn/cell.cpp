#include "engine/nn/cell.h"

#include <utility>

#include "engine/core/require.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/arrange.h"
#include "engine/ops/matmul.h"

namespace unfold {
namespace {

void check_state(const char* op, const State& state, std::size_t count) {
  require(state.size() == count, op, "the state has ", state.size(), " tensors, ", count,
          " are needed");
}

// Tensor `i` of a state that may be empty.
Tensor part(const State& state, std::size_t i) { return state.empty() ? Tensor() : state[i]; }

// [x, h] · kernel + bias
Tensor affine(const Tensor& x, const Tensor& h, const Tensor& kernel, const Tensor& bias) {
  return matmul(concat({x, h}, 1), kernel) + bias;
}

}  // namespace

State Cell::zero_state(int batch) const {
  State state;
  for (int size : state_sizes()) state.push_back(Tensor::zeros(Shape{batch, size}));
  return state;
}

BasicRnnCell::BasicRnnCell(Tensor kernel, Tensor bias, kernels::Activation activation)
    : kernel_(std::move(kernel)), bias_(std::move(bias)), activation_(activation) {}

CellResult BasicRnnCell::step(const Tensor& x, const State& state) const {
  check_state("BasicRNN", state, 1);
  const Tensor z = affine(x, state[0], kernel_, bias_);
  const Tensor h = activation_ == kernels::Activation::relu ? relu(z) : tanh(z);
  return {h, {h}};
}

CellResult BasicRnnCell::sequence(const Tensor& x, const State& initial,
                                  std::span<const int> lengths) const {
  if (!initial.empty()) check_state("BasicRNN", initial, 1);
  RnnResult result = rnn(x, kernel_, bias_, activation_, part(initial, 0), lengths);
  return {result.outputs, {result.h}};
}

LstmCell::LstmCell(Tensor kernel, Tensor bias, float forget_bias, PeepholeWeights peepholes)
    : kernel_(std::move(kernel)),
      bias_(std::move(bias)),
      forget_bias_(forget_bias),
      peepholes_(std::move(peepholes)) {}

CellResult LstmCell::step(const Tensor& x, const State& state) const {
  check_state("LSTM", state, 2);
  const Tensor& c_before = state[0];
  const std::vector<Tensor> z = split(affine(x, state[1], kernel_, bias_), 4, 1);
  Tensor i = z[0], j = z[1], f = z[2] + forget_bias_, o = z[3];
  const bool peepholes = !peepholes_.i.empty();
  if (peepholes) {
    i = i + peepholes_.i * c_before;
    f = f + peepholes_.f * c_before;
  }
  const Tensor c = c_before * sigmoid(f) + sigmoid(i) * tanh(j);
  if (peepholes) o = o + peepholes_.o * c;
  const Tensor h = tanh(c) * sigmoid(o);
  return {h, {c, h}};
}

CellResult LstmCell::sequence(const Tensor& x, const State& initial,
                              std::span<const int> lengths) const {
  if (!initial.empty()) check_state("LSTM", initial, 2);
  LstmResult result = lstm(x, kernel_, bias_, forget_bias_, part(initial, 0), part(initial, 1),
                           lengths, peepholes_);
  return {result.outputs, {result.c, result.h}};
}

GruCell::GruCell(Tensor gate_kernel, Tensor gate_bias, Tensor candidate_kernel,
                 Tensor candidate_bias)
    : gate_kernel_(std::move(gate_kernel)),
      gate_bias_(std::move(gate_bias)),
      candidate_kernel_(std::move(candidate_kernel)),
      candidate_bias_(std::move(candidate_bias)) {}

CellResult GruCell::step(const Tensor& x, const State& state) const {
  check_state("GRU", state, 1);
  const Tensor& h_before = state[0];
  const std::vector<Tensor> gates =
      split(sigmoid(affine(x, h_before, gate_kernel_, gate_bias_)), 2, 1);
  const Tensor &r = gates[0], &u = gates[1];
  const Tensor candidate = tanh(affine(x, r * h_before, candidate_kernel_, candidate_bias_));
  const Tensor h = u * h_before + (1.0f - u) * candidate;
  return {h, {h}};
}

CellResult GruCell::sequence(const Tensor& x, const State& initial,
                             std::span<const int> lengths) const {
  if (!initial.empty()) check_state("GRU", initial, 1);
  RnnResult result = gru(x, gate_kernel_, gate_bias_, candidate_kernel_, candidate_bias_,
                         part(initial, 0), lengths);
  return {result.outputs, {result.h}};
}

}  // namespace unfold
