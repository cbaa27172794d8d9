#include <doctest/doctest.h>

#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "engine/kernels/gemm.h"
#include "engine/kernels/products.h"
#include "tests/engine/kernels_values.h"

using namespace unfold;
using namespace unfold::kernels;

namespace {

constexpr float untouched = 12345.0f;

// A matrix with a float before it and `gap` floats between its rows, which nobody may read or
// write. The memory ends with the last row, so that a sanitizer sees a step too far.
struct Sheet {
  std::vector<float> memory;
  Matrix matrix;

  Sheet(int rows, int columns, int gap, unsigned seed)
      : memory(1 + (rows > 0 ? (rows - 1) * (columns + gap) + columns : 0), untouched),
        matrix{memory.data() + 1, rows, columns, columns + gap} {
    Values values(seed);
    for (int r = 0; r < rows; ++r)
      for (int c = 0; c < columns; ++c) matrix.data[r * matrix.stride + c] = values.next();
  }
  Sheet(const Sheet& other) : memory(other.memory), matrix(other.matrix) {
    matrix.data = memory.data() + 1;
  }
};

std::span<const float> elements(const Sheet& sheet) { return std::span(sheet.memory).subspan(1); }

bool same_bits(const Sheet& a, const Sheet& b) {
  return a.memory.size() == b.memory.size() &&
         std::memcmp(a.memory.data(), b.memory.data(), a.memory.size() * sizeof(float)) == 0;
}

std::vector<float> packed(ConstMatrix b) {
  std::vector<float> panels(packed_size(b.rows, b.columns));
  pack(b, panels.data());
  return panels;
}

// gemm and gemm_transposed for every processor, and for this one if it has AVX.
std::vector<Products> all_products() {
  std::vector<Products> all{plain_products()};
  if (const Products* avx = avx_products()) all.push_back(*avx);
  return all;
}

bool gemm_has_the_bits_of_its_definition(int M, int K, int N, int gap, Sum sum) {
  const Sheet a(M, K, gap, 1), b(K, N, gap, 2), before(M, N, gap, 3);
  Sheet naive(before);
  gemm_naive(a.matrix, b.matrix, naive.matrix, sum);
  for (const Products& products : all_products()) {
    Sheet fast(before);
    products.gemm(a.matrix, packed(b.matrix).data(), fast.matrix, sum);
    if (!same_bits(fast, naive)) return false;
  }
  return true;
}

bool gemm_transposed_has_the_bits_of_its_definition(int M, int K, int N, int gap, Sum sum) {
  const Sheet a(M, K, gap, 1), b(M, N, gap, 2), before(K, N, gap, 3);
  Sheet naive(before);
  gemm_transposed_naive(a.matrix, b.matrix, naive.matrix, sum);
  for (const Products& products : all_products()) {
    Sheet fast(before);
    products.gemm_transposed(a.matrix, b.matrix, fast.matrix, sum);
    if (!same_bits(fast, naive)) return false;
  }
  return true;
}

// One in seven elements stays, and of the zeros every other one is negative.
Sheet mostly_zeros(int rows, int columns, int gap, unsigned seed) {
  Sheet sheet(rows, columns, gap, seed);
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c)
      if ((r * 5 + c * 3) % 7 != 0)
        sheet.matrix.data[r * sheet.matrix.stride + c] = c % 2 ? 0.0f : -0.0f;
  return sheet;
}

const int sizes[] = {0, 1, 2, 3, 4, 5, 7, 8, 9, 11, 12, 16, 17, 20, 23, 31, 32, 33, 41};

}  // namespace

TEST_CASE("gemm has the bits of its naive definition for all sizes, strides and sums") {
  if (!avx_products()) MESSAGE("without AVX, which this processor does not have");
  for (int M : {0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 13})
    for (int K : {0, 1, 2, 5, 10, 33})
      for (int N : sizes)
        for (int gap : {0, 3})
          for (Sum sum : {Sum::fresh, Sum::onto}) {
            if (gemm_has_the_bits_of_its_definition(M, K, N, gap, sum)) continue;
            FAIL_CHECK("M " << M << " K " << K << " N " << N << " gap " << gap);
          }
}

TEST_CASE("gemm has the bits of its naive definition when the left matrix outgrows the cache") {
  CHECK(gemm_has_the_bits_of_its_definition(31, 12000, 17, 0, Sum::fresh));
}

TEST_CASE("gemm_unpacked has the bits of the naive product for all sizes, strides and sums") {
  for (int M : {0, 1, 2, 3, 5})
    for (int K : {0, 1, 2, 7, 8, 9, 16, 33})
      for (int N : sizes)
        for (int gap : {0, 3})
          for (Sum sum : {Sum::fresh, Sum::onto}) {
            const Sheet a(M, K, gap, 1), b(K, N, gap, 2);
            Sheet fast(M, N, gap, 3), naive(fast);
            gemm_unpacked(a.matrix, b.matrix, fast.matrix, sum);
            gemm_naive(a.matrix, b.matrix, naive.matrix, sum);
            if (same_bits(fast, naive)) continue;
            FAIL_CHECK("M " << M << " K " << K << " N " << N << " gap " << gap);
          }
}

