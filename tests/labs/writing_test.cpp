// The labs on text: char-sentence, long-sentence and char-rnn.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "engine/lab/provided_data.h"
#include "engine/lab/refusal.h"
#include "engine/lab/session.h"
#include "engine/text/utf8.h"
#include "examples/writing/char-rnn/corpus.h"
#include "examples/writing/char-rnn/streams.h"
#include "examples/writing/encoded_text.h"
#include "examples/writing/long-sentence/long_sentence.h"
#include "examples/writing/next_symbol.h"
#include "tests/labs/golden.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

using Tokens = std::vector<int>;

constexpr const char* lab_ids[] = {"char-sentence", "long-sentence", "char-rnn"};

std::string refusal_of_inputs(std::string_view lab, const Inputs& inputs) {
  return refusal([&] { Session(find_lab(lab), "", inputs); });
}

double share_right(const Report::Text& text) {
  const std::vector<std::string> value = symbols(text.value), target = symbols(text.target);
  REQUIRE(value.size() == target.size());
  int right = 0;
  for (std::size_t i = 0; i < value.size(); ++i) right += value[i] == target[i];
  return right / static_cast<double>(value.size());
}

// Each line is the same, so that a small network soon knows it.
const std::string& rhyme() {
  static const std::string text = [] {
    std::string lines;
    for (int i = 0; i < 200; ++i) lines += "row, row, row your boat\n";
    provide_data("rhyme.txt", lines);
    return lines;
  }();
  return text;
}

Inputs small_model(Inputs more = {}) {
  rhyme();
  Inputs inputs = {{"corpus", "rhyme.txt"}, {"layers", "1"},     {"hidden", "32"},
                   {"batch", "4"},          {"time_steps", "8"}, {"steps", "60"},
                   {"test_every", "20"},    {"test_size", "64"}};
  more.merge(inputs);
  return more;
}

// A few steps of a preset that end within a second in any build.
Inputs few_steps(std::string_view lab) {
  if (lab == "char-rnn") return {{"steps", "2"}, {"hidden", "32"}, {"test_size", "256"}};
  return {{"steps", lab == "long-sentence" ? "4" : "20"}};
}

Corpus corpus(std::string_view text, int kinds = 256) { return Corpus("corpus", text, kinds); }

Tokens tokens(const Corpus& corpus) { return {corpus.tokens().begin(), corpus.tokens().end()}; }

}  // namespace

// ---- Sentences.

TEST_CASE("an alphabet holds each symbol once, in the order of the text") {
  const EncodedText encoded = encode("text", "b안a안b🙂");
  CHECK(encoded.alphabet == std::vector<std::string>{"b", "안", "a", "🙂"});
  CHECK(encoded.positions == Tokens{0, 1, 2, 1, 0, 3});
  CHECK(encoded.spelled(encoded.positions) == "b안a안b🙂");
  CHECK(refusal([] { encode("text", "aaa"); }) == "text one-symbol-only");
}

TEST_CASE("char-sentence has ten characters and prints the sentence where the notebook did") {
  const Session session = run("char-sentence", "");
  CHECK(session.report().matrices()[0].values.shape() == Shape{15, 10});
  CHECK(text(session.report(), "prediction").target == "if you want you");
  for (const Comparison& row : session.published()) CHECK(row.agrees);
  CHECK(curve(session, "loss").y[0] == doctest::Approx(std::log(10)).epsilon(0.01));
  CHECK(last(session, "loss") < 0.002);
}

TEST_CASE("char-sentence does not have the losses that the notebook prints") {
  const std::vector<float> loss = curve(run("char-sentence", ""), "loss").y;
  CHECK(std::abs(loss[0] - 2.295272) > 1e-4);
  CHECK(std::abs(loss[1] - 2.1581483) > 1e-3);
}

TEST_CASE("without the dense layer the loss stays above what bounded scores allow") {
  const Session session = run("char-sentence", "without-dense");
  const std::vector<float> loss = curve(session, "loss").y;
  const float lowest = level(session, "lowest");
  CHECK(lowest == doctest::Approx(std::log(1 + 9 * std::exp(-2))));
  CHECK(*std::min_element(loss.begin(), loss.end()) > lowest);
  CHECK(loss.back() < lowest + 0.3);
  CHECK(share_right(text(session.report(), "prediction")) == 1);
}

