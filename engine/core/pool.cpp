#include "engine/core/pool.h"

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

// Classes 2k and 2k + 1 hold 2^k and 1.5 · 2^k bytes, so at most a third of a block is unused.
constexpr std::size_t class_count = 2 * 8 * sizeof(std::size_t);

struct Pool {
  std::array<Header*, class_count> free{};
  std::size_t obtained = 0;
};

Pool& pool() {
  thread_local Pool pool;
  return pool;
}

std::size_t class_of(std::size_t bytes) {
  if (bytes < alignment) bytes = alignment;
  const std::size_t power = std::bit_width(bytes - 1);  // 2^(power - 1) < bytes <= 2^power
  const bool fits_below = bytes <= std::size_t{3} << (power - 2);
  return fits_below ? 2 * (power - 1) + 1 : 2 * power;
}

std::size_t bytes_of(std::size_t size_class) {
  const std::size_t base = std::size_t{1} << (size_class / 2);
  return size_class % 2 ? base + base / 2 : base;
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
