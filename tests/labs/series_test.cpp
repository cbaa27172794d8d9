#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "engine/core/pool.h"
#include "engine/kernels/elementary.h"
#include "engine/lab/refusal.h"
#include "engine/lab/session.h"
#include "examples/series/dropout/dropout.h"
#include "examples/series/series_model.h"
#include "tests/examples.h"
#include "tests/labs/golden.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

constexpr int affordable_steps = examples(1500);

const char* const series_ids[] = {"time-series", "creative-sequence", "dropout"};

// Small enough to be run often.
const Inputs small = {{"hidden", "6"}, {"window", "5"}, {"batch_size", "3"}, {"steps", "12"}};

void advance(Session& session, int steps) {
  for (int i = 0; i < steps; ++i) session.advance();
}

// "input code", or "" if there is an answer.
std::string refusal_of(const Session& session, const Inputs& question) {
  return refusal([&] { session.ask(question); });
}

// The notebook's loop: the model reads the last T values of the sequence, whole, each time.
std::vector<float> continued_window_by_window(const SeriesModel& model, const Tensor& beginning,
                                              int length) {
  const int T = model.window();
  std::vector<float> sequence(beginning.values().begin(), beginning.values().end());
  for (int i = 0; i < length; ++i) {
    const Tensor window(Shape{1, T, 1}, std::span(sequence).last(T));
    sequence.push_back(model.predict(window).values().back());
  }
  return sequence;
}

}  // namespace

TEST_CASE("the deterministic sine is that of the library for the largest times and frequencies") {
  double worst = 0;
  for (int i = 0; i < 100000; ++i) {
    const double angle = i * 0.0617;
    worst = std::max(worst, std::abs(elementary::sin_cos(angle).sin - std::sin(angle)));
    worst = std::max(worst, std::abs(elementary::sin_cos(angle).cos - std::cos(angle)));
  }
  CHECK(worst <= 1e-15);
  CHECK(std::abs(elementary::sin_cos(1e5).sin - std::sin(1e5)) <= 1e-15);
}

TEST_CASE("the series is t sin(t) / 3 + 2 sin(5 t)") {
  const Series series;
  for (const double t : times_from(0, 1000)) {
    const double expected = t * std::sin(t) / 3 + 2 * std::sin(t * 5);
    CHECK(std::abs(series(t) - expected) <= 1e-13);
  }
  CHECK(Series{.growth = 0, .fast_amplitude = 0}(7) == 0);
}

TEST_CASE("the notebook's instance lies 0.105 apart, from 12.2 to 14.3") {
  const std::vector<double> times = instance_times(20);
  REQUIRE(times.size() == 21);
  CHECK(times[0] == 12.2);
  CHECK(times[1] - times[0] == doctest::Approx(0.105));
  CHECK(times[20] == doctest::Approx(14.3));
}

TEST_CASE("the targets of a window are its values one step later") {
  RandomState random(42);
  const auto [x, y] = next_batch({}, random, 3, 5);
  CHECK(x.shape() == Shape{3, 5, 1});
  for (int b = 0; b < 3; ++b) {
    for (int t = 0; t < 4; ++t) CHECK(y.data()[b * 5 + t] == x.data()[b * 5 + t + 1]);
  }
  RandomState again(42);
  const double start = again.rand() * (30 - 5 * 0.1);
  CHECK(x.data()[0] == static_cast<float>(Series()(start)));
}

TEST_CASE("time-series prints the notebook's window and errors, with the wrapper and without") {
  for (const char* preset : {"as-published", "dense"}) {
    CAPTURE(preset);
    const Inputs steps = {{"steps", std::to_string(affordable_steps)}};
    const Session session = run("time-series", preset, steps);
    check_agreement(session);
    const auto& mse = curve(session, "mse");
    CHECK(mse.y[0] == (preset == std::string("dense") ? 13.907029f : 11.967254f));
    CHECK(mse.x.back() == affordable_steps - 1);
    CHECK(curve(session, "loss").y.size() == static_cast<std::size_t>(affordable_steps));
  }
}

