// AttentionModel: a model that reads a sentence and writes another.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/archive.h"
#include "engine/core/tape.h"
#include "engine/optim/clip.h"
#include "engine/optim/optimizer.h"
#include "examples/words/attention_model.h"
#include "tests/engine/numbers.h"

using namespace unfold;

namespace {

using Ids = std::vector<int>;

const std::vector<Ids> sentences{{4, 5, 6}, {7, 4}, {9, 8, 7, 6, 5}, {6}, {5, 9, 4, 8}, {8, 8, 7}};

// Each sentence and itself, turned around, padded to these numbers of steps.
SentenceBatch reversal(const std::vector<Ids>& sentences, int source_steps = 5,
                       int target_steps = 6) {
  SentenceBatch batch;
  batch.size = static_cast<int>(sentences.size());
  batch.source_steps = source_steps;
  batch.target_steps = target_steps;
  for (const Ids& sentence : sentences) {
    const int length = static_cast<int>(sentence.size());
    Ids answer(sentence.rbegin(), sentence.rend());
    answer.push_back(eos_symbol);
    answer.resize(target_steps, pad_symbol);
    Ids padded = sentence;
    padded.resize(source_steps, pad_symbol);
    batch.source.insert(batch.source.end(), padded.begin(), padded.end());
    batch.target.insert(batch.target.end(), answer.begin(), answer.end());
    batch.source_lengths.push_back(length);
    batch.target_lengths.push_back(length + 1);
  }
  return batch;
}

AttentionModelSettings small() {
  AttentionModelSettings settings;
  settings.source_vocabulary = settings.target_vocabulary = 10;
  settings.embedding = 8;
  settings.units = 24;
  return settings;
}

struct Model {
  Variables variables;
  AttentionModel model;
  std::vector<Tensor> trained;
  std::unique_ptr<Optimizer> optimizer = make_optimizer(OptimizerKind::adam, 0.01f);

  explicit Model(const AttentionModelSettings& settings = small())
      : model(settings, variables), trained(variables.tensors()) {}

  float step(const SentenceBatch& batch) {
    Tape tape;
    const Tensor loss = model.loss(batch);
    tape.backward(loss);
    clip_by_global_norm(trained, 5);
    optimizer->apply(trained);
    return loss.item();
  }
  float train(const SentenceBatch& batch, int steps) {
    float loss = 0;
    for (int i = 0; i < steps; ++i) loss = step(batch);
    return loss;
  }
};

Ids reversed(Ids ids) {
  std::reverse(ids.begin(), ids.end());
  return ids;
}

int exact(const AttentionModel& model) {
  const auto decoded = model.greedy(reversal(sentences), 8);
  int right = 0;
  for (std::size_t i = 0; i < sentences.size(); ++i)
    right += decoded[i].ids == reversed(sentences[i]);
  return right;
}

// Keeps what it is shown, or gives it back.
struct Keeper final : Archive {
  std::string kept;
  bool giving_back = false;
  void bytes(std::string_view, std::string& value) override {
    giving_back ? value = kept : kept = value;
  }
  void tensor(std::string_view, Tensor&) override {}
  void in_place(std::string_view, Tensor) override {}
};

double loss_of(const AttentionModelSettings& settings, const SentenceBatch& batch) {
  Variables variables;
  return AttentionModel(settings, variables).loss(batch).item();
}

}  // namespace

TEST_CASE("the model learns a few sentences by heart, whatever it is made of") {
  for (const char* kind :
       {"lstm", "gru", "rnn", "two layers", "no attention", "source reversed", "padding read"}) {
    CAPTURE(std::string(kind));
    const std::string name = kind;
    AttentionModelSettings settings = small();
    if (name == "gru") settings.cell = CellKind::gru;
    if (name == "rnn") settings.cell = CellKind::rnn;
    if (name == "two layers") settings.layers = 2;
    settings.attention = name != "no attention";
    settings.reverse_source = name == "source reversed";
    settings.mask_padding = name != "padding read";
    settings.sampled = name == "sampled softmax" ? 6 : 0;
    Model model(settings);
    CHECK(exact(model.model) == 0);
    CHECK(model.train(reversal(sentences), 100) < 0.1);
    CHECK(exact(model.model) == 6);
  }
}

