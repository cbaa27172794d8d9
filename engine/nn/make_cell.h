// Cells with fresh weights, as TensorFlow 1 and Keras make them.
#pragma once

#include <memory>
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

// A cell for inputs of width D with H units, its variables named under `scope`. Biases start at
// zero, the GRU's gates' at one; an LSTM's forget bias is 1.
std::shared_ptr<const Cell> make_cell(CellKind kind, const Tensor& kernel, int D,
                                      const std::string& scope, Variables& variables);
inline std::shared_ptr<const Cell> make_cell(CellKind kind, int D, int H, OpSeed seed,
                                             const std::string& scope, Variables& variables) {
  return make_cell(kind, initial_kernel(kind, D, H, Initializer::glorot_uniform, seed), D, scope,
                   variables);
}

}  // namespace unfold
