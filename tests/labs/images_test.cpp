// The labs that read digits, on small pictures made here; on MNIST only where it is at hand.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

#include "engine/core/tape.h"
#include "engine/lab/session.h"
#include "engine/nn/dense.h"
#include "engine/nn/make_cell.h"
#include "engine/nn/network/count.h"
#include "engine/nn/recurrent.h"
#include "engine/ops/activation.h"
#include "engine/ops/arrange.h"
#include "engine/ops/loss.h"
#include "engine/ops/reduce.h"
#include "engine/random/numpy.h"
#include "tests/labs/golden.h"
#include "tests/labs/lab_run.h"
#include "tests/labs/picture_files.h"

using namespace unfold;
using namespace unfold::drawings;

namespace {

// ---- The notebook's lines, step by step, for the first batch.

struct Reference {
  std::vector<std::shared_ptr<const Cell>> cells;
  Dense dense;
  bool all_layers;

  Tensor logits(const Tensor& x) const {
    std::vector<Tensor> states;
    Tensor outputs = x;
    for (const auto& cell : cells) {
      const CellResult result = unrolled_rnn(*cell, outputs);
      outputs = result.outputs;
      states.push_back(result.state.back());
    }
    return dense(all_layers ? concat(states, 1) : states.back());
  }
};

Reference reference(CellKind kind, const std::vector<int>& op_seeds, int dense_seed, bool all) {
  constexpr int H = 7;
  Variables variables;
  Reference made{{}, {}, all};
  for (const int op : op_seeds) {
    const int D = made.cells.empty() ? rows : H;
    made.cells.push_back(make_cell(kind, D, H, {42, static_cast<std::uint64_t>(op)},
                                   "cell" + std::to_string(op), variables));
  }
  const int F = all ? H * static_cast<int>(op_seeds.size()) : H;
  made.dense = make_dense(F, 10, {42, static_cast<std::uint64_t>(dense_seed)}, "dense", variables);
  return made;
}

float first_loss(const Reference& model, const Pictures& files, int train, int batch) {
  std::vector<int> order = RandomState(42).permutation(train), labels;
  order.resize(batch);
  Tensor x(Shape{batch, rows, rows});
  for (int i = 0; i < batch; ++i) {
    labels.push_back(files.labels[8 + order[i]]);
    for (int pixel = 0; pixel < pixels; ++pixel) {
      const auto byte = static_cast<unsigned char>(files.images[16 + order[i] * pixels + pixel]);
      x.mutable_data()[i * pixels + pixel] = static_cast<float>(byte) / 255.0f;
    }
  }
  return reduce_mean(softmax_cross_entropy(model.logits(x), labels)).item();
}

}  // namespace

TEST_CASE("the first loss of each lab on digits is that of the notebook's graph, to the bit") {
  const Pictures files = pictures(28);
  struct Case {
    const char* lab;
    Reference model;
  };
  const Case cases[] = {
      {"mnist-rnn", reference(CellKind::rnn, {88}, 135, false)},
      {"mnist-deep-rnn", reference(CellKind::relu_rnn, {116, 137, 158}, 211, true)},
      {"mnist-lstm", reference(CellKind::lstm, {158, 192, 226}, 296, false)}};
  for (const Case& each : cases) {
    CAPTURE(each.lab);
    Session session(find_lab(each.lab), "", small());
    session.advance();
    CHECK(curve(session, "loss").y[0] == first_loss(each.model, files, 24, 6));
  }
}

TEST_CASE("without gates mnist-lstm is the basic RNN of the same seeds") {
  const Inputs inputs = small({{"layers", "1"}});
  const Session here = run("mnist-lstm", "", with(inputs, {{"cell", "rnn"}}));
  const Inputs seeds = {{"op_seed_cell", "158"}, {"op_seed_dense", "296"}};
  const Session there = run("mnist-rnn", "", with(inputs, seeds));
  CHECK(curve(here, "loss").y == curve(there, "loss").y);
}

TEST_CASE("one wide layer has as many weights as the three of mnist-deep-rnn") {
  const auto weights = [](std::string_view preset) {
    const Session session(find_lab("mnist-deep-rnn"), preset, own_files(pictures(28)));
    return static_cast<double>(count_weights(*session.network()));
  };
  CHECK(weights("wide") == doctest::Approx(weights("")).epsilon(0.005));
}

