#include "engine/core/pool.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <new>
#include <utility>

namespace unfold {
namespace {

constexpr std::size_t alignment = 64;

// Stands in front of every block; while the block is free it links to the next of its class.
struct alignas(alignment) Header {
  std::size_t size_class;
  Header* next;
};

// Class 4k + j holds (4 + j) · 2^k bytes, 0 <= j < 4, so at most a fifth of a block is unused, and
// `room` more, so that 2^k floats fit with a tensor's header before them.
constexpr std::size_t class_count = 4 * 8 * sizeof(std::size_t);
constexpr std::size_t room = alignment;

struct Pool {
  std::array<Header*, class_count> free{};
  std::size_t obtained = 0;
};

Pool& pool() {
  thread_local Pool pool;
  return pool;
}

std::size_t class_of(std::size_t bytes) {
  const std::size_t last = std::max(bytes, room + alignment) - room - 1;
  const std::size_t k = std::bit_width(last) - 3;  // 4 · 2^k <= last < 8 · 2^k
  return 4 * k + (last >> k) - 3;
}

std::size_t bytes_of(std::size_t size_class) {
  return ((4 + size_class % 4) << (size_class / 4)) + room;
}

Header* obtain(std::size_t size_class) {
  const std::size_t bytes = sizeof(Header) + bytes_of(size_class);
  const std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;
  void* memory = std::aligned_alloc(alignment, rounded);
  if (!memory) throw std::bad_alloc();
  pool().obtained += rounded;
  return new (memory) Header{size_class, nullptr};
}

}  // namespace

void* pool_take(std::size_t bytes) {
  constexpr std::size_t largest = ~std::size_t{0} / 4;
  if (bytes > largest) throw std::bad_alloc();
  const std::size_t size_class = class_of(bytes);
  Header*& free = pool().free[size_class];
  Header* block = free;
  if (block) {
    free = block->next;
  } else {
    block = obtain(size_class);
  }
  return block + 1;
}

void pool_give(void* block) noexcept {
  Header* header = static_cast<Header*>(block) - 1;
  Header*& free = pool().free[header->size_class];
  header->next = free;
  free = header;
}

std::size_t pool_bytes() noexcept { return pool().obtained; }

void pool_trim() noexcept {
  for (Header*& free : pool().free) {
    while (free) std::free(std::exchange(free, free->next));
  }
}

}  // namespace unfold
