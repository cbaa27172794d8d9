#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "engine/lab/session.h"
#include "examples/basics/stacked-cells/wheel.h"
#include "examples/shared/tensors.h"
#include "tests/labs/golden.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

std::vector<float> values(const Session& session, std::string_view name) {
  const Tensor found = matrix(session.report(), name);
  return {found.values().begin(), found.values().end()};
}

// A few steps of a lab of the chapter, in most of which a run has one.
Inputs few_steps(const LabEntry& lab) {
  return lab.form().form.find("steps") ? Inputs{{"steps", "20"}} : Inputs{};
}

// The values at [first, last) of a list.
std::vector<float> part(const std::vector<float>& values, int first, int last) {
  return {values.begin() + first, values.begin() + last};
}

}  // namespace

TEST_CASE("every preset of the basic labs prints what was printed, and its invariants hold") {
  for (const LabEntry& lab : basic_labs()) {
    CAPTURE(lab.about.id);
    for (const Preset& preset : lab.presets) {
      CAPTURE(preset.name);
      const Session session = run(lab.about.id, preset.name, {});
      REQUIRE(session.preset() == &find_lab(lab.about.id).presets[&preset - lab.presets.data()]);
      check_agreement(session);
      check_finite(session);
      const bool computed = preset.origin != Origin::own && preset.origin != Origin::invariant;
      CHECK((!computed || !preset.published.empty()));
      for (const Published& row : preset.published) {
        if (preset.origin == Origin::recovered) CHECK(row.tolerance <= 1e-7);
        if (preset.origin == Origin::seeded) CHECK(row.tolerance <= 2.4e-7);
      }
    }
  }
}

TEST_CASE("a printed number that is not the lab's own is noticed") {
  LabEntry lab = find_lab("one-cell");
  lab.presets[0].published[0].numbers[1] += 1e-6;
  Session session(lab, "", {});
  session.advance();
  CHECK(session.published()[0].agrees);
  CHECK_FALSE(session.published()[1].agrees);
}

TEST_CASE("the invariants of the basic labs hold for all cells and other seeds") {
  for (const LabEntry& lab : basic_labs()) {
    CAPTURE(lab.about.id);
    const BoundForm bound = lab.form();
    const Field* cell = bound.form.find("cell");
    for (const Preset& preset : lab.presets) {
      CAPTURE(preset.name);
      for (const char* seed : {"1", "42", "4294967295"}) {
        Inputs inputs = few_steps(lab);
        if (bound.form.find("seed")) inputs["seed"] = seed;
        if (bound.form.find("kernel")) inputs["kernel"] = "";
        if (cell == nullptr) {
          check_agreement(run(lab.about.id, preset.name, inputs));
          continue;
        }
        for (const auto& option : cell->options) {
          inputs["cell"] = option.name;
          const Session session = run(lab.about.id, preset.name, inputs);
          CHECK(!session.report().invariants().empty());
          for (const auto& row : session.published()) CHECK((row.agrees || !row.invariant));
        }
      }
    }
  }
}

TEST_CASE("the same preset of a basic lab runs twice to one fingerprint") {
  for (const LabEntry& lab : basic_labs()) {
    for (const Preset& preset : lab.presets) {
      CHECK(run(lab.about.id, preset.name, few_steps(lab)).fingerprint() ==
            run(lab.about.id, preset.name, few_steps(lab)).fingerprint());
    }
  }
}

TEST_CASE("every seed of a basic lab changes what comes out") {
  const std::map<std::string, Inputs> base = {
      {"one-cell", {{"kernel", ""}}},
      {"unfold", {{"kernel", ""}}},
      {"batching", {{"kernel", ""}}},
      {"dynamic-length", {{"kernel", ""}}},
      {"initial-state", {{"kernel", ""}}},
      {"stacked-cells", {{"source", "random"}}},
      {"bidirectional", {}},
      {"manual-rnn", {}},
  };
  for (const auto& of_lab : base) {
    const std::string& id = of_lab.first;
    const Inputs& inputs = of_lab.second;
    CAPTURE(id);
    Session before = run(id, "", inputs);
    int seeds = 0;
    for (const Field& field : before.form().fields()) {
      if (field.name.find("seed") == std::string_view::npos) continue;
      CAPTURE(field.name);
      Inputs changed = inputs;
      changed[std::string(field.name)] = "4321";
      CHECK(run(id, "", changed).fingerprint() != before.fingerprint());
      ++seeds;
    }
    CHECK(seeds >= 2);
  }
}

