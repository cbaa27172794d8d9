#include "tests/bench/allocations.h"

#include <cstddef>
#include <cstdlib>
#include <new>

#include "engine/core/pool.h"

namespace {

std::size_t asked = 0;

void* counted(std::size_t bytes) {
  asked += bytes;
  if (void* block = std::malloc(bytes ? bytes : 1)) return block;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t bytes) { return counted(bytes); }
void* operator new[](std::size_t bytes) { return counted(bytes); }
void operator delete(void* block) noexcept { std::free(block); }
void operator delete[](void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }
void operator delete[](void* block, std::size_t) noexcept { std::free(block); }

namespace unfold::bench {

double allocated_bytes() noexcept { return static_cast<double>(asked + pool_bytes()); }

}  // namespace unfold::bench