TEST_CASE("each symbol that is written has its share of attention to each symbol that was read") {
  Model model;
  model.train(reversal(sentences), 60);
  for (bool beam : {false, true}) {
    const Decoded decoded = beam ? model.model.beam(sentences[2], 3, 8)[0]
                                 : model.model.greedy(reversal({sentences[2]}), 8)[0];
    REQUIRE(decoded.ids.size() == 5);
    REQUIRE(decoded.attention.shape() == Shape{5, 5});
    for (int t = 0; t < 5; ++t) {
      float sum = 0;
      for (int s = 0; s < 5; ++s) sum += decoded.attention.data()[t * 5 + s];
      CHECK(sum == doctest::Approx(1));
    }
  }
}

TEST_CASE("attention is told in the order of the source, even if it is read from its end") {
  AttentionModelSettings settings = small();
  Variables plain_variables, reversing_variables;
  const AttentionModel plain(settings, plain_variables);
  settings.reverse_source = true;
  const AttentionModel reversing(settings, reversing_variables);
  const Decoded forward = plain.greedy(reversal({{4, 5, 6, 7}}), 3)[0];
  const Decoded backward = reversing.greedy(reversal({{7, 6, 5, 4}}), 3)[0];
  REQUIRE(forward.ids == backward.ids);
  REQUIRE(forward.attention.shape() == backward.attention.shape());
  const int length = 4;
  for (int i = 0; i < forward.attention.count(); ++i) {
    const int mirrored = i - i % length + (length - 1 - i % length);
    CHECK(forward.attention.data()[i] == backward.attention.data()[mirrored]);
  }
}

TEST_CASE("a beam of width 1 writes what greedy decoding writes") {
  for (bool attention : {true, false}) {
    AttentionModelSettings settings = small();
    settings.attention = attention;
    Model model(settings);
    for (int round = 0; round < 4; ++round) {
      const auto greedy = model.model.greedy(reversal(sentences), 6);
      for (std::size_t i = 0; i < sentences.size(); ++i) {
        const auto beam = model.model.beam(sentences[i], 1, 6);
        REQUIRE(beam.size() == 1);
        CHECK(beam[0].ids == greedy[i].ids);
        CHECK(beam[0].log_probability == doctest::Approx(greedy[i].log_probability));
        REQUIRE(beam[0].attention.empty() == !attention);
        if (attention) CHECK(widest_difference(beam[0].attention, greedy[i].attention) < 1e-6);
      }
      model.train(reversal(sentences), 20);
    }
  }
}

TEST_CASE("a beam is ordered by log probability per symbol and holds no translation twice") {
  Model model;
  model.train(reversal(sentences), 30);
  const auto found = model.model.beam(sentences[4], 5, 7);
  REQUIRE(found.size() >= 2);
  std::vector<Ids> ids;
  for (const Decoded& decoded : found) {
    CHECK(std::count(ids.begin(), ids.end(), decoded.ids) == 0);
    ids.push_back(decoded.ids);
    for (int id : decoded.ids) CHECK(id > eos_symbol);
  }
  CHECK(found[0].log_probability / 5 >= doctest::Approx(found[1].log_probability / 8));
}

TEST_CASE("padding changes neither the loss nor what is decoded, unless it is asked to count") {
  const SentenceBatch tight = reversal(sentences), loose = reversal(sentences, 9, 12);
  AttentionModelSettings settings = small();
  CHECK(loss_of(settings, tight) == loss_of(settings, loose));
  Variables variables;
  const AttentionModel model(settings, variables);
  CHECK(model.greedy(tight, 5)[1].ids == model.greedy(loose, 5)[1].ids);
  CHECK(model.greedy(tight, 5)[1].log_probability == model.greedy(loose, 5)[1].log_probability);

  settings.mask_padding = false;  // as the legacy function
  CHECK(loss_of(settings, tight) != loss_of(settings, loose));
}

