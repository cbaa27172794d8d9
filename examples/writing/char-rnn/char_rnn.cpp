#include "examples/writing/char-rnn/char_rnn.h"

#include <algorithm>
#include <utility>

#include "engine/core/require.h"
#include "engine/kernels/elementary.h"
#include "engine/kernels/math.h"
#include "engine/lab/provided_data.h"
#include "engine/lab/refusal.h"
#include "engine/nn/network/count.h"
#include "engine/ops/activation.h"
#include "engine/ops/arrange.h"
#include "engine/ops/loss.h"
#include "engine/ops/select.h"
#include "engine/text/utf8.h"
#include "examples/shared/fits.h"
#include "examples/shared/tensors.h"
#include "examples/shared/training.h"
#include "examples/writing/char-rnn/refusals.h"

namespace unfold {
namespace {

constexpr int held_out_share = 20;  // one in so many symbols, at the end of the text
constexpr int most_held_out_streams = 16, symbols_in_held_out_stream = 256;
constexpr int sample_length = 300;
constexpr double work_in_part = 5e7;  // products of two numbers

std::string_view file_of(CharRnn::Text text) {
  return text == CharRnn::Text::plays ? "plays.txt" : "engine.txt";
}

Corpus read_corpus(const CharRnn::Inputs& inputs) {
  const std::string input = inputs.corpus.empty() ? "text" : "corpus";
  return *made_of<Corpus>(
      inputs.corpus.empty() ? file_of(inputs.text) : inputs.corpus, std::to_string(inputs.kinds),
      [&](const std::string& text) { return Corpus(input, text, inputs.kinds); });
}

Network network_of(const CharRnn::Inputs& inputs, int V) {
  Network network{.input = {InputLayer::Kind::one_hot, V},
                  .loss = NetworkLoss::softmax_cross_entropy,
                  .clipping = {Clipping::Kind::norm, inputs.clip},
                  .learning_rate = inputs.learning_rate,
                  .seed = inputs.seed};
  for (int layer = 0; layer < inputs.layers; ++layer) {
    network.layers.emplace_back(RecurrentLayer{.cell = inputs.cell,
                                               .units = inputs.hidden,
                                               .origins = {"rnn/cell_" + std::to_string(layer)}});
  }
  network.layers.emplace_back(DenseLayer{.units = V, .origins = {"softmax", 1000}});
  return network;
}

// A position, drawn with these probabilities, whose sum may be below one.
int draw(std::span<const float> probabilities, RandomState& random) {
  double total = 0;
  for (const float probability : probabilities) total += probability;
  double left = random.rand() * total;
  for (std::size_t i = 0; i + 1 < probabilities.size(); ++i) {
    left -= probabilities[i];
    if (left < 0) return static_cast<int>(i);
  }
  return static_cast<int>(probabilities.size()) - 1;
}

}  // namespace

CharRnn::CharRnn(Inputs& inputs, Fitting& fitting) : CharRnn(inputs, read_corpus(inputs)) {
  split(inputs, fitting);
}

CharRnn::CharRnn(const Inputs& inputs, Corpus corpus)
    : inputs_(inputs),
      corpus_(std::move(corpus)),
      network_(network_of(inputs, corpus_.alphabet_size())),
      model_(network_, variables_),
      trainer_(network_, variables_),
      test_(new_test()) {}

std::map<std::string, std::string> CharRnn::kept() const {
  std::string alphabet;
  for (const std::string& symbol : corpus_.symbols()) alphabet += symbol;
  const bool has_unknown = corpus_.alphabet_size() > corpus_.known();
  return {{"alphabet", std::move(alphabet)}, {"has_unknown", has_unknown ? "true" : "false"}};
}

// It can be asked, not trained.
std::unique_ptr<Lab> CharRnn::recall(const Inputs& inputs,
                                     const std::map<std::string, std::string>& kept) {
  const auto alphabet = kept.find("alphabet"), has_unknown = kept.find("has_unknown");
  require(alphabet != kept.end() && has_unknown != kept.end(), "load", "there is no alphabet");
  std::vector<std::string> all = symbols(alphabet->second);
  require(all.size() >= 2 && all.size() <= Corpus::most_kinds, "load", "this is no alphabet");
  return std::unique_ptr<Lab>(
      new CharRnn(inputs, Corpus(std::move(all), has_unknown->second == "true")));
}

// A short text has fewer streams, and each of them is as long as a step reads.
void CharRnn::split(Inputs& inputs, Fitting& fitting) {
  constexpr int least = 2 * held_out_share;
  const int count = static_cast<int>(corpus_.tokens().size()), held_out = count / held_out_share;
  if (count < least) {
    refuse<char_rnn_refusals>("corpus", "text-too-short",
                              {{"count", std::to_string(count)}, {"min", std::to_string(least)}});
  }
  const int read = count - held_out - 1;
  keep_at_most(fitting, "time_steps", inputs.time_steps, read, {"time_steps"});
  keep_at_most(fitting, "batch", inputs.batch, read / inputs.time_steps, {"batch", "time_steps"});
  inputs_ = inputs;
  training_ = Streams(corpus_.tokens().first(count - held_out), inputs_.batch);
  held_out_ = Streams(corpus_.tokens().last(held_out),
                      std::clamp(held_out / symbols_in_held_out_stream, 1, most_held_out_streams));
}

CharRnn::Test CharRnn::new_test() const {
  return {.writing = {.text = {corpus_.start()},
                      .temperature = inputs_.temperature,
                      .random = RandomState(inputs_.seed)}};
}

float CharRnn::learning_rate(int step) const {
  return falling_rate(inputs_.learning_rate, inputs_.final_rate, step, inputs_.steps);
}

void CharRnn::change(const Inputs& inputs) {
  inputs_ = inputs;
  network_.learning_rate = inputs.learning_rate;
  network_.clipping.limit = inputs.clip;
  trainer_.set_clip_limit(inputs.clip);
  test_.writing.temperature = inputs.temperature;
}

void CharRnn::step(Report& report) {
  if (is_reading()) return continue_reading(report);
  if (test_.is_running) return continue_writing();
  if (report.step() == 0) report_levels(report);
  train(report);
  const bool is_last = report.step() + 1 == inputs_.steps;
  test_.is_running = is_last || report.step() % inputs_.test_every == 0;
}

// The losses of who knows nothing, and of who knows how frequent each symbol is.
void CharRnn::report_levels(Report& report) const {
  report.level("loss", "guessing", static_cast<float>(elementary::log(corpus_.alphabet_size())));
  report.level("loss", "frequencies", static_cast<float>(corpus_.entropy()));
}

void CharRnn::train(Report& report) {
  compute_missing_parts();
  const PartedStep::Sum sum = trainer_.close(learning_rate(report.step()));
  report.curve("loss", sum.loss);
  position_ += inputs_.time_steps;
  carry(sum.kept, report.step() + 1);
}

int CharRnn::open_parts() {
  if (trainer_.parts().is_open()) return trainer_.parts().parts();
  if (is_reading()) {
    held_out_.read(test_.position, count_read_next(), batch_);
    trainer_.open(held_out_.count(), count_read_next());
  } else if (test_.is_running) {
    return 1;
  } else {
    if (position_ + inputs_.time_steps > training_.length()) {
      position_ = 0;
      state_.clear();
    }
    training_.read(position_, inputs_.time_steps, batch_);
    trainer_.open(inputs_.batch, inputs_.time_steps);
  }
  return trainer_.parts().parts();
}

void CharRnn::compute_part(int part) {
  if (is_reading()) return read_part(part);
  trainer_.compute(part, [&](Rows rows) {
    const Reading reading = read(rows, state_);
    return PartLoss{loss_of_symbols(network_, reading.outputs, of(rows, batch_.targets)),
                    reading.state};
  });
}

// These rows of the batch, from their rows of the state.
CharRnn::Reading CharRnn::read(Rows rows, const State& before) const {
  State state;
  for (const Tensor& each : before) state.push_back(slice(each, 0, rows.first, rows.count));
  const auto symbols = of(rows, batch_.symbols);
  const auto read = model_.forward(model_.input(symbols, rows.count), {}, state);
  return {read.outputs, read.state};
}

// Of the values of all rows those of these.
std::span<const int> CharRnn::of(Rows rows, const std::vector<int>& values) const {
  const int streams = is_reading() ? held_out_.count() : inputs_.batch;
  const auto T = values.size() / streams;
  return std::span(values).subspan(rows.first * T, rows.count * T);
}

std::optional<TrainingData> CharRnn::training_data() const {
  if (corpus_.tokens().empty()) return std::nullopt;
  StreamBatch all;
  training_.read(0, training_.length(), all);
  const Shape shape{inputs_.batch, training_.length()};
  return TrainingData{.x = whole_numbers(shape, all.symbols),
                      .y = whole_numbers(shape, all.targets),
                      .window = inputs_.time_steps,
                      .position = position_,
                      .carries_state = true,
                      .state = state_,
                      .reset_every = inputs_.reset_every,
                      .final_rate = inputs_.final_rate,
                      .steps = inputs_.steps,
                      .symbols = alphabet()};
}

std::vector<std::string> CharRnn::alphabet() const {
  std::vector<std::string> symbols(corpus_.symbols().begin(), corpus_.symbols().end());
  if (corpus_.alphabet_size() > corpus_.known()) symbols.emplace_back("\uFFFD");
  return symbols;
}

// What is read next, without all that comes after it.
void CharRnn::give_examples(Examples& examples) const {
  if (corpus_.tokens().empty()) return;
  const bool begins = position_ + inputs_.time_steps > training_.length();
  StreamBatch next;
  training_.read(begins ? 0 : position_, inputs_.time_steps, next);
  examples.x = whole_numbers({inputs_.batch, inputs_.time_steps}, next.symbols);
  if (!begins) examples.state = state_;
  const std::vector<std::string> symbols = alphabet();
  for (const int symbol : next.symbols) examples.steps.push_back(symbols[symbol]);
}

// Copies the values alone: gradients do not flow back into the step before. Some streams begin
// anew, each in its turn, so that the network also knows how to begin.
void CharRnn::carry(std::span<const Tensor> state, int step) {
  state_.clear();
  for (const Tensor& tensor : state) {
    Tensor carried(tensor.shape(), tensor.values());
    for (int stream = 0; stream < inputs_.batch; ++stream) {
      const bool begins = inputs_.reset_every > 0 && (step + stream) % inputs_.reset_every == 0;
      float* values = carried.mutable_data() + stream * inputs_.hidden;
      if (begins) std::fill_n(values, inputs_.hidden, 0.0f);
    }
    state_.push_back(carried);
  }
}

int CharRnn::test_length() const {
  return std::min(held_out_.length(), inputs_.test_size / held_out_.count());
}

int CharRnn::count_read_next() const {
  return std::clamp(symbols_in_part() / held_out_.count(), 1, test_length() - test_.position);
}

int CharRnn::symbols_in_part() const {
  return std::max(1, static_cast<int>(work_in_part / double(count_weights(network_))));
}

void CharRnn::read_part(int part) {
  const Rows rows = trainer_.parts().rows(part);
  const Reading reading = read(rows, test_.state);
  std::vector<Tensor> kept{softmax_cross_entropy(reading.outputs, of(rows, batch_.targets))};
  kept.insert(kept.end(), reading.state.begin(), reading.state.end());
  trainer_.parts().add(part, kept);
}

void CharRnn::continue_reading(Report& report) {
  compute_missing_parts();
  const auto kept = trainer_.parts().close().kept;
  const Tensor& losses = kept.front();
  for (const float loss : losses.values()) test_.summed += loss;
  test_.state.assign(kept.begin() + 1, kept.end());
  test_.position += losses.count() / held_out_.count();
  if (is_reading()) return;

  const auto loss = static_cast<float>(test_.summed / (test_length() * held_out_.count()));
  report.curve("validation_loss", loss);
  report.curve("perplexity", kernels::exp(loss));
}

void CharRnn::continue_writing() {
  const int missing = 1 + sample_length - static_cast<int>(test_.writing.text.size());
  write(test_.writing, std::min(missing, symbols_in_part()));
  if (missing > symbols_in_part()) return;
  sample_.assign(test_.writing.text.begin() + 1, test_.writing.text.end());
  test_ = new_test();
}

void CharRnn::write(Writing& writing, int symbols) const {
  const auto sharpness = static_cast<float>(1 / writing.temperature);
  for (; symbols > 0; --symbols) {
    const auto unread = std::span(writing.text).subspan(writing.read);
    auto read = model_.forward(model_.input(unread, 1), {}, writing.state);
    const Tensor last = slice(read.outputs, 1, static_cast<int>(unread.size()) - 1, 1);
    const Tensor probabilities = softmax(last * sharpness);
    writing.state = std::move(read.state);
    writing.read = static_cast<int>(writing.text.size());
    writing.text.push_back(draw(probabilities.values().first(corpus_.known()), writing.random));
  }
}

void CharRnn::show(Report& report) const {
  report.text("sample", corpus_.spelled(sample_));
  report_prediction(report);
}

// Nothing has been written yet.
void CharRnn::show_untrained(Report& report) const { report_prediction(report); }

// What is predicted at each character of the beginning of the held-out text.
void CharRnn::report_prediction(Report& report) const {
  constexpr int most_symbols = 64;
  const Streams whole(held_out_.tokens(), 1);
  StreamBatch batch;
  whole.read(0, std::min(most_symbols, whole.length()), batch);
  const Tensor scores = model_.forward(model_.input(batch.symbols, 1)).outputs;
  report.text("prediction", corpus_.spelled(argmax(scores)), corpus_.spelled(batch.targets));
}

void CharRnn::ask(const Question& question, Report& answer) const {
  const bool begins_anew = question.prompt.empty();
  Writing writing{.text = begins_anew ? std::vector<int>{corpus_.start()}
                                      : corpus_.encode("prompt", question.prompt),
                  .temperature = question.temperature,
                  .random = RandomState(question.seed)};
  write(writing, question.length);
  const bool is_line_end = begins_anew && corpus_.symbols()[writing.text[0]] == "\n";
  answer.text("continuation",
              corpus_.spelled(std::span(writing.text).subspan(is_line_end ? 1 : 0)));
}

void CharRnn::visit_state(Archive& archive) {
  visit_optimizer(archive, variables_, trainer_.optimizer());
  archive.value("position", position_);
  archive.tensors("state", state_);
  archive.values("sample", sample_);
  char is_running = test_.is_running;  // a byte put back into a bool could be neither
  archive.value("test/is_running", is_running);
  test_.is_running = is_running != 0;
  archive.value("test/position", test_.position);
  archive.value("test/summed", test_.summed);
  archive.tensors("test/state", test_.state);
  archive.values("writing/text", test_.writing.text);
  archive.value("writing/read", test_.writing.read);
  archive.tensors("writing/state", test_.writing.state);
  archive.value("writing/random", test_.writing.random);
  require_sound_state();
}

// Empty, or of these layers for so many streams.
bool CharRnn::is_state(const State& state, int streams) const {
  const State zero = model_.zero_state(streams);
  const auto same = [](const Tensor& a, const Tensor& b) {
    return !a.empty() && a.shape() == b.shape();
  };
  return state.empty() || std::equal(state.begin(), state.end(), zero.begin(), zero.end(), same);
}

void CharRnn::require_sound_place() const {
  require(position_ >= 0 && position_ <= training_.length() && test_.position >= 0 &&
              test_.position <= held_out_.length(),
          "load", "there is no such place in this text");
  require(is_state(state_, inputs_.batch) && is_state(test_.state, held_out_.count()), "load",
          "the state is not that of these layers");
}

// What is put back may come from anywhere.
void CharRnn::require_sound_state() const {
  if (!corpus_.tokens().empty()) require_sound_place();
  const auto is_symbol = [&](int symbol) {
    return symbol >= 0 && symbol < corpus_.alphabet_size();
  };
  const auto& [text, read, state, temperature, random] = test_.writing;
  require(std::all_of(sample_.begin(), sample_.end(), is_symbol) &&
              std::all_of(text.begin(), text.end(), is_symbol),
          "load", "what was written has other symbols than this text");
  require(read >= 0 && read < static_cast<int>(text.size()) &&
              text.size() <= std::size_t{1 + sample_length},
          "load", "what was written has another length");
  require(is_state(state, 1), "load", "the state is not that of these layers");
}

}  // namespace unfold