TEST_CASE("gemm_sparse and its transposed form have the bits of the naive products") {
  for (int rows : {0, 1, 2, 5, 33, 300})
    for (int columns : {0, 1, 5, 9, 28, 270})
      for (int N : {0, 1, 3, 4, 7, 8, 13, 31, 32, 47, 75})
        for (Sum sum : {Sum::fresh, Sum::onto}) {
          CAPTURE(rows);
          CAPTURE(columns);
          CAPTURE(N);
          const Sheet a = mostly_zeros(rows, columns, 2, 1);
          const Sheet right(columns, N, 3, 2), below(rows, N, 3, 3);
          Sheet product(rows, N, 1, 4), naive(product);
          gemm_sparse(a.matrix, right.matrix, product.matrix, sum);
          gemm_naive(a.matrix, right.matrix, naive.matrix, sum);
          CHECK(same_bits(product, naive));
          Sheet gradient(columns, N, 1, 5), naive_gradient(gradient);
          gemm_sparse_transposed(a.matrix, below.matrix, gradient.matrix, sum);
          gemm_transposed_naive(a.matrix, below.matrix, naive_gradient.matrix, sum);
          CHECK(same_bits(gradient, naive_gradient));
        }
}

TEST_CASE("a matrix is mostly zero if at most a quarter of its elements are not") {
  Sheet a(3, 4, 2, 1);
  CHECK_FALSE(mostly_zero(a.matrix));
  for (int r = 0; r < 3; ++r)
    for (int c = 1; c < 4; ++c) a.matrix.data[r * a.matrix.stride + c] = 0;
  CHECK(mostly_zero(a.matrix));
  a.matrix.data[1] = 1;
  CHECK_FALSE(mostly_zero(a.matrix));
}

TEST_CASE("gemm_transposed has the bits of its naive definition for all sizes, strides and sums") {
  for (int M : {0, 1, 2, 5, 127, 128, 129, 300})
    for (int K : {0, 1, 2, 3, 4, 5, 7, 8, 10})
      for (int N : sizes)
        for (int gap : {0, 3})
          for (Sum sum : {Sum::fresh, Sum::onto}) {
            if (gemm_transposed_has_the_bits_of_its_definition(M, K, N, gap, sum)) continue;
            FAIL_CHECK("M " << M << " K " << K << " N " << N << " gap " << gap);
          }
}

TEST_CASE("gemm_transposed has the bits of its naive definition for more rows than one block") {
  CHECK(gemm_transposed_has_the_bits_of_its_definition(600, 203, 37, 3, Sum::onto));
}

TEST_CASE("gemm_naive multiplies matrices") {
  float a[] = {1, 2, 3, 4, 5, 6}, b[] = {7, 8, 9, 10, 11, 12}, c[] = {1, 1, 1, 1};
  gemm_naive({a, 2, 3, 3}, {b, 3, 2, 2}, {c, 2, 2, 2}, Sum::fresh);
  CHECK(std::vector<float>(c, c + 4) == std::vector<float>{58, 64, 139, 154});
  gemm_naive({a, 2, 3, 3}, {b, 3, 2, 2}, {c, 2, 2, 2}, Sum::onto);
  CHECK(std::vector<float>(c, c + 4) == std::vector<float>{116, 128, 278, 308});
}

TEST_CASE("gemm_transposed_naive multiplies the transpose of the left matrix") {
  float a[] = {1, 4, 2, 5, 3, 6}, b[] = {7, 8, 9, 10, 11, 12}, c[] = {1, 1, 1, 1};
  gemm_transposed_naive({a, 3, 2, 2}, {b, 3, 2, 2}, {c, 2, 2, 2}, Sum::fresh);
  CHECK(std::vector<float>(c, c + 4) == std::vector<float>{58, 64, 139, 154});
}

TEST_CASE("pack_transposed packs what pack packs of the transpose") {
  for (int rows : sizes)
    for (int columns : {0, 1, 5, 8, 10}) {
      const Sheet b(rows, columns, 2, 4);
      Sheet transpose(columns, rows, 1, 5);
      for (int r = 0; r < rows; ++r)
        for (int c = 0; c < columns; ++c)
          transpose.matrix.data[c * transpose.matrix.stride + r] =
              b.matrix.data[r * b.matrix.stride + c];
      std::vector<float> panels(packed_size(columns, rows), untouched);
      pack_transposed(b.matrix, panels.data());
      CHECK(panels == packed(transpose.matrix));
    }
}

TEST_CASE("A product split along its sum and continued with onto has the bits of the whole") {
  const int M = 5, K = 13, N = 21, first = 6;
  const Sheet a(M, K, 0, 1), b(K, N, 0, 2);
  Sheet whole(M, N, 0, 3), split(whole);
  gemm(a.matrix, packed(b.matrix).data(), whole.matrix, Sum::fresh);

  const ConstMatrix top{b.matrix.data, first, N, N};
  const ConstMatrix bottom{b.matrix.data + first * N, K - first, N, N};
  gemm({a.matrix.data, M, first, K}, packed(top).data(), split.matrix, Sum::fresh);
  gemm({a.matrix.data + first, M, K - first, K}, packed(bottom).data(), split.matrix, Sum::onto);
  CHECK(same_bits(whole, split));
}

TEST_CASE("gemm has the same bits on every target") {
  const Sheet a(37, 61, 0, 6), b(61, 45, 0, 7), d(37, 45, 0, 8);
  Sheet c(37, 45, 0, 9), gradient(61, 45, 0, 10);
  gemm(a.matrix, packed(b.matrix).data(), c.matrix, Sum::onto);
  gemm_transposed(a.matrix, d.matrix, gradient.matrix, Sum::onto);
  CHECK(hash_of_bits(elements(c)) == 13927417226402920484u);
  CHECK(hash_of_bits(elements(gradient)) == 10798703311036313572u);
}
