// The weights of a network's parts, found among its variables by their names.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/nn/network/network.h"
#include "engine/nn/variables.h"

namespace unfold {

// The one of this name. Throws std::invalid_argument where there is none.
const Tensor& variable_named(std::span<const Variables::Named> variables, const std::string& name);

// The weights of one cell, with the forget bias in the bias: in sum they are trained alike. Gates
// in the engine's order: i, j, f, o of an LSTM, r, u, candidate of a GRU.
struct CellWeights {
  Tensor kernel;                  // (D, gates · H)
  Tensor recurrent;               // (H, gates · H)
  Tensor bias;                    // (gates · H), zeros where the cell has none
  Tensor recurrent_bias;          // of a GRU that resets after the product, else empty
  std::vector<Tensor> peepholes;  // of i, f, o (H), or none
};
// Of the recurrent layer at this place: one cell, or the forward and the backward one.
std::vector<CellWeights> cell_weights(const Network& network,
                                      std::span<const Variables::Named> variables, int place);

// The variable that its product of inputs and state is with; of a GRU the one of its gates.
const Tensor& cell_kernel(const Network& network, std::span<const Variables::Named> variables,
                          int place, bool backwards);

struct DenseWeights {
  Tensor kernel;  // (K, units)
  Tensor bias;    // empty where the layer has none
};
DenseWeights dense_weights(const Network& network, std::span<const Variables::Named> variables,
                           int place);

// Of a network that reads ids.
const Tensor& table_of(const Network& network, std::span<const Variables::Named> variables);

}  // namespace unfold
