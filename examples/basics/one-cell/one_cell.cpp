#include "examples/basics/one-cell/one_cell.h"

#include "examples/shared/tensors.h"

namespace unfold {

// The first row is artanh of the printed outputs; nothing printed depends on the others.
OneCell::Inputs::Inputs() {
  cell.kernel = Tensor({6, 2}, {0.292094022f, 0.592416346f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
}

void OneCell::Inputs::visit(Form& form) {
  form.matrix("input", input)
      .label("Input")
      .help("One row of D numbers for a single time step; 1,0,0,0 is the one-hot vector of h.")
      .range(-1e6, 1e6)
      .axes("batch,feature")
      .shape({1, 16});
  cell.visit(form, 16, 16);
}

std::vector<Preset> OneCell::presets() {
  const auto printed = [](const char* name, std::vector<double> numbers) {
    return printed_matrix(name, std::move(numbers), 1e-7);
  };
  return {
      {.name = "as-published",
       .label = "As published",
       .note = "Lab 12.0, block one_cell: weights recovered from the printed output, which fixes "
               "only the row of h; the other rows are set to 0.",
       .origin = Origin::recovered,
       .published = {printed("outputs", {0.28406101, 0.53163123})}},
      {.name = "ex12-1",
       .label = "Lecture 12, ex12_1",
       .note = "The same cell in lecture 12: weights recovered from the printed output, only the "
               "row of h is determined.",
       .origin = Origin::recovered,
       .inputs = {{"kernel", "-0.0929569528,0.474490583;0,0;0,0;0,0;0,0;0,0"}},
       .published = {printed("outputs", {-0.09269013, 0.44182047})}},
      {.name = "keras",
       .label = "TensorFlow 2",
       .note = "Lab 12-0 for TensorFlow 2, SimpleRNN: weights recovered from the printed output, "
               "only the row of h is determined.",
       .origin = Origin::recovered,
       .inputs = {{"cell", "keras"}, {"kernel", "0.334564686,0.554242074;0,0;0,0;0,0;0,0;0,0"}},
       .published = {printed("outputs", {0.32261637, 0.5036928}),
                     printed("state", {0.32261637, 0.5036928})}},
      {.name = "seeded",
       .label = "Seeded weights",
       .note = "Our own: all weights drawn from the seed, so every input gives an answer.",
       .inputs = {{"kernel", ""}}},
  };
}

OneCell::OneCell(const Inputs& inputs)
    : inputs_(inputs),
      cells_(make_layer_cells(*OneCell::network(), 0, inputs.input.size(1), variables_)) {}

void OneCell::step(Report& report) {
  const int D = inputs_.input.size(1);
  const auto [outputs, h, state] = cells_.run(inputs_.input.view({1, 1, D}));

  report.matrix("input", inputs_.input, {{"batch", "feature"}, {}});
  report.matrix("kernel", inputs_.cell.starting_kernel(D),
                inputs_.cell.kernel_labels(numbered("x", D)));
  report.matrix("outputs", outputs, {{"batch", "time", "unit"}, {}});
  if (inputs_.cell.kind == CellKind::lstm) {
    report.matrix("c", state[0], {{"batch", "unit"}, {}});
    report.matrix("h", h, {{"batch", "unit"}, {}});
  } else {
    report.matrix("state", h, {{"batch", "unit"}, {}});
  }
  report.invariant("outputs equal the state", largest_difference(outputs, h), 0);
}

}  // namespace unfold
