// The words of a text, and pairs of neighbours.
#include "engine/data/vocabulary.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "engine/data/skip_gram.h"

using namespace unfold;

namespace {

using Words = std::vector<std::string>;
using Codes = std::vector<int>;

Words words_of(std::string_view text) {
  Words words;
  for (WordReader reader(text); reader.next();) words.push_back(reader.word());
  return words;
}

Codes listed(std::span<const int> codes) { return {codes.begin(), codes.end()}; }

Codes counting(int count) {
  Codes codes(count);
  for (int i = 0; i < count; ++i) codes[i] = i;
  return codes;
}

}  // namespace

TEST_CASE("words are letters and digits of any script, ASCII in lower case") {
  CHECK(words_of("The cat, the CAT!\n(2 cats)") == Words{"the", "cat", "the", "cat", "2", "cats"});
  CHECK(words_of("Café Über 고양이는 кошка") == Words{"café", "Über", "고양이는", "кошка"});
  CHECK(words_of("").empty());
  CHECK(words_of(" -- ' ... \n").empty());
}

TEST_CASE("apostrophes and hyphens inside a word belong to it, others do not") {
  CHECK(words_of("'Don't,' said twenty-one--or so--o'clock men's 'tis end-") ==
        Words{"don't", "said", "twenty-one", "or", "so", "o'clock", "men's", "tis", "end"});
  CHECK(words_of("don’t ‘quoted’") == Words{"don't", "quoted"});
}

TEST_CASE("points, commas and colons hold digits together, not letters") {
  CHECK(words_of("3.14, 1,000 men. And 1:10 a.b 5.") ==
        Words{"3.14", "1,000", "men", "and", "1:10", "a", "b", "5"});
}

TEST_CASE("texts without spaces are divided at punctuation, and emoji are no words") {
  CHECK(words_of("我是学生。你呢？") == Words{"我是学生", "你呢"});
  CHECK(words_of("吾輩は猫である、名前は・まだ") == Words{"吾輩は猫である", "名前は", "まだ"});
  CHECK(words_of("so 🙂 good→better") == Words{"so", "good", "better"});
}

TEST_CASE("texts without spaces may be divided into characters") {
  const auto characters = [](std::string_view text) {
    Words words;
    for (WordReader reader(text, Division::at_characters); reader.next();) {
      words.push_back(reader.word());
    }
    return words;
  };
  CHECK(characters("我是AI学生。Don't 3.14。") ==
        Words{"我", "是", "ai", "学", "生", "don't", "3.14"});
  CHECK(characters("コーヒー、人々は") == Words{"コ", "ー", "ヒ", "ー", "人", "々", "は"});
  CHECK(characters("고양이는 cat") == Words{"고양이는", "cat"});
  CHECK(encode_words("我是我", 9, Division::at_characters).distinct == 2);
}

TEST_CASE("Chinese and Japanese without spaces are divided into characters, others at spaces") {
  CHECK(natural_division("我是学生。\n你呢？ 他也是学生。") == Division::at_characters);
  CHECK(natural_division("吾輩は猫である。名前はまだ無い。") == Division::at_characters);
  CHECK(natural_division("我 是 学生 。 你 呢 ？") == Division::at_spaces);
  CHECK(natural_division("我们\u3000今天\u3000学习\u3000中文") == Division::at_spaces);
  CHECK(natural_division("나는 学生이에요. 너는?") == Division::at_spaces);
  CHECK(natural_division("the word 学 means to learn") == Division::at_spaces);
  CHECK(natural_division("") == Division::at_spaces);
  CHECK(natural_division("\xE6\xFF") == Division::at_spaces);
}

TEST_CASE("bytes that are not UTF-8 divide words") {
  CHECK(words_of("caf\xE9 noir\xC3") == Words{"caf", "noir"});
}