TEST_CASE("typed weights leave no room for seeds") {
  const Inputs typed = {{"kernel", "1,2;3,4;5,6;7,8;9,0;1,2"}};
  CHECK(run("unfold", "", with(typed, {{"seed", "1"}, {"op_seed", "9"}})).fingerprint() ==
        run("unfold", "", typed).fingerprint());
}

TEST_CASE("the default run and the fingerprints of each basic lab are its golden transcript") {
  for (const LabEntry& lab : basic_labs()) check_golden(lab.about.id, few_steps(lab));
}

TEST_CASE("one-cell: zero weights give zeros, and typed GRU weights are taken gates first") {
  const auto zeros =
      values(run("one-cell", "", {{"kernel", ""}, {"initializer", "zeros"}}), "state");
  CHECK(zeros == std::vector<float>(2, 0.0f));
  // Update gate shut by -1000: the state is the candidate tanh(1).
  const Session gru =
      run("one-cell", "",
          {{"cell", "gru"}, {"hidden", "1"}, {"input", "1"}, {"kernel", "0,-1000,1;0,0,0"}});
  CHECK(values(gru, "state")[0] == doctest::Approx(0.76159416));
}

TEST_CASE("unfold: what comes later does not change what was read before") {
  const auto once = values(run("unfold", "", {}), "outputs");
  const auto twice = values(run("unfold", "", {{"word", "hellohello"}}), "outputs");
  CHECK(part(twice, 0, 10) == once);
  CHECK(part(twice, 10, 20) != once);
}

TEST_CASE("unfold: two recurrent kernels print the same numbers") {
  const auto rotation = values(run("unfold", "keras", {}), "outputs");
  const auto reflection = values(run("unfold", "keras-reflection", {}), "outputs");
  for (int i = 0; i < 10; ++i) CHECK(rotation[i] == doctest::Approx(reflection[i]).epsilon(1e-6));
  CHECK(rotation != reflection);
}

TEST_CASE("batching: exchanging the words exchanges their outputs") {
  const auto outputs = values(run("batching", "", {}), "outputs");
  const auto exchanged = values(run("batching", "", {{"words", "lleel,eolll,hello"}}), "outputs");
  CHECK(part(exchanged, 0, 10) == part(outputs, 20, 30));
  CHECK(part(exchanged, 20, 30) == part(outputs, 0, 10));
}

TEST_CASE("batching: symbols are code points, and spaces around words do not count") {
  const Session session =
      run("batching", "", {{"words", " 안녕 , 녕안"}, {"alphabet", "안녕"}, {"kernel", ""}});
  CHECK(values(session, "input") == std::vector<float>{1, 0, 0, 1, 0, 1, 1, 0});
}

TEST_CASE("dynamic-length: nobody reads the padding") {
  const Session padded = run("dynamic-length", "", {{"words", "hello,eolhh,lleeo"}});
  CHECK(values(padded, "outputs") == values(run("dynamic-length", "", {}), "outputs"));
  const Session shorter = run("dynamic-length", "", {{"words", "hello,eol,llee"}});
  CHECK(values(shorter, "outputs") == values(run("dynamic-length", "", {}), "outputs"));
  CHECK(values(shorter, "final_state") == values(run("dynamic-length", "", {}), "final_state"));
  CHECK(values(shorter, "input") != values(padded, "input"));
}

TEST_CASE("initial-state: a start for the first word only leaves the others alone") {
  const Session session = run("initial-state", "", {{"initial_c", "1,1;0,0;0,0"}});
  const auto difference = values(session, "difference");
  CHECK(part(difference, 10, 30) == std::vector<float>(20, 0.0f));
  for (const float value : part(difference, 0, 10)) CHECK(value != 0);
}

