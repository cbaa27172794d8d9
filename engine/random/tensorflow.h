// TensorFlow's random operations: the same numbers for the same seeds.
//   tf.set_random_seed(42); tf.random_normal([3, 5])   # the graph's fifth operation
// is random_normal({3, 5}, {.graph = 42, .op = 5}).
#pragma once

#include <cstdint>

#include "engine/core/tensor.h"
#include "engine/random/philox.h"

namespace unfold {

struct OpSeed {
  std::uint64_t graph;  // tf.set_random_seed
  std::uint64_t op;     // the operation's own seed, or the number of operations made before it
};

// One operation of a graph, which goes on in its stream each time it is executed. A plain value:
// its bytes are its whole state.
class RandomOp {
 public:
  explicit RandomOp(OpSeed seed) : generator_(seed.graph, seed.op) {}

  Tensor uniform(const Shape& shape, float low = 0, float high = 1);  // [low, high)
  Tensor normal(const Shape& shape, float mean = 0, float stddev = 1);
  // Normal, without what lies two deviations or more from the mean.
  Tensor truncated_normal(const Shape& shape, float mean = 0, float stddev = 1);
  // Numbers in [0, 1), as for a dropout mask.
  Tensor uniform01(const Shape& shape) { return uniform(shape); }

  bool operator==(const RandomOp&) const = default;

 private:
  Philox reserve(int count);

  Philox generator_;
};

// The first execution of an operation, as when a variable is initialized.
Tensor random_uniform(const Shape& shape, OpSeed seed, float low = 0, float high = 1);
Tensor random_normal(const Shape& shape, OpSeed seed, float mean = 0, float stddev = 1);
Tensor truncated_normal(const Shape& shape, OpSeed seed, float mean = 0, float stddev = 1);

}  // namespace unfold
