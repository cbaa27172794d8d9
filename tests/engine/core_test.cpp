#include <doctest/doctest.h>

#include <new>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/core/tape.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/reduce.h"

using namespace unfold;

TEST_CASE("a shape counts its elements and refuses what it cannot hold") {
  CHECK(Shape{}.count() == 1);
  CHECK(Shape{2, 3, 4}.count() == 24);
  CHECK(Shape{2, 0, 4}.count() == 0);
  CHECK(Shape{2, 3}[-1] == 3);
  CHECK(to_string(Shape{2, 5, 100}) == "(2, 5, 100)");
  CHECK_THROWS_AS(Shape({1, 1, 1, 1, 1}), std::invalid_argument);
  CHECK_THROWS_AS(Shape({-1}), std::invalid_argument);
  CHECK_THROWS_AS(Shape({65536, 65536}), std::invalid_argument);
  CHECK_THROWS_AS((Shape{2, 3}[2]), std::invalid_argument);
}

TEST_CASE("a refusal names the operation and the shapes") {
  try {
    Tensor::zeros({2, 3}) + Tensor::zeros({2, 4});
    FAIL("shapes that do not broadcast were added");
  } catch (const std::invalid_argument& error) {
    CHECK(std::string(error.what()) == "[add] the shapes (2, 3) and (2, 4) do not broadcast");
  }
}

TEST_CASE("copies of a tensor share its values and a view outlives its owner") {
  Tensor view;
  {
    const Tensor owner({2, 2}, {1, 2, 3, 4});
    view = owner.view({4});
    CHECK(view.data() == owner.data());
  }
  CHECK(view.values()[3] == 4);
  CHECK_THROWS_AS((void)view.view({3}), std::invalid_argument);
  CHECK_THROWS_AS((void)view.item(), std::invalid_argument);
  CHECK_THROWS_AS((void)Tensor().shape(), std::invalid_argument);
}

TEST_CASE("a tensor too large for the memory is a failed allocation, not a small block") {
  if (sizeof(std::size_t) == 4) CHECK_THROWS_AS(Tensor(Shape{1 << 30}), std::bad_alloc);
  CHECK_THROWS_AS(pool_take(~std::size_t{0} / 2), std::bad_alloc);
}

TEST_CASE("without a tape nothing is recorded") {
  const Tensor x = Tensor::variable({3.0f});
  CHECK_FALSE((x * x).tracked());
  const Tape tape;
  CHECK((x * x).tracked());
  CHECK_FALSE((Tensor(2.0f) * Tensor(3.0f)).tracked());
}

TEST_CASE("a gradient sums over all uses and replaces that of an earlier call") {
  const Tensor x = Tensor::variable({3.0f});
  for (int round = 0; round < 2; ++round) {
    Tape tape;
    tape.backward(x * x + x);
    CHECK(x.gradient().item() == 7.0f);
  }
}

TEST_CASE("gradients of two variables do not share memory that an update could write twice") {
  const Tensor a = Tensor::variable(Tensor({2}, {1, 2})), b = Tensor::variable(Tensor({2}, {3, 4}));
  Tape tape;
  tape.backward(reduce_sum((a + b) + a));
  CHECK(a.gradient().values()[0] == 2);
  CHECK(b.gradient().values()[0] == 1);
}

TEST_CASE("operations are recorded on the innermost tape") {
  const Tensor x = Tensor::variable({2.0f});
  Tape outer;
  {
    Tape inner;
    inner.backward(x * x);
  }
  int recorded = 0;
  outer.operations([&](const char*) { ++recorded; });
  CHECK(recorded == 0);
}

TEST_CASE("a loss that is no number or depends on nothing is refused") {
  Tape tape;
  CHECK_THROWS_AS(tape.backward(Tensor::variable(Tensor::zeros({2}))), std::invalid_argument);
  CHECK_THROWS_AS(tape.backward(Tensor(1.0f)), std::invalid_argument);
}

TEST_CASE("a tape is walked once") {
  const Tensor x = Tensor::variable(3.0f);
  Tape tape;
  const Tensor y = x * x;
  tape.backward(y);
  CHECK_THROWS_AS(tape.backward(y), std::invalid_argument);
  CHECK(x.gradient().item() == 6);
}

TEST_CASE("who watches a tape is told what it records and what flows back") {
  struct Watch final : TapeWatch {
    std::vector<std::string> told;
    void recorded(const char* op, std::span<const Tensor> inputs,
                  std::span<const Tensor> outputs) override {
      told.push_back(op + std::to_string(inputs.size()) + std::to_string(outputs.size()));
    }
    void flowed(int operation, const Tape::Outputs& gradients) override {
      told.push_back(std::to_string(operation) + " " + std::to_string(gradients[0].item()));
    }
  } watch;
  const Tensor x = Tensor::variable(3.0f);
  Tape tape(&watch);
  const Tensor unread = -x;
  const Tensor y = -(x * x);
  tape.backward(y);
  CHECK(watch.told == std::vector<std::string>{"negate11", "multiply21", "negate11", "2 1.000000",
                                               "1 -1.000000"});
  CHECK(x.gradient().item() == -6);
}

TEST_CASE("the pool serves a block again that was given back") {
  pool_trim();
  { const Tensor warm(Shape{1000}); }
  const std::size_t before = pool_bytes();
  for (int round = 0; round < 100; ++round) const Tensor again(Shape{1000});
  CHECK(pool_bytes() == before);
  const Tensor one(Shape{1000}), two(Shape{1000});
  CHECK(pool_bytes() > before);
}

TEST_CASE("a fifth of a block is unused at most, and nearly nothing with a power of two") {
  const auto obtained = [](int count) {
    pool_trim();
    const std::size_t before = pool_bytes();
    const Tensor tensor(Shape{count});
    return pool_bytes() - before;
  };
  constexpr std::size_t headers = 256;
  for (int count = 1; count < 1'000'000; count += 1 + count / 7) {
    CHECK(obtained(count) <= count * sizeof(float) * 5 / 4 + headers);
  }
  for (int count = 64; count <= 1 << 20; count *= 2) {
    CHECK(obtained(count) <= count * sizeof(float) + headers);
  }
}
