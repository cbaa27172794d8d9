#include "engine/ops/arrange.h"

#include <algorithm>

#include "engine/core/require.h"
#include "engine/core/tape.h"
#include "engine/kernels/map.h"

namespace unfold {
namespace {

// An axis splits a tensor into `blocks` runs; a run holds `inner` values per index of the axis.
struct Runs {
  int blocks, inner;
};
Runs runs(const Shape& shape, int axis) {
  return {shape.product(0, axis), shape.product(axis + 1, shape.rank())};
}

// Copies `count` indices of an axis between a tensor that has `from_size` of them and one that has
// `to_size`.
void copy_range(const Runs& runs, const float* from, int from_size, int from_first, float* to,
                int to_size, int to_first, int count) {
  for (int block = 0; block < runs.blocks; ++block) {
    const float* source = from + (block * from_size + from_first) * runs.inner;
    std::copy_n(source, count * runs.inner, to + (block * to_size + to_first) * runs.inner);
  }
}

Tensor taken(const Tensor& x, int axis, int first, int count) {
  Tensor y(x.shape().with(axis, count));
  copy_range(runs(x.shape(), axis), x.data(), x.size(axis), first, y.mutable_data(), count, 0,
             count);
  return y;
}

// Adds dy to its place in the gradient of x.
void accumulate_range(const Tensor& dy, const Tensor& x, int axis, int first) {
  float* dx = x.gradient_to_add_to();
  const int count = dy.size(axis), size = x.size(axis);
  const auto [blocks, inner] = runs(x.shape(), axis);
  for (int block = 0; block < blocks; ++block) {
    kernels::add_to(count * inner, dy.data() + block * count * inner,
                    dx + (block * size + first) * inner);
  }
}

using Lengths = std::vector<int, PoolAllocator<int>>;

Tensor reversed(const Tensor& x, const Lengths& lengths) {
  const int steps = x.size(1), inner = x.shape().product(2, x.rank());
  Tensor y(x.shape());
  for (int b = 0; b < x.size(0); ++b) {
    for (int t = 0; t < steps; ++t) {
      const int from = t < lengths[b] ? lengths[b] - 1 - t : t;
      std::copy_n(x.data() + (b * steps + from) * inner, inner,
                  y.mutable_data() + (b * steps + t) * inner);
    }
  }
  return y;
}

}  // namespace

Tensor reshape(const Tensor& x, const Shape& shape) {
  return Tape::record("reshape", {x}, x.view(shape),
                      [=](const Tensor& dy) { x.accumulate(dy.view(x.shape())); });
}

Tensor concat(std::span<const Tensor> parts, int axis) {
  require(!parts.empty(), "concat", "nothing to concatenate");
  const Shape& first = parts[0].shape();
  axis = first.normalize(axis);
  int total = 0;
  for (const Tensor& part : parts) {
    require(part.rank() == first.rank() && part.shape().with(axis, first[axis]) == first, "concat",
            part.shape(), " and ", first, " differ in more than axis ", axis);
    total += part.size(axis);
  }
  Tensor y(first.with(axis, total));
  int at = 0;
  for (const Tensor& part : parts) {
    const int count = part.size(axis);
    copy_range(runs(first, axis), part.data(), count, 0, y.mutable_data(), total, at, count);
    at += count;
  }
  if (!Tape::recording(parts)) return y;
  std::vector<Tensor, PoolAllocator<Tensor>> inputs(parts.begin(), parts.end());
  return Tape::record("concat", parts, y, [=](const Tensor& dy) {
    int at = 0;
    for (const Tensor& input : inputs) {
      const int count = input.size(axis);
      if (input.tracked()) input.accumulate(taken(dy, axis, at, count));
      at += count;
    }
  });
}

Tensor slice(const Tensor& x, int axis, int first, int count) {
  axis = x.shape().normalize(axis);
  require(first >= 0 && count >= 0 && first + count <= x.size(axis), "slice", "[", first, ", ",
          first + count, ") is not inside axis ", axis, " of ", x.shape());
  return Tape::record("slice", {x}, taken(x, axis, first, count),
                      [=](const Tensor& dy) { accumulate_range(dy, x, axis, first); });
}

std::vector<Tensor> split(const Tensor& x, int parts, int axis) {
  const int size = x.size(axis);
  require(parts > 0 && size % parts == 0, "split", "axis ", axis, " of ", x.shape(),
          " does not split into ", parts, " equal parts");
  std::vector<Tensor> pieces;
  for (int i = 0; i < parts; ++i) {
    pieces.push_back(slice(x, axis, i * (size / parts), size / parts));
  }
  return pieces;
}

Tensor stack(std::span<const Tensor> parts, int axis) {
  require(!parts.empty(), "stack", "nothing to stack");
  std::vector<Tensor, PoolAllocator<Tensor>> rows;
  for (const Tensor& part : parts) rows.push_back(reshape(part, part.shape().inserted(axis, 1)));
  return concat(rows, axis);
}

std::vector<Tensor> unstack(const Tensor& x, int axis) {
  axis = x.shape().normalize(axis);
  std::vector<Tensor> parts = split(x, x.size(axis), axis);
  for (Tensor& part : parts) part = reshape(part, x.shape().without(axis));
  return parts;
}

Tensor reverse_sequence(const Tensor& x, std::span<const int> lengths) {
  const char* op = "reverse_sequence";
  require(x.rank() >= 2, op, "needs (batch, time, …), got ", x.shape());
  require(lengths.empty() || static_cast<int>(lengths.size()) == x.size(0), op, "there are ",
          x.size(0), " sequences and ", lengths.size(), " lengths");
  Lengths kept(lengths.begin(), lengths.end());
  if (lengths.empty()) kept.assign(x.size(0), x.size(1));
  for (int length : kept) {
    require(length >= 0 && length <= x.size(1), op, "a length of ", length, " is outside [0, ",
            x.size(1), "]");
  }
  return Tape::record("reverse_sequence", {x}, reversed(x, kept),
                      [=](const Tensor& dy) { x.accumulate(reversed(dy, kept)); });
}

}  // namespace unfold