TEST_CASE("dropout begins with the error of masks drawn in the order of time") {
  const Session session = run("dropout", "", {{"steps", "1"}});
  CHECK(curve(session, "mse").y[0] == doctest::Approx(16.38694190979004).epsilon(1e-6));
  CHECK(curve(session, "loss").y[0] == curve(session, "mse").y[0]);
  check_agreement(session);
}

TEST_CASE("dropout learns badly, and well without dropout") {
  const Inputs quick = {{"hidden", "16"}, {"steps", "101"}};
  const Session dropping = run("dropout", "", quick);
  const Session keeping = run("dropout", "no-dropout", quick);
  const float no_change = dropping.report().levels()[0].value;
  CHECK(no_change == doctest::Approx(0.653307f));
  CHECK(curve(dropping, "test_mse").y.back() > no_change);
  CHECK(curve(keeping, "test_mse").y.back() < no_change);
  CHECK(curve(keeping, "test_mse").y.back() == doctest::Approx(curve(keeping, "mse").y.back()));
  CHECK(line(keeping.report(), "prediction", "dropout_on") ==
        line(keeping.report(), "prediction", "dropout_off"));
  CHECK(line(dropping.report(), "prediction", "dropout_on") !=
        line(dropping.report(), "prediction", "dropout_off"));
}

TEST_CASE("few noisy windows are learned by heart, and less so with dropout behind the layers") {
  const Inputs quick = {{"hidden", "24"},    {"layers", "1"},  {"window", "10"},
                        {"batch_size", "8"}, {"steps", "151"}, {"learning_rate", "0.02"}};
  const Session keeping = run("dropout", "overfitting", quick);
  const Session dropping = run("dropout", "overfitting-dropout", quick);
  const std::vector<float>& validation = curve(keeping, "validation_mse").y;
  const float best = *std::min_element(validation.begin(), validation.end());
  CHECK(last(keeping, "test_mse") < 0.5f * best);
  CHECK(last(keeping, "validation_mse") > 1.5f * best);
  CHECK(last(dropping, "validation_mse") < 0.9f * last(keeping, "validation_mse"));
  CHECK(last(dropping, "test_mse") > last(keeping, "test_mse"));
}

TEST_CASE("dropout's noise is on values and targets alike, and on all windows") {
  Dropout::Inputs inputs;
  const TrainingData clean = Dropout(inputs).training_data().value();
  inputs.noise = 1;
  const TrainingData fresh = Dropout(inputs).training_data().value();
  inputs.same_windows = true;
  inputs.batch_size = 200;
  const TrainingData same = Dropout(inputs).training_data().value();
  CHECK(same.batches == 1);
  CHECK(mean_squared_distance(fresh.x, clean.x) == doctest::Approx(1).epsilon(0.05));
  for (const TrainingData& data : {clean, fresh, same}) {
    const int T = data.x.size(1);
    CHECK(std::equal(data.x.data() + 1, data.x.data() + T, data.y.data()));
  }
  const float no_change = level(run("dropout", "", with(small, {{"noise", "1"}})), "no_change");
  CHECK(no_change == doctest::Approx(0.653307f + 2));
}

TEST_CASE("dropout learns from the same windows in every step, or from new ones") {
  const Inputs still = with(small, {{"keep", "1"}, {"learning_rate", "0.00001"}, {"steps", "2"}});
  const Session fresh = run("dropout", "", still);
  const Session same = run("dropout", "", with(still, {{"same_windows", "true"}}));
  const std::vector<float>& of_fresh = curve(fresh, "loss").y;
  const std::vector<float>& of_same = curve(same, "loss").y;
  CHECK(of_same[0] == of_fresh[0]);
  CHECK(of_same[1] == doctest::Approx(of_same[0]).epsilon(0.01));
  CHECK(of_fresh[1] != doctest::Approx(of_fresh[0]).epsilon(0.01));
}

TEST_CASE("a run with noise goes on as if it had not been saved") {
  const Inputs noisy = with(small, {{"noise", "1"}, {"place", "behind"}});
  const LabEntry& lab = find_lab("dropout");
  Session whole(lab, "", noisy), begun(lab, "", noisy);
  advance(begun, 5);
  Session resumed = Session::load(begun.save(), labs());
  finish(whole);
  finish(resumed);
  CHECK(curve(resumed, "loss").y == curve(whole, "loss").y);
}

