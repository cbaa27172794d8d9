#include "examples/writing/char-sentence/char_sentence.h"

namespace unfold {

void CharSentence::Inputs::visit(Form& form) {
  visit_model(form).when("dense", "true");
  form.flag("dense", dense)
      .label("Dense layer")
      .help(
          "Whether a dense layer turns the state into scores. Without it the state itself is the "
          "scores: one unit for each symbol, each between −1 and 1.");
  visit_training(form);
}

std::vector<Preset> CharSentence::presets() {
  const std::string_view sentence = "if you want you";
  return {
      {.name = "as-published",
       .label = "As published",
       .note = "Lecture 12, ex12_8, seed 777: the order of its ten characters was drawn anew by "
               "each run of Python, so the sentence can be compared, the losses cannot.",
       .origin = Origin::invariant,
       .published = {printed_text("prediction", 10, sentence),
                     printed_text("prediction", 49, sentence)}},
      {.name = "without-dense",
       .label = "Without the dense layer",
       .note = "As on the lecture's slide: the state itself is the scores; 3,000 steps, of which "
               "step 1,418 printed 1.37351 and the whole sentence.",
       .origin = Origin::invariant,
       .inputs = {{"dense", "false"}, {"steps", "3000"}},
       .published = {printed_text("prediction", 1418, sentence),
                     printed_text("prediction", 1419, sentence)}},
      {.name = "basic-rnn",
       .label = "Basic RNN",
       .note = "Our own: the same sentence with a basic RNN cell.",
       .inputs = {{"cell", "rnn"}}},
      {.name = "two-units",
       .label = "Two hidden units",
       .note = "Our own: all that was read must fit into two numbers of each state.",
       .inputs = {{"hidden", "2"}, {"steps", "300"}}},
      {.name = "tongue-twister",
       .label = "A tongue twister",
       .note = "Our own: the same words come again and again, and each time another follows.",
       .inputs = {{"text", "how much wood would a woodchuck chuck"},
                  {"hidden", "24"},
                  {"steps", "200"}}},
  };
}

}  // namespace unfold
