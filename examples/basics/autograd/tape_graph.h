// The tape of a formula as a graph.
#pragma once

#include <vector>

#include "engine/lab/graph.h"
#include "examples/basics/autograd/formula.h"
#include "examples/basics/autograd/recording.h"

namespace unfold {

// What the tape recorded, in its order; what was read first stands before the first operation that
// reads it. `pieces` are the tensors of the formula's pieces.
Graph graph_of(const Formula& formula, const std::vector<Tensor>& pieces,
               const Recording& recording);

// The largest difference between a node's gradient and the sum of the shares that it got, as a part
// of the gradient where that is above 1.
double largest_gap(const Graph& graph);

}  // namespace unfold
