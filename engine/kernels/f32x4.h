// f32x4: four floats that are computed on at once. GCC and Clang vector extensions turn the same
// text into SSE, NEON, WebAssembly SIMD or scalar code, with the same bits.
#pragma once

#include <cstdint>
#include <cstring>

namespace unfold::kernels {

using f32x4 = float __attribute__((vector_size(16)));
using i32x4 = std::int32_t __attribute__((vector_size(16)));

inline f32x4 splat(float x) { return f32x4{x, x, x, x}; }

inline f32x4 load(const float* p) {
  f32x4 v;
  std::memcpy(&v, p, sizeof v);
  return v;
}
inline void store(float* p, f32x4 v) { std::memcpy(p, &v, sizeof v); }

// The first n < 4 lanes; the other lanes read as zero and are not written.
inline f32x4 load_part(const float* p, int n) {
  f32x4 v = splat(0);
  std::memcpy(&v, p, n * sizeof(float));
  return v;
}
inline void store_part(float* p, f32x4 v, int n) { std::memcpy(p, &v, n * sizeof(float)); }

inline i32x4 bits(f32x4 v) {
  i32x4 i;
  std::memcpy(&i, &v, sizeof i);
  return i;
}
inline f32x4 from_bits(i32x4 i) {
  f32x4 v;
  std::memcpy(&v, &i, sizeof v);
  return v;
}

// Lanes of a where the mask (a comparison's result) is set, of b elsewhere.
inline f32x4 select(i32x4 mask, f32x4 a, f32x4 b) {
  return from_bits((mask & bits(a)) | (~mask & bits(b)));
}

}  // namespace unfold::kernels
