// What the hardware allows, and how near to it the matrix product comes.
#pragma once

#include "engine/core/tensor.h"

namespace unfold::bench {

// Multiplies and adds in registers, nothing else; gives something that depends on all of them.
float multiply_add(int rounds, float factor, float term) noexcept;
// Floating-point operations of a round.
inline constexpr double multiply_add_flops = 12 * 4 * 2;

// c[M,N] = a[M,K] · b[K,N] with b packed beforehand, again and again.
class Product {
 public:
  Product(int M, int K, int N);
  void run(int times) noexcept;
  double flops() const { return 2.0 * a_.count() * c_.size(1); }

 private:
  Tensor a_, packed_, c_;
};

}  // namespace unfold::bench
