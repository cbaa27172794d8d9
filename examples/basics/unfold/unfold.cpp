#include "examples/basics/unfold/unfold.h"

#include "examples/basics/words.h"
#include "examples/shared/tensors.h"

namespace unfold {

// The smallest weights that print the outputs of two_sequances.
Unfold::Inputs::Inputs() {
  cell.kernel = Tensor({6, 2}, {0.557891548f, 0.629681826f,    //
                                -0.69629091f, 0.462464988f,    //
                                -0.759933233f, -0.484707505f,  //
                                -0.603208661f, 0.269248515f,   //
                                0.459537268f, -0.359069854f,   //
                                -0.455486864f, -0.580813825f});
}

void Unfold::Inputs::visit(Form& form) {
  form.text("word", word)
      .label("Word")
      .help(
          "The sequence that is read from left to right; its number of symbols is the sequence "
          "length T.")
      .range(1, 50);
  alphabet_field(form, alphabet);
  cell.visit(form, most_symbols, 32);
}

void Unfold::Inputs::fit(Fitting& fitting) {
  fit_alphabet(fitting, {word}, alphabet);
  cell.fit(fitting, one_word(word, alphabet).x.size(2), {"word", "alphabet"});
}

std::vector<Preset> Unfold::presets() {
  const auto printed = [](std::vector<double> outputs) {
    return std::vector{printed_matrix("outputs", std::move(outputs), 1e-7)};
  };
  const auto keras = printed({0.36337885, 0.73452437, 0.23541063, -0.28505793, -0.19638212,
                              -0.54805404, -0.589804, -0.65221256, -0.8427679, 0.19108507});
  return {
      {.name = "as-published",
       .label = "As published",
       .note = "Lab 12.0, block two_sequances: weights recovered from the printed output, one "
               "choice out of a family that prints the same.",
       .origin = Origin::recovered,
       .published = printed({0.50641137, 0.55783308, -0.61545879, -0.04334207, -0.77109283,
                             -0.23411733, -0.76478487, -0.07172935, -0.72683465, 0.5266667})},
      {.name = "ex12-2",
       .label = "Lecture 12, ex12_2",
       .note = "The same word in lecture 12: weights recovered from the printed output, one choice "
               "out of a family.",
       .origin = Origin::recovered,
       .inputs = {{"kernel",
                   "-0.457571745,-0.715577543;-0.632034838,-0.514446735;0.388476282,0.278742164;"
                   "0.738952816,0.747086406;-0.221850827,0.039665658;0.0148241874,0.200364828"}},
       .published = printed({-0.42810306, -0.61416245, -0.4976399, -0.574681, 0.45450127,
                             0.14287288, 0.28191647, 0.3143787, 0.59221447, 0.67575467})},
      {.name = "keras",
       .label = "TensorFlow 2, rotation",
       .note = "Lab 12-0 for TensorFlow 2: weights recovered from the printed output, with a "
               "recurrent kernel that is a rotation.",
       .origin = Origin::recovered,
       .inputs = {{"cell", "keras"},
                  {"kernel",
                   "0.380773306,0.938482761;-0.273516744,-0.931898832;-0.367263764,-0.286426574;"
                   "-0.51391685,0.702916622;0.976403952,-0.215952098;0.215952098,0.976403952"}},
       .published = keras},
      {.name = "keras-reflection",
       .label = "TensorFlow 2, reflection",
       .note = "The other set of weights recovered from the same printed output: its recurrent "
               "kernel is a reflection.",
       .origin = Origin::recovered,
       .inputs = {{"cell", "keras"},
                  {"kernel",
                   "0.380773306,0.938482761;-0.557075679,-0.102432117;-0.130535394,-0.978904545;"
                   "-0.352038354,0.229389533;0.639867187,0.768485487;0.768485487,-0.639867187"}},
       .published = keras},
      {.name = "lstm",
       .label = "LSTM",
       .note = "Our own: the word through an LSTM with weights drawn from the seed.",
       .inputs = {{"cell", "lstm"}, {"kernel", ""}}},
  };
}

Unfold::Unfold(const Inputs& inputs)
    : inputs_(inputs),
      word_(one_word(inputs.word, inputs.alphabet)),
      cells_(make_layer_cells(*Unfold::network(), 0, word_.x.size(2), variables_)) {}

void Unfold::step(Report& report) {
  const auto [outputs, h, state] = cells_.run(word_.x);

  report.matrix("input", word_.x, word_.input_labels());
  report.matrix("outputs", outputs, word_.output_labels());
  report.matrix("kernel", inputs_.cell.starting_kernel(word_.x.size(2)),
                inputs_.cell.kernel_labels(word_.features));
  if (inputs_.cell.kind == CellKind::lstm) {
    report.matrix("c", state[0], word_.state_labels());
    report.matrix("h", h, word_.state_labels());
  }
  report.invariant("final state equals the last output",
                   largest_difference(last_outputs(outputs), h), 0);
}

}  // namespace unfold
