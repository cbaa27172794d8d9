// Pictures of 28 × 28 pixels, drawn for a test.
#pragma once

#include "engine/core/tensor.h"

namespace unfold::drawings {

constexpr int rows = 28, pixels = 28 * 28;

// A block of ink on a white ground.
inline Tensor drawn(int top, int left, int height, int width, float ink = 1) {
  Tensor image = Tensor::zeros(Shape{rows, rows});
  for (int row = top; row < top + height; ++row) {
    for (int column = left; column < left + width; ++column) {
      image.mutable_data()[row * rows + column] = ink;
    }
  }
  return image;
}

}  // namespace unfold::drawings