TEST_CASE("with the dense layer no such level is drawn") {
  CHECK(run("char-sentence", "", {{"steps", "1"}}).report().levels().empty());
}

TEST_CASE("bounded scores allow a loss of zero for one symbol alone, and more for more") {
  CHECK(lowest_loss_of_bounded_scores(1) == 0);
  CHECK(lowest_loss_of_bounded_scores(25) == doctest::Approx(1.446459));
}

TEST_CASE("sentences of one symbol are refused, those of two are learned") {
  for (const char* lab : {"hihello", "char-sentence"}) {
    CHECK(refusal_of_inputs(lab, {{"text", "aaaa"}}) == "text one-symbol-only");
    const Session session = run(lab, "", {{"text", "ab"}});
    CHECK(text(session.report(), "prediction").value == "b");
  }
}

TEST_CASE("long-sentence cuts the published text into 170 windows over 25 characters") {
  const Session session = run("long-sentence", "", {{"steps", "1"}});
  int invariants = 0;
  for (const Comparison& row : session.published()) {
    if (!row.invariant) continue;
    ++invariants;
    CHECK(row.agrees);
  }
  CHECK(invariants == 2);
  CHECK(curve(session, "loss").y[0] == doctest::Approx(std::log(25)).epsilon(0.005));
  CHECK(run("long-sentence", "", {{"steps", "1"}, {"window", "9"}}).published().empty());
}

TEST_CASE("the best guess from what windows have shown is computed") {
  // a is followed by b and by c once each, ab and ca by one symbol: ln 2 at two places of six.
  const Tokens abaca = {0, 1, 0, 2, 0};
  CHECK(lowest_loss_of_windows(abaca, 2) == doctest::Approx(2 * std::log(2) / 6));
  const EncodedText encoded = encode("text", LongSentence::Inputs().text);
  CHECK(lowest_loss_of_windows(encoded.positions, 10) == doctest::Approx(0.22848986));
}

TEST_CASE("two layers with a dense layer learn the long sentence nearly as well as can be") {
  // A few units more learn in a tenth of the steps.
  const Session session = run("long-sentence", "", {{"steps", "60"}, {"learning_rate", "0.05"}});
  const float lowest = level(session, "lowest");
  CHECK(lowest == doctest::Approx(0.22848986));
  CHECK(last(session, "loss") > lowest);
  CHECK(last(session, "loss") < lowest + 0.1);
  const Report::Text sentence = text(session.report(), "sentence");
  CHECK(sentence.target == LongSentence::Inputs().text.substr(1));
  CHECK(share_right(sentence) > 0.95);
}

TEST_CASE("one layer without a dense layer stays far above") {
  const Session session = run("long-sentence", "one-layer", {{"steps", "60"}});
  CHECK(level(session, "lowest_without_dense") == doctest::Approx(1.446459));
  CHECK(last(session, "loss") > 1.7);
}

TEST_CASE("the plot of losses by position has their mean as the loss of the next step") {
  Session session(find_lab("long-sentence"), "", {{"steps", "2"}});
  session.advance();
  session.look();
  const Line& line = session.report().plots()[0].plot.lines[0];
  double mean = 0;
  for (const float loss : line.y.values()) mean += loss / line.y.count();
  session.advance();
  CHECK(curve(session, "loss").y[1] == doctest::Approx(mean).epsilon(1e-5));
}

TEST_CASE("a window is shorter than the text") {
  const auto window = [](const char* asked) {
    const Session session =
        run("long-sentence", "", {{"text", "abc"}, {"window", asked}, {"steps", "1"}});
    return noted(session) + session.form().find("window")->print();
  };
  CHECK(window("3") == "window at-most2");
  CHECK(window("2") == "2");
}

// ---- A corpus.

TEST_CASE("a corpus numbers its symbols from the most frequent on") {
  const Corpus some = corpus("abbccc안🙂안");
  CHECK(some.alphabet_size() == 5);
  CHECK(tokens(some) == Tokens{3, 1, 1, 0, 0, 0, 2, 4, 2});
  CHECK(some.spelled(tokens(some)) == "abbccc안🙂안");
}

