// What can be set and asked in embedding-map, and its presets.
#include "examples/shared/cell_inputs.h"
#include "examples/words/embedding-map/embedding_map.h"

namespace unfold {
namespace {

using Method = EmbeddingMap::Method;
using Start = EmbeddingMap::Start;

constexpr Choice<Method> methods[] = {{Method::tsne, "tsne", "t-SNE"}, {Method::pca, "pca", "PCA"}};
constexpr Choice<Start> starts[] = {{Start::pca, "pca", "The PCA map, tiny"},
                                    {Start::random, "random", "Random"}};

}  // namespace

void EmbeddingMap::Inputs::visit(Form& form) {
  form.file("vectors", vectors)
      .label("Your own vectors")
      .help(
          "A text file with a word and its numbers on each line, as word2vec, fastText and GloVe "
          "write it, the most frequent words first; none: vectors counted in the shipped prose.")
      .range(1, 100'000'000)
      .accept(".vec,.txt,.tsv,.csv");
  form.file("metadata", metadata)
      .label("Words of the vectors")
      .help(
          "A second file with the words, a line for each, for vectors that are numbers alone: the "
          "metadata.tsv of the TensorFlow Projector.")
      .range(1, 20'000'000)
      .accept(".tsv,.txt,.csv")
      .advanced();
  form.integer("window", window)
      .label("Window")
      .unit("words")
      .help(
          "How far apart two words of the shipped prose count as neighbours: narrow windows bring "
          "words of one grammar together, wide ones words of one topic.")
      .range(1, 10);
  form.integer("words", words)
      .label("Words")
      .help("How many words are shown, the most frequent ones; fewer if there are not so many.")
      .range(fewest_words, most_words);
  form.choice("method", method, methods)
      .label("Method")
      .help(
          "PCA turns the cloud of vectors to its widest side; t-SNE moves each word to its "
          "neighbours.");
  form.number("perplexity", perplexity)
      .label("Perplexity")
      .help("About how many neighbours a word looks at; at most a third of the words.")
      .range(1, 1000)
      .when("method", "tsne");
  form.integer("iterations", iterations)
      .label("Iterations")
      .help("How many times all words are moved; the first 250 with early exaggeration.")
      .range(1, 20000)
      .when("method", "tsne")
      .lengthens();
  form.choice("start", start, starts)
      .label("Start")
      .help("Where the words stand first: as PCA has them, or drawn from the seed.")
      .when("method", "tsne");
  seed_field(form, seed).help("Of the random start.").when("start", "random");
  form.number("early_exaggeration", early_exaggeration)
      .label("Early exaggeration")
      .help(
          "How much harder neighbours pull in the first 250 iterations, so that clusters gather; "
          "the paper of 2008 has 4, scikit-learn 12.")
      .range(1, 100)
      .when("method", "tsne")
      .advanced();
  form.number("learning_rate", learning_rate)
      .label("Learning rate")
      .help("How far a gradient moves a word; 0: words / early exaggeration / 4, at least 50.")
      .range(0, 10000)
      .live()
      .when("method", "tsne")
      .advanced();
  form.number("theta", theta)
      .label("Theta")
      .help(
          "How large a far group of words may look and still act as one point; 0 computes all "
          "forces exactly.")
      .range(0, 1)
      .when("method", "tsne")
      .advanced();
  form.flag("unit_length", unit_length)
      .label("Unit length")
      .help("Scales all vectors to length 1, so that only their directions are compared.")
      .advanced();
}

std::vector<Preset> EmbeddingMap::presets() {
  return {
      {.name = "words-500",
       .label = "500 words",
       .note = "Our own: the 500 most frequent words of Moby Dick and Persuasion."},
      {.name = "as-published",
       .label = "As published",
       .note =
           "The notebook's TSNE(perplexity=30, init=\"pca\", n_iter=5000) on 500 words; its own "
           "vectors were not kept, so the words are ours.",
       .origin = Origin::invariant,
       .inputs = {{"iterations", "5000"}, {"early_exaggeration", "12"}}},
      {.name = "perplexity-5",
       .label = "Perplexity 5",
       .note = "Our own: each word looks at its very nearest neighbours alone.",
       .inputs = {{"perplexity", "5"}}},
      {.name = "perplexity-100",
       .label = "Perplexity 100",
       .note = "Our own: each word looks at a fifth of all the others.",
       .inputs = {{"perplexity", "100"}}},
      {.name = "pca",
       .label = "PCA",
       .note = "Our own: the same vectors seen from their widest side, computed at once.",
       .inputs = {{"method", "pca"}}},
      {.name = "words-2000",
       .label = "2,000 words",
       .note = "Our own: four times as many words, down to those that occur ten times or so.",
       .inputs = {{"words", "2000"}}},
      {.name = "random-start",
       .label = "Random start",
       .note = "Our own: drawn from seed 1, with scikit-learn's early exaggeration.",
       .inputs = {{"start", "random"}, {"early_exaggeration", "12"}}},
      {.name = "other-start",
       .label = "Another random start",
       .note = "Our own: drawn from seed 2; clusters lie elsewhere, their words are the same.",
       .inputs = {{"start", "random"}, {"early_exaggeration", "12"}, {"seed", "2"}}},
  };
}

void EmbeddingMap::Question::visit(Form& form) {
  form.text("word", word)
      .label("Word")
      .help("Whose neighbours to look up, on the map and among the vectors; none: the first word.")
      .range(0, 100)
      .live();
}

}  // namespace unfold
