// What can be set and asked in char-rnn, and its presets.
#include "examples/shared/cell_inputs.h"
#include "examples/shared/training.h"
#include "examples/writing/char-rnn/char_rnn.h"

namespace unfold {
namespace {

constexpr Choice<CharRnn::Text> texts[] = {{CharRnn::Text::plays, "plays", "Plays"},
                                           {CharRnn::Text::engine, "engine", "Source code"}};

Field& temperature_field(Form& form, double& temperature) {
  return form.number("temperature", temperature)
      .label("Temperature")
      .help(
          "How boldly the next character is drawn: near 0 the likeliest always wins, at 1 the "
          "network's own probabilities hold, above 1 chance grows.")
      .range(0.05, 2);
}

}  // namespace

void CharRnn::Inputs::visit(Form& form) {
  form.choice("text", text, texts)
      .label("Text")
      .help("What is read: three plays by Shakespeare, or the C++ that this page runs on.");
  form.file("corpus", corpus)
      .label("Your own text")
      .help("A text file of your own, in UTF-8; it is read instead and never leaves your computer.")
      .accept(".txt")
      .range(0, 20e6);
  form.integer("kinds", kinds)
      .label("Kinds of characters")
      .help("How many different characters are told apart; rarer ones all count as one unknown.")
      .range(2, Corpus::most_kinds)
      .advanced();
  cell_field(form, cell);
  form.integer("layers", layers)
      .label("Layers")
      .help("How many cells stand one above the other; each reads the outputs of the one below.")
      .range(1, 3);
  hidden_field(form, hidden)
      .help(
          "How many numbers the state of each layer holds; twice as many cost four times the work.")
      .range(32, 512);
  batch_field(form, batch)
      .help("Into how many streams the text is cut; they are read side by side.")
      .range(1, 128);
  form.integer("time_steps", time_steps)
      .label("Time steps")
      .help(
          "How many characters of each stream a step reads, and how far back gradients flow; the "
          "state is carried on to the next step.")
      .range(1, 256);
  form.integer("reset_every", reset_every)
      .label("Steps before a stream starts over")
      .help(
          "After so many steps a stream goes on with an empty state, each stream in its turn; 0: "
          "never, the state is carried through the whole text.")
      .range(0, 100000)
      .advanced();
  learning_rate_field(form, learning_rate);
  final_rate_field(form, final_rate);
  clip_field(form, clip);
  steps_field(form, steps).help("How many training steps a run takes.");
  test_every_field(form, test_every)
      .help("How often the network is tested on the end of the text, which it never learns from.");
  form.integer("test_size", test_size)
      .label("Characters of a test")
      .help("How many characters of the end of the text a test reads at most.")
      .range(16, 1000000)
      .advanced();
  temperature_field(form, temperature).live();
  seed_field(form, seed);
}

void CharRnn::Question::visit(Form& form) {
  form.text("prompt", prompt)
      .label("Beginning")
      .help(
          "What the network reads first; it then goes on by itself. None: the start of a line, or "
          "the most frequent character.")
      .range(0, 200)
      .live();
  form.integer("length", length)
      .label("Length")
      .help("How many characters it writes.")
      .range(1, 1000)
      .live();
  temperature_field(form, temperature).live();
  form.seed("seed", seed).label("Seed").help("Another seed writes another text.").live();
}

std::vector<Preset> CharRnn::presets() {
  return {
      {.name = "plays",
       .label = "Three plays",
       .note = "Our own: two layers of 128 units read Julius Caesar, Hamlet and Macbeth for a few "
               "seconds."},
      {.name = "engine",
       .label = "Source code",
       .note = "Our own: the C++ that this page runs on, in the place of the lecture's Linux.",
       .inputs = {{"text", "engine"}}},
      {.name = "gru",
       .label = "GRU",
       .note = "Our own: the plays with a GRU, whose layers have three quarters of an LSTM's "
               "weights.",
       .inputs = {{"cell", "gru"}}},
      {.name = "basic-rnn",
       .label = "Basic RNN",
       .note = "Our own: the plays with basic RNN cells, which keep nothing for long.",
       .inputs = {{"cell", "rnn"}, {"learning_rate", "0.003"}}},
      {.name = "minutes",
       .label = "Several minutes",
       .note =
           "Our own: 8,000 larger steps for a text of a million characters; on Tiny Shakespeare "
           "the validation loss falls below 1.7 nats in about six minutes.",
       .inputs = {{"batch", "16"},
                  {"time_steps", "64"},
                  {"learning_rate", "0.005"},
                  {"final_rate", "0.02"},
                  {"steps", "8000"},
                  {"test_every", "500"},
                  {"test_size", "65536"}}},
  };
}

}  // namespace unfold
