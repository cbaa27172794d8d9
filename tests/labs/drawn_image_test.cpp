#include "examples/images/drawn_image.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "tests/labs/drawings.h"

using namespace unfold;
using namespace unfold::drawings;

namespace {

struct Box {
  int top = rows, left = rows, bottom = 0, right = 0;
  int height() const { return bottom - top; }
  int width() const { return right - left; }
};

Box ink_of(const Tensor& image) {
  Box box;
  for (int pixel = 0; pixel < pixels; ++pixel) {
    if (image.data()[pixel] == 0) continue;
    box.top = std::min(box.top, pixel / rows);
    box.bottom = std::max(box.bottom, pixel / rows + 1);
    box.left = std::min(box.left, pixel % rows);
    box.right = std::max(box.right, pixel % rows + 1);
  }
  return box;
}

}  // namespace

TEST_CASE("a drawing's longer side becomes twenty pixels, and its middle the middle") {
  struct Case {
    Tensor drawing;
    int height, width;
  };
  const Case cases[] = {{drawn(0, 0, 28, 28), 20, 20}, {drawn(3, 5, 10, 10), 20, 20},
                        {drawn(3, 5, 20, 10), 20, 10}, {drawn(0, 27, 28, 1), 20, 1},
                        {drawn(5, 2, 3, 24), 3, 20},   {drawn(27, 27, 1, 1), 20, 20}};
  for (const auto& [drawing, height, width] : cases) {
    const Box box = ink_of(like_mnist(drawing));
    CHECK(box.height() == height);
    CHECK(box.width() == width);
    CHECK(std::abs(box.top + box.bottom - rows) <= 1);
    CHECK(std::abs(box.left + box.right - rows) <= 1);
  }
}

TEST_CASE("a drawing that has its size is only moved, until its centre of mass is in the middle") {
  Tensor drawing = drawn(1, 0, 20, 4);
  for (int column = 4; column < 12; ++column) drawing.mutable_data()[20 * rows + column] = 1;
  const Tensor moved = like_mnist(drawing);
  double mass = 0, row_sum = 0, column_sum = 0;
  for (int pixel = 0; pixel < pixels; ++pixel) {
    mass += moved.data()[pixel];
    row_sum += moved.data()[pixel] * (pixel / rows + 0.5);
    column_sum += moved.data()[pixel] * (pixel % rows + 0.5);
  }
  CHECK(mass == 88);
  CHECK(std::abs(row_sum / mass - 14) <= 0.5);
  CHECK(std::abs(column_sum / mass - 14) <= 0.5);
}

TEST_CASE("a drawing keeps its brightness within 0 and 1") {
  std::mt19937 random(2);
  for (int attempt = 0; attempt < 50; ++attempt) {
    Tensor drawing = Tensor::zeros(Shape{rows, rows});
    for (int dots = 1 + random() % 200; dots > 0; --dots) {
      drawing.mutable_data()[random() % pixels] = static_cast<float>(random() % 101) / 100;
    }
    if (is_blank(drawing)) continue;
    for (const float value : like_mnist(drawing).values()) CHECK((value >= 0 && value <= 1));
  }
}
