// SequenceWatch: somebody who is told what flows back into the fused sequence operations, and what
// dropout lets through.
#pragma once

#include <span>

#include "engine/core/tensor.h"

namespace unfold {

// What an operation has read, and what flows to its results; empty where it is nothing. Holds for
// as long as it is told.
struct SequenceFlow {
  const Tensor& x;       // (B, T, D)
  const Tensor& kernel;  // of a GRU that of its gates
  const Tensor &initial_c, &initial_h;
  std::span<const int> lengths;                     // B
  const Tensor &d_outputs, &d_final_c, &d_final_h;  // (B, T, H), (B, H)
};

// What dropout has made of what it read, on a tape or without; `uniform` decides, as in dropout.
// Holds for as long as it is told.
struct DropoutFlow {
  const Tensor& y;  // (B, T, D) or (B, D)
  float keep;
  const Tensor& uniform;  // of y's shape
};

// Told on this thread for as long as it lives, in the place of one that was there before.
class SequenceWatch {
 public:
  SequenceWatch();
  virtual ~SequenceWatch() { current_ = before_; }
  SequenceWatch(const SequenceWatch&) = delete;
  SequenceWatch& operator=(const SequenceWatch&) = delete;

  static void tell(const SequenceFlow& flow) {
    if (current_ != nullptr) current_->flowed(flow);
  }
  static void tell(const DropoutFlow& flow) {
    if (current_ != nullptr) current_->dropped(flow);
  }

 private:
  virtual void flowed(const SequenceFlow& flow) = 0;
  virtual void dropped(const DropoutFlow& /*flow*/) {}

  static constinit thread_local SequenceWatch* current_;
  SequenceWatch* before_;
};

}  // namespace unfold