TEST_CASE("every end of line is one symbol, and a byte order mark is none") {
  CHECK(tokens(corpus("\xEF\xBB\xBF"
                      "a\r\nb\rc\nd")) == tokens(corpus("a\nb\nc\nd")));
  CHECK(corpus("a\r\nb\rc\nd").tokens().size() == 7);
}

TEST_CASE("the rarest symbols of a large alphabet share one token") {
  const Corpus some = corpus("aaabbcd", 3);
  CHECK(some.alphabet_size() == 3);
  CHECK(some.known() == 2);
  CHECK(tokens(some) == Tokens{0, 0, 0, 1, 1, 2, 2});
  CHECK(some.spelled(tokens(some)) == "aaabb\uFFFD\uFFFD");
  CHECK(refusal([&] { some.encode("prompt", "abc"); }) == "prompt symbol-not-in-text");
}

TEST_CASE("the entropy of a corpus is that of its symbols' frequencies") {
  CHECK(corpus("abcdabcd").entropy() == doctest::Approx(std::log(4)));
  CHECK(corpus("aaab").entropy() ==
        doctest::Approx(-0.75 * std::log(0.75) - 0.25 * std::log(0.25)));
}

TEST_CASE("bytes that are not UTF-8 are refused with their place") {
  for (const std::string bad : {"ab\xFF", "ab\xC3", "ab\xED\xA0\x80"}) {
    try {
      corpus(bad);
      FAIL("taken");
    } catch (const Refusal& refusal) {
      CHECK(refusal.code() == "file-not-utf8");
      CHECK(refusal.values().at("byte") == "3");
    }
  }
  CHECK(refusal([] { corpus(""); }) == "corpus one-symbol-only");
  CHECK(refusal([] { corpus("aaaa"); }) == "corpus one-symbol-only");
}

TEST_CASE("streams are equal parts of a text, with the symbol that follows") {
  const Corpus some = corpus("aabcdefghij");  // a is 0, then b is 1, …
  const Streams streams(some.tokens(), 3);
  CHECK(streams.length() == 3);
  StreamBatch batch;
  streams.read(1, 2, batch);
  CHECK(batch.symbols == Tokens{0, 1, 3, 4, 6, 7});
  CHECK(batch.targets == Tokens{1, 2, 4, 5, 7, 8});
}

// ---- char-rnn.

TEST_CASE("char-rnn begins near guessing and learns a rhyme by heart") {
  const Session session = run("char-rnn", "", small_model({{"steps", "150"}}));
  const std::vector<float> loss = curve(session, "loss").y;
  CHECK(loss[0] == doctest::Approx(level(session, "guessing")).epsilon(0.05));
  CHECK(level(session, "frequencies") < level(session, "guessing"));
  CHECK(last(session, "validation_loss") < 0.2);
  CHECK(loss.back() < 0.2);
  CHECK(text(session.report(), "sample").value.find("row your boat\nrow, row") !=
        std::string::npos);
  CHECK(share_right(text(session.report(), "prediction")) > 0.9);
}

TEST_CASE("char-rnn tests after the first step, now and then, and after the last") {
  const Session session = run("char-rnn", "", small_model({{"steps", "50"}}));
  for (const auto& curve : session.report().curves()) {
    const bool of_tests = curve.name != "loss";
    CHECK(curve.x.size() == (of_tests ? 4 : 50));
    if (of_tests) CHECK(curve.x == std::vector<float>{0, 20, 40, 49});
  }
  const std::vector<float> loss = curve(session, "validation_loss").y;
  const std::vector<float> perplexity = curve(session, "perplexity").y;
  CHECK(perplexity.back() == doctest::Approx(std::exp(loss.back())));
}

TEST_CASE("a test of char-rnn is done in parts, and the step is complete after them") {
  Session session(find_lab("char-rnn"), "", small_model({{"hidden", "512"}, {"steps", "1"}}));
  int parts = 0;
  do {
    session.advance();
    ++parts;
    CHECK(session.steps_done() == (session.is_within_step() ? 0 : 1));
  } while (session.is_within_step());
  CHECK(parts > 3);
  CHECK(curve(session, "validation_loss").y.size() == 1);
}