TEST_CASE("an epoch reads each picture once, its first batches one more than its last") {
  // 28 - 4 = 24 pictures: 24 / 7 = 3 batches of 8; 24 / 5 = 4 of 6; 24 / 10 = 2 of 12.
  for (const auto& [size, batches] : {std::pair{"7", 3}, {"5", 4}, {"10", 2}, {"100", 1}}) {
    Session session(find_lab("mnist-rnn"), "", small({{"batch_size", size}, {"epochs", "2"}}));
    CHECK(session.total() == 2 * batches);
  }
  // 19 - 3 = 16 pictures in 3 batches: 6, 5, 5.
  Inputs inputs = own_files(pictures(19));
  inputs.insert({{"hidden", "7"}, {"batch_size", "5"}, {"epochs", "1"}});
  Session session(find_lab("mnist-rnn"), "", inputs);
  session.advance();
  const Reference model = reference(CellKind::rnn, {88}, 135, false);
  CHECK(curve(session, "loss").y[0] == first_loss(model, pictures(19), 16, 6));
}

TEST_CASE("a test is read in parts, and its accuracy stands at the last step of its epoch") {
  Inputs inputs = own_files(pictures(180));  // 30 to test, 24 in a part
  inputs.insert({{"hidden", "100"}, {"layers", "4"}, {"batch_size", "75"}, {"epochs", "1"}});
  Session session(find_lab("mnist-lstm"), "", inputs);
  REQUIRE(session.total() == 2);
  session.advance();
  CHECK_FALSE(session.is_within_step());
  session.advance();
  for (int part = 0; part < 2; ++part) {
    CHECK(session.is_within_step());
    CHECK(session.steps_done() == 1);
    session.advance();
  }
  CHECK_FALSE(session.is_within_step());
  CHECK(session.done());
  CHECK(curve(session, "loss").x == std::vector<float>{0, 1});
  CHECK(curve(session, "test_accuracy").x == std::vector<float>{1});
  CHECK(curve(session, "batch_accuracy").x == std::vector<float>{1});
}

TEST_CASE("the labs on digits learn what a bright row says") {
  for (const char* lab : image_labs) {
    CAPTURE(lab);
    Inputs inputs = own_files(pictures(120));
    inputs.insert({{"hidden", "20"},
                   {"batch_size", "20"},
                   {"epochs", "25"},
                   {"layers", "1"},
                   {"learning_rate", "0.02"}});
    Session session(find_lab(lab), "", inputs);
    finish(session);
    CHECK(curve(session, "loss").y.front() == doctest::Approx(std::log(10.0)).epsilon(0.2));
    CHECK(curve(session, "batch_accuracy").y.back() >= 0.9f);
    CHECK(curve(session, "test_accuracy").y.back() >= 0.8f);
  }
}

TEST_CASE(
    "the accuracy of a test is the share on the diagonal, and the misread ones are the rest") {
  Session session(find_lab("mnist-deep-rnn"), "", small({{"epochs", "2"}}));
  finish(session);
  const Tensor confusion = matrix(session.report(), "confusion");
  float right = 0, all = 0;
  for (int i = 0; i < confusion.count(); ++i) {
    all += confusion.data()[i];
    if (i % 11 == 0) right += confusion.data()[i];
  }
  CHECK(all == 4);
  CHECK(curve(session, "test_accuracy").y.back() == right / all);
  const Report::Images& misread = images(session.report(), "misread");
  CHECK(static_cast<float>(misread.captions.size()) == all - right);
  CHECK(misread.values.shape() == Shape{static_cast<int>(all - right), rows, rows});
  CHECK(std::count(misread.wrong.begin(), misread.wrong.end(), true) == all - right);
}

TEST_CASE("before the first test nothing is misread, and everything is shown all the same") {
  Session session(find_lab("mnist-rnn"), "", small());
  session.advance();
  session.look();
  const Report before = session.report();
  CHECK(images(before, "misread").captions.empty());
  CHECK(matrix(before, "row_by_row").shape() == Shape{rows, 10});
  CHECK(matrix(before, "states").shape() == Shape{rows, 7});
  finish(session);
  CHECK(session.report().matrices().size() == before.matrices().size());
  CHECK(session.report().images().size() == before.images().size());
}

