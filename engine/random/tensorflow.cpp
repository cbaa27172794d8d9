#include "engine/random/tensorflow.h"

#include <algorithm>

#include "engine/random/distributions.h"

namespace unfold {
namespace {

// Philox groups that TensorFlow sets aside for each group, or element, of outputs.
constexpr std::uint64_t reserved_groups = 256;

// Outputs 4g … 4g + 3 are draw(g) * scale + offset, each step rounded.
template <typename Draw>
Tensor fill(const Shape& shape, float scale, float offset, Draw draw) {
  Tensor y(shape);
  const auto values = y.mutable_values();
  for (std::size_t first = 0; first < values.size(); first += 4) {
    const FourFloats numbers = draw(first / 4);
    const std::size_t count = std::min<std::size_t>(4, values.size() - first);
    for (std::size_t i = 0; i < count; ++i) values[first + i] = numbers[i] * scale + offset;
  }
  return y;
}

}  // namespace

Philox RandomOp::reserve(int count) {
  const Philox start = generator_;
  generator_.skip(reserved_groups * static_cast<std::uint64_t>(count));
  return start;
}

Tensor RandomOp::uniform(const Shape& shape, float low, float high) {
  Philox generator = reserve(shape.count());
  return fill(shape, high - low, low,
              [&](std::uint64_t) { return unfold::uniform(generator.next()); });
}

Tensor RandomOp::normal(const Shape& shape, float mean, float stddev) {
  Philox generator = reserve(shape.count());
  return fill(shape, stddev, mean, [&](std::uint64_t) { return unfold::normal(generator.next()); });
}

Tensor RandomOp::truncated_normal(const Shape& shape, float mean, float stddev) {
  const Philox start = reserve(shape.count());
  return fill(shape, stddev, mean, [&](std::uint64_t group) {
    Philox substream = start;
    substream.skip(group * reserved_groups);
    return unfold::truncated_normal(substream);
  });
}

Tensor random_uniform(const Shape& shape, OpSeed seed, float low, float high) {
  return RandomOp(seed).uniform(shape, low, high);
}

Tensor random_normal(const Shape& shape, OpSeed seed, float mean, float stddev) {
  return RandomOp(seed).normal(shape, mean, stddev);
}

Tensor truncated_normal(const Shape& shape, OpSeed seed, float mean, float stddev) {
  return RandomOp(seed).truncated_normal(shape, mean, stddev);
}

}  // namespace unfold
