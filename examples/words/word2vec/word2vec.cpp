#include "examples/words/word2vec/word2vec.h"

#include <algorithm>
#include <cmath>

#include "engine/core/tape.h"
#include "engine/lab/provided_data.h"
#include "engine/lab/refusal.h"
#include "engine/nn/candidate_losses.h"
#include "engine/ops/reduce.h"
#include "engine/ops/select.h"
#include "engine/text/nearest.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"
#include "examples/shared/cell_inputs.h"
#include "examples/shared/fits.h"
#include "examples/shared/refusals.h"
#include "examples/shared/training.h"
#include "examples/words/refusals.h"
#include "examples/words/word2vec/refusals.h"

namespace unfold {
namespace {

constexpr int steps_in_average = 2000;
constexpr int most_watched = 16, most_analogies = 8, most_on_map = 5000;
constexpr int drawn_from = 100;  // the most frequent words, of which the watched ones are drawn
constexpr int neighbours = 8, neighbours_in_answer = 10;

// What is asked as "a : b = c : d".
constexpr std::string_view known_analogies[][4] = {
    {"he", "him", "she", "her"},       {"i", "my", "you", "your"},
    {"is", "was", "has", "had"},       {"can", "could", "will", "would"},
    {"man", "men", "woman", "women"},  {"he", "himself", "they", "themselves"},
    {"two", "second", "one", "first"}, {"father", "mother", "brother", "sister"}};

std::vector<std::string> words_of(std::string_view text, Division division) {
  std::vector<std::string> words;
  for (WordReader reader(text, division); reader.next();) words.push_back(reader.word());
  return words;
}

std::string cosine_text(float cosine) {
  if (!std::isfinite(cosine)) return number_text(cosine);
  return decimal_text(rounded_decimal(cosine, 3), 3);
}

std::string percent_text(double share) { return decimal_text(rounded_decimal(share * 100, 3), 3); }

// The terms of "king - man + woman".
struct SignedWord {
  std::string word;
  float sign;
};
std::vector<SignedWord> signed_words(std::string_view text, Division division) {
  std::vector<SignedWord> terms;
  float sign = 1;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view piece = text.substr(0, end);
    if (piece == "-" || piece == "−" || piece == "–") sign = -1;
    for (std::string& word : words_of(piece, division)) {
      terms.push_back({std::move(word), sign});
      sign = 1;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return terms;
}

}  // namespace

Word2Vec::Word2Vec(Inputs& inputs, Fitting& fitting)
    : inputs_(inputs), random_(inputs.seed), sampler_({inputs.seed, 34}) {
  read_text();
  fit_vocabulary(inputs, fitting);
  subsample();
  make_first_pairs();
  choose_watched(fitting);
  find_analogies();
  make_model();
}

void Word2Vec::read_text() {
  const bool is_own = !inputs_.corpus.empty(), is_typed = !is_own && inputs_.text == Text::typed;
  const std::string input = is_own ? "corpus" : is_typed ? "typed" : "text";
  const std::string_view shipped = inputs_.text == Text::books ? "books.txt" : "prose.txt";
  const Data text = is_typed ? std::make_shared<const std::string>(inputs_.typed)
                             : data(is_own ? inputs_.corpus : shipped);
  const std::size_t wrong = invalid_utf8(*text);
  if (wrong != std::string::npos) {
    refuse<file_refusals>(input, "file-not-utf8", {{"byte", std::to_string(wrong + 1)}});
  }

  division_ = natural_division(*text);
  encoded_ = encode_words(*text, inputs_.vocabulary, division_);
  words_in_text_ = encoded_.codes.size();
  if (encoded_.distinct < 2) refuse<word2vec_refusals>(input, "one-word-only");
}

// What is asked for means "at most".
void Word2Vec::fit_vocabulary(Inputs& inputs, Fitting& fitting) {
  const int V = encoded_.vocabulary.size();
  if (inputs.vocabulary > V) {
    inputs.vocabulary = V;
    fitting.note<word2vec_refusals>("vocabulary", "vocabulary-all",
                                    {{"words", std::to_string(encoded_.distinct)}}, {"vocabulary"});
  }
  keep_at_most(fitting, "sampled", inputs.sampled, V, {"sampled"});
  inputs_ = inputs;
}

// A word of share f stays with probability (sqrt(f / t) + 1) t / f, as in the program word2vec.
void Word2Vec::subsample() {
  if (inputs_.subsample == 0) return;
  std::vector<double> stays;
  for (const int count : encoded_.vocabulary.counts) {
    const double ratio = inputs_.subsample * static_cast<double>(words_in_text_) / count;
    stays.push_back(std::sqrt(ratio) + ratio);
  }
  RandomState random(inputs_.seed);
  std::erase_if(encoded_.codes, [&](int code) { return random.rand() >= stays[code]; });
  if (encoded_.codes.size() < 2) {
    refuse<word2vec_refusals>("subsample", "too-few-words",
                              {{"count", std::to_string(encoded_.codes.size())}});
  }
}

// What the notebook tries generate_batch with before it trains; the random numbers go on from it.
void Word2Vec::make_first_pairs() {
  constexpr int words = 4;
  const int skips = inputs_.num_skips, window = inputs_.skip_window;
  SkipGram first({words * skips, skips, window});
  first.next(encoded_.codes, random_);
  for (int pair = 0; pair < words * skips; ++pair) {
    if (pair > 0) first_pairs_ += ", ";
    first_pairs_ += word(first.batch()[pair]) + " → " + word(first.labels()[pair]);
  }
  pairs_ = SkipGram({inputs_.batch, skips, window}, first.data_index());
}

void Word2Vec::choose_watched(Fitting& fitting) {
  const int V = encoded_.vocabulary.size();
  const int most = std::min(drawn_from, V), count = std::min(most_watched, most);
  const std::vector<int> drawn = random_.choice_without_replacement(most, count);
  const std::vector<std::string> named = words_of(inputs_.watched, division_);
  if (named.size() > most_watched) {
    refuse("watched", "too-many", {{"max", std::to_string(most_watched)}});
  }
  std::vector<std::string_view> missing;
  for (const std::string& name : named) {
    const int code = encoded_.vocabulary.code(name);
    if (code == Vocabulary::unknown) {
      missing.push_back(name);
    } else {
      watched_.push_back(code);
    }
  }
  if (watched_.empty()) watched_ = drawn;
  if (missing.empty()) return;
  fitting.note<word2vec_refusals>("watched", "words-left-out", {{"words", listed(missing)}},
                                  {"watched"});
}

void Word2Vec::find_analogies() {
  static_assert(std::size(known_analogies) <= most_analogies);
  for (const auto& [a, b, c, expected] : known_analogies) {
    const Vocabulary& known = encoded_.vocabulary;
    const Analogy analogy{known.code(a), known.code(b), known.code(c), known.code(expected)};
    const auto is_known = [](int code) { return code != Vocabulary::unknown; };
    if (is_known(analogy.a) && is_known(analogy.b) && is_known(analogy.c) &&
        is_known(analogy.expected)) {
      analogies_.push_back(analogy);
    }
  }
}

void Word2Vec::make_model() {
  const int V = encoded_.vocabulary.size(), E = inputs_.embedding;
  const auto stddev = static_cast<float>(1 / std::sqrt(static_cast<double>(E)));
  embeddings_ =
      variables_.make("embeddings", random_uniform(Shape{V, E}, {inputs_.seed, 5}, -1, 1));
  weights_ =
      variables_.make("nce/weights", truncated_normal(Shape{V, E}, {inputs_.seed, 19}, 0, stddev));
  biases_ = variables_.make("nce/biases", Tensor::zeros(Shape{V}));
  trained_ = variables_.tensors();
  optimizer_ = make_optimizer(inputs_.optimizer, learning_rate(0));
}

std::vector<Network> Word2Vec::networks() const {
  const int V = encoded_.vocabulary.size();
  const bool is_nce = inputs_.loss == LossKind::nce;
  return {{.input = {.kind = InputLayer::Kind::ids,
                     .size = V,
                     .width = inputs_.embedding,
                     .table = UniformWeights{1},
                     .origins = origins("embeddings", 5)},
           .layers = {DenseLayer{.units = V, .kernel = GivenWeights(), .origins = {"nce"}}},
           .loss = is_nce ? NetworkLoss::nce : NetworkLoss::sampled_softmax,
           .candidates = inputs_.sampled,
           .optimizer = inputs_.optimizer,
           .learning_rate = inputs_.learning_rate,
           .seed = inputs_.seed}};
}

float Word2Vec::learning_rate(int step) const {
  return falling_rate(inputs_.learning_rate, inputs_.final_rate, step, inputs_.steps);
}

void Word2Vec::step(Report& report) {
  pairs_.next(encoded_.codes, random_);
  Tape tape;
  const Tensor mean_loss = loss();
  tape.backward(mean_loss);
  optimizer_->set_learning_rate(learning_rate(report.step()));
  optimizer_->apply(trained_);
  report.curve("loss", mean_loss.item());
  report_average(report, mean_loss.item());
}

Tensor Word2Vec::loss() {
  const Candidates candidates =
      sampler_.sample(pairs_.labels(), inputs_.sampled, encoded_.vocabulary.size());
  const Tensor embedded = embedding_lookup(embeddings_, pairs_.batch());
  const auto loss =
      inputs_.loss == LossKind::nce
          ? nce_loss(weights_, biases_, pairs_.labels(), embedded, candidates)
          : sampled_softmax_loss(weights_, biases_, pairs_.labels(), embedded, candidates);
  return reduce_mean(loss);
}

// As the notebook prints it: at step 0 the first loss stands alone.
void Word2Vec::report_average(Report& report, float loss) {
  average_loss_ += loss;
  if (report.step() % steps_in_average != 0) return;
  if (report.step() > 0) average_loss_ /= steps_in_average;
  report.curve("average_loss", static_cast<float>(average_loss_));
  average_loss_ = 0;
}

void Word2Vec::show(Report& report) const {
  report.text("first_pairs", first_pairs_);
  show_nearest(report);
  show_text(report);
}

// The nearest words of the watched ones, and what completes the analogies: one look at the table.
void Word2Vec::show_nearest(Report& report) const {
  std::vector<Direction> directions;
  for (const int code : watched_) directions.push_back(towards(embeddings_, {Term{code}}));
  for (const Analogy& asked : analogies_) {
    directions.push_back(towards(embeddings_, {Term{asked.b}, Term{asked.a, -1}, Term{asked.c}}));
  }
  const auto found = nearest_words(embeddings_, directions, neighbours);
  const auto answers = std::span(found).subspan(watched_.size());

  Table nearest{{"word"}, {}};
  for (int i = 1; i <= neighbours; ++i) nearest.columns.push_back(std::to_string(i));
  for (std::size_t i = 0; i < watched_.size(); ++i) {
    std::vector<std::string>& row = nearest.rows.emplace_back(1, word(watched_[i]));
    for (const NearWord& near : found[i]) row.push_back(word(near.code));
    row.resize(nearest.columns.size());
  }
  report.table("nearest", std::move(nearest));

  Table analogies{{"question", "found", "expected", "place"}, {}};
  for (std::size_t i = 0; i < analogies_.size(); ++i) {
    analogies.rows.push_back(analogy_row(analogies_[i], answers[i]));
  }
  report.table("analogies", std::move(analogies));
}

std::vector<std::string> Word2Vec::analogy_row(const Analogy& asked,
                                               std::span<const NearWord> answers) const {
  const auto is_expected = [&](const NearWord& near) { return near.code == asked.expected; };
  const auto found = std::find_if(answers.begin(), answers.end(), is_expected);
  return {word(asked.a) + " : " + word(asked.b) + " = " + word(asked.c) + " : ?",
          answers.empty() ? "" : word(answers[0].code), word(asked.expected),
          found == answers.end() ? "–" : std::to_string(found - answers.begin() + 1)};
}

void Word2Vec::show_text(Report& report) const {
  const Vocabulary& vocabulary = encoded_.vocabulary;
  const double unknown = vocabulary.counts[Vocabulary::unknown];
  Table table{{"the text", ""},
              {{"words", std::to_string(words_in_text_)},
               {"different words", std::to_string(encoded_.distinct)},
               {"with a vector", std::to_string(vocabulary.size())},
               {"read as UNK, %", percent_text(unknown / static_cast<double>(words_in_text_))},
               {"the rarest with a vector occurs", std::to_string(vocabulary.counts.back())}}};
  if (division_ == Division::at_characters) {
    table.rows.push_back({"a word is", "one character, since there are no spaces"});
  }
  report.table("text", std::move(table));
}

int Word2Vec::code(const std::string& input, const std::string& word) const {
  const Vocabulary& vocabulary = encoded_.vocabulary;
  const int code = vocabulary.code(word);
  if (code != Vocabulary::unknown || word == "unk") return code;
  const std::vector<std::string_view> words(vocabulary.words.begin() + 1, vocabulary.words.end());
  refuse<word_refusals>(input, "word-not-in-vocabulary",
                        {{"word", word},
                         {"count", std::to_string(vocabulary.size())},
                         {"nearest", std::string(nearest(word, words))}});
}

void Word2Vec::ask(const Question& question, Report& answer) const {
  ask_nearest(question.word, answer);
  if (!trimmed(question.analogy).empty()) ask_analogy(question.analogy, answer);
}

void Word2Vec::ask_nearest(const std::string& asked, Report& answer) const {
  const std::vector<std::string> words = words_of(asked, division_);
  if (words.size() > 1) refuse("word", "too-many", {{"max", "1"}});
  const int target = words.empty() ? watched_[0] : code("word", words[0]);
  answer_nearest("nearest", word(target), {Term{target}}, answer);
}

void Word2Vec::ask_analogy(const std::string& analogy, Report& answer) const {
  std::vector<Term> terms;
  for (const auto& [word, sign] : signed_words(analogy, division_)) {
    terms.push_back({code("analogy", word), sign});
  }
  if (terms.empty()) refuse("analogy", "too-few", {{"min", "1"}, {"count", "0"}});
  answer_nearest("analogy", std::string(trimmed(analogy)), terms, answer);
}

void Word2Vec::answer_nearest(std::string_view name, std::string asked,
                              const std::vector<Term>& terms, Report& answer) const {
  const Direction directions[] = {towards(embeddings_, terms)};
  const auto nearest = nearest_words(embeddings_, directions, neighbours_in_answer);
  Table table{{std::move(asked), "cosine", "occurs"}, {}};
  for (const auto& [code, cosine] : nearest[0]) {
    table.rows.push_back(
        {word(code), cosine_text(cosine), std::to_string(encoded_.vocabulary.counts[code])});
  }
  answer.table(name, std::move(table));
}

std::vector<Embedding> Word2Vec::embeddings() const {
  const Vocabulary& vocabulary = encoded_.vocabulary;
  const int rows = std::min(vocabulary.size(), most_on_map);
  return {{"embeddings",
           normalized_rows(embeddings_, rows),
           {vocabulary.words.begin(), vocabulary.words.begin() + rows},
           {vocabulary.counts.begin(), vocabulary.counts.begin() + rows}}};
}

void Word2Vec::visit_state(Archive& archive) {
  visit_optimizer(archive, variables_, *optimizer_);
  archive.value("random", random_);
  archive.value("sampler", sampler_);
  archive.value("average_loss", average_loss_);
  pairs_.visit(archive);
}

}  // namespace unfold