TEST_CASE("stacked-cells: the random input is NumPy's, the top layer is the output") {
  const Session session = run("stacked-cells", "deep-rnn", {});
  const std::vector<float> x = {
      0.3745401188473625f,  0.9507143064099162f,  0.7319939418114051f,   0.5986584841970366f,
      0.15601864044243652f, 0.15599452033620265f, 0.05808361216819946f,  0.8661761457749352f,
      0.6011150117432088f,  0.7080725777960455f,  0.020584494295802447f, 0.9699098521619943f,
      0.8324426408004217f,  0.21233911067827616f, 0.18182496720710062f,  0.18340450985343382f,
      0.3042422429595377f,  0.5247564316322378f,  0.43194501864211576f,  0.2912291401980419f};
  CHECK(values(session, "input") == x);
  CHECK(values(session, "layer_3") == values(session, "outputs"));
  CHECK(values(session, "layer_2") != values(session, "outputs"));
  CHECK(session.report().matrices().size() == 5);
  CHECK(session.report().tables()[0].table.rows.back() ==
        std::vector<std::string>{"outputs", "(2, 5, 100)"});
}

TEST_CASE("stacked-cells: the largest stack runs") {
  for (const char* cell : {"rnn", "lstm", "gru"}) {
    const Session session =
        run("stacked-cells", "", {{"layers", "8"}, {"hidden", "256"}, {"cell", cell}});
    CHECK(matrix(session.report(), "layer_8").shape() == Shape{3, 5, 256});
    check_finite(session);
  }
}

TEST_CASE("stacked-cells: the wheel stands where the pairs of ones have turned it") {
  RandomState random(1), again(1);
  const Turns now = draw_turns(3, 8, 0, random), later = draw_turns(3, 8, 2, again);
  CHECK(largest_difference(later.x, now.x) == 0);
  const auto bits = now.x.values();
  for (int b = 0; b < 3; ++b) {
    int pairs = 0;
    for (int t = 0; t < 8; ++t) {
      const int at = b * 8 + t;
      pairs += (bits[4 * at] + bits[4 * at + 1] == 2) + (bits[4 * at + 2] + bits[4 * at + 3] == 2);
      CHECK(now.positions[at] == pairs % 4);
      CHECK(later.positions[at] == (t < 2 ? 0 : now.positions[at - 2]));
    }
  }
}

TEST_CASE("stacked-cells: two layers follow the wheel better than one with more weights") {
  for (const char* seed : {"1", "2", "777"}) {
    CAPTURE(seed);
    const Session session = run("stacked-cells", "wheel", {{"seed", seed}});
    const auto& rows = table(session.report(), "networks").rows;
    REQUIRE(rows.size() == 2);
    CHECK(std::stoi(rows[1][3]) >= std::stoi(rows[0][3]));
    CHECK(std::stod(rows[0][4]) > std::stod(rows[1][4]));
    CHECK(last(session, "loss") < last(session, "loss_one_layer"));
  }
}

TEST_CASE("stacked-cells: one layer follows the wheel if it may answer later") {
  const Inputs one_layer = {{"layers", "1"}, {"hidden", "13"}};
  const Session at_once = run("stacked-cells", "wheel", one_layer),
                later = run("stacked-cells", "wheel", with(one_layer, {{"delay", "3"}}));
  CHECK(last(at_once, "accuracy") < 0.85f);
  CHECK(last(later, "accuracy") > 0.9f);
}

TEST_CASE("stacked-cells: one layer has no other beside it, and numbers are computed once") {
  const Session alone = run("stacked-cells", "wheel", {{"layers", "1"}, {"steps", "10"}});
  CHECK(alone.networks().size() == 1);
  CHECK(alone.report().curves().size() == 2);
  CHECK(table(alone.report(), "networks").rows.size() == 1);
  CHECK(Session(find_lab("stacked-cells"), "", {{"steps", "10"}}).total() == 1);
}

TEST_CASE("bidirectional: with one step and the same weights there is no direction") {
  const Session session =
      run("bidirectional", "", {{"lengths", "1,1,1"}, {"op_seed_backward", "1"}});
  CHECK(values(session, "forward") == values(session, "backward"));
  CHECK(values(session, "forward_c") == values(session, "backward_c"));
}

