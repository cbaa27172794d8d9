#include "examples/basics/bidirectional/bidirectional.h"

#include <algorithm>
#include <cmath>

#include "engine/ops/activation.h"
#include "engine/ops/arrange.h"
#include "examples/basics/sequences.h"
#include "examples/shared/cell_inputs.h"
#include "examples/shared/fits.h"
#include "examples/shared/tensors.h"

namespace unfold {
namespace {

// The largest amount by which |h| exceeds tanh |c|.
float excess(const Tensor& h, const Tensor& c) {
  const Tensor bound = tanh(c);
  float largest = 0;
  for (int i = 0; i < bound.count(); ++i) {
    largest = std::max(largest, std::abs(h.data()[i]) - std::abs(bound.data()[i]));
  }
  return largest;
}

}  // namespace

Bidirectional::Inputs::Inputs() : data(counting({3, 5, 3})) {}

void Bidirectional::Inputs::visit(Form& form) {
  data_field(form, data);
  lengths_field(form, lengths);
  cell_field(form, cell);
  hidden_field(form, hidden)
      .help(
          "How many numbers the state of each direction holds; together the output has twice as "
          "many.")
      .range(1, 32);
  seed_field(form, seed);
  op_seed_field(form, "op_seed_forward", op_seed_forward)
      .label("Op seed, forward")
      .help("The seed of the forward cell's weights.");
  op_seed_field(form, "op_seed_backward", op_seed_backward)
      .label("Op seed, backward")
      .help(
          "The seed of the backward cell's weights; the same as forward gives both directions the "
          "same weights.");
}

void Bidirectional::Inputs::fit(Fitting& fitting) {
  fit_list(fitting, "lengths", lengths, data.size(0), data.size(1), {"data", "lengths"});
}

std::vector<Preset> Bidirectional::presets() {
  return {
      {.name = "as-published",
       .label = "As published",
       .note = "Lab 12.0, block bi-directional, two LSTMs of 5, lengths 2, 3, 1: not recoverable, "
               "so only the structure is compared.",
       .origin = Origin::invariant},
      {.name = "full-length",
       .label = "Full length",
       .note = "Our own: the same numbers with every sequence read to its end.",
       .inputs = {{"lengths", "5,5,5"}}},
  };
}

Bidirectional::Bidirectional(const Inputs& inputs)
    : inputs_(inputs),
      cells_(make_layer_cells(*Bidirectional::network(), 0, inputs.data.size(2), variables_)) {}

std::optional<Network> Bidirectional::network() const {
  RecurrentLayer layer{.cell = inputs_.cell,
                       .units = inputs_.hidden,
                       .bidirectional = Merge::concat,
                       .origins = origins("bidirectional_rnn", inputs_.op_seed_forward)};
  layer.backward_op_seed = static_cast<std::uint64_t>(inputs_.op_seed_backward);
  return Network{.input = {InputLayer::Kind::features, inputs_.data.size(2)},
                 .layers = {layer},
                 .seed = inputs_.seed};
}

void Bidirectional::step(Report& report) {
  const MatrixLabels of_outputs{{"batch", "time", "unit"}, {}}, of_state{{"batch", "unit"}, {}};
  const auto& lengths = inputs_.lengths;
  const auto [outputs, h, state] = cells_.run(inputs_.data, lengths);
  const std::vector<Tensor> halves = split(outputs, 2, 2);
  const Tensor &forward = halves[0], &backward = halves[1];
  const bool lstm = inputs_.cell == CellKind::lstm;  // whose state is c and h, of others h alone
  const Tensor &forward_h = state[lstm ? 1 : 0], &backward_h = state.back();

  report.matrix("input", inputs_.data, {{"batch", "time", "feature"}, {}});
  report.matrix("forward", forward, of_outputs);
  report.matrix("backward", backward, of_outputs);
  if (lstm) {
    report.matrix("forward_c", state[0], of_state);
    report.matrix("forward_h", forward_h, of_state);
    report.matrix("backward_c", state[2], of_state);
    report.matrix("backward_h", backward_h, of_state);
  } else {
    report.matrix("forward_state", forward_h, of_state);
    report.matrix("backward_state", backward_h, of_state);
  }

  const std::vector<int> first_step(lengths.size(), 1);
  report.invariant("forward h is the output at length - 1",
                   largest_difference(last_outputs(forward, lengths), forward_h), 0);
  report.invariant("backward h is the output at 0",
                   largest_difference(last_outputs(backward, first_step), backward_h), 0);
  report.invariant("zeros past the length",
                   std::max(largest_past(forward, lengths), largest_past(backward, lengths)), 0);
  if (lstm) {
    report.invariant("|h| <= tanh |c|",
                     std::max(excess(forward_h, state[0]), excess(backward_h, state[2])), 0);
  }
}

}  // namespace unfold
