// Network: a network as data. Its model, its text, its counts and what other programs need of it
// all come from here.
//
//   input -> layers, of which the last recurrent one is read -> loss -> gradients -> optimizer
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/nn/initializers.h"
#include "engine/nn/make_cell.h"
#include "engine/nn/network/reset_after.h"
#include "engine/optim/optimizer.h"

namespace unfold {

// Weights drawn evenly from -limit to limit.
struct UniformWeights {
  float limit = 1;
  bool operator==(const UniformWeights&) const = default;
};

// Weights as somebody has given them. A line does not tell which: read from it they are empty, and
// zeros stand in their place until they are loaded.
struct GivenWeights {
  Tensor values = {};
  bool operator==(const GivenWeights& other) const;  // the same bits
};

// How weights start: drawn, all the same number, or given.
using WeightStart = std::variant<Initializer, float, UniformWeights, GivenWeights>;

// What a layer's variables are called and the seed of the operation that draws them, where they do
// not follow from the layer's place.
struct Origins {
  std::string scope = {};
  std::optional<std::uint64_t> op_seed = {};
  bool operator==(const Origins&) const = default;
};

struct InputLayer {
  enum class Kind {
    one_hot,   // symbols by number, each a row of zeros with a one
    features,  // numbers as they are
    ids        // symbols by number, each a row of a table that is trained
  };
  Kind kind = Kind::features;
  int size = 1;   // symbols or features
  int width = 1;  // of the table's rows
  WeightStart table = Initializer::random_uniform;
  Origins origins = {};
  bool operator==(const InputLayer&) const = default;
};

inline constexpr int most_width = 1 << 16;  // of an input or a layer

// What becomes of the outputs of both directions.
enum class Merge { concat, sum, average, product };

struct RecurrentLayer {
  CellKind cell = CellKind::lstm;
  int units = 1;
  ResetAfter reset_after = {};  // of a GRU
  CellBiases biases = {};
  WeightStart kernel = Initializer::glorot_uniform;
  // Of the state's rows; empty: one matrix is drawn for inputs and state, as in TensorFlow 1.
  std::optional<WeightStart> recurrent = {};
  // From the last step to the first; outputs come in the order in which the steps were read, as of
  // Keras' go_backwards.
  bool backwards = false;
  // Another cell of this kind reads backwards; its outputs stand at the steps they belong to.
  std::optional<Merge> bidirectional = {};
  Origins origins = {};
  std::optional<std::uint64_t> backward_op_seed = {};
  bool operator==(const RecurrentLayer&) const = default;
};

// Drops numbers while the network is trained, with a new mask at each time step.
struct DropoutLayer {
  double keep = 1;  // the share that stays
  Origins origins = {};
  bool operator==(const DropoutLayer&) const = default;
};

struct DenseLayer {
  enum class Activation { linear, tanh, sigmoid, relu, softmax };
  int units = 1;
  Activation activation = Activation::linear;
  WeightStart kernel = Initializer::glorot_uniform;
  bool has_bias = true;
  float bias = 0;
  Origins origins = {};
  bool operator==(const DenseLayer&) const = default;
};

using Layer = std::variant<RecurrentLayer, DropoutLayer, DenseLayer>;

// What goes on from the last recurrent layer.
enum class Readout {
  every_step,  // its outputs (B, T, H)
  last,        // its final state h (B, H)
  all_layers   // the final h of all recurrent layers, side by side
};

enum class NetworkLoss {
  none,
  softmax_cross_entropy,  // the mean over all that is predicted
  sequence_loss,          // the mean weighted step by step, as contrib.seq2seq's
  minus_y_log_p0,         // the mean of -y log p(0), y the number of the symbol that is wanted
  mean_squared_error,
  sum_squared_error,
  // Against some symbols that are drawn, not against all.
  nce,
  sampled_softmax
};

struct Clipping {
  enum class Kind { none, norm, value };
  Kind kind = Kind::none;
  double limit = 1;
  bool operator==(const Clipping&) const = default;
};

struct Network {
  InputLayer input = {};
  std::vector<Layer> layers = {};
  Readout readout = Readout::every_step;
  NetworkLoss loss = NetworkLoss::none;
  int candidates = 0;  // that the loss draws, of nce and sampled_softmax
  Clipping clipping = {};
  OptimizerKind optimizer = OptimizerKind::adam;
  double learning_rate = 0.001;
  std::uint64_t seed = 777;
  bool operator==(const Network&) const = default;
};

// The width of what a layer reads, layer by layer, and of what the last one gives.
std::vector<int> layer_widths(const Network& network);
// The position of the last recurrent layer; -1 if there is none.
int last_recurrent(const Network& network);

Origins& origins_of(Layer& layer);

// What the variables of a layer are called: as it says or, by its place, "rnn", "rnn/cell_0" among
// several recurrent layers, "bidirectional_rnn", "dense", "dense_1".
std::string layer_scope(const Network& network, int layer);
// The name of the table of a network that reads ids.
std::string table_scope(const InputLayer& input);
// The seed of the operation that draws a layer's first kernel or mask, as it says or by its place:
// 100 for the lowest layer, 200 for the next.
std::uint64_t layer_op_seed(const Network& network, int layer);

// One cell of a recurrent layer, which has two if it is bidirectional.
struct NetworkCell {
  std::string scope;
  int units;
  bool has_c;  // its state is {c, h}, else {h}
};
// From the lowest layer up, the forward one first.
std::vector<NetworkCell> cells_of(const Network& network);

bool draws_candidates(NetworkLoss loss);
// Whether some weights are given, of which a line tells nothing.
bool has_given_weights(const Network& network);

// Throws std::invalid_argument for a network that cannot be: a size below 1 or too large, a readout
// without a recurrent layer.
void check(const Network& network);

}  // namespace unfold
