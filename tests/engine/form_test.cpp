#include <doctest/doctest.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

#include "engine/lab/form.h"
#include "engine/lab/refusal.h"
#include "engine/text/nearest.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"
#include "tests/engine/test_lab.h"
#include "tests/examples.h"

using namespace unfold;
using unfold::testing::TestLab;

namespace {

struct Filled {
  TestLab::Inputs inputs;
  Form form;
  Filled() { inputs.visit(form); }
  void read(std::string_view name, std::string_view text) { form.find(name)->read(text); }
  std::string print(std::string_view name) { return form.find(name)->print(); }
};

// "code: sentence" of the refusal, or what was read.
std::string outcome(std::string_view name, std::string_view text) {
  Filled filled;
  try {
    filled.read(name, text);
  } catch (const Refusal& refusal) {
    CHECK(refusal.input() == name);
    return refusal.code() + ": " + refusal.what();
  }
  return filled.print(name);
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("UTF-8 text is counted and split by code points") {
  CHECK(count_symbols("안녕, 世界 🌍") == 8);
  CHECK(symbols("aé世🌍") == std::vector<std::string>{"a", "é", "世", "🌍"});
  CHECK(invalid_utf8("aé世🌍") == std::string_view::npos);
}

TEST_CASE("overlong, truncated, surrogate and stray bytes are not UTF-8") {
  CHECK(invalid_utf8("ab\xC0\xAF") == 2);
  CHECK(invalid_utf8("a\xE4\xB8") == 1);
  CHECK(invalid_utf8("\xED\xA0\x80") == 0);
  CHECK(invalid_utf8("\xF4\x90\x80\x80") == 0);
  CHECK(invalid_utf8("abc\x80") == 3);
  CHECK(invalid_utf8("\xE0\x80\x80") == 0);
  CHECK(count_symbols("a\xFF\xFE") == 3);
  CHECK(excerpt("a\xFF"
                "b") == "a\uFFFDb");
}

TEST_CASE("an excerpt is cut after whole symbols") {
  CHECK(excerpt("世界世界", 3) == "世界世…");
  CHECK(excerpt("世界世", 3) == "世界世");
}

TEST_CASE("number text is the shortest that reads back") {
  CHECK(number_text(1.6078763f) == "1.6078763");
  CHECK(number_text(0.1f) == "0.1");
  CHECK(number_text(0.1) == "0.1");
  CHECK(number_text(0.1 + 0.2) == "0.30000000000000004");
  CHECK(number_text(5.9604645e-08f) == "5.9604645e-08");
  CHECK(number_text(0.0001f) == "0.0001");
  CHECK(number_text(100000.0f) == "100000");
  CHECK(number_text(16777216.0f) == "16777216");
  CHECK(number_text(1e20f) == "1e+20");
  CHECK(number_text(1.5e-300) == "1.5e-300");
  CHECK(number_text(-0.0f) == "-0");
  CHECK(number_text(-12.5f) == "-12.5");
  CHECK(number_text(std::numeric_limits<float>::denorm_min()) == "1.4013e-45");
  CHECK(number_text(std::numeric_limits<float>::infinity()) == "inf");
  CHECK(number_text(-std::numeric_limits<double>::infinity()) == "-inf");
  CHECK(number_text(std::nanf("")) == "nan");
}

TEST_CASE("number text of any float32 reads back to its bits") {
  for (std::uint32_t bits = 1; bits < 0x7F800000; bits += 1234567) {
    float value;
    std::memcpy(&value, &bits, sizeof value);
    CHECK(static_cast<float>(*read_number(number_text(value))) == value);
  }
}

TEST_CASE("only decimal numbers are numbers") {
  for (const char* text : {"1", "-1", "+1", "1.", ".5", "-.5e-3", "1E5", "007"}) {
    CHECK_MESSAGE(read_number(text).has_value(), text);
  }
  for (const char* text : {"", "-", ".", "e5", "1e", "1e+", "0x10", "inf", "nan", "1,5", "1 ", " 1",
                           "1_0", "1f", "--1", "1.2.3"}) {
    CHECK_MESSAGE(!read_number(text).has_value(), text);
  }
  CHECK(!read_number(std::string_view("1\0", 2)).has_value());
  CHECK(std::isinf(*read_number("1e999")));
}

TEST_CASE("whole numbers beyond 64 bits stay beyond every range") {
  CHECK(*read_integer("-12") == -12);
  CHECK(*read_integer("99999999999999999999") == std::numeric_limits<long long>::max());
  CHECK(*read_integer("-99999999999999999999") < std::numeric_limits<int>::min());
  for (const char* text : {"", "-", "+", "+-1", "--1", "1.0", "1e3", "0x1", " 1"}) {
    CHECK_MESSAGE(!read_integer(text).has_value(), text);
  }
}

TEST_CASE("an integer is read within its limits") {
  CHECK(outcome("hidden", " 256 ") == "256");
  CHECK(outcome("hidden", "0") == "out-of-range: Hidden units must be from 1 to 256, not 0.");
  CHECK(outcome("hidden", "99999999999999999999") ==
        "out-of-range: Hidden units must be from 1 to 256, not 99999999999999999999.");
  CHECK(outcome("hidden", "2.5") ==
        "not-an-integer: Hidden units must be a whole number such as 3, not \"2.5\".");
}

TEST_CASE("a number is read within its limits") {
  CHECK(outcome("rate", "1e-3") == "0.001");
  CHECK(outcome("rate", "nan") == "not-finite: Rate must be a finite number, not \"nan\".");
  CHECK(outcome("rate", "1e999") == "out-of-range: Rate must be from 0.001 to 10, not 1e999.");
  CHECK(outcome("rate", "0x1") ==
        "not-a-number: Rate must be a number such as 2, -0.5 or 1e-3, not \"0x1\".");
}

TEST_CASE("a flag is true or false") {
  CHECK(outcome("loud", "true") == "true");
  CHECK(outcome("loud", "yes") == "unknown-choice: Loud must be one of false, true, not \"yes\".");
}

TEST_CASE("a choice takes its names only") {
  CHECK(outcome("mode", "halved") == "halved");
  CHECK(outcome("mode", "Halved") ==
        "unknown-choice: Mode must be one of plain, halved, not \"Halved\".");
}

TEST_CASE("a seed is any 32-bit number") {
  CHECK(outcome("seed", "4294967295") == "4294967295");
  CHECK(outcome("seed", "4294967296") ==
        "out-of-range: Seed must be from 0 to 4294967295, not 4294967296.");
  CHECK(outcome("seed", "-1").starts_with("out-of-range"));
}

TEST_CASE("a text is limited by its symbols") {
  CHECK(outcome("word", "안녕하세요") == "안녕하세요");
  CHECK(outcome("word", " a ") == " a ");
  CHECK(outcome("word", "") == "too-short: Word must have at least 1 symbols; this text has 0.");
  CHECK(outcome("word", repeated("안", 11)) ==
        "too-long: Word must have at most 10 symbols; this text has 11.");
  CHECK(outcome("word", "ab\xFF") ==
        "not-utf8: Word is not valid UTF-8 text: byte 3 belongs to no symbol. Type the text anew.");
}

TEST_CASE("a list takes commas and spaces between its elements") {
  CHECK(outcome("lengths", "1, 2 3") == "1,2,3");
  CHECK(outcome("lengths", "1,2,3,4") == "too-many: Lengths must have at most 3 elements.");
  CHECK(outcome("lengths", " ") == "too-few: Lengths must have at least 1 elements, not 0.");
  CHECK(outcome("lengths", "1,10") ==
        "out-of-range: Lengths, element 2, must be from 0 to 9, not 10.");
  CHECK(outcome("lengths", "1,,2") ==
        "not-an-integer: Lengths, element 2, must be a whole number such as 3, not \"\".");
  CHECK(outcome("lengths", "1,").starts_with("not-an-integer"));
}

TEST_CASE("a matrix is read in every spelling of its rows and blocks") {
  CHECK(outcome("kernel", "1,0;0,1") == "1,0;0,1");
  CHECK(outcome("kernel", " 1 , 0 ;\n 0 1 ;\n") == "1,0;0,1");
  CHECK(outcome("kernel", "1 0\r\n0 1\r\n") == "1,0;0,1");
  CHECK(outcome("kernel", "\n1 0\n0 1\n\n") == "1,0;0,1");
  CHECK(outcome("kernel", ".5") == "0.5");
  for (const char* text : {"1,2;3,4|5,6;7,8", "1 2\n3 4\n\n5 6\n7 8", "1,2;3,4;|\n5,6\n7,8|",
                           "1 2\n3 4\n\n\n \n5 6\n7 8\n\n"}) {
    CHECK(outcome("blocks", text) == "1,2;3,4|5,6;7,8");
  }
}

TEST_CASE("a matrix of two axes has rank two and one of three has rank three") {
  Filled filled;
  filled.read("kernel", "1,2,3");
  CHECK(filled.inputs.kernel.shape() == Shape{1, 3});
  filled.read("blocks", "1,2");
  CHECK(filled.inputs.blocks.shape() == Shape{1, 1, 2});
  filled.read("blocks", " \n ");
  CHECK(filled.inputs.blocks.empty());
}

TEST_CASE("a matrix says which number is wrong") {
  CHECK(outcome("kernel", "1,0;0,x") ==
        "not-a-number: Kernel, row 2, column 2, must be a number such as 2, -0.5 or 1e-3, not "
        "\"x\".");
  CHECK(outcome("kernel", "1,0;0,101") ==
        "out-of-range: Kernel, row 2, column 2, must be from -100 to 100, not 101.");
  CHECK(outcome("blocks", "1,2|3,inf") ==
        "not-finite: Blocks, block 2, row 1, column 2, must be a finite number, not \"inf\".");
  CHECK(outcome("kernel", "1,2;3") ==
        "ragged-matrix: Kernel, row 2, must have 2 numbers as the row before it has, not 1.");
  CHECK(outcome("kernel", "1,2;;") ==
        "ragged-matrix: Kernel, row 2, must have 2 numbers as the row before it has, not 0.");
  CHECK(outcome("blocks", "1;2|3") ==
        "ragged-blocks: Blocks, block 2, must have 2 rows as the block before it has, not 1.");
}

TEST_CASE("a matrix keeps to its largest shape") {
  CHECK(outcome("kernel", "1,2,3,4") ==
        "too-large: Kernel is too large: its shape must be at most (2, 3).");
  CHECK(outcome("kernel", "1;2;3").starts_with("too-large"));
  CHECK(outcome("blocks", "1|2|3").starts_with("too-large"));
  CHECK(outcome("kernel", "1|2").starts_with("one-block-only"));
  CHECK(outcome("kernel", "").starts_with("empty-matrix"));
}

TEST_CASE("huge texts are refused at once, with a short sentence") {
  const auto start = std::chrono::steady_clock::now();
  for (const char* unit : {"1", "1,", "1;", "1 ", "|", ";", "\n", "x", "[", " ", "1|", "안"}) {
    const std::string huge = repeated(unit, examples(3'000'000));
    for (const char* name :
         {"word", "mode", "hidden", "rate", "loud", "lengths", "kernel", "blocks", "seed"}) {
      CHECK(outcome(name, huge).size() < 300);
    }
  }
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(60));
}

TEST_CASE("a refused value leaves the input as it was") {
  Filled filled;
  filled.read("kernel", "5");
  CHECK_THROWS_AS(filled.read("kernel", "1;2;3"), Refusal);
  CHECK(filled.print("kernel") == "5");
}

TEST_CASE("what a form prints reads back to the same inputs") {
  Filled filled;
  filled.form.read({{"word", "a|b, c"}, {"kernel", "0.1,-3e-8;1,2"}, {"rate", "0.3"}});
  Filled copy;
  copy.form.read(filled.form.print());
  CHECK(copy.form.print() == filled.form.print());
  CHECK(copy.inputs.kernel.values()[1] == -3e-8f);
}

TEST_CASE("an unknown input is refused with the nearest name") {
  Filled filled;
  try {
    filled.form.read({{"hiden", "3"}});
    FAIL("taken");
  } catch (const Refusal& refusal) {
    CHECK(refusal.code() == "unknown-input");
    CHECK(refusal.values().at("nearest") == "hidden");
    CHECK(std::string(refusal.what()).find("Did you mean \"hidden\"?") != std::string::npos);
  }
}

TEST_CASE("the nearest name has the fewest edits") {
  CHECK(nearest("hihelo", {"one-cell", "hihello", "unfold"}) == "hihello");
  CHECK(nearest("", {"ab", "a"}) == "a");
  CHECK(nearest("x", {}) == "");
}

TEST_CASE("a value of a refusal that holds braces stays as it is") {
  CHECK(outcome("rate", "{input}").ends_with("not \"{input}\"."));
}

TEST_CASE("an image has its own size, numbers from 0 to 1, or nothing if it may") {
  CHECK(outcome("drawing", "0,0.5,1;1,0,0") == "0,0.5,1;1,0,0");
  CHECK(outcome("drawing", "") == "");
  CHECK(outcome("drawing", "0,1;1,0") ==
        "wrong-shape: Drawing must have the shape (2, 3), not (2, 2).");
  CHECK(outcome("drawing", "0,0,0;0,2,0").starts_with("out-of-range: Drawing, row 2, column 2,"));
  CHECK(outcome("drawing", "0,0,0,0;0,0,0,0").starts_with("too-large:"));
}

TEST_CASE("a file is read by any name in UTF-8") {
  CHECK(outcome("file", "") == "");
  CHECK(outcome("file", " my prices | 2024;.csv") == " my prices | 2024;.csv");
  CHECK(outcome("file", "a\xff").starts_with("not-utf8: File"));
}