TEST_CASE("streams that begin anew let the state of char-rnn be carried far") {
  CHECK(run("char-rnn", "", small_model({{"reset_every", "0"}, {"steps", "3"}})).fingerprint() !=
        run("char-rnn", "", small_model({{"reset_every", "2"}, {"steps", "3"}})).fingerprint());
}

TEST_CASE("every cell and number of layers of char-rnn trains") {
  for (const std::string cell : {"rnn", "lstm", "gru"}) {
    for (const std::string layers : {"1", "2", "3"}) {
      CAPTURE(cell);
      CAPTURE(layers);
      const Session session =
          run("char-rnn", "", small_model({{"cell", cell}, {"layers", layers}, {"steps", "12"}}));
      const std::vector<float> loss = curve(session, "loss").y;
      CHECK(std::isfinite(loss.back()));
      CHECK(loss.back() < loss.front());
    }
  }
}

TEST_CASE("char-rnn goes on from a beginning, the same way for the same seed") {
  const Session session = run("char-rnn", "", small_model());
  const auto answer = [&](Inputs question) {
    return text(session.ask(question), "continuation").value;
  };
  const std::string usual = answer({{"prompt", "row"}, {"length", "50"}});
  CHECK(usual.starts_with("row"));
  CHECK(count_symbols(usual) == 53);
  CHECK(answer({{"prompt", "row"}, {"length", "50"}}) == usual);
  const Inputs bold = {{"prompt", "row"}, {"length", "50"}, {"temperature", "2"}};
  CHECK(answer(bold) != usual);
  Inputs other = bold;
  other["seed"] = "2";
  CHECK(answer(bold) != answer(other));
}

TEST_CASE("without a beginning char-rnn starts with a character of its alphabet") {
  provide_data("korean.txt", [] {
    std::string lines;
    for (int i = 0; i < 100; ++i) lines += "나는 오늘도 학교에 갔다.\n";
    return lines;
  }());
  const Session session =
      run("char-rnn", "", small_model({{"corpus", "korean.txt"}, {"steps", "5"}}));
  CHECK(refusal([&] { session.ask({{"prompt", "The "}}); }) == "prompt symbol-not-in-text");
  const Report answer = session.ask({{"length", "20"}});
  CHECK(symbols(text(answer, "continuation").value).size() == 20);
}

TEST_CASE("a saved char-rnn is asked without its text, but not trained") {
  Session session = run("char-rnn", "", small_model({{"steps", "20"}}));
  const std::string file = session.save();
  const Inputs question = {{"prompt", "row, "}, {"length", "40"}};
  const std::string expected = text(session.ask(question), "continuation").value;
  const std::string fingerprint = session.fingerprint();
  const std::vector<LabEntry> labs = {find_lab("char-rnn")};

  forget_data("rhyme.txt");
  CHECK(refusal([&] { Session::load(file, labs); }) == "corpus missing-data");
  SavedRun saved = read_saved_run(file);
  Session asked = Session::load_to_ask(saved, labs);
  CHECK(text(asked.ask(question), "continuation").value == expected);
  CHECK(asked.fingerprint() == fingerprint);
  CHECK(asked.save() == file);
  CHECK(refusal([&] { asked.ask({{"prompt", "x"}}); }) == "prompt symbol-not-in-text");
  saved.inputs["steps"] = "30";
  Session longer = Session::load_to_ask(saved, labs);
  CHECK(refusal([&] { longer.advance(); }) == "corpus missing-data");

  provide_data("rhyme.txt", rhyme());
  Session unstarted(find_lab("char-rnn"), "", small_model());
  const SavedRun first = read_saved_run(unstarted.save());
  forget_data("rhyme.txt");
  CHECK(!text(Session::load_to_ask(first, labs).ask(question), "continuation").value.empty());

  saved.kept["alphabet"] = "ro";
  CHECK(refusal([&] { Session::load_to_ask(saved, labs); }) == " other-version");
  saved.kept.clear();
  CHECK(refusal([&] { Session::load_to_ask(saved, labs); }) == "corpus missing-data");
  provide_data("rhyme.txt", rhyme());
  CHECK(text(Session::load_to_ask(saved, labs).ask(question), "continuation").value == expected);
}