TEST_CASE("dropout lies before each layer or behind it") {
  Dropout::Inputs inputs;
  inputs.layers = 2;
  const auto is_dropout = [&](int place) {
    return std::holds_alternative<DropoutLayer>(Dropout(inputs).network()->layers[place]);
  };
  CHECK((is_dropout(0) && is_dropout(2)));
  inputs.place = Dropout::Place::behind;
  CHECK((is_dropout(1) && is_dropout(3)));
}

TEST_CASE("a sequence goes on as if each prediction read its window anew") {
  for (const Projection variant : {Projection::wrapper, Projection::dense}) {
    for (const CellKind cell : {CellKind::relu_rnn, CellKind::lstm, CellKind::gru}) {
      SeriesModelInputs inputs;
      inputs.variant = variant;
      inputs.cell = cell;
      inputs.hidden = 9;
      inputs.window = 7;
      SeriesModel model(inputs);
      Report report;
      for (int i = 0; i < 3; ++i) model.step(report);
      const Tensor beginning = inputs.series.at(times_from(3, 6));
      const Tensor sequence = model.continued(beginning, 25);
      CHECK(std::vector<float>(sequence.values().begin(), sequence.values().end()) ==
            continued_window_by_window(model, beginning, 25));
    }
  }
}

TEST_CASE("a creative sequence begins with what it was given") {
  const Session session = run("creative-sequence", "", small);
  const auto from_zeros = line(session.report(), "from_zeros", "generated");
  CHECK(from_zeros.size() == 5 + 300);
  CHECK(std::vector<float>(from_zeros.begin(), from_zeros.begin() + 5) ==
        std::vector<float>(5, 0.0f));
  const auto from_series = line(session.report(), "from_series", "generated");
  const auto series = line(session.report(), "from_series", "true_series");
  CHECK(series.size() == from_series.size());
  CHECK(std::equal(series.begin(), series.begin() + 5, from_series.begin()));
  CHECK(series[0] == static_cast<float>(Series()(30)));
  CHECK(series[5] != from_series[5]);
}

TEST_CASE("a creative sequence goes on from zeros, the series or values of one's own") {
  const Session session = run("creative-sequence", "", small);
  const auto answer = [&](const Inputs& question) {
    return line(session.ask(question), "sequence", "generated");
  };
  CHECK(answer({{"beginning", "zeros"}}) == line(session.report(), "from_zeros", "generated"));
  CHECK(answer({{"beginning", "series"}, {"start", "30"}}) ==
        line(session.report(), "from_series", "generated"));
  const auto few = answer({{"beginning", "values"}, {"values", "7,8"}, {"length", "1"}});
  CHECK(std::vector<float>(few.begin(), few.begin() + 5) == std::vector<float>{0, 0, 0, 7, 8});
  CHECK(few.size() == 6);
  const auto many = answer({{"beginning", "values"}, {"values", "1,2,3,4,5,6,7"}});
  CHECK(std::vector<float>(many.begin(), many.begin() + 5) == std::vector<float>{3, 4, 5, 6, 7});
}

TEST_CASE("time-series and dropout answer with the truth beside the prediction") {
  for (const char* id : {"time-series", "dropout"}) {
    CAPTURE(id);
    const Session session = run(id, "", small);
    const Report answer = session.ask({{"start", "40"}});
    const auto instance = line(answer, "prediction", "instance");
    const auto target = line(answer, "prediction", "target");
    CHECK(instance.size() == 5);
    CHECK(instance[0] == static_cast<float>(Series()(40)));
    CHECK(std::equal(instance.begin() + 1, instance.end(), target.begin()));
  }
}

TEST_CASE("time-series looks ahead by reading its own predictions, beside the last value kept") {
  const Session session = run("time-series", "", small);
  const Report answer = session.ask({{"start", "40"}, {"ahead", "30"}});
  const auto fed_back = line(answer, "ahead", "fed_back"), kept = line(answer, "ahead", "kept");
  CHECK(line(answer, "ahead", "truth").size() == 5 + 30);
  CHECK(fed_back.size() == 30);
  CHECK(fed_back[0] == line(answer, "prediction", "predicted").back());
  CHECK(kept == std::vector<float>(30, line(answer, "prediction", "instance").back()));
  const auto nearer = line(session.ask({{"start", "40"}, {"ahead", "3"}}), "ahead", "fed_back");
  CHECK(std::equal(nearer.begin(), nearer.end(), fed_back.begin()));
}

