// Products: the functions of gemm.h once for every processor and once for those with AVX. All have
// the same bits; gemm.h calls the fastest that runs here.
#pragma once

#include "engine/kernels/gemm.h"

namespace unfold::kernels {

struct Products {
  void (*gemm)(ConstMatrix a, const float* packed_b, Matrix c, Sum sum) noexcept;
  void (*gemm_transposed)(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) noexcept;
};

const Products& plain_products() noexcept;
const Products* avx_products() noexcept;  // null where the processor has no AVX

}  // namespace unfold::kernels