TEST_CASE("a run of more kinds of characters than are told apart is asked without its text too") {
  Session session = run("char-rnn", "", small_model({{"steps", "3"}, {"kinds", "5"}}));
  const SavedRun saved = read_saved_run(session.save());
  const std::string expected = text(session.ask({}), "continuation").value;
  forget_data("rhyme.txt");
  const std::vector<LabEntry> labs = {find_lab("char-rnn")};
  CHECK(text(Session::load_to_ask(saved, labs).ask({}), "continuation").value == expected);
  provide_data("rhyme.txt", rhyme());
}

TEST_CASE("at a low temperature char-rnn says the rhyme, at a high one it errs") {
  const Session session = run("char-rnn", "", small_model({{"steps", "150"}}));
  const auto answer = [&](const char* temperature) {
    return text(session.ask({{"prompt", "row, "}, {"temperature", temperature}}), "continuation");
  };
  const std::string_view line = "row, row, row your boat\n";
  CHECK(answer("0.05").value.find(line) != std::string::npos);
  CHECK(answer("2").value.find(line) == std::string::npos);
}

TEST_CASE("a beginning with symbols that the text lacks is refused") {
  const Session session = run("char-rnn", "", small_model({{"steps", "1"}}));
  CHECK(refusal([&] { session.ask({{"prompt", "row 안"}}); }) == "prompt symbol-not-in-text");
}

TEST_CASE(
    "a text that does not fill the streams has fewer of them, one of a few symbols is refused") {
  provide_data("short.txt", rhyme().substr(0, 400));
  const auto fitted = [&](const char* time_steps) {
    const Inputs inputs = small_model({{"corpus", "short.txt"}, {"time_steps", time_steps}});
    const Session session = run("char-rnn", "", inputs);
    const auto value = [&](const char* input) { return session.form().find(input)->print(); };
    return noted(session) + " " + value("time_steps") + " " + value("batch");
  };
  CHECK(fitted("94") == " 94 4");  // 380 symbols to train on, 4 · 94 + 1 needed
  CHECK(fitted("95") == "batch at-most 95 3");
  provide_data("short.txt", rhyme().substr(0, 100));
  CHECK(fitted("95") == "time_steps at-most, batch at-most 94 1");
  provide_data("short.txt", "too short");
  CHECK(refusal_of_inputs("char-rnn", small_model({{"corpus", "short.txt"}})) ==
        "corpus text-too-short");
  forget_data("short.txt");
}

TEST_CASE("a text with line ends of Windows and emoji trains char-rnn") {
  std::string lines;
  for (int i = 0; i < 100; ++i) lines += "안녕 🙂\r\n";
  provide_data("emoji.txt", lines);
  const Session session = run("char-rnn", "", small_model({{"corpus", "emoji.txt"}}));
  CHECK(text(session.report(), "sample").value.find("안녕 🙂\n") != std::string::npos);
}

// ---- All of them.

TEST_CASE("a run of a lab on text that was saved anywhere goes on bit for bit") {
  for (const char* id : lab_ids) {
    CAPTURE(id);
    const bool is_char_rnn = std::string_view(id) == "char-rnn";
    const Inputs inputs = is_char_rnn ? small_model({{"steps", "5"}, {"test_every", "2"}})
                                      : Inputs{{"steps", "5"}, {"text", "hello there"}};
    const std::string whole = run(id, "", inputs).fingerprint();
    const int calls = is_char_rnn ? 12 : 5;
    for (int saved_after = 0; saved_after < calls; ++saved_after) {
      CAPTURE(saved_after);
      Session first(find_lab(id), "", inputs);
      for (int i = 0; i < saved_after; ++i) first.advance();
      Session second = Session::load(first.save(), labs());
      while (!second.done()) second.advance();
      CHECK(second.fingerprint() == whole);
    }
  }
}

TEST_CASE("the beginnings of the labs on text are their golden transcripts") {
  // The preset "engine" reads this project's sources, which change.
  for (const char* id : lab_ids) check_golden(id, few_steps(id), {"engine"});
}
