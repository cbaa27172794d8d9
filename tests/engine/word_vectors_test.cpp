#include "engine/data/word_vectors.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "engine/data/vector_names.h"
#include "engine/text/decimal.h"

using namespace unfold;
using Problem = WordVectorsError::Problem;

namespace {

using Words = std::vector<std::string>;
using Values = std::vector<float>;

Values values(const WordVectors& table) {
  const auto all = table.vectors.values();
  return {all.begin(), all.end()};
}

void check_two(std::string_view text) {
  INFO(text);
  const WordVectors table = read_word_vectors(text);
  CHECK(table.words == Words{"the", "of"});
  CHECK(table.vectors.shape() == Shape{2, 3});
  CHECK(values(table) == Values{0.5f, -1, 2e-3f, 0, 1.25f, 3});
}

WordVectorsError error_of(std::string_view text) {
  try {
    read_word_vectors(text);
  } catch (const WordVectorsError& error) {
    return error;
  }
  FAIL("nothing was refused in ", text);
  return {Problem::empty, 0};
}

void check_error(std::string_view text, Problem problem, int line, const std::string& value = "") {
  INFO(text);
  const WordVectorsError error = error_of(text);
  CHECK(error.problem == problem);
  CHECK(error.line == line);
  CHECK(error.value == value);
}

float read_one(const std::string& number) {
  return read_word_vectors("word " + number).vectors.item();
}

}  // namespace

TEST_CASE("vectors are read with a first line of sizes and without") {
  check_two("2 3\nthe 0.5 -1 2e-3\nof 0 1.25 3\n");
  check_two("the 0.5 -1 2e-3\nof 0 1.25 3");
}

TEST_CASE("vectors are read between tabs, spaces or many, with any ends of lines") {
  check_two("the\t0.5\t-1\t2e-3\nof\t0\t1.25\t3\n");
  check_two("2\t3\r\nthe\t0.5\t-1\t2e-3\r\nof\t0\t1.25\t3\r\n");
  check_two("2 3 \nthe 0.5  -1 2e-3 \n\n  of 0 +1.25 3. \n \t\n");
  check_two("the 0.5 -1 .002\rof 0.0 125E-2 3\r");
  check_two(
      "\xEF\xBB\xBF"
      "2 3\nthe 0.5 -1 2e-3\nof 0 1.25 3\n");
}

TEST_CASE("a word before a tab may have spaces, and a word may be a number") {
  CHECK(read_word_vectors("New York\t1\t2\n").words == Words{"New York"});
  const WordVectors years = read_word_vectors("1984 1 2\n2001 3 4");
  CHECK(years.words == Words{"1984", "2001"});
  CHECK(read_word_vectors("1 1\n7 0.5").words == Words{"7"});
}

TEST_CASE("the last numbers are the vector, and the word may have spaces, points and numbers") {
  const Words expected = {"New York", ". . .", "at name@domain.com", "top 10", "the"};
  const std::string lines =
      "New York .1 -2\n. . . 0 0.5\nat name@domain.com 1 2.5\ntop 10 3 1e-4\nthe 0 .5\n";
  CHECK(read_word_vectors(lines).words == expected);
  CHECK(read_word_vectors("5 2\n" + lines).words == expected);
  CHECK(read_word_vectors(".\u00A0. .1 .2\n扬\u3000姚 .3 .4\n\u00A0 .5 .6").words ==
        Words{".\u00A0.", "扬\u3000姚", "\u00A0"});
}

TEST_CASE("vectors are read from spreadsheets, with names of columns, quotes and numbers of rows") {
  check_two("the,0.5,-1,2e-3\nof,0,1.25,3\n");
  check_two("the;0.5;-1;2e-3\nof;0;1.25;3\n");
  check_two("word,d0,d1,d2\nthe,0.5,-1,2e-3\nof,0,1.25,3\n");
  check_two("word\tx\ty\tz\nthe\t0.5\t-1\t2e-3\nof\t0\t1.25\t3\n");
  check_two(",0,1,2\nthe,0.5,-1,2e-3\nof,0,1.25,3\n");
  check_two(",word,0,1,2\n0,the,0.5,-1,2e-3\n1,of,0,1.25,3\n");
  check_two("the, 0.5, -1, 2e-3\nof, 0, 1.25, 3\n");
  check_two("the;0,5;-1;2e-3\nof;0;1,25;3\n");
  check_two("word;x;y;z\nthe;0,5;-1;0,002\nof;0;1,25;3\n");
  check_two("the\t0,5\t-1,0\t0,002\nof\t0,0\t1,25\t3,0\n");
  CHECK(read_word_vectors("\"a, b\",1.5\n\"c\",2\n").words == Words{"a, b", "c"});
}

