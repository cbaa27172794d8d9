// What can be set and asked in word2vec, and its presets.
#include <algorithm>

#include "examples/shared/cell_inputs.h"
#include "examples/shared/fits.h"
#include "examples/shared/training.h"
#include "examples/words/word2vec/refusals.h"
#include "examples/words/word2vec/word2vec.h"

namespace unfold {
namespace {

using TextKind = Word2Vec::Text;
using LossKind = Word2Vec::LossKind;

constexpr Choice<TextKind> texts[] = {{TextKind::prose, "prose", "Prose"},
                                      {TextKind::books, "books", "All books"},
                                      {TextKind::typed, "typed", "Typed here"}};
constexpr Choice<LossKind> losses[] = {
    {LossKind::nce, "nce", "NCE"},
    {LossKind::sampled_softmax, "sampled_softmax", "Sampled softmax"}};

constexpr std::string_view notebook_words = "anarchism originated as a term of abuse first used";
constexpr std::string_view notebook_pairs =
    "originated → as, originated → anarchism, as → a, as → originated, a → as, a → term, "
    "term → of, term → a";

}  // namespace

void Word2Vec::Inputs::visit(Form& form) {
  form.choice("text", text, texts)
      .label("Text")
      .help(
          "What is read: two novels, all eighteen books, or what you type in. A word is letters "
          "and digits; in Chinese and Japanese without spaces each character is one.");
  form.text("typed", typed)
      .label("Your text")
      .help("Words that are used alike come together only if each of them occurs a few times.")
      .range(0, 20000)
      .when("text", "typed");
  form.file("corpus", corpus)
      .label("Your own text")
      .help("A text file of your own, in UTF-8; it is read instead and never leaves your computer.")
      .accept(".txt")
      .range(1, 25e6);
  form.integer("vocabulary", vocabulary)
      .label("Vocabulary")
      .help(
          "How many words have a vector at most: UNK, which stands for all others, and the most "
          "frequent.")
      .range(2, 50000);
  form.number("subsample", subsample)
      .label("Thinning of frequent words")
      .help(
          "Words that make up more than this share of the text are left out now and then, so that "
          "windows reach further; 0: never, as in the notebook.")
      .range(0, 1)
      .advanced();
  form.integer("embedding", embedding)
      .label("Embedding size")
      .help("How many numbers the vector of a word has.")
      .range(1, 300);
  form.integer("skip_window", skip_window)
      .label("Window")
      .help("How many words to each side count as neighbours.")
      .range(1, 20);
  form.integer("num_skips", num_skips)
      .label("Pairs for each word")
      .help("How many of its neighbours a word is to guess; at most twice the window.")
      .range(1, 40);
  batch_field(form, batch)
      .help("How many pairs a step learns from; made a multiple of the pairs for each word.")
      .range(1, 1024);
  form.choice("loss", loss, losses)
      .label("Loss")
      .help(
          "What makes the true neighbour win over words that were drawn at random: NCE asks yes or "
          "no for each, sampled softmax which of them all it is.");
  form.integer("sampled", sampled)
      .label("Words drawn against it")
      .help("How many wrong words a step compares with; frequent words are drawn more often.")
      .range(1, 1024);
  embedding_optimizer_field(form, optimizer);
  learning_rate_field(form, learning_rate);
  final_rate_field(form, final_rate);
  steps_field(form, steps).help("How many training steps a run takes.").range(1, 1000000);
  form.text("watched", watched)
      .label("Watched words")
      .help(
          "Whose nearest words are shown, at most sixteen; none: sixteen of the hundred most "
          "frequent, drawn as in the notebook.")
      .range(0, 400);
  seed_field(form, seed);
}

void Word2Vec::Inputs::fit(Fitting& fitting) {
  const Fitting::Names because = {"num_skips", "skip_window"};
  if (fitting.is_own("num_skips") && !fitting.is_own("skip_window")) {
    keep_at_least(fitting, "skip_window", skip_window, (num_skips + 1) / 2, because);
  }
  keep_at_most(fitting, "num_skips", num_skips, 2 * skip_window, because);
  if (batch % num_skips == 0) return;
  batch = std::max(batch / num_skips, 1) * num_skips;
  fitting.note<word2vec_refusals>("batch", "multiple", {{"divisor", std::to_string(num_skips)}},
                                  {"batch", "num_skips", "skip_window"});
}

void Word2Vec::Question::visit(Form& form) {
  form.text("word", word)
      .label("Word")
      .help("Whose nearest words to look up; none: the first of the watched words.")
      .range(0, 60)
      .live();
  form.text("analogy", analogy)
      .label("Words added and taken away")
      .help("Such as \"had - has + is\": what is to is as had is to has?")
      .range(0, 200)
      .live();
}

std::vector<Preset> Word2Vec::presets() {
  return {
      {.name = "prose",
       .label = "Prose",
       .note = "Our own: 3,000 words of two novels, Moby Dick and Persuasion, a few seconds of "
               "training.",
       .inputs = {}},
      {.name = "as-published",
       .label = "As published",
       .note =
           "The notebook's sizes on all our books, since its text, text8, is not here; lazy Adam "
           "for its Adam, which moves all 50,000 words in every step.",
       .origin = Origin::invariant,
       .inputs = {{"text", "books"},
                  {"vocabulary", "50000"},
                  {"embedding", "150"},
                  {"learning_rate", "0.01"},
                  {"final_rate", "1"},
                  {"steps", "10001"}}},
      {.name = "first-batch",
       .label = "The first batch",
       .note = "The notebook's nine words: the pairs that it prints of them come out.",
       .origin = Origin::seeded,
       .inputs = {{"text", "typed"},
                  {"typed", notebook_words},
                  {"vocabulary", "10"},
                  {"embedding", "8"},
                  {"batch", "8"},
                  {"sampled", "4"},
                  {"steps", "200"}},
       .published = {printed_text("first_pairs", 0, notebook_pairs)}},
      {.name = "sampled-softmax",
       .label = "Sampled softmax",
       .note = "Our own: the other loss that TensorFlow has for large vocabularies.",
       .inputs = {{"loss", "sampled_softmax"}}},
      {.name = "adam",
       .label = "TensorFlow's Adam",
       .note = "Our own: Adam as TensorFlow does it, which moves every word in every step.",
       .inputs = {{"optimizer", "adam"}}},
      {.name = "window-5",
       .label = "A wide window",
       .note = "Our own: five words to each side, which tell the topic more than the part that a "
               "word plays.",
       .inputs = {{"skip_window", "5"}, {"num_skips", "4"}}},
      {.name = "hundred-thousand",
       .label = "100,000 steps",
       .note = "Our own: half a minute of training, after which frequent numbers stand with "
               "numbers and pronouns with pronouns.",
       .inputs = {{"steps", "100000"}, {"watched", "two, five, he, she, was, man, day, first"}}},
      {.name = "typed",
       .label = "A text of your own",
       .note = "Our own: eighteen sentences in which dog, cat and horse are used alike, and so are "
               "the three colours.",
       .inputs = {{"text", "typed"},
                  {"vocabulary", "14"},
                  {"embedding", "8"},
                  {"sampled", "4"},
                  {"steps", "2000"}}},
  };
}

}  // namespace unfold
