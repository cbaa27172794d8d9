#include "examples/words/date-format/date_format.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/kernels/math.h"
#include "engine/lab/refusal.h"
#include "engine/ops/select.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"
#include "examples/shared/training.h"
#include "examples/words/date-format/refusals.h"
#include "examples/words/muted.h"

namespace unfold {
namespace {

constexpr int date_length = 10;  // of 2019-05-05
constexpr int longest_answer = 20;

std::vector<DateSpelling> spellings_of(DateFormat::Languages languages) {
  using Languages = DateFormat::Languages;
  switch (languages) {
    case Languages::english: return date_spellings(DateLanguage::english);
    case Languages::korean: return date_spellings(DateLanguage::korean);
    case Languages::chinese: return date_spellings(DateLanguage::chinese);
    case Languages::all: break;
  }
  return {date_spellings().begin(), date_spellings().end()};
}

AttentionModelSettings settings_of(const DateFormat::Inputs& inputs, const DatePairs& dates) {
  AttentionModelSettings settings;
  settings.source_vocabulary = dates.source().vocabulary();
  settings.target_vocabulary = dates.target().vocabulary();
  settings.embedding = inputs.embedding;
  settings.units = inputs.hidden;
  settings.layers = inputs.layers;
  settings.cell = inputs.cell;
  settings.attention = inputs.attention;
  settings.seed = inputs.seed;
  return settings;
}

std::string share(int count, int of) { return std::to_string(count) + " / " + std::to_string(of); }

std::string joined_symbols(std::span<const std::string> words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace

DateFormat::DateFormat(const Inputs& inputs)
    : inputs_(inputs),
      dates_(spellings_of(inputs.languages), inputs.held_out, inputs.training_dates),
      held_out_(dates_.held_out()),
      training_sample_(dates_.training_sample()),
      model_(settings_of(inputs, dates_), variables_),
      training_(model_, variables_, inputs.optimizer, learning_rate(0)),
      random_(inputs.seed),
      held_out_test_(held_out_),
      training_test_(training_sample_) {}

std::optional<EncoderDecoder> DateFormat::encoder_decoder() const {
  EncoderDecoder network = settings_of(inputs_, dates_).network();
  network.decoder.clipping = {Clipping::Kind::norm, inputs_.clip};
  network.decoder.optimizer = inputs_.optimizer;
  network.decoder.learning_rate = inputs_.learning_rate;
  return network;
}

float DateFormat::learning_rate(int step) const {
  return falling_rate(inputs_.learning_rate, inputs_.final_rate, step, inputs_.steps);
}

void DateFormat::step(Report& report) {
  compute_missing_parts();
  if (is_within_step()) return continue_test(report);
  report.curve("loss", training_.close(learning_rate(report.step()), inputs_.clip));
  const int done = report.step() + 1;
  if (done % inputs_.test_every != 0 && done != inputs_.steps) return;
  held_out_test_.start();
  training_test_.start();
}

int DateFormat::open_parts() {
  if (is_within_step()) {
    test_under_way().open(*parts(), variables_);
  } else if (!parts()->is_open()) {
    const SentencePairs drawn = dates_.draw(inputs_.batch, random_);
    training_.open(drawn.batch(0, drawn.count()));
  }
  return parts()->parts();
}

void DateFormat::compute_part(int part) {
  if (is_within_step()) return test_under_way().answer(*parts(), part, model_);
  training_.compute(part);
}

ExactMatch& DateFormat::test_under_way() {
  return held_out_test_.is_running() ? held_out_test_ : training_test_;
}

void DateFormat::continue_test(Report& report) {
  const bool is_held_out = held_out_test_.is_running();
  if (!test_under_way().close(*parts())) return;
  if (is_held_out) {
    report.curve("exact_match", held_out_test_.share());
  } else {
    report.curve("exact_match_training", training_test_.share());
  }
}

void DateFormat::visit_state(Archive& archive) {
  training_.visit_state(archive);
  archive.value("random", random_);
  held_out_test_.visit(archive, "held_out", dates_.target().vocabulary());
  training_test_.visit(archive, "training", dates_.target().vocabulary());
}

void DateFormat::show(Report& report) const {
  show_answers(report);
  show_spellings(report);
  show_mistakes(report);
}

// Nothing has been tested yet: the spellings with what is to be written for them.
void DateFormat::show_untrained(Report& report) const {
  show_answers(report);
  Table table{{"date", "target"}, {}};
  for (int i = 0; i < std::min(dates_.spellings(), held_out_.count()); ++i) {
    table.rows.push_back({dates_.source().spelled(held_out_.source(i)),
                          dates_.target().spelled(held_out_.target(i))});
  }
  report.table("spellings", table);
}

// Filled up, so that the answers that follow stay in their places.
std::string DateFormat::as_long_as_a_date(std::span<const int> answer) const {
  return dates_.target().spelled(answer).append(date_length - answer.size(), '_');
}

// The first held-out dates as they are answered now, and where the first answer looked.
void DateFormat::show_answers(Report& report) const {
  constexpr int most = 5;
  const SentenceBatch batch = held_out_.batch(0, std::min(most, held_out_.count()));
  const std::vector<Decoded> answers = model_.greedy(batch, date_length);
  std::vector<std::string> values, targets;
  for (int i = 0; i < batch.size; ++i) {
    values.push_back(as_long_as_a_date(answers[i].ids));
    targets.push_back(dates_.target().spelled(held_out_.target(i)));
  }
  report.text("answers", joined_symbols(values), joined_symbols(targets));
  show_attention(held_out_.source(0), answers[0], report);
}

// Output characters by input characters; an empty answer looked nowhere.
void DateFormat::show_attention(std::span<const int> source, const Decoded& answer,
                                Report& report) const {
  if (!inputs_.attention) return;
  const bool is_empty = answer.ids.empty();
  const int S = static_cast<int>(source.size());
  report.matrix("attention", is_empty ? Tensor::zeros(Shape{1, S}) : answer.attention,
                {{"written", "read"},
                 {is_empty ? std::vector<std::string>{"∅"} : dates_.target().each(answer.ids),
                  dates_.source().each(source)}});
}

// For each spelling a date, the answer of the last test and how many were right.
void DateFormat::show_spellings(Report& report) const {
  const int spellings = dates_.spellings();
  std::vector<int> right(spellings), count(spellings);
  for (int i = 0; i < held_out_.count(); ++i) {
    right[dates_.spelling_of_test(i)] += held_out_test_.is_right(i);
    ++count[dates_.spelling_of_test(i)];
  }
  Table table{{"date", "answer", "right"}, {}};
  for (int i = 0; i < std::min(spellings, held_out_.count()); ++i) {
    table.rows.push_back({dates_.source().spelled(held_out_.source(i)),
                          dates_.target().spelled(held_out_test_.answer(i)),
                          share(right[i], count[i])});
  }
  report.table("spellings", table);
}

void DateFormat::show_mistakes(Report& report) const {
  constexpr std::size_t most = 20;
  Table table{{"date", "answer", "target"}, {}};
  for (int i = 0; i < held_out_.count() && table.rows.size() < most; ++i) {
    if (held_out_test_.is_right(i)) continue;
    table.rows.push_back({dates_.source().spelled(held_out_.source(i)),
                          dates_.target().spelled(held_out_test_.answer(i)),
                          dates_.target().spelled(held_out_.target(i))});
  }
  report.table("mistakes", table);
}

void DateFormat::ask(const Question& question, Report& answer) const {
  const std::string_view date = trimmed(question.date);
  if (date.empty()) refuse("date", "too-short", {{"min", "1"}, {"count", "0"}});
  const std::vector<std::string> unknown = dates_.source().unknown(date);
  if (!unknown.empty())
    refuse<date_format_refusals>("date", "symbols-not-learned",
                                 {{"symbols", joined_symbols(unknown)}});

  const std::vector<int> source = dates_.source().encode(date);
  SentencePairs pairs;
  const std::vector<int> read = heard(source, question.muted);
  pairs.add(read, {});
  Decoded best = model_.greedy(pairs.batch(0, 1), longest_answer)[0];
  best.attention = with_muted(best.attention, static_cast<int>(source.size()), question.muted);
  answer.text("answer", dates_.target().spelled(best.ids));
  show_attention(source, best, answer);
  show_candidates(read, answer);
}

// What else it could be, and how probable each is.
void DateFormat::show_candidates(std::span<const int> source, Report& answer) const {
  constexpr int most = 4;
  Table table{{"answer", "probability"}, {}};
  for (const Decoded& candidate : model_.beam(source, most, longest_answer)) {
    table.rows.push_back({dates_.target().spelled(candidate.ids),
                          number_text(kernels::exp(candidate.log_probability))});
  }
  answer.table("candidates", table);
}

// Of the characters in the test's dates, the most frequent first.
std::vector<Embedding> DateFormat::embeddings() const {
  std::vector<float> counts(dates_.source().vocabulary());
  for (int i = 0; i < held_out_.count(); ++i) {
    for (const int id : held_out_.source(i)) ++counts[id];
  }
  std::vector<int> ids(counts.size());
  std::iota(ids.begin(), ids.end(), 0);
  std::stable_sort(ids.begin(), ids.end(), [&](int a, int b) { return counts[a] > counts[b]; });
  std::erase_if(ids, [&](int id) { return counts[id] == 0; });
  std::vector<std::string> words = dates_.source().each(ids);
  std::replace(words.begin(), words.end(), std::string(" "), std::string("␣"));
  std::vector<float> sorted;
  for (const int id : ids) sorted.push_back(counts[id]);
  std::vector<Embedding> tables;
  tables.push_back(
      {"characters", gather(model_.source_embedding(), ids), std::move(words), std::move(sorted)});
  return tables;
}

}  // namespace unfold
