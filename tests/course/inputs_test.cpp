// What labs take as inputs, and what they refuse, at which field and why.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cfloat>
#include <climits>
#include <random>

#include "engine/lab/refusal.h"
#include "engine/lab/session.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"
#include "examples/shared/tensors.h"
#include "tests/examples.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

std::string refused(const LabEntry& lab, const Inputs& inputs) {
  return refusal([&] { Session(lab, "", inputs); });
}
std::string refused(std::string_view lab, const Inputs& inputs) {
  return refused(find_lab(lab), inputs);
}

std::string repeated(const std::string& text, int count, const std::string& between) {
  std::string all;
  for (int i = 0; i < count; ++i) all += (i > 0 ? between : "") + text;
  return all;
}

// ---- Texts that a field must refuse, whatever the other inputs are.

std::vector<std::string> wrong_numbers(const Field& field) {
  std::vector<std::string> texts = {"NaN", "inf", "-Infinity", "1e999", "-1e999", "abc", "1;2", ""};
  texts.push_back(number_text(field.min_ - 1));
  texts.push_back(number_text(field.max_ * 2 + 1));
  if (field.kind != Field::Kind::number) texts.push_back("1.5");
  return texts;
}

std::vector<std::string> wrong_lists(const Field& field) {
  const std::string good = number_text(field.min_);
  return {"",
          "abc",
          "NaN",
          "1.5",
          number_text(field.min_ - 1),
          number_text(field.max_ + 1),
          repeated(good, field.max_count_ + 1, ",")};
}

std::vector<std::string> wrong_matrices(const Field& field) {
  const auto& most = field.max_shape_;
  const int columns = most.back(), rows = most[most.size() - 2];
  const int blocks = most.size() > 2 ? most[0] : 1;
  std::vector<std::string> texts = {
      "abc",
      "NaN",
      "-inf",
      "1e999",
      "1,,2",
      "1,2;3",
      number_text(std::nextafter(static_cast<float>(field.max_), INFINITY)),
      repeated("1", columns + 1, ","),
      repeated("1", rows + 1, ";"),
      repeated("1", blocks + 1, "|")};
  if (field.min_ > -FLT_MAX) texts.push_back(number_text(field.min_ - 1));
  if (!field.optional_) texts.push_back("");
  return texts;
}

// Bytes that are no text, and one symbol too many or too few.
std::vector<std::string> wrong_symbols(const Field& field) {
  std::vector<std::string> texts = {"\xff", "h\xc0",
                                    repeated("h", static_cast<int>(field.max_) + 1, "")};
  if (field.min_ > 0) texts.push_back(repeated("h", static_cast<int>(field.min_) - 1, ""));
  return texts;
}

std::vector<std::string> wrong_texts(const Field& field) {
  switch (field.kind) {
    case Field::Kind::text: return wrong_symbols(field);
    case Field::Kind::list: return wrong_lists(field);
    case Field::Kind::matrix:
    case Field::Kind::image: return wrong_matrices(field);
    case Field::Kind::file: return {"no-such-file", "\xff"};
    case Field::Kind::choice:
    case Field::Kind::flag: return {"", "abc", "NaN", "1 2"};
    default: return wrong_numbers(field);
  }
}

// ---- Texts that a field takes, or that lie just beyond.

std::vector<std::string> numbers_to_try(const Field& field) {
  return {number_text(field.min_), number_text(field.max_), "1", "2", "3", "abc"};
}

std::vector<std::string> matrices_to_try(const Field& field) {
  const auto& most = field.max_shape_;
  const std::string large = number_text(field.max_), small = number_text(field.min_);
  const std::string row = repeated(large, most.back(), ",");
  const std::string block = repeated(row, most[most.size() - 2], ";");
  return {"",  small,     large,
          "0", "1,2;3,4", "1,0,0,0",
          row, block,     most.size() > 2 ? repeated(block, most[0], "|") : block};
}

