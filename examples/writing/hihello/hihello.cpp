#include "examples/writing/hihello/hihello.h"

namespace unfold {

void HiHello::Inputs::visit(Form& form) {
  visit_model(form);
  visit_training(form);
}

std::vector<Preset> HiHello::presets() {
  // Each row printed the loss before its update and the prediction after it. The document spells
  // the predictions wrong; its lists of indices stand here as text.
  const double losses[] = {1.6078763, 1.5102623, 1.4327028, 1.3489527,
                           1.2551297, 1.140437,  1.0167552, 0.8969265};
  const char* predictions[] = {"llllll", "llllll", "llllll", "llllll",
                               "illlll", "illlll", "ilello", "ilello"};
  std::vector<Published> first_rows, last_rows;
  for (int step = 0; step < 8; ++step) {
    first_rows.push_back(printed_curve("loss", step, losses[step], 5e-7));
    first_rows.push_back(printed_text("prediction", step, predictions[step]));
  }
  for (int step = 9995; step < 10000; ++step) {
    last_rows.push_back(printed_curve("loss", step, 5.960464e-08, 1e-6));
    last_rows.push_back(printed_text("prediction", step, "ihello"));
  }
  return {
      {.name = "as-published",
       .label = "As published",
       .note = "Lecture 12, ex12_7, seed 777: the weights are the notebook's own, drawn again from "
               "its seed; eight losses and predictions are compared.",
       .origin = Origin::seeded,
       .published = first_rows},
      {.name = "ten-thousand",
       .label = "10,000 steps",
       .note = "The same run to the end; its last five rows were printed with loss 5.960464e-08, "
               "about one rounding of float32.",
       .origin = Origin::seeded,
       .inputs = {{"steps", "10000"}},
       .published = last_rows},
      {.name = "basic-rnn",
       .label = "Basic RNN",
       .note = "Our own: the same task with a basic RNN cell.",
       .inputs = {{"cell", "rnn"}}},
      {.name = "gru",
       .label = "GRU",
       .note = "Our own: the same task with a GRU cell.",
       .inputs = {{"cell", "gru"}}},
      {.name = "longer",
       .label = "A longer text",
       .note = "Our own: a longer text, with more symbols and more to remember.",
       .inputs = {{"text", "if you want to build a ship"}, {"hidden", "16"}, {"steps", "200"}}},
  };
}

}  // namespace unfold
