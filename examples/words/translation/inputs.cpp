// What can be set and asked in translation, and its presets.
#include "examples/shared/training.h"
#include "examples/words/muted.h"
#include "examples/words/translation/translation.h"

namespace unfold {
namespace {

constexpr int longest_sentence = 100;  // in words

constexpr Choice<Language> languages[] = {{Language::french, "fr", "French"},
                                          {Language::korean, "ko", "Korean"},
                                          {Language::chinese, "zh", "Chinese"}};

}  // namespace

void Translation::Inputs::visit(Form& form) {
  form.choice("language", language, languages)
      .label("Into")
      .help("The language of the translations: each has its own order of words.");
  form.file("pairs", pairs)
      .label("Your own pairs")
      .help(
          "A file of lines, each a sentence, a tab and its translation, such as those of Tatoeba "
          "and Anki; it is learned instead and never leaves your computer.")
      .accept(".tsv,.txt,.csv")
      .range(0, 5e6);
  form.integer("training_pairs", training_pairs)
      .label("Pairs to learn")
      .help("How many different sentences there are to learn from, at most.")
      .range(1, 100000);
  form.integer("embedding", embedding)
      .label("Embedding")
      .help("How many numbers stand for a word.")
      .range(1, 256);
  form.integer("units", units)
      .label("Units")
      .help("How many numbers the state of each layer holds, in the encoder and in the decoder.")
      .range(1, 512);
  form.integer("layers", layers)
      .label("Layers")
      .help("How many LSTM cells stand one above the other, in the encoder and in the decoder.")
      .range(1, 4);
  form.flag("attention", attention)
      .label("Attention")
      .help(
          "Whether the decoder looks back at every word of the sentence. Without it the encoder's "
          "last state is all that it knows.");
  form.flag("reverse_source", reverse_source)
      .label("Read backwards")
      .help("Whether the encoder reads the sentence from its end.");
  form.flag("mask_padding", mask_padding)
      .label("Pass over padding")
      .help(
          "Whether what fills up shorter sentences of a batch is neither read nor looked at. "
          "TensorFlow's legacy function does both.")
      .advanced();
  form.flag("mean_over_padding", mean_over_padding)
      .label("Padding counts in the mean")
      .help(
          "Whether the loss is divided by all steps, padding too, as the notebook does; otherwise "
          "by the words alone.")
      .advanced();
  form.integer("sampled", sampled)
      .label("Sampled softmax")
      .help(
          "Against how many other words the right one is compared while learning, where there are "
          "more words than that; 0: against all.")
      .range(0, 10000)
      .advanced();
  form.integer("vocabulary", vocabulary)
      .label("Vocabulary")
      .help("How many words of a language are told apart; rarer ones all count as one unknown.")
      .range(10, 50000)
      .advanced();
  form.integer("longest", longest)
      .label("Longest sentence")
      .unit("words")
      .help("Longer sentences of your own pairs are left out.")
      .range(1, longest_sentence)
      .advanced();
  batch_field(form, batch).help("How many sentences a step learns from.").range(1, 512);
  learning_rate_field(form, learning_rate);
  final_rate_field(form, final_rate);
  optimizer_field(form, optimizer).advanced();
  clip_field(form, clip);
  steps_field(form, steps).help("How many training steps a run takes.");
  test_every_field(form, test_every)
      .help("How often the network is tested on sentences that it never learns from.");
  form.integer("test_pairs", test_pairs)
      .label("Sentences of a test")
      .help("How many sentences are held out, at most.")
      .range(1, 2000)
      .advanced();
  form.seed("seed", seed)
      .label("Seed")
      .help("Draws the sentences, their order and the first weights.");
}

void Translation::Question::visit(Form& form) {
  form.text("sentence", sentence)
      .label("Sentence")
      .help("What is to be translated, in words that have been learned.")
      .range(1, 400)
      .live();
  form.integer("beam", beam)
      .label("Beam width")
      .help("How many translations are followed side by side; 1: always the likeliest next word.")
      .range(1, 20)
      .live();
  muted_field(form, muted, longest_sentence)
      .label("Muted words")
      .help(
          "Which words of the sentence are not read, by their numbers from 1 on; those behind its "
          "end mute nothing. In the answer a press on a word mutes it or brings it back.");
}

std::vector<Preset> Translation::presets() {
  return {
      {.name = "french",
       .label = "French",
       .note = "Our own: sentences of a small grammar into French, with what agrees and what is "
               "elided."},
      {.name = "korean",
       .label = "Korean",
       .note = "Our own: into Korean, where the verb stands last and particles follow the nouns.",
       .inputs = {{"language", "ko"}}},
      {.name = "chinese",
       .label = "Chinese",
       .note = "Our own: into Chinese, where time and place stand before the verb and things are "
               "counted with measure words.",
       .inputs = {{"language", "zh"}}},
      {.name = "without-attention",
       .label = "Without attention",
       .note = "Our own: the whole sentence must fit into the encoder's last state.",
       .inputs = {{"attention", "false"}}},
      {.name = "backwards",
       .label = "Backwards, without attention",
       .note = "The trick of Sutskever, Vinyals and Le (2014): read from the end, the first words "
               "are fresh when the translation begins.",
       .inputs = {{"attention", "false"}, {"reverse_source", "true"}}},
      {.name = "as-published",
       .label = "As published",
       .note = "The sizes of the chapter on RNNs, on our grammar: three layers of 200 units, words "
               "of 150 "
               "numbers; the notebook never ran it.",
       .origin = Origin::invariant,
       .inputs = {{"embedding", "150"},
                  {"units", "200"},
                  {"layers", "3"},
                  {"longest", "50"},
                  {"vocabulary", "20000"},
                  {"learning_rate", "0.01"},
                  {"final_rate", "1"},
                  {"mask_padding", "false"},
                  {"mean_over_padding", "true"},
                  {"steps", "300"}}},
  };
}

}  // namespace unfold
