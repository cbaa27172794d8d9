#include "examples/words/translation/translation.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "engine/core/require.h"
#include "engine/data/bleu.h"
#include "engine/lab/provided_data.h"
#include "engine/lab/refusal.h"
#include "engine/ops/select.h"
#include "engine/text/nearest.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"
#include "examples/shared/training.h"
#include "examples/words/muted.h"
#include "examples/words/translation/refusals.h"
#include "examples/words/translation/words.h"

namespace unfold {
namespace {

constexpr int most_shown = 12;          // held-out sentences
constexpr int batches_of_a_length = 8;  // whose sentences are sorted by length together
constexpr const char* text_names[] = {"sentence_1", "sentence_2", "sentence_3"};

ParallelCorpus corpus_of(const Translation::Inputs& inputs) {
  const CorpusLimits limits{inputs.training_pairs, inputs.test_pairs, inputs.longest, inputs.seed};
  return inputs.pairs.empty() ? generate_parallel_corpus(inputs.language, limits)
                              : read_parallel_corpus(*unfold::data(inputs.pairs), limits);
}

SentencePairs encoded(const ParallelSentences& pairs, const SentenceVocabulary& source,
                      const SentenceVocabulary& target) {
  SentencePairs encoded;
  for (int i = 0; i < pairs.count(); ++i) {
    encoded.add(source.ids(pairs.sources[i]), target.ids(pairs.targets[i]));
  }
  return encoded;
}

[[noreturn]] void refuse_unknown(const std::string& word, const SentenceVocabulary& vocabulary) {
  constexpr std::size_t most_examples = 20;
  std::vector<std::string_view> known;
  for (const std::string& one : vocabulary.words()) {
    if (!is_punctuation(one)) known.push_back(one);
  }
  const std::string near(nearest(word, known));
  known.resize(std::min(most_examples, known.size()));
  refuse<translation_refusals>(
      "sentence", "unknown-word",
      {{"word", excerpt(word)}, {"nearest", near}, {"allowed", listed(known)}});
}

}  // namespace

Translation::Translation(const Inputs& inputs)
    : inputs_(inputs),
      corpus_(corpus_of(inputs)),
      source_words_(corpus_.training.sources, inputs.vocabulary),
      target_words_(corpus_.training.targets, inputs.vocabulary),
      training_(encoded(corpus_.training, source_words_, target_words_)),
      held_out_(encoded(corpus_.held_out, source_words_, target_words_)),
      model_(model_settings(), variables_),
      training_steps_(model_, variables_, inputs.optimizer, learning_rate(0)),
      random_(inputs.seed),
      test_(held_out_) {
  begin_epoch();
}

AttentionModelSettings Translation::model_settings() const {
  const bool is_sampled = target_words_.size() > inputs_.sampled;
  return {.source_vocabulary = source_words_.size(),
          .target_vocabulary = target_words_.size(),
          .embedding = inputs_.embedding,
          .units = inputs_.units,
          .layers = inputs_.layers,
          .attention = inputs_.attention,
          .reverse_source = inputs_.reverse_source,
          .mask_padding = inputs_.mask_padding,
          .mean_over_padding = inputs_.mean_over_padding,
          .sampled = is_sampled ? inputs_.sampled : 0,
          .seed = inputs_.seed};
}

std::optional<EncoderDecoder> Translation::encoder_decoder() const {
  EncoderDecoder network = model_settings().network();
  network.decoder.clipping = {Clipping::Kind::norm, inputs_.clip};
  network.decoder.optimizer = inputs_.optimizer;
  network.decoder.learning_rate = inputs_.learning_rate;
  return network;
}

float Translation::learning_rate(int step) const {
  return falling_rate(inputs_.learning_rate, inputs_.final_rate, step, inputs_.steps);
}

void Translation::step(Report& report) {
  compute_missing_parts();
  if (test_.is_running()) return continue_test(report);
  report.curve("loss", training_steps_.close(learning_rate(report.step()), inputs_.clip));
  const bool is_last = report.step() + 1 == inputs_.steps;
  if (is_last || report.step() % inputs_.test_every == 0) test_.start();
}

// Sentences of similar length share a batch, so that little is filled up.
void Translation::begin_epoch() {
  const int count = training_.count(), B = std::min(inputs_.batch, count), batches = count / B;
  std::vector<int> shuffled = random_.permutation(count);
  const auto shorter = [&](int a, int b) {
    return training_.target(a).size() < training_.target(b).size();
  };
  const int together = B * batches_of_a_length;
  for (int first = 0; first < count; first += together) {
    const auto begin = shuffled.begin() + first;
    std::stable_sort(begin, begin + std::min(together, count - first), shorter);
  }
  order_.clear();
  for (const int batch : random_.permutation(batches)) {
    const auto begin = shuffled.begin() + batch * B;
    order_.insert(order_.end(), begin, begin + B);
  }
  position_ = 0;
}

std::span<const int> Translation::next_batch() {
  if (position_ == static_cast<int>(order_.size())) begin_epoch();
  const int B = std::min(inputs_.batch, training_.count());
  return std::span<const int>(order_).subspan(std::exchange(position_, position_ + B), B);
}

int Translation::open_parts() {
  if (test_.is_running()) {
    test_.open(*parts(), variables_);
  } else if (!parts()->is_open()) {
    training_steps_.open(training_.batch(next_batch()));
  }
  return parts()->parts();
}

void Translation::compute_part(int part) {
  if (test_.is_running()) return test_.answer(*parts(), part, model_);
  training_steps_.compute(part);
}

void Translation::continue_test(Report& report) {
  if (!test_.close(*parts())) return;
  report.curve("exact_match", test_.share());
  report.curve("bleu", bleu());
}

// From 0 to 100, as it is usually given.
float Translation::bleu() const {
  Bleu bleu;
  for (int i = 0; i < held_out_.count(); ++i) bleu.add(test_.answer(i), held_out_.target(i));
  return static_cast<float>(100 * bleu.score());
}

void Translation::show(Report& report) const {
  show_decoded(report);
  report_by_length(report);
  report_corpus(report);
}

// Nothing has been tested yet.
void Translation::show_untrained(Report& report) const {
  show_decoded(report);
  report_corpus(report);
}

void Translation::show_decoded(Report& report) const {
  const int count = std::min(most_shown, held_out_.count());
  const std::vector<Decoded> decoded =
      model_.greedy(held_out_.batch(0, count), held_out_.longest_target());
  report_texts(report, decoded);
  report_attention(report, corpus_.held_out.sources[0], decoded[0]);
  report_translations(report, decoded);
}

std::string Translation::translated(const Decoded& decoded) const {
  return joined(target_words_.sentence(decoded.ids));
}

void Translation::report_texts(Report& report, std::span<const Decoded> decoded) const {
  const std::size_t count = std::min(std::size(text_names), decoded.size());
  for (std::size_t i = 0; i < count; ++i) {
    report.text(text_names[i], translated(decoded[i]), joined(corpus_.held_out.targets[i]));
  }
}

// Word against word: what each word of the translation looked at.
void Translation::report_attention(Report& report, const Sentence& source,
                                   const Decoded& decoded) const {
  if (!inputs_.attention || decoded.ids.empty()) return;
  report.matrix("attention", decoded.attention,
                {{"translation", "sentence"}, {target_words_.sentence(decoded.ids), source}});
}

void Translation::report_translations(Report& report, std::span<const Decoded> decoded) const {
  Table table{{"sentence", "reference", "here"}, {}};
  for (std::size_t i = 0; i < decoded.size(); ++i) {
    table.rows.push_back({joined(corpus_.held_out.sources[i]), joined(corpus_.held_out.targets[i]),
                          translated(decoded[i])});
  }
  report.table("translations", std::move(table));
}

// How much of the last test was right, by the number of words that were read.
void Translation::report_by_length(Report& report) const {
  std::map<std::size_t, std::pair<int, int>> right_and_all;
  for (int i = 0; i < held_out_.count(); ++i) {
    auto& [right, all] = right_and_all[held_out_.source(i).size()];
    right += test_.is_right(i);
    ++all;
  }
  Tensor length(Shape{static_cast<int>(right_and_all.size())}), share(length.shape());
  int at = 0;
  for (const auto& [words, counts] : right_and_all) {
    length.mutable_data()[at] = static_cast<float>(words);
    share.mutable_data()[at++] =
        static_cast<float>(counts.first) / static_cast<float>(counts.second);
  }
  report.plot("by_length",
              {.lines = {{"exact_match", share, length}}, .x_axis = "words", .y_axis = "share"});
}

void Translation::report_corpus(Report& report) const {
  const auto number = [](std::size_t count) { return std::to_string(count); };
  if (const auto& columns = corpus_.columns) {
    Table table{{"the file", ""},
                {{"columns", number(columns->count)},
                 {"sentences from column", number(columns->source + 1)},
                 {"translations from column", number(columns->target + 1)}}};
    if (columns->has_header) table.rows.push_back({"first line, which names the columns", "1"});
    report.table("file", std::move(table));
  }
  report.table(
      "corpus",
      {{"pairs_to_learn", "pairs_held_out", "pairs_too_long", "words_read", "words_written"},
       {{number(training_.count()), number(held_out_.count()), number(corpus_.left_out),
         number(source_words_.words().size()), number(target_words_.words().size())}}});
}

std::vector<int> Translation::known_symbols(const Sentence& sentence) const {
  if (sentence.empty()) refuse<translation_refusals>("sentence", "no-words");
  if (static_cast<int>(sentence.size()) > inputs_.longest) {
    refuse<translation_refusals>(
        "sentence", "too-many-words",
        {{"max", std::to_string(inputs_.longest)}, {"count", std::to_string(sentence.size())}});
  }
  for (const std::string& word : sentence) {
    if (!source_words_.knows(word)) refuse_unknown(word, source_words_);
  }
  return source_words_.ids(sentence);
}

void Translation::ask(const Question& question, Report& answer) const {
  const Sentence source = words_of(question.sentence);
  const std::vector<int> symbols = known_symbols(source);
  const int most_steps = 2 * inputs_.longest;
  std::vector<Decoded> found =
      model_.beam(heard(symbols, question.muted), question.beam, most_steps);
  Tensor& attention = found.front().attention;
  attention = with_muted(attention, static_cast<int>(symbols.size()), question.muted);
  answer.text("translation", translated(found.front()));
  report_attention(answer, source, found.front());
  Table table{{"translation", "log_probability", "per_word"}, {}};
  for (const Decoded& candidate : found) {
    const auto words = static_cast<float>(candidate.ids.size() + 1);
    table.rows.push_back({translated(candidate), number_text(candidate.log_probability),
                          number_text(candidate.log_probability / words)});
  }
  answer.table("candidates", std::move(table));
}

// Rows of the words alone, without PAD, GO, EOS and UNK.
Embedding Translation::embedding(std::string_view name, const Tensor& table,
                                 const SentenceVocabulary& vocabulary) {
  const auto words = vocabulary.words();
  const auto counts = vocabulary.counts();
  std::vector<int> symbols(words.size());
  std::iota(symbols.begin(), symbols.end(), first_own_symbol);
  return {
      name, gather(table, symbols), {words.begin(), words.end()}, {counts.begin(), counts.end()}};
}

std::vector<Embedding> Translation::embeddings() const {
  std::vector<Embedding> tables;
  tables.push_back(embedding("words_read", model_.source_embedding(), source_words_));
  return tables;
}

void Translation::visit_state(Archive& archive) {
  training_steps_.visit_state(archive);
  archive.value("random", random_);
  archive.values("order", order_);
  archive.value("position", position_);
  model_.visit_state(archive, "model");
  test_.visit(archive, "test", target_words_.size());
  require_sound_state();
}

// What is put back may come from anywhere.
void Translation::require_sound_state() const {
  const int count = training_.count(), B = std::min(inputs_.batch, count);
  require(static_cast<int>(order_.size()) == count / B * B &&
              std::all_of(order_.begin(), order_.end(),
                          [&](int pair) { return pair >= 0 && pair < count; }),
          "load", "the order is not that of these pairs");
  require(position_ >= 0 && position_ <= static_cast<int>(order_.size()) && position_ % B == 0,
          "load", "there is no such place in this order");
}

}  // namespace unfold