std::vector<std::string> texts_to_try(const Field& field) {
  switch (field.kind) {
    case Field::Kind::text:
      return {"hello", "h",   "helo", "hhhh,eeee", "hel,o",
              "안녕",  "h e", ",",    " ",         repeated("h", static_cast<int>(field.max_), "")};
    case Field::Kind::list:
      return {"1", "1,1,1", "2,1,2,2", "5,5,5",
              repeated(number_text(field.max_), field.max_count_, ",")};
    case Field::Kind::matrix: return matrices_to_try(field);
    case Field::Kind::choice:
    case Field::Kind::flag: {
      std::vector<std::string> names;
      for (const auto& option : field.options) names.emplace_back(option.name);
      return names;
    }
    default: return numbers_to_try(field);
  }
}

}  // namespace

TEST_CASE("every field of every lab refuses what lies outside its limits, by name") {
  for (const LabEntry& lab : labs()) {
    CAPTURE(lab.about.id);
    const BoundForm bound = lab.form();
    for (const Field& field : bound.form.fields()) {
      CAPTURE(field.name);
      for (const std::string& text : wrong_texts(field)) {
        CAPTURE(text);
        const std::string name(field.name);
        CHECK(refused(lab, {{name, text}}).substr(0, name.size() + 1) == name + " ");
      }
    }
  }
}

TEST_CASE("any mixture of inputs gives finite numbers or a refusal that names an input") {
  std::mt19937 random(5);
  const auto one_of = [&](const auto& list) { return list[random() % list.size()]; };
  for (const LabEntry& lab : basic_labs()) {
    CAPTURE(lab.about.id);
    int taken = 0, turned_down = 0;
    for (int attempt = 0; attempt < examples(300); ++attempt) {
      const BoundForm bound = lab.form();
      Inputs inputs;
      for (const Field& field : bound.form.fields()) {
        if (random() % 4 == 0) inputs[std::string(field.name)] = one_of(texts_to_try(field));
      }
      try {
        Session session(lab, one_of(lab.presets).name, inputs);
        for (int step = 0; step < 20 && !session.done(); ++step) session.advance();
        session.look();
        check_finite(session);
        for (const auto& row : session.published()) CHECK((row.agrees || !row.invariant));
        ++taken;
      } catch (const Refusal& refusal) {
        CAPTURE(refusal.what());
        CHECK(bound.form.find(refusal.input()) != nullptr);
        CHECK(std::string(refusal.what()).find_first_of("{}") == std::string::npos);
        ++turned_down;
      }
    }
    CHECK(taken > examples(10) / 2);
    CHECK(turned_down > examples(10) / 2);
  }
}

TEST_CASE(
    "numbers of the reader's own that contradict each other are refused at the one to change") {
  const std::string ones_6x2 = "1,1;1,1;1,1;1,1;1,1;1,1";
  struct Case {
    const char* lab;
    Inputs inputs;
    const char* refusal;
  };
  const Case cases[] = {
      {"one-cell", {{"cell", "gru"}, {"kernel", ones_6x2}}, "kernel kernel-shape"},
      {"one-cell", {{"kernel", "1,1;1,1"}}, "kernel kernel-shape"},
      {"batching", {{"words", ", ,"}}, "words too-short"},
      {"batching", {{"words", repeated("h", 17, ",")}}, "words too-many"},
      {"batching", {{"words", repeated("h", 33, "")}}, "words too-long"},
      {"initial-state", {{"initial_c", "1,2,3"}}, "initial_c shape-mismatch"},
      {"initial-state", {{"initial_h", "1,2;3,4"}}, "initial_h shape-mismatch"},
      {"manual-rnn", {{"x0", "1,2"}, {"x1", "1,2,3"}}, "x1 shape-mismatch"},
      {"softmax-layer", {{"weights", "1,2"}, {"data", "1,2,3"}}, "weights shape-mismatch"},
      {"sequence-loss",
       {{"targets", "1,1"}, {"weights", "1,2"}, {"prediction2", "1,0"}},
       "prediction2 shape-mismatch"},
      {"sequence-loss",
       {{"targets", "1,2,1"}, {"prediction1", "1,0;1,0;1,1"}},
       "targets out-of-range"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.lab);
    CHECK(refused(one.lab, one.inputs) == one.refusal);
  }
}

