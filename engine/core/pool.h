// Pool: recycles blocks of memory by size class, so that a warm training step allocates nothing.
#pragma once

#include <cstddef>

namespace unfold {

// A block of at least `bytes`, aligned to 64. Blocks that were given back are served first.
void* pool_take(std::size_t bytes);
void pool_give(void* block) noexcept;

// Bytes obtained from the system since the program started; constant once a training step is warm.
std::size_t pool_bytes() noexcept;

// Lets standard containers recycle their memory here.
template <typename T>
struct PoolAllocator {
  using value_type = T;
  PoolAllocator() = default;
  template <typename U>
  PoolAllocator(const PoolAllocator<U>&) noexcept {}
  T* allocate(std::size_t n) { return static_cast<T*>(pool_take(n * sizeof(T))); }
  void deallocate(T* block, std::size_t) noexcept { pool_give(block); }
  bool operator==(const PoolAllocator&) const { return true; }
};

// Hands all unused blocks back to the system.
void pool_trim() noexcept;

}  // namespace unfold
