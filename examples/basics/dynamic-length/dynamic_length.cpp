#include "examples/basics/dynamic-length/dynamic_length.h"

#include "examples/basics/words.h"
#include "examples/shared/fits.h"
#include "examples/shared/tensors.h"

namespace unfold {

// Weights that print the outputs of 3_batches_dynamic_length; others could, too.
DynamicLength::Inputs::Inputs() {
  cell.kind = CellKind::lstm;
  cell.kernel = Tensor({6, 8}, {0.0206017476f, 0.239503458f,  -0.293613702f, -0.0296256561f,  //
                                -0.08546523f,  0.1633223f,    -0.620069921f, 0.599167466f,    //
                                -0.397695959f, 0.0177825857f, -0.278944075f, -0.641155422f,   //
                                0.608568907f,  -0.478038669f, 0.356595576f,  -0.643565893f,   //
                                -0.128260463f, -0.340358824f, -0.162895992f, -0.517005146f,   //
                                -0.347398311f, 0.641155124f,  0.0674560964f, -0.516906679f,   //
                                -0.365664274f, -0.602430284f, -0.44386211f,  -0.24903065f,    //
                                -0.600847542f, 0.625081301f,  0.282115787f,  -0.391148925f,   //
                                0.526252389f,  0.605605304f,  -0.624835193f, 0.260913491f,    //
                                0.540118694f,  -0.469270438f, 0.44303602f,   -0.323564887f,   //
                                0.55943197f,   -0.566443264f, -0.621490419f, -0.320594668f,   //
                                0.608204544f,  -0.557452202f, 0.517520189f,  -0.595841646f});
}

void DynamicLength::Inputs::visit(Form& form) {
  source.visit(form,
               "Words separated by commas, shorter ones filled up with zeros; how much of each "
               "counts is said by the lengths.");
  lengths_field(form, lengths);
  cell.visit(form, most_symbols, 32);
}

void DynamicLength::Inputs::fit(Fitting& fitting) {
  source.fit(fitting, false);
  const Shape batch = source.batch().x.shape();
  Fitting::Names because = SourceInputs::names();
  cell.fit(fitting, batch[2], because);
  because.push_back("lengths");
  fit_list(fitting, "lengths", lengths, batch[0], batch[1], because);
}

std::vector<Preset> DynamicLength::presets() {
  return {
      {.name = "as-published",
       .label = "As published",
       .note = "Lab 12.0, block 3_batches_dynamic_length, lengths 5, 3, 4: weights recovered from "
               "the printed output.",
       .origin = Origin::recovered,
       .published = {printed_matrix(
           "outputs", {-0.05008912, -0.01069659, -0.12182344, -0.10044969, -0.07028138, -0.16675197,
                       -0.04712334, -0.20867857, -0.08468042, -0.22286232, -0.06402468, -0.09570512,
                       -0.10435093, -0.13225234, -0.06158386, -0.17562068, 0,           0,
                       0,           0,           -0.03898201, -0.07288275, -0.0454888,  -0.13435912,
                       -0.07696934, -0.17394406, -0.08638199, -0.20610151, 0,           0},
           1e-7)}},
      {.name = "arange",
       .label = "Lengths 1, 3, 2",
       .note = "Lab 12.0, block dynamic_rnn, an LSTM of 5 over the numbers 0 to 44: not "
               "recoverable, so only the structure is compared.",
       .origin = Origin::invariant,
       .inputs = {{"source", "numbers"}, {"lengths", "1,3,2"}, {"hidden", "5"}, {"kernel", ""}}},
      {.name = "seed-42",
       .label = "Seed 42",
       .note = "The RNN chapter's sequence length example, a basic RNN of 5: the weights are the "
               "notebook's seed 42.",
       .origin = Origin::seeded,
       .inputs = {{"source", "numbers"},
                  {"data", "0,1,2;9,8,7|3,4,5;0,0,0|6,7,8;6,5,4|9,0,1;3,2,1"},
                  {"lengths", "2,1,2,2"},
                  {"cell", "rnn"},
                  {"hidden", "5"},
                  {"kernel", ""},
                  {"seed", "42"},
                  {"op_seed", "106"}},
       .published = {printed_matrix(
                         "outputs",
                         {-0.9123188,  0.16516446, 0.5548655,   -0.39159346, 0.20846416,  //
                          -1,          0.956726,   0.99831694,  0.99970174,  0.96518576,  //
                          -0.9998612,  0.6702289,  0.9723653,   0.6631046,   0.74457586,  //
                          0,           0,          0,           0,           0,           //
                          -0.99999976, 0.8967997,  0.9986295,   0.9647514,   0.93662,     //
                          -0.9999526,  0.9681953,  0.96002865,  0.98706263,  0.85459226,  //
                          -0.96435434, 0.99501586, -0.36150697, 0.9983378,   0.999497,    //
                          -0.9613586,  0.9568762,  0.7132288,   0.97729224,  -0.0958299},
                         2.4e-7),
                     printed_matrix("final_state",
                                    {-1,         0.956726,  0.99831694, 0.99970174, 0.96518576,  //
                                     -0.9998612, 0.6702289, 0.9723653,  0.6631046,  0.74457586,  //
                                     -0.9999526, 0.9681953, 0.96002865, 0.98706263, 0.85459226,  //
                                     -0.9613586, 0.9568762, 0.7132288,  0.97729224, -0.0958299},
                                    2.4e-7)}},
  };
}

DynamicLength::DynamicLength(const Inputs& inputs)
    : inputs_(inputs),
      batch_(inputs.source.batch()),
      cells_(make_layer_cells(*DynamicLength::network(), 0, batch_.x.size(2), variables_)) {}

void DynamicLength::step(Report& report) {
  const auto [outputs, h, state] = cells_.run(batch_.x, inputs_.lengths);

  report.matrix("input", batch_.x, batch_.input_labels());
  report.matrix("outputs", outputs, batch_.output_labels());
  report.matrix("final_state", h, batch_.state_labels());
  if (inputs_.cell.kind == CellKind::lstm) report.matrix("c", state[0], batch_.state_labels());
  report.invariant("zeros past the length", largest_past(outputs, inputs_.lengths), 0);
  report.invariant("state of the last valid step",
                   largest_difference(last_outputs(outputs, inputs_.lengths), h), 0);
}

}  // namespace unfold
