// What the fused sequence operations share on the way back.
#pragma once

#include "engine/core/tensor.h"
#include "engine/ops/sequence_layout.h"

namespace unfold {

// The gradient of x from dz (B, T, gates · H).
Tensor input_gradient(const SequenceLayout& layout, const Tensor& x, const Tensor& kernel,
                      const Tensor& dz);

// Adds to the gradients of a kernel, the inputs' and the states' rows times dz, and of its bias, dz
// summed over batch and time.
void accumulate_weights(const SequenceLayout& layout, const Tensor& x, const Tensor& h_before,
                        const Tensor& kernel, const Tensor& bias, const Tensor& dz);

// The gradient of a kernel whose products with inputs and states have a dz each, without its bias.
void accumulate_kernel(const SequenceLayout& layout, const Tensor& x, const Tensor& h_before,
                       const Tensor& kernel, const Tensor& dz_inputs, const Tensor& dz_states);
// The gradient of a bias.
void accumulate_bias(const Tensor& bias, const Tensor& dz);

// All these, summed as TensorFlow's loop sums them: a sum for each time step, the last step first.
// Dearer for few sequences, since products of few rows are slow.
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
