// The first change of every control, from every preset: a result, or a refusal of the very value.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "engine/lab/provided_data.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"
#include "tests/examples.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

// ---- What people change first.

std::vector<std::string> near_and_far(const Field& field, const std::string& text) {
  const double now = *read_number(text), whole = field.kind != Field::Kind::number;
  const double most = std::min(field.max_, std::max(8 * now, 8.0)),
               middle = (field.min_ + most) / 2;
  std::vector<std::string> texts;
  for (const double value : {now + 1, now - 1, field.min_, most, middle}) {
    const double rounded = whole ? std::floor(value) : value;
    if (rounded >= field.min_ && rounded <= field.max_) texts.push_back(number_text(rounded));
  }
  return texts;
}

std::vector<std::string> option_names(const Field& field) {
  std::vector<std::string> names;
  for (const auto& option : field.options) names.emplace_back(option.name);
  return names;
}

// Of the number at `place` among those of a list or matrix another, or none.
std::string with_number(const std::string& text, std::size_t place, std::string_view number) {
  constexpr std::string_view separators = ",;|";
  std::size_t start = 0;
  for (; place > 0; --place) start = text.find_first_of(separators, start) + 1;
  const std::size_t end = std::min(text.find_first_of(separators, start), text.size());
  return text.substr(0, start) + std::string(number) + text.substr(end);
}

std::string without_last_row(const std::string& text) {
  const std::size_t last = text.find_last_of(";|");
  return last == std::string::npos ? "" : text.substr(0, last);
}

std::string with_another_row(const std::string& text) {
  const std::size_t last = text.find_last_of(";|");
  return text + ";" + text.substr(last == std::string::npos ? 0 : last + 1);
}

std::string with_another_column(std::string text) {
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] != ';' && text[at] != '|') continue;
    text.insert(at, ",1");
    at += 2;
  }
  return text;
}

std::vector<std::string> changed_numbers(const Field& field, const std::string& text) {
  if (text.empty()) return {"1", "1,0;0,1"};
  return {with_number(text, 0, number_text(field.min_)), with_number(text, 0, "1"),
          with_another_row(text), with_another_column(text), without_last_row(text)};
}

std::vector<std::string> changed_list(const Field& field, const std::string& text) {
  return {with_number(text, 0, number_text(field.min_)),
          with_number(text, 0, number_text(field.max_)), text + ",1",
          text.substr(0, std::min(text.rfind(','), text.size())), "1"};
}

std::vector<std::string> first_changes(const Field& field) {
  const std::string text = field.print();
  switch (field.kind) {
    case Field::Kind::text:
      return {"world", "안녕",    "h", "🙂🙃", "hello,hi", "one two one three",
              "a, b,", text + "z"};
    case Field::Kind::choice:
    case Field::Kind::flag: return option_names(field);
    case Field::Kind::list: return changed_list(field, text);
    case Field::Kind::matrix: return changed_numbers(field, text);
    case Field::Kind::image:
    case Field::Kind::file: return {};
    default: return near_and_far(field, text);
  }
}

// ---- What may be refused: a value that cannot be by itself, at its own field.

bool speaks_of_a_value(const std::string& code) {
  static const std::set<std::string> codes = {
      "too-short",      "too-long",      "too-few",        "too-many",     "one-symbol-only",
      "one-word-only",  "csv-no-column", "csv-one-series", "empty-matrix", "kernel-shape",
      "shape-mismatch", "ragged-blocks", "too-large"};
  return codes.count(code) > 0 || code.starts_with("formula-") || code.starts_with("values-");
}

// Values that the reader has set, each allowed by itself.
bool contradict(const Inputs& changes, const std::string& code) {
  return changes.size() > 1 && code == "out-of-range";
}

bool has_code(RefusalTable table, std::string_view code) {
  return std::any_of(table.begin(), table.end(),
                     [&](const RefusalMessage& message) { return message.code == code; });
}

// The page has translations of these alone.
bool is_listed(const LabEntry& lab, std::string_view code) {
  return has_code(general_refusals, code) ||
         std::any_of(lab.refusals.begin(), lab.refusals.end(),
                     [&](RefusalTable table) { return has_code(table, code); });
}

bool is_missing(const Refusal& refusal) { return refusal.code() == "missing-data"; }

// Data that the build can do without.
bool is_there(const LabEntry& lab, const Preset& preset) {
  return refusal([&] { Session(lab, preset.name, {}); }).find("missing-data") == std::string::npos;
}

