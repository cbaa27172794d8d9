// A warm training step asks the system for no memory.
#include <doctest/doctest.h>

#include <cstdlib>
#include <new>
#include <string>

#include "engine/core/pool.h"
#include "examples/session.h"

using namespace unfold;

namespace {

long allocations = 0;

void* counted(std::size_t bytes) {
  ++allocations;
  if (void* block = std::malloc(bytes ? bytes : 1)) return block;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t bytes) { return counted(bytes); }
void* operator new[](std::size_t bytes) { return counted(bytes); }
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept { return counted(bytes); }
void operator delete(void* block) noexcept { std::free(block); }
void operator delete[](void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }
void operator delete[](void* block, std::size_t) noexcept { std::free(block); }

TEST_CASE("a warm training step allocates nothing, whatever the cell and the optimizer") {
  for (const std::string cell : {"rnn", "lstm", "gru"}) {
    for (const std::string optimizer : {"sgd", "momentum", "adagrad", "rmsprop", "adam"}) {
      CAPTURE(cell);
      CAPTURE(optimizer);
      Session session("hihello", "",
                      {{"cell", cell}, {"optimizer", optimizer}, {"text", "if you want you"}});
      while (session.steps_done() < 10) session.advance();
      const long before = allocations;
      const std::size_t pool_before = pool_bytes();
      while (session.steps_done() < 40) session.advance();
      CHECK(allocations == before);
      CHECK(pool_bytes() == pool_before);
    }
  }
}

TEST_CASE("the count of allocations counts") {
  const long before = allocations;
  const std::string long_enough(1000, 'x');
  CHECK(allocations > before);
  CHECK(long_enough.size() == 1000);
}
