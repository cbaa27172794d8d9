// Model: recurrent layers and a dense one on top, from weights as the harness lays them out.
#pragma once

#include <span>
#include <vector>

#include "engine/nn/dense.h"
#include "engine/nn/variables.h"
#include "engine/nn/wrappers.h"
#include "tests/bench/data.h"
#include "tests/bench/spec.h"

namespace unfold::bench {

// Weights of a cell in the harness's layout: Wx (D, gates · H), Wh (H, gates · H), b (gates · H).
struct CellWeights {
  Tensor Wx, Wh, b;
};
// The cell in the engine's layout, its variables under `scope`. An LSTM's gates i, f, g, o become
// i, j, f, o with the forget bias where it was, in the bias; a GRU's z is TensorFlow's u.
CellPointer make_cell(const Spec& spec, const CellWeights& weights, const std::string& scope,
                      Variables& variables);

// The tensor of this name with this shape; throws std::invalid_argument if it is not there.
Tensor shaped(const Data& data, const std::string& name, const Shape& shape);
const std::vector<int>& integers(const Data& data, const std::string& name);

class Model {
 public:
  Model(const Spec& spec, const Data& data, Variables& variables);

  // x (B, T, D) to (B, T, C), or to (B, C) where the head reads final states.
  Tensor operator()(const Tensor& x, std::span<const int> lengths) const;
  // One time step x (B, 1, D) from `state`, which moves on; empty means zeros. (B, 1, C)
  Tensor operator()(const Tensor& x, std::vector<State>& state) const;

 private:
  struct Layer {
    CellPointer forward, backward;  // no backward one unless the spec is bidirectional
  };
  struct LayerResult {
    Tensor outputs, final;  // (B, T, H) and (B, H); twice as wide with both directions
  };

  Layer make_layer(const Data& data, int layer, Variables& variables) const;
  static LayerResult run(const Layer& layer, const Tensor& x, std::span<const int> lengths);

  Spec spec_;
  std::vector<Layer> layers_;
  Dense head_;
};

}  // namespace unfold::bench