TEST_CASE("the mean over padding is the notebook's: smaller by the share of padding") {
  AttentionModelSettings settings = small();
  const SentenceBatch batch = reversal(sentences, 5, 12);
  const double over_symbols = loss_of(settings, batch);
  settings.mean_over_padding = true;
  int symbols = 0;
  for (int length : batch.target_lengths) symbols += length;
  CHECK(loss_of(settings, batch) == doctest::Approx(over_symbols * symbols / (6 * 12)));
}

TEST_CASE("an untrained model is about as good as guessing") {
  CHECK(loss_of(small(), reversal(sentences)) == doctest::Approx(std::log(10)).epsilon(0.1));
}

TEST_CASE("a sentence is decoded alike alone, in a batch and in a batch of many") {
  Model model;
  model.train(reversal(sentences), 15);
  std::vector<Ids> many;
  for (int i = 0; i < 70; ++i) many.push_back(sentences[i % sentences.size()]);
  const auto decoded = model.model.greedy(reversal(many), 6, false);
  REQUIRE(decoded.size() == 70);
  for (int i : {0, 2, 66, 69}) {
    const Decoded alone = model.model.greedy(reversal({many[i]}), 6)[0];
    CHECK(decoded[i].ids == alone.ids);
    CHECK(decoded[i].log_probability == alone.log_probability);
    CHECK(decoded[i].attention.empty());
  }
}

TEST_CASE("the variables are all that the model knows") {
  Model trained, fresh;
  trained.train(reversal(sentences), 10);
  const double before = trained.model.loss(reversal(sentences)).item();
  CHECK(before != fresh.model.loss(reversal(sentences)).item());
  for (std::size_t i = 0; i < trained.trained.size(); ++i) {
    const auto values = trained.trained[i].values();
    std::copy(values.begin(), values.end(), fresh.trained[i].mutable_data());
  }
  CHECK(before == fresh.model.loss(reversal(sentences)).item());
}

TEST_CASE("a sampled softmax draws anew when it is told to, and goes on from where it was saved") {
  AttentionModelSettings settings = small();
  settings.sampled = 4;
  Variables variables;
  AttentionModel model(settings, variables);
  const SentenceBatch batch = reversal(sentences);
  Keeper keeper;
  model.visit_state(keeper, "model");
  const auto next_loss = [&] {
    const float loss = model.loss(batch).item();
    CHECK(model.loss(batch).item() == loss);
    model.draw_next_candidates();
    return loss;
  };
  const float first = next_loss(), second = next_loss();
  CHECK(first != second);
  keeper.giving_back = true;
  model.visit_state(keeper, "model");
  CHECK(next_loss() == first);
  CHECK(next_loss() == second);
}

TEST_CASE("a batch that does not fit together is refused") {
  Variables variables;
  const AttentionModel model(small(), variables);
  SentenceBatch batch = reversal(sentences);
  batch.source.pop_back();
  CHECK_THROWS_AS(model.loss(batch), std::invalid_argument);
  batch = reversal(sentences);
  batch.target_lengths[0] = 7;
  CHECK_THROWS_AS(model.loss(batch), std::invalid_argument);
  batch = reversal({{10}});
  CHECK_THROWS_AS(model.loss(batch), std::invalid_argument);
  CHECK_THROWS_AS(model.loss(SentenceBatch{}), std::invalid_argument);
}

TEST_CASE("a model without words or layers is refused") {
  AttentionModelSettings settings = small();
  settings.target_vocabulary = 2;
  Variables variables;
  CHECK_THROWS_AS(AttentionModel(settings, variables), std::invalid_argument);
  settings = small();
  settings.sampled = 11;
  CHECK_THROWS_AS(AttentionModel(settings, variables), std::invalid_argument);
  settings = small();
  settings.layers = 0;
  CHECK_THROWS_AS(AttentionModel(settings, variables), std::invalid_argument);
}