TEST_CASE("bidirectional: only the backward cell sees what follows") {
  const Session before = run("bidirectional", "", {});
  const Session after = run("bidirectional", "", {{"lengths", "2,3,2"}});
  const int third = 2 * 5 * 5;
  CHECK(part(values(after, "forward"), third, third + 5) ==
        part(values(before, "forward"), third, third + 5));
  CHECK(part(values(after, "backward"), third, third + 5) !=
        part(values(before, "backward"), third, third + 5));
}

TEST_CASE("manual-rnn: with the same weights all spellings but by hand have the same bits") {
  const Session session = run("manual-rnn", "same-weights", {});
  const auto joined = values(session, "concat");
  CHECK(values(session, "static") == joined);
  CHECK(values(session, "packed") == joined);
  CHECK(values(session, "dynamic") == joined);
  const auto Y0 = values(session, "Y0"), Y1 = values(session, "Y1");
  for (int b = 0; b < 4; ++b) {
    CHECK(part(Y0, 5 * b, 5 * b + 5) == part(joined, 10 * b, 10 * b + 5));
    for (int h = 0; h < 5; ++h) CHECK(std::abs(Y1[5 * b + h] - joined[10 * b + 5 + h]) <= 1.2e-7);
  }
}

TEST_CASE("manual-rnn: the table of differences has the spellings on both sides") {
  const Session session = run("manual-rnn", "", {});
  const Table& table = session.report().tables()[0].table;
  REQUIRE(table.columns.size() == 6);
  REQUIRE(table.rows.size() == 5);
  for (int i = 0; i < 5; ++i) {
    CHECK(table.rows[i][0] == table.columns[i + 1]);
    CHECK(table.rows[i][i + 1] == "0");
  }
}

TEST_CASE("softmax-layer: weights of zero share the probability equally") {
  const Session session = run("softmax-layer", "", {{"weights", "0,0;0,0;0,0"}});
  CHECK(values(session, "softmax") == std::vector<float>(30, 0.5f));
}

TEST_CASE("softmax-layer: the most probable class is named for each step") {
  const Session session =
      run("softmax-layer", "", {{"data", "1,0;0,1|0,1;1,0"}, {"weights", "2,1;1,2"}});
  CHECK(session.report().texts()[0].value == "0,1;1,0");
}

TEST_CASE("sequence-loss: from prediction 4 the fourth loss is 0.6465949") {
  CHECK(last(run("sequence-loss", "", {}), "loss4_corrected") == doctest::Approx(0.6465949));
  const Session corrected = run("sequence-loss", "corrected", {});
  CHECK(last(corrected, "loss4") == last(corrected, "loss4_corrected"));
}

TEST_CASE("sequence-loss: a step of weight 0 is hidden, and twice the weights change nothing") {
  // -ln softmax(0.2, 0.7)[1] and -ln softmax(0.2, 0.9)[1], without the wrong step between them.
  const double expected = (std::log1p(std::exp(-0.5)) + std::log1p(std::exp(-0.7))) / 2;
  CHECK(last(run("sequence-loss", "masked", {}), "loss1") == doctest::Approx(expected));
  CHECK(last(run("sequence-loss", "", {{"weights", "2,2,2"}}), "loss2") ==
        last(run("sequence-loss", "", {}), "loss2"));
  CHECK(last(run("sequence-loss", "", {{"weights", "0,0,0"}}), "loss1") == 0);
}

TEST_CASE("every matrix of the basic labs has words that fit its shape") {
  for (const LabEntry& lab : basic_labs()) {
    CAPTURE(lab.about.id);
    for (const Preset& preset : lab.presets) {
      const Session session = run(lab.about.id, preset.name, {});
      for (const auto& matrix : session.report().matrices()) {
        CAPTURE(matrix.name);
        const Shape& shape = matrix.values.shape();
        CHECK(static_cast<int>(matrix.labels.axes.size()) == shape.rank());
        const auto& ticks = matrix.labels.ticks;
        for (std::size_t axis = 0; axis < ticks.size(); ++axis) {
          const int count = static_cast<int>(ticks[axis].size()), a = static_cast<int>(axis);
          CHECK((count == 0 || count == shape[a] || count == shape.product(0, a + 1)));
        }
      }
    }
  }
}