TEST_CASE("bad questions are refused at their field") {
  const Session time_series = run("time-series", "", small);
  CHECK(refusal_of(time_series, {{"start", "-1"}}) == "start out-of-range");
  CHECK(refusal_of(time_series, {{"start", "101"}}) == "start out-of-range");
  CHECK(refusal_of(time_series, {{"begin", "1"}}) == " unknown-input");
  CHECK(refusal_of(time_series, {{"ahead", "31"}}) == "ahead out-of-range");
  const Session creative = run("creative-sequence", "", small);
  CHECK(refusal_of(creative, {{"values", ""}}) == "values empty-matrix");
  CHECK(refusal_of(creative, {{"values", "1;2"}}) == "values too-large");
  CHECK(refusal_of(creative, {{"values", "1e9"}}) == "values out-of-range");
  CHECK(refusal_of(creative, {{"length", "0"}}) == "length out-of-range");
  CHECK(refusal_of(creative, {{"beginning", "ones"}}) == "beginning unknown-choice");
}

TEST_CASE("looking at and asking a series lab change nothing of its run") {
  for (const char* id : series_ids) {
    CAPTURE(id);
    Session seen(find_lab(id), "", small), unseen(find_lab(id), "", small);
    while (!seen.done()) {
      seen.advance();
      seen.look();
      seen.ask({});
      unseen.advance();
    }
    CHECK(seen.fingerprint() == unseen.fingerprint());
  }
}

TEST_CASE("a series lab goes on bit for bit from where it was saved") {
  for (const char* id : series_ids) {
    for (const Preset& preset : find_lab(id).presets) {
      CAPTURE(id);
      CAPTURE(preset.name);
      Session straight(find_lab(id), preset.name, small);
      advance(straight, 5);
      Session restored = Session::load(straight.save(), labs());
      advance(straight, 7);
      advance(restored, 7);
      CHECK(restored.fingerprint() == straight.fingerprint());
    }
  }
}

TEST_CASE("a warm step of a series lab asks the system for no memory") {
  for (const char* id : series_ids) {
    CAPTURE(id);
    Session session(find_lab(id), "", with(small, {{"steps", "60"}}));
    advance(session, 10);
    const std::size_t before = pool_bytes();
    advance(session, 40);
    CHECK(pool_bytes() == before);
  }
}

TEST_CASE("every seed of a series lab changes what comes out") {
  for (const char* id : series_ids) {
    CAPTURE(id);
    Session before = run(id, "", small);
    int seeds = 0;
    for (const Field& field : before.form().fields()) {
      if (field.name.find("seed") == std::string_view::npos) continue;
      CAPTURE(field.name);
      Inputs changed = with(small, {{std::string(field.name), "7"}});
      if (!field.when_input_.empty()) {
        changed[std::string(field.when_input_)] = std::string(field.when_value_);
      }
      if (field.kind == Field::Kind::list) changed[std::string(field.name)] = "7,8,9,10";
      Inputs same = changed;
      same.erase(std::string(field.name));
      CHECK(run(id, "", changed).fingerprint() != run(id, "", same).fingerprint());
      ++seeds;
    }
    CHECK(seeds == 4);
  }
}

TEST_CASE("the largest and smallest inputs of the series labs run") {
  for (const char* id : series_ids) {
    CAPTURE(id);
    const BoundForm bound = find_lab(id).form();
    for (const Field& field : bound.form.fields()) {
      CAPTURE(field.name);
      if (field.kind != Field::Kind::number && field.kind != Field::Kind::integer) continue;
      if (field.name == "steps") continue;
      for (const double limit : {field.min_, field.max_}) {
        char text[32];
        std::snprintf(text, sizeof text, "%.9g", limit);
        CHECK_NOTHROW(run(id, "", with(small, {{"steps", "2"}, {std::string(field.name), text}})));
      }
    }
  }
}

TEST_CASE("the beginnings of the series labs are their golden transcripts") {
  for (const char* id : series_ids) check_golden(id, {{"steps", "8"}});
}