// Where changes begin: a preset, and what makes a lab that takes long a small one.
struct Beginning {
  Preset preset;
  Inputs inputs;
};

const std::map<std::string_view, std::pair<std::string_view, Inputs>>& quick_beginnings() {
  static const std::map<std::string_view, std::pair<std::string_view, Inputs>> beginnings = {
      {"char-rnn", {"engine", {{"hidden", "32"}}}},
      {"binary-memory", {"as-published", {{"length", "20000"}}}},
      {"time-series", {"plain-sine", {}}},
      {"mnist-lstm", {"one-layer", {}}},
      {"word2vec", {"typed", {}}},
      {"embedding-map", {"words-500", {{"vectors", "few.vec"}, {"iterations", "2"}}}},
      {"translation", {"french", {{"training_pairs", "50"}, {"test_pairs", "5"}}}},
      {"date-format", {"few-dates", {{"held_out", "5"}}}}};
  return beginnings;
}

std::string few_vectors() {
  std::string text;
  for (int i = 0; i < 40; ++i) {
    text += "w" + std::to_string(i);
    for (const int factor : {3, 5, 7}) text += " " + std::to_string(i * factor % 11);
    text += "\n";
  }
  return text;
}

std::vector<Beginning> beginnings(const LabEntry& lab) {
  std::vector<Beginning> all;
  const auto quick = quick_beginnings().find(lab.about.id);
  const bool is_quick = quick == quick_beginnings().end();
  for (const Preset& preset : lab.presets) {
    if (!is_quick && quick->second.first != preset.name) continue;
    if (is_there(lab, preset)) all.push_back({preset, is_quick ? Inputs{} : quick->second.second});
  }
  return all;
}

BoundForm form_of(const LabEntry& lab, const Beginning& beginning) {
  const auto& inputs = beginning.preset.inputs;
  BoundForm bound = lab.form();
  bound.form.read({inputs.begin(), inputs.end()});
  bound.form.read(beginning.inputs);
  return bound;
}

void check_result(const LabEntry& lab, const Beginning& beginning, const Inputs& changes) {
  CAPTURE(lab.about.id);
  CAPTURE(beginning.preset.name);
  std::string changed;
  for (const auto& [input, value] : changes) changed += input + "=" + excerpt(value) + " ";
  CAPTURE(changed);
  try {
    Session session(lab, beginning.preset.name, with(beginning.inputs, changes));
    for (const Note& note : session.notes()) {
      CHECK(note.message.find_first_of("{}") == std::string::npos);
      CHECK_MESSAGE(is_listed(lab, note.code), note.code);
    }
    if (session.total() > 1) return;
    finish(session);
    check_finite(session);
  } catch (const Refusal& refusal) {
    CAPTURE(refusal.what());
    CHECK(is_listed(lab, refusal.code()));
    CHECK((is_missing(refusal) ||
           (changes.count(refusal.input()) > 0 &&
            (speaks_of_a_value(refusal.code()) || contradict(changes, refusal.code())))));
  }
}

}  // namespace

TEST_CASE("the first change of any control gives a result") {
  provide_data("few.vec", few_vectors());
  int change = 0;
  for (const LabEntry& lab : labs()) {
    for (const Beginning& beginning : beginnings(lab)) {
      const BoundForm bound = form_of(lab, beginning);
      for (const Field& field : bound.form.fields()) {
        for (const std::string& text : first_changes(field)) {
          if (change++ % 10 >= examples(10)) continue;
          check_result(lab, beginning, {{std::string(field.name), text}});
        }
      }
    }
  }
  forget_data("few.vec");
}

TEST_CASE("three changes of any controls in any order give a result") {
  std::mt19937 random(8);
  const auto one_of = [&](const auto& list) { return list[random() % list.size()]; };
  for (const LabEntry& lab : basic_labs()) {
    for (int attempt = 0; attempt < examples(300); ++attempt) {
      const Beginning beginning{one_of(lab.presets), {}};
      const BoundForm bound = form_of(lab, beginning);
      Inputs changes;
      while (changes.size() < std::min<std::size_t>(3, bound.form.fields().size())) {
        const Field& field = bound.form.fields()[random() % bound.form.fields().size()];
        changes[std::string(field.name)] = one_of(first_changes(field));
      }
      check_result(lab, beginning, changes);
    }
  }
}
