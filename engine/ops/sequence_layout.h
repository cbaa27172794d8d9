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
// The gradient of x from dz (B, T, gates · H).
Tensor input_gradient(const SequenceLayout& layout, const Tensor& x, const Tensor& kernel,
                      const Tensor& dz);
// The gradient of the kernel: the inputs' and the states' rows times dz.
Tensor kernel_gradient(const SequenceLayout& layout, const Tensor& x, const Tensor& h_before,
                       const Tensor& kernel, const Tensor& dz);
// The gradient of a bias: dz summed over batch and time.
Tensor bias_gradient(const Tensor& dz);

// The same two, summed as TensorFlow's loop sums them: a sum for each time step, the last step
// first. Dearer for few sequences, since products of few rows are slow.
class GradientsByStep {
 public:
  // For as long as the layout lives.
  GradientsByStep(const SequenceLayout& layout, const Tensor& x, const Tensor& h_before,
                  const Tensor& initial_h, const Tensor& kernel, const Tensor& bias);
  // Adds step t, best while its dz is still in the cache.
  void add(int t, const Tensor& dz);
  // Hands the sums to the kernel and the bias.
  void accumulate() const;

 private:
  void add_to_kernel(int t, const Tensor& dz);
  void add_to_bias(int t, const Tensor& dz);

  const SequenceLayout& layout_;
  Tensor x_, h_before_, initial_h_, kernel_, bias_;
  Tensor kernel_sum_, bias_sum_;    // empty where no gradient is asked for
  Tensor kernel_step_, bias_step_;  // what one time step adds
};

// What flows back into the state after (b, t): from the output, from the next step, and, at the
// last valid step, from the final state. `carry` holds what comes from the next step.
void add_state_gradient(const SequenceLayout& layout, int b, int t, const Tensor& d_outputs,
                        const Tensor& d_final, Tensor& carry);
// What flows to the initial state: the carry, and the final state's for sequences of length 0.
void accumulate_initial(const SequenceLayout& layout, const Tensor& initial, Tensor carry,
                        const Tensor& d_final);

}  // namespace unfold
