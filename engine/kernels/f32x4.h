// f32x4: four floats that are computed on at once. GCC and Clang vector extensions turn the same
// text into SSE, NEON, WebAssembly SIMD or scalar code, with the same bits.
#pragma once

#include <cstdint>
#include <cstring>

namespace unfold::kernels {

using f32x4 = float __attribute__((vector_size(16)));
using u32x4 = std::uint32_t __attribute__((vector_size(16)));
using i32x4 = std::int32_t __attribute__((vector_size(16)));

inline f32x4 splat(float x) { return f32x4{x, x, x, x}; }

inline f32x4 load(const float* p) {
  f32x4 v;
  std::memcpy(&v, p, sizeof v);
  return v;
}
inline void store(float* p, f32x4 v) { std::memcpy(p, &v, sizeof v); }

// The first n < 4 lanes; the other lanes read as zero and are not written. Tests one by one:
// WebAssembly would make a jump through a table of a switch, which costs more.
inline f32x4 load_part(const float* p, int n) {
  f32x4 v = splat(0);
  if (n > 0) v[0] = p[0];
  if (n > 1) v[1] = p[1];
  if (n > 2) v[2] = p[2];
  return v;
}
inline void store_part(float* p, f32x4 v, int n) {
  if (n > 0) p[0] = v[0];
  if (n > 1) p[1] = v[1];
  if (n > 2) p[2] = v[2];
}

inline u32x4 bits(f32x4 v) {
  u32x4 i;
  std::memcpy(&i, &v, sizeof i);
  return i;
}
inline f32x4 from_bits(u32x4 i) {
  f32x4 v;
  std::memcpy(&v, &i, sizeof v);
  return v;
}
// The same bits as numbers with a sign, whose >> keeps it.
inline i32x4 signed_bits(u32x4 i) { return reinterpret_cast<i32x4>(i); }
inline f32x4 to_float(i32x4 i) { return __builtin_convertvector(i, f32x4); }

// Lanes of a where the mask (a comparison's result) is set, of b elsewhere.
inline f32x4 select(i32x4 mask, f32x4 a, f32x4 b) {
  const u32x4 m = reinterpret_cast<u32x4>(mask);
  return from_bits((m & bits(a)) | (~m & bits(b)));
}
// The smaller and the larger; b where the two do not compare. By name in WebAssembly: where a is a
// constant, compilers would take the min and max that look after NaN, eight instructions each.
inline f32x4 min(f32x4 a, f32x4 b) {
#ifdef __wasm_simd128__
  return __builtin_wasm_pmin_f32x4(b, a);
#else
  return select(a < b, a, b);
#endif
}
inline f32x4 max(f32x4 a, f32x4 b) {
#ifdef __wasm_simd128__
  return __builtin_wasm_pmax_f32x4(b, a);
#else
  return select(a > b, a, b);
#endif
}

inline f32x4 abs(f32x4 v) { return from_bits(bits(v) & 0x7fffffffu); }
// The size of v, which is not negative, with the sign of s.
inline f32x4 with_sign(f32x4 v, f32x4 s) { return from_bits(bits(v) | (bits(s) & 0x80000000u)); }

}  // namespace unfold::kernels