TEST_CASE("a dense layer on all layers sees their states side by side") {
  Session session(find_lab("mnist-deep-rnn"), "", small());
  session.advance();
  session.look();
  CHECK(matrix(session.report(), "states").shape() == Shape{rows, 3 * 7});
}

TEST_CASE("a run on digits that is saved at any call goes on bit for bit") {
  std::mt19937 random(11);
  for (const char* lab : image_labs) {
    CAPTURE(lab);
    const Inputs inputs = small({{"layers", "2"}, {"epochs", "2"}});
    Session whole(find_lab(lab), "", inputs);
    finish(whole);
    for (int attempt = 0; attempt < 4; ++attempt) {
      Session session(find_lab(lab), "", inputs);
      const int calls = static_cast<int>(random() % 10);
      CAPTURE(calls);
      for (int call = 0; call < calls; ++call) session.advance();
      Session restored = Session::load(session.save(), labs());
      CHECK(restored.is_within_step() == session.is_within_step());
      finish(restored);
      CHECK(restored.fingerprint() == whole.fingerprint());
    }
  }
}

TEST_CASE("small runs of the labs on digits are their golden transcripts") {
  for (const char* id : image_labs) check_golden(id, small({{"epochs", "2"}}));
}

TEST_CASE("each seed of the labs on digits changes what comes out") {
  for (const char* lab : image_labs) {
    CAPTURE(lab);
    Session before(find_lab(lab), "", small({{"epochs", "1"}}));
    finish(before);
    for (const char* seed : {"seed", "shuffle_seed", "op_seed_cell", "op_seed_dense"}) {
      CAPTURE(seed);
      Session after(find_lab(lab), "", small({{"epochs", "1"}, {seed, "4321"}}));
      finish(after);
      CHECK(after.fingerprint() != before.fingerprint());
    }
  }
}

TEST_CASE("the labs on digits print as many accuracies as the notebook") {
  for (const auto& printed :
       {std::pair{"mnist-rnn", 30}, {"mnist-deep-rnn", 10}, {"mnist-lstm", 10}}) {
    const std::string lab = printed.first;
    const int epochs = printed.second;
    CAPTURE(lab);
    const LabEntry& entry = find_lab(lab);
    const auto preset =
        std::find_if(entry.presets.begin(), entry.presets.end(),
                     [](const Preset& preset) { return preset.name == "as-published"; });
    REQUIRE(preset != entry.presets.end());
    CHECK(preset->published.size() == 2 * static_cast<std::size_t>(epochs));
    CHECK(preset->published.front().step == 365);
    if (!has_data("mnist/train-images")) {
      MESSAGE("MNIST is not here: its number of steps is not checked.");
      continue;
    }
    const Session session(find_lab(lab), "as-published", {});
    CHECK(session.total() == 366 * epochs);
    CHECK(preset->published.back().step == session.total() - 1);
  }
}

TEST_CASE("the slice of MNIST is what the notebook's first pictures are") {
  if (!has_data("mnist-slice/train-images") || !has_data("mnist/train-images")) {
    MESSAGE("MNIST is not here.");
    return;
  }
  const std::string_view whole = *data("mnist/train-images"),
                         slice = *data("mnist-slice/train-images");
  CHECK((slice.substr(16) == whole.substr(16 + 5000 * pixels, 5000 * pixels)));
  const std::string_view test = *data("mnist/test-images"),
                         first = *data("mnist-slice/test-images");
  CHECK((first.substr(16) == test.substr(16, 1000 * pixels)));
}

TEST_CASE("the default runs of the labs on digits begin with a guess among ten") {
  if (!has_data("mnist-slice/train-images")) {
    MESSAGE("The slice of MNIST is not here.");
    return;
  }
  for (const char* lab : image_labs) {
    CAPTURE(lab);
    Session session(find_lab(lab), "", {});
    CHECK(session.total() % 33 == 0);
    if (std::string(lab) == "mnist-lstm") continue;  // a step takes long
    session.advance();
    CHECK(curve(session, "loss").y[0] == doctest::Approx(std::log(10.0)).epsilon(0.05));
  }
}