TEST_CASE("a first line that is wrong harms nothing, and what it says is kept") {
  const WordVectors table = read_word_vectors("5000 300\nthe 1 2\nof 3 4");
  CHECK(table.words == Words{"the", "of"});
  CHECK(table.vectors.shape() == Shape{2, 2});
  CHECK(table.stated_count == 5000);
  CHECK(table.stated_size == 300);
  CHECK(!read_word_vectors("the 1 2\nof 3 4").stated_count);
}

TEST_CASE("a line whose word was a space is left out and counted") {
  const WordVectors table = read_word_vectors("the .1 .2\n  .3 .4\nof .5 .6");
  CHECK(table.words == Words{"the", "of"});
  CHECK(table.without_word == 1);
}

TEST_CASE("lines of numbers alone have no words, unless each begins with a number of its own") {
  const WordVectors numbers = read_word_vectors("0.5\t-1\n0\t1.25\n");
  CHECK(!numbers.has_words);
  CHECK(values(numbers) == Values{0.5f, -1, 0, 1.25f});
  CHECK(!read_word_vectors("1 0 2\n1 3 0\n0 1 1").has_words);
  CHECK(!read_word_vectors("2 2\n1 0.5\n2 3\n").has_words);
  const WordVectors nodes = read_word_vectors("3 2\n7 .1 .2\n1 .3 .4\n4 .5 .6");
  CHECK(nodes.words == Words{"7", "1", "4"});
  CHECK(nodes.vectors.shape() == Shape{3, 2});
  CHECK(read_word_vectors("7 .1 .2\n1 .3 .4", true).vectors.shape() == Shape{2, 3});
}

TEST_CASE("the words of vectors stand in a second file, with names of its columns or without") {
  CHECK(read_vector_names("the\nof\n", 2) == Words{"the", "of"});
  CHECK(read_vector_names("\xEF\xBB\xBFthe\r\n\r\n", 2) == Words{"the", ""});
  CHECK(read_vector_names("the\nof\n\n\n", 2) == Words{"the", "of"});
  CHECK(read_vector_names("word\nthe\nof", 2) == Words{"the", "of"});
  CHECK(read_vector_names("count\tLabel\n7\tthe\n5\tof\n", 2) == Words{"the", "of"});
  CHECK(read_vector_names("n\tgloss\n7\tthe\n5\tof\n", 2) == Words{"the", "of"});
  CHECK(read_vector_names("7\tthe\n5\tof\n", 2) == Words{"the", "of"});
  CHECK(read_vector_names("a\nb\nc\nd", 2).size() == 4);
  CHECK(read_vector_names("", 2).empty());
}

TEST_CASE("words of any language are kept") {
  CHECK(read_word_vectors("사과 1\n苹果 2\nthé 3").words == Words{"사과", "苹果", "thé"});
}

TEST_CASE("fewer lines than the first line says are read as they are") {
  CHECK(read_word_vectors("5000 2\nthe 1 2\n").words.size() == 1);
}

TEST_CASE("what is no table of vectors is refused with its line") {
  check_error("", Problem::empty, 1);
  check_error(" \n\n", Problem::empty, 1);
  check_error("2 3\n", Problem::empty, 1);
  check_error("2 3\nthe 1 2 3\nof", Problem::no_numbers, 3);
  check_error("the\nof\n", Problem::no_numbers, 1);
  check_error("the 1 2\n\nof 1 x\n", Problem::not_a_number, 3, "x");
  check_error(std::string("the 1\nof \0", 10), Problem::not_text, 2);
  for (const std::string wrong : {"-", ".", "1e", "1e+", "1.5.2", "nan", "inf", "1e39", "0x10",
                                  "1,5", "--1", "e5", "1e5.5"}) {
    check_error("the 1 2\nof 1 " + wrong, Problem::not_a_number, 2, wrong);
  }
}

