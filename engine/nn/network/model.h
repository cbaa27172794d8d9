// NetworkModel: what a network computes, with variables of its own.
#pragma once

#include <span>
#include <variant>
#include <vector>

#include "engine/core/archive.h"
#include "engine/nn/dense.h"
#include "engine/nn/network/layer_cells.h"
#include "engine/nn/network/network.h"

namespace unfold {

// The table of a network that reads ids; nothing of others.
Tensor make_table(const Network& network, Variables& variables);

Tensor activated(DenseLayer::Activation activation, const Tensor& x);

class NetworkModel {
 public:
  // Makes the variables, from the input up. Throws std::invalid_argument for a network that cannot
  // be.
  NetworkModel(const Network& network, Variables& variables);

  // Symbols by number, B sequences one after another, as the layers read them: (B, T, D).
  Tensor input(std::span<const int> symbols, int B) const;

  struct Result {
    Tensor outputs;   // of the last layer: (B, T, F), or (B, F) behind a readout of states
    State recurrent;  // outputs of each recurrent layer, from the lowest up, each (B, T, H)
    // Final, of all cells from the lowest up; of a bidirectional layer the forward cell's first.
    State state;
  };
  enum class Purpose { use, training };
  // x (B, T, D). Past a sequence's length outputs are those of zeros and the state is that of its
  // last valid step; `initial` is empty (zeros) or a whole state.
  Result forward(const Tensor& x, std::span<const int> lengths = {}, const State& initial = {},
                 Purpose purpose = Purpose::use) const;
  // The layers behind the last recurrent one alone, on what is read of it.
  Tensor behind_readout(const Tensor& read, Purpose purpose = Purpose::use) const;

  // The cells of the recurrent layer at this place.
  const LayerCells& cells(int place) const { return std::get<LayerCells>(parts_[place]); }
  State zero_state(int B) const;
  // From now on all dropout keeps this share.
  void set_keep(double keep);
  // How far the streams of the masks have come.
  void visit_state(Archive& archive);

 private:
  struct Projection {
    Dense dense;
    DenseLayer::Activation activation;
  };
  using Part = std::variant<LayerCells, DropoutMask, Projection>;

  static Part make_part(const Network& network, int place, int D, Variables& variables);
  // A layer that looks at each time step by itself.
  static Tensor pointwise(Part& part, const Tensor& x, Purpose purpose);
  Tensor readout(const Tensor& outputs, const State& final_h) const;

  InputLayer input_;
  Tensor table_;                     // of ids
  mutable std::vector<Part> parts_;  // masks draw
  int last_recurrent_;
  Readout readout_;
};

}  // namespace unfold