TEST_CASE("what the preset gave yields to what the reader has set, and is noted") {
  struct Case {
    const char* lab;
    Inputs inputs;
    const char* notes;
    const char* input;
    const char* value;
  };
  const Case cases[] = {
      {"one-cell", {{"hidden", "3"}}, "kernel weights-drawn", "kernel", ""},
      {"one-cell", {{"input", "1,0"}}, "kernel weights-drawn", "kernel", ""},
      {"one-cell", {{"seed", "778"}}, "kernel weights-redrawn", "kernel", ""},
      {"one-cell", {{"initializer", "ones"}}, "kernel weights-redrawn", "kernel", ""},
      {"unfold", {{"word", "olleh"}}, "", "alphabet", "helo"},
      {"unfold",
       {{"word", "hallo"}},
       "alphabet alphabet-extended, kernel weights-drawn",
       "alphabet",
       "heloa"},
      {"unfold", {{"alphabet", "hello"}}, "alphabet alphabet-repeats", "alphabet", "helo"},
      {"unfold", {{"alphabet", ""}, {"word", "ohh"}}, "kernel weights-drawn", "alphabet", "oh"},
      {"unfold", {{"alphabet", "heloa"}}, "kernel weights-drawn", "kernel", ""},
      {"batching", {{"words", "hello,hell"}}, "words words-padded", "words", "hello,hell"},
      {"batching", {{"words", "hello,,hello,"}}, "", "words", "hello,,hello,"},
      {"dynamic-length", {{"lengths", "5,0"}}, "lengths fitted", "lengths", "5,0,5"},
      {"dynamic-length", {{"lengths", "5,3,6"}}, "lengths fitted", "lengths", "5,3,5"},
      {"dynamic-length", {{"source", "numbers"}}, "kernel weights-drawn", "kernel", ""},
      {"dynamic-length", {{"words", "hell,ho"}}, "lengths fitted", "lengths", "4,3"},
      {"bidirectional", {{"data", "1,2;3,4"}}, "lengths fitted", "lengths", "2"},
      {"manual-rnn", {{"x0", "1,2"}}, "x1 resized, lengths fitted", "x1", "9,8"},
      {"manual-rnn", {{"x1", "1,2,3"}}, "x0 resized, lengths fitted", "x0", "0,1,2"},
      {"softmax-layer", {{"weights", "1,2"}}, "data resized", "weights", "1,2"},
      {"softmax-layer",
       {{"data", "1,2,3,4"}},
       "weights resized",
       "weights",
       "0,1,2,3,4;5,6,7,8,9;10,11,12,13,14;0,0,0,0,0"},
      {"sequence-loss",
       {{"weights", "1,2"}},
       "targets fitted, prediction1 resized, prediction2 resized, prediction3 resized, "
       "prediction4 resized",
       "prediction1",
       "0.3,0.7;0.3,0.7"},
      {"sequence-loss",
       {{"targets", "1,2,1"}},
       "prediction1 resized, prediction2 resized, prediction3 resized, prediction4 resized",
       "prediction3",
       "1,0,0;1,0,0;1,0,0"},
      {"binary-memory", {{"num_steps", "50"}, {"length", "1000"}}, "batch at-most", "batch", "20"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.lab);
    CAPTURE(one.notes);
    const Session session(find_lab(one.lab), "", one.inputs);
    CHECK(noted(session) == one.notes);
    CHECK(session.form().find(one.input)->print() == one.value);
  }
}

TEST_CASE("a preset fits itself, and so do the inputs that a fitted run is saved with") {
  for (const LabEntry& lab : basic_labs()) {
    for (const Preset& preset : lab.presets) {
      CAPTURE(preset.name);
      CHECK(noted(Session(lab, preset.name, {})).empty());
    }
  }
  Session fitted(find_lab("unfold"), "", {{"word", "hallo"}, {"hidden", "3"}, {"seed", "5"}});
  fitted.advance();
  Session loaded = Session::load(fitted.save(), labs());
  CHECK(loaded.notes().empty());
  CHECK(loaded.fingerprint() == fitted.fingerprint());
}

