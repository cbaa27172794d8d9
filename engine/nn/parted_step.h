// PartedStep: a training step, or what is computed of many rows, cut into parts, so that several
// can compute it together.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/pool.h"
#include "engine/core/tape.h"
#include "engine/core/tensor.h"

namespace unfold {

// Neighbouring rows of a batch.
struct Rows {
  int first, count;
};

// Into how many parts a step is cut that multiplies so many pairs of numbers going forward, for so
// many rows of so many time steps: 1, 2, 4 or 8. The machine has no say in it.
int count_parts(int rows, int steps, double products);

// How parts are cut and in which order they are summed depends on the rows and the count of parts
// alone: the bits are the same wherever a part was computed and whenever it came.
class PartedStep {
 public:
  explicit PartedStep(std::vector<Tensor> variables) : variables_(std::move(variables)) {}

  // Begins a step whose batch has so many rows. Parts: 1, 2, 4 …, at most as many as there are
  // rows.
  void open(int rows, int parts);
  bool is_open() const { return parts_ > 0; }
  int parts() const { return parts_; }
  Rows rows(int part) const;
  // What a part contributes to a mean over all rows.
  float share(int part) const;
  bool has(int part) const;
  // Calls `compute(part)` for each that is not here.
  template <typename Compute>
  void for_missing(const Compute& compute) const {
    for (int part = 0; part < parts_; ++part) {
      if (!has(part)) compute(part);
    }
  }

  // A part's gradient, walking back from its share of the loss, and what else the step needs of its
  // rows, each tensor with them as its first axis.
  void add(int part, Tape& tape, const Tensor& loss, std::span<const Tensor> kept = {});
  // A part from which nothing is learnt.
  void add(int part, std::span<const Tensor> kept);

  // What is here, as bytes for a replica of this step that has none of it; they are overwritten by
  // the next.
  std::string_view written();
  // Throws std::invalid_argument for bytes that are not of such a step, or of parts that are here.
  void read(std::string_view bytes);

  struct Sum {
    float loss;
    std::vector<Tensor, PoolAllocator<Tensor>> kept;  // all rows
  };
  // Ends a step whose parts are all there: leaves their sum in the gradients of the variables, if
  // they have any.
  Sum close();

 private:
  // A part, or the sum of two neighbours: node n is that of nodes 2n and 2n + 1, and the parts are
  // the nodes from `parts` on.
  struct Node {
    bool is_complete = false;
    float loss = 0;
    std::vector<Tensor, PoolAllocator<Tensor>> kept;
    // Of each variable, or none.
    std::vector<Tensor::Gradient, PoolAllocator<Tensor::Gradient>> gradients;
  };
  class Writer;
  class Reader;

  bool covers(int node, int part) const;
  Node& node_for(int part);
  void complete(int node);
  void join(Node& left, Node& right, Node& sum);
  void write(Writer& writer, int node) const;

  std::vector<Tensor> variables_;
  int rows_ = 0, parts_ = 0;  // 0: no step is open
  std::vector<Node> nodes_;   // from 1
  std::string written_;
};

}  // namespace unfold
