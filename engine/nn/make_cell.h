// Cells with fresh weights, as TensorFlow 1 and Keras make them.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/nn/cell.h"
#include "engine/nn/initializers.h"
#include "engine/nn/variables.h"

namespace unfold {

enum class CellKind { rnn, relu_rnn, lstm, peephole_lstm, gru, keras_rnn };

// How many numbers of the kernel belong to one unit: 1, 4 for an LSTM, 3 for a GRU.
int gate_count(CellKind kind);

// The kernel that `make_cell` starts from: (D + H, gates · H); for keras_rnn the recurrent rows are
// orthogonal, from the next op seed; for a GRU the gates' kernel and then the candidate's, from the
// next op seed.
Tensor initial_kernel(CellKind kind, int D, int H, Initializer initializer, OpSeed seed);

// What a cell's biases start at: zero, but for what forgets.
struct CellBiases {
  bool used = true;                 // a cell without biases has no forget bias either
  std::optional<float> start = {};  // of all of them
  // What the forget gate of an LSTM starts at in all, whatever `start` is. It stands beside the
  // bias, which starts at zero there, or in it, where it is trained: Keras' unit_forget_bias.
  // Both gates of a GRU start at it, in their bias, without `start`.
  float forget = 1;
  bool trains_forget = false;
  bool operator==(const CellBiases&) const = default;
};

// A cell for inputs of width D with H units, its variables named under `scope`.
std::shared_ptr<const Cell> make_cell(CellKind kind, const Tensor& kernel, int D,
                                      const std::string& scope, Variables& variables,
                                      const CellBiases& biases = {});
inline std::shared_ptr<const Cell> make_cell(CellKind kind, int D, int H, OpSeed seed,
                                             const std::string& scope, Variables& variables) {
  return make_cell(kind, initial_kernel(kind, D, H, Initializer::glorot_uniform, seed), D, scope,
                   variables);
}

}  // namespace unfold
