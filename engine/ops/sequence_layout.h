// What the fused sequence operations share: sizes, the view of one time step, states over time.
#pragma once

#include <span>
#include <vector>

#include "engine/core/pool.h"
#include "engine/core/tensor.h"
#include "engine/kernels/gemm.h"

namespace unfold {

struct SequenceLayout {
  int B, T, D, H;
  std::vector<int, PoolAllocator<int>> lengths;  // B of them
  bool sparse;                                   // x is mostly zero

  // Checks x, kernel (D + H, gates · H), bias and lengths; `op` names the operation in errors.
  SequenceLayout(const char* op, const Tensor& x, const Tensor& kernel, const Tensor& bias,
                 int gates, std::span<const int> lengths);
  // Checks another kernel (D + H, gates · H) and its bias.
  void check_weights(const char* op, const Tensor& kernel, const Tensor& bias, int gates) const;
  // Checks a state given from outside: empty or (B, H).
  void check_state(const char* op, const char* name, const Tensor& state) const;

  bool active(int b, int t) const { return t < lengths[b]; }
  bool last(int b, int t) const { return t == lengths[b] - 1; }

  // Row b at time t of a tensor (B, T, …), or (B, T + 1, …) where a last state is kept too.
  const float* row(const Tensor& x, int b, int t) const {
    return x.data() + (b * x.size(1) + t) * x.size(-1);
  }
  float* row(Tensor& x, int b, int t) const {
    return x.mutable_data() + (b * x.size(1) + t) * x.size(-1);
  }
  // All rows at time t of a tensor (B, T, …): (B, …).
  kernels::ConstMatrix at(const Tensor& x, int t) const {
    return {row(x, 0, t), B, x.size(-1), x.size(1) * x.size(-1)};
  }
  kernels::Matrix at(Tensor& x, int t) const {
    return {row(x, 0, t), B, x.size(-1), x.size(1) * x.size(-1)};
  }

  // (B, T, columns) for what every valid step writes; zero beyond the lengths.
  Tensor over_time(int columns) const;
  // Sets the rows of x (B, T, …) beyond the lengths to zero.
  void clear_beyond(Tensor& x) const;
  // (B, steps, H) for the state before each time step: the initial one at time 0, zero beyond the
  // lengths.
  Tensor states(const Tensor& initial, int steps) const;
  // A final state for sequences of length 0: the initial one.
  Tensor final_state(const Tensor& initial) const;
  // Keeps the state after (b, t) as the final one if it is.
  void keep_final(const float* state, int b, int t, Tensor& final) const;
  // The same, and as the state before the next step.
  void keep(const float* state, int b, int t, Tensor& before, Tensor& final) const;
};

// Whether the state before step t can be anything but zeros, which need not be multiplied.
inline bool has_state(const Tensor& initial, int t) { return t > 0 || !initial.empty(); }

// x · kernel[:D] for all time steps at once: (B, T, gates · H).
Tensor input_product(const SequenceLayout& layout, const Tensor& x, const Tensor& kernel);

}  // namespace unfold
