// Graph: what a tape has recorded, told so that it can be drawn.
#pragma once

#include <string>
#include <vector>

#include "engine/core/tensor.h"

namespace unfold {

// One share of a gradient: what an operation hands back to one of the nodes that it has read. In
// rules {a} and {b} stand for what was read, {y} for the node itself, {dy} for its gradient.
struct GraphShare {
  int node;           // that was read; it stands before the one that reads it
  std::string rule;   // "{dy} * {b}"; "" where nothing flows
  Tensor value = {};  // of the node's shape; empty where nothing flows
};

// A variable, a constant, or an operation with what it has read.
struct GraphNode {
  std::string op;    // as the tape names it; "variable" or "constant" where nothing was read
  std::string name;  // what people call it: "h1"; "" where they have no name for it
  std::string text;  // the piece of the formula: "tanh(x*w + b)"
  std::string rule;  // "tanh({a})"; "" where nothing was read
  std::vector<GraphShare> reads;
  // All of one shape; the last two are empty where no gradient flows.
  Tensor value = {}, gradient = {},
         difference = {};  // the difference: the gradient as a finite difference
};

struct Graph {
  // The last one that a gradient reaches is where it starts.
  std::vector<GraphNode> nodes;
  // The input that has the values of the variables, as "x = 1, w = 0.5"; "" if none has.
  std::string input = {};
};

}  // namespace unfold
