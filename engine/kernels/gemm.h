// gemm: matrix products. Every output adds its terms in index order, so the bits depend neither on
// the tile nor on the vector width, and a product may be continued by another: C += A·B adds to C
// exactly as one longer sum would.
#pragma once

#include <cstddef>

namespace unfold::kernels {

// A row-major matrix whose rows are `stride` floats apart.
struct ConstMatrix {
  const float* data;
  int rows, columns, stride;
};
struct Matrix {
  float* data;
  int rows, columns, stride;
  operator ConstMatrix() const { return {data, rows, columns, stride}; }
};

enum class Sum { fresh, onto };  // C = A·B, or C += A·B

// The right operand in panels of eight columns, as `gemm` reads it; the last panel is padded.
std::size_t packed_size(int rows, int columns) noexcept;      // floats that pack needs
void pack(ConstMatrix b, float* packed) noexcept;             // packs b
void pack_transposed(ConstMatrix b, float* packed) noexcept;  // packs bᵀ

// c[M,N] (+)= a[M,K] · b[K,N], b packed.
void gemm(ConstMatrix a, const float* packed_b, Matrix c, Sum sum) noexcept;
// The same with b as it lies in memory: quicker where c has so few rows that packing b is the work.
void gemm_unpacked(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) noexcept;
// c[K,N] (+)= aᵀ · b for a[M,K], b[M,N]: the gradient of a weight over all rows at once.
void gemm_transposed(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) noexcept;

// Both products for an a that is mostly zero, such as one-hot letters or a drawing: a zero adds
// nothing, not even times infinity. Quicker where at most a quarter of a is not zero.
bool mostly_zero(ConstMatrix a) noexcept;
void gemm_sparse(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) noexcept;
void gemm_sparse_transposed(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) noexcept;

// The definitions that the kernels above are tested against.
void gemm_naive(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) noexcept;
void gemm_transposed_naive(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) noexcept;

}  // namespace unfold::kernels