TEST_CASE("lines of unequal length are refused with both lengths") {
  for (const auto& [text, line, expected, actual] :
       {std::tuple{"the 1 2\nof 1 2 3 4\n", 2, 2, 4}, std::tuple{"the 1 2\nof 1\n", 2, 2, 1},
        std::tuple{"the .1 .2\na 0.1, .3 .4\n", 2, 2, 3},
        std::tuple{".1 .2\n.3 .4\n.5 .6 .7\n", 3, 2, 3}}) {
    const WordVectorsError error = error_of(text);
    CHECK(error.problem == Problem::unequal_lines);
    CHECK(error.line == line);
    CHECK(error.expected == expected);
    CHECK(error.actual == actual);
  }
  CHECK(std::string(error_of("a 1 2\nb 1").what()) ==
        "[word vectors] line 2: 1 numbers instead of 2");
}

TEST_CASE("numbers are the nearest that there are") {
  CHECK(read_one("0.1") == 0.1f);
  CHECK(read_one("3.4028235e38") == std::numeric_limits<float>::max());
  CHECK(read_one("1e-45") == std::numeric_limits<float>::denorm_min());
  CHECK(read_one("1e-60") == 0);
  CHECK(read_one("0.000000000000000000000000000000001") == 1e-33f);
  CHECK(read_one("123456789012345678901234567890") == 123456789012345678901234567890.0f);
  CHECK(read_one("0.33333333333333333333333333333333") == 1 / 3.0f);
  CHECK(std::signbit(read_one("-0")));
}

TEST_CASE("what is written is read again to the last bit") {
  const Words words = {"the", "of", "a b\tc", ""};
  const Tensor vectors({4, 2}, {0.1f, -1 / 3.0f, 1e-20f, 3e20f, 0, -0.0f, 123456.789f, 1});
  const std::string text = write_word_vectors(words, vectors);
  CHECK(text.starts_with("4 2\nthe 0.1 -0.33333334\nof 1e-20 3e+20\na_b_c 0 "));
  const WordVectors read = read_word_vectors(text);
  CHECK(read.words == Words{"the", "of", "a_b_c", "_"});
  const auto all = vectors.values();
  CHECK(values(read) == Values(all.begin(), all.end()));
}

TEST_CASE("of many words the first may be written alone") {
  const Tensor vectors({3, 1}, {1, 2, 3});
  CHECK(write_word_vectors(Words{"a", "b", "c"}, vectors, 2) == "2 1\na 1\nb 2\n");
  CHECK(write_word_vectors(Words{"a", "b", "c"}, vectors, 0) == "0 1\n");
}

TEST_CASE("numbers of any size are written in their shortest form") {
  std::vector<float> numbers = {1e-5f,     9.99999e-6f, 0.0001f, 0.99999994f, 1,
                                9.999999f, 10,          100.5f,  999999.94f,  1e6f,
                                123456.7f, 0.33333334f, 0.1f,    7e-5f};
  for (int i = 1; i < 2000; ++i) numbers.push_back(1 / static_cast<float>(i * i));
  for (const float number : numbers) {
    const std::string text = write_word_vectors(Words{"w"}, Tensor({1, 1}, {-number}));
    const std::string written = text.substr(6, text.size() - 7);
    CHECK(read_one(written) == -number);
    const bool is_shortest = written.size() <= number_text(-number).size() + 4;
    CHECK_MESSAGE(is_shortest, written);
  }
}

TEST_CASE("words and vectors that do not fit are not written") {
  CHECK_THROWS(write_word_vectors(Words{"the"}, Tensor::zeros({2, 3})));
}

TEST_CASE("a large table is read and written whole") {
  Tensor vectors(Shape{500, 100});
  Words words;
  for (int i = 0; i < 500; ++i) words.push_back("word" + std::to_string(i));
  for (int i = 0; i < vectors.count(); ++i) {
    vectors.mutable_data()[i] = static_cast<float>((i * 7919 % 10007) / 3001.0 - 1.7);
  }
  const WordVectors read = read_word_vectors(write_word_vectors(words, vectors));
  CHECK(read.words == words);
  REQUIRE(read.vectors.shape() == vectors.shape());
  const auto written = vectors.values();
  const bool is_same = values(read) == Values(written.begin(), written.end());
  CHECK(is_same);
}