TEST_CASE("a note tells what the weights were, what is drawn, and how they come back") {
  const Session session(find_lab("batching"), "", {{"hidden", "3"}, {"cell", "lstm"}});
  REQUIRE(session.notes().size() == 1);
  const Note& note = session.notes()[0];
  CHECK(note.message ==
        "The weights of the preset have the shape (6, 8), and these inputs need (7, 12): new ones "
        "were drawn from seed 777.");
  CHECK(note.value == "");
  CHECK(note.way_back == Inputs{{"hidden", "2"}});
  const Session back(find_lab("batching"), "", note.way_back);
  CHECK(back.notes().empty());
  CHECK(back.preset() != nullptr);
}

TEST_CASE("a new seed draws new weights, unless the reader has typed them, which is said") {
  const auto outputs = [](const Inputs& inputs) {
    Session session = run("unfold", "", inputs);
    return numbers(matrix(session.report(), "outputs"));
  };
  CHECK(outputs({{"seed", "1"}}) != outputs({}));
  CHECK(outputs({{"seed", "1"}}) == outputs({{"seed", "1"}, {"kernel", ""}}));
  const Session typed(find_lab("one-cell"), "",
                      {{"seed", "1"}, {"kernel", "1,1;1,1;1,1;1,1;1,1;1,1"}});
  CHECK(noted(typed) == "kernel weights-stay");
}

TEST_CASE("a sequence of length 0 gives zeros, and leaves the others as they are") {
  const auto outputs = [](const char* lab, const char* name, const char* lengths) {
    const Session session = run(lab, "", {{"lengths", lengths}});
    for (const auto& row : session.published()) CHECK((row.agrees || !row.invariant));
    return matrix(session.report(), name);
  };
  const std::array<const char*, 4> cases[] = {
      {"dynamic-length", "outputs", "5,0,4", "5,3,4"},
      {"bidirectional", "backward", "2,0,1", "2,3,1"},
      {"manual-rnn", "sequence_length", "2,0,2,2", "2,1,2,2"},
  };
  for (const auto& one : cases) {
    const char* lab = one[0];
    CAPTURE(lab);
    const Tensor some = outputs(lab, one[1], one[2]), all = outputs(lab, one[1], one[3]);
    const int row = all.size(1) * all.size(2);
    for (int i = 0; i < all.count(); ++i) {
      CHECK(some.data()[i] == (i / row == 1 ? 0 : all.data()[i]));
    }
  }
}

TEST_CASE("typed weights of a wrong shape are told which shape fits, and why") {
  try {
    Session(find_lab("batching"), "", {{"hidden", "3"}, {"kernel", "1"}});
    FAIL("taken");
  } catch (const Refusal& refusal) {
    CHECK(std::string(refusal.what()) ==
          "Weights must have 7 rows, one per input and unit (4 + 3), and 12 columns, one per gate "
          "and unit (4 × 3), not the shape (1, 1). Leave it empty to draw the weights from the "
          "seeds.");
  }
}

TEST_CASE("inputs that another choice hides are not asked for") {
  CHECK(refused("dynamic-length", {{"source", "numbers"}, {"words", "x"}}) == "");
  CHECK(refused("initial-state", {{"cell", "gru"}, {"initial_c", "1"}}) == "");
}

TEST_CASE("the axes of a matrix are named, as many as it may have, and time is among them") {
  std::vector<std::string> over_time;
  for (const LabEntry& lab : labs()) {
    const BoundForm bound = lab.form();
    for (const Field& field : bound.form.fields()) {
      if (field.kind != Field::Kind::matrix || field.axes_.empty()) continue;
      const auto commas = std::count(field.axes_.begin(), field.axes_.end(), ',');
      CHECK_MESSAGE(commas + 1 == static_cast<long>(field.max_shape_.size()), field.name);
      const bool has_time = field.axes_.find("time") != std::string_view::npos;
      if (has_time) over_time.push_back(std::string(lab.about.id) + " " + std::string(field.name));
    }
  }
  CHECK(std::count(over_time.begin(), over_time.end(), "softmax-layer data") == 1);
  CHECK(std::count(over_time.begin(), over_time.end(), "sequence-loss prediction1") == 1);
}