TEST_CASE("words are numbered as Counter.most_common does, after UNK") {
  const EncodedWords encoded = encode_words("b a c a c d", 10);
  CHECK(encoded.vocabulary.words == Words{"UNK", "a", "c", "b", "d"});
  CHECK(encoded.vocabulary.counts == Codes{0, 2, 2, 1, 1});
  CHECK(encoded.codes == Codes{3, 1, 2, 1, 2, 4});
  CHECK(encoded.distinct == 4);
}

TEST_CASE("words beyond the size of a vocabulary are UNK") {
  const EncodedWords encoded = encode_words("b a c a c d", 3);
  CHECK(encoded.vocabulary.words == Words{"UNK", "a", "c"});
  CHECK(encoded.vocabulary.counts == Codes{2, 2, 2});
  CHECK(encoded.codes == Codes{0, 1, 2, 1, 2, 0});
  CHECK(encoded.distinct == 4);
  CHECK(encoded.vocabulary.code("c") == 2);
  CHECK(encoded.vocabulary.code("d") == Vocabulary::unknown);
}

TEST_CASE("the word unk is another than UNK") {
  CHECK(encode_words("UNK unk", 5).vocabulary.words == Words{"UNK", "unk"});
}

TEST_CASE("the notebook's pairs and validation words come out, number by number") {
  // np.random.seed(42), generate_batch(8, 2, 1), then np.random.choice(100, 16, replace=False)
  const Codes text = {5234, 3081, 12, 6, 195, 2, 3134, 46, 59};
  RandomState random(42);
  SkipGram pairs({.batch_size = 8, .num_skips = 2, .skip_window = 1});
  pairs.next(text, random);
  CHECK(listed(pairs.batch()) == Codes{3081, 3081, 12, 12, 6, 6, 195, 195});
  CHECK(listed(pairs.labels()) == Codes{12, 5234, 6, 3081, 12, 195, 2, 6});
  CHECK(random.choice_without_replacement(100, 16) ==
        Codes{80, 4, 40, 69, 10, 45, 70, 66, 47, 11, 98, 36, 83, 51, 18, 0});
}

TEST_CASE("a batch leaves out a window after the batch before, as the notebook does") {
  const Codes text = counting(20);
  RandomState random(1);
  SkipGram pairs({.batch_size = 4, .num_skips = 1, .skip_window = 1});
  pairs.next(text, random);
  CHECK(listed(pairs.batch()) == Codes{1, 2, 3, 4});
  pairs.next(text, random);
  CHECK(listed(pairs.batch()) == Codes{8, 9, 10, 11});
  pairs.next(text, random);
  CHECK(listed(pairs.batch()) == Codes{15, 16, 17, 18});
  pairs.next(text, random);
  CHECK(listed(pairs.batch()) == Codes{2, 3, 4, 5});
}

TEST_CASE("a word is paired with different neighbours inside its window") {
  const Codes text = counting(1000);
  RandomState random(7);
  SkipGram pairs({.batch_size = 60, .num_skips = 6, .skip_window = 3});
  pairs.next(text, random);
  for (int word = 0; word < 10; ++word) {
    Codes labels = listed(pairs.labels().subspan(word * 6, 6));
    std::sort(labels.begin(), labels.end());
    const int middle = pairs.batch()[word * 6];
    CHECK(middle == word + 3);
    CHECK(labels == Codes{middle - 3, middle - 2, middle - 1, middle + 1, middle + 2, middle + 3});
  }
}

TEST_CASE("a text shorter than a window is read over and over") {
  RandomState random(3);
  SkipGram pairs({.batch_size = 4, .num_skips = 4, .skip_window = 5});
  pairs.next(Codes{8, 9}, random);
  for (const int label : pairs.labels()) CHECK((label == 8 || label == 9));
}

TEST_CASE("pairs that the window does not hold are refused") {
  CHECK_THROWS_WITH(SkipGram({.batch_size = 9, .num_skips = 3, .skip_window = 1}),
                    doctest::Contains("num_skips is 3, it must be from 1 to 2"));
  CHECK_THROWS_WITH(SkipGram({.batch_size = 9, .num_skips = 2, .skip_window = 1}),
                    doctest::Contains("multiple of num_skips, 2"));
}
