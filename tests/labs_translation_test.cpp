// The lab on translation: its grammar in four languages, files of pairs, and what it learns.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <set>

#include "examples/data.h"
#include "examples/translation/corpus.h"
#include "examples/translation/lexicon.h"
#include "examples/translation/translation.h"
#include "examples/translation/vocabulary.h"
#include "examples/translation/words.h"
#include "tests/golden.h"
#include "tests/lab_run.h"

using namespace unfold;

namespace {

// ---- Meanings by their English words.

template <typename Items>
int place_of(const Items& items, std::string_view english) {
  if (english.empty()) return Meaning::nothing;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].english == english) return static_cast<int>(i);
  }
  FAIL("no such word: " << std::string(english));
  return Meaning::nothing;
}

int place_of_object(std::string_view english) {
  for (int object = 0; object < lexicon::object_count(); ++object) {
    const auto* person = lexicon::person_of(object);
    const auto* thing = lexicon::thing_of(object);
    if ((person ? person->english_object : thing->english) == english) return object;
  }
  FAIL("no such object: " << std::string(english));
  return 0;
}

struct Said {
  std::string_view subject, verb, object;
  Determiner determiner = Determiner::none;
  std::string_view adjective = "", place = "", time = "";
  Mood mood = Mood::statement;
};

Meaning meaning(const Said& said) {
  return {place_of(lexicon::persons(), said.subject),
          place_of(lexicon::verbs(), said.verb),
          place_of_object(said.object),
          said.determiner,
          place_of(lexicon::adjectives(), said.adjective),
          place_of(lexicon::places(), said.place),
          place_of(lexicon::times(), said.time),
          said.mood};
}

void check(const Said& said, const char* english, const char* french, const char* korean,
           const char* chinese) {
  const Meaning it = meaning(said);
  CHECK(joined(in_english(it)) == english);
  CHECK(joined(in_french(it)) == french);
  CHECK(joined(in_korean(it)) == korean);
  CHECK(joined(in_chinese(it)) == chinese);
}

std::vector<Meaning> many_meanings(int count = 3000) {
  RandomState random(5);
  std::vector<Meaning> all;
  for (int i = 0; i < count; ++i) all.push_back(draw_meaning(random));
  return all;
}

// ---- Own pairs.

ParallelCorpus corpus_of(std::string_view text, int longest = 20) {
  return read_parallel_corpus(text, {1000, 200, longest, 1});
}

std::string refused_pairs(std::string_view text) {
  return refusal([&] { corpus_of(text); });
}

// Letters whose translation is doubled and stands in the opposite order.
const std::string& reversed_letters() {
  static const std::string text = [] {
    std::string lines;
    const auto add = [&](char a, char b, char c) {
      const auto big = [](char letter) { return std::string(2, letter); };
      lines += std::string{a, ' ', b, ' ', c, '\t'} + big(c) + ' ' + big(b) + ' ' + big(a) + ".\n";
    };
    for (char a = 'a'; a <= 'f'; ++a) {
      for (char b = 'a'; b <= 'f'; ++b) {
        for (char c = 'a'; c <= 'f'; ++c) add(a, b, c);
      }
    }
    provide_data("letters.tsv", lines);
    return lines;
  }();
  return text;
}

Inputs letters(const Inputs& more = {}) {
  reversed_letters();
  return with({{"pairs", "letters.tsv"},
               {"embedding", "12"},
               {"units", "24"},
               {"batch", "16"},
               {"learning_rate", "0.02"},
               {"steps", "150"},
               {"test_every", "150"}},
              more);
}

Inputs small(const Inputs& more = {}) {
  return with({{"training_pairs", "300"},
               {"embedding", "8"},
               {"units", "16"},
               {"layers", "1"},
               {"batch", "8"},
               {"test_pairs", "10"},
               {"test_every", "3"},
               {"steps", "4"}},
              more);
}

}  // namespace

// ---- The grammar.

TEST_CASE("word order, articles and endings are those of each language") {
  using enum Determiner;
  using enum Mood;
  check({"i", "read", "book", a, "new", "at school", "every day"},
        "i read a new book at school every day.",
        "je lis un nouveau livre à l'école tous les jours.", "저는 매일 학교에서 새 책을 읽어요.",
        "我每天在学校读一本新书。");
  check({"my sister", "want", "apple", three, "red"}, "my sister wants three red apples.",
        "ma sœur veut trois pommes rouges.", "제 여동생은 빨간 사과 세 개를 원해요.",
        "我妹妹想要三个红苹果。");
  check({"she", "look for", "letter", this_one, "old", "", "often"},
        "she often looks for this old letter.", "elle cherche souvent cette vieille lettre.",
        "그녀는 자주 이 오래된 편지를 찾아요.", "她经常找这封旧信。");
}

TEST_CASE("French agrees, elides and chooses its articles") {
  using enum Determiner;
  using enum Mood;
  const auto french = [](const Said& said) { return joined(in_french(meaning(said))); };
  CHECK(french({"i", "like", "egg", none}) == "j'aime les œufs.");
  CHECK(french({"i", "buy", "orange", the}) == "j'achète l'orange.");
  CHECK(french({"he", "draw", "horse", two, "white"}) == "il dessine deux chevaux blancs.");
  CHECK(french({"she", "drink", "water"}) == "elle boit de l'eau.");
  CHECK(french({"she", "drink", "water", none, "", "", "", negation}) == "elle ne boit pas d'eau.");
  CHECK(french({"we", "like", "coffee", none, "", "", "", negation}) ==
        "nous n'aimons pas le café.");
  CHECK(french({"we", "have", "car", a, "black", "", "", negation}) ==
        "nous n'avons pas de voiture noire.");
  CHECK(french({"they", "sell", "egg", my, "big"}) == "ils vendent mon gros œuf.");
  CHECK(french({"they", "sell", "orange", my}) == "ils vendent mon orange.");
  CHECK(french({"they", "buy", "egg", this_one}) == "ils achètent cet œuf.");
  CHECK(french({"the children", "read", "newspaper", two, "old"}) ==
        "les enfants lisent deux vieux journaux.");
}

TEST_CASE("French pronouns stand before the verb, and questions begin with est-ce que") {
  using enum Mood;
  const auto french = [](const Said& said) { return joined(in_french(meaning(said))); };
  CHECK(french({"my brother", "wait for", "her"}) == "mon frère l'attend.");
  CHECK(french({"i", "help", "them", Determiner::none, "", "", "often", negation}) ==
        "je ne les aide pas souvent.");
  CHECK(french({"he", "know", "me", Determiner::none, "", "", "", negation}) ==
        "il ne me connaît pas.");
  CHECK(french({"she", "help", "me", Determiner::none, "", "", "", question}) ==
        "est-ce qu'elle m'aide?");
  CHECK(french({"you", "wait for", "the children", Determiner::none, "", "in the park", "",
                question}) == "est-ce que vous attendez les enfants au parc?");
}

TEST_CASE("Korean verbs honour mother, teacher and whoever is asked, and deny in their own ways") {
  using enum Determiner;
  using enum Mood;
  const auto korean = [](const Said& said) { return joined(in_korean(meaning(said))); };
  CHECK(korean({"my mother", "eat", "fish", a}) == "우리 어머니는 생선을 드세요.");
  CHECK(korean({"you", "read", "newspaper", this_one, "", "", "in the morning", question}) ==
        "아침에 이 신문을 읽으세요?");
  CHECK(korean({"he", "have", "house", a, "big"}) == "그는 큰 집이 있어요.");
  CHECK(korean({"he", "have", "cat", a, "black", "", "", negation}) ==
        "그는 검은 고양이가 없어요.");
  CHECK(korean({"the teacher", "know", "him", none, "", "", "", negation}) ==
        "선생님은 그를 모르세요.");
  CHECK(korean({"they", "want", "milk", none, "", "", "", negation}) ==
        "그들은 우유를 원하지 않아요.");
}

TEST_CASE("Chinese puts time and place before the verb, counts with measure words, asks with 吗") {
  using enum Determiner;
  using enum Mood;
  const auto chinese = [](const Said& said) { return joined(in_chinese(meaning(said))); };
  CHECK(chinese({"you", "have", "car", two, "new", "", "", question}) == "您有两辆新汽车吗？");
  CHECK(chinese({"i", "have", "cat", a, "white", "", "", negation}) == "我没有白猫。");
  CHECK(chinese({"she", "drink", "tea", none, "", "at home", "in the evening", negation}) ==
        "她晚上不在家喝茶。");
  CHECK(chinese({"the teacher", "help", "us", none, "", "in the library", "often", negation}) ==
        "老师不经常在图书馆帮助我们。");
  CHECK(chinese({"my friend", "sell", "hat", my, "old"}) == "我朋友卖我的旧帽子。");
}

TEST_CASE("a Korean particle has the form for the sound before it") {
  const std::set<std::string> ending_in_consonant = {"달걀",   "생선", "물",     "책",     "통",
                                                     "신문",   "집",   "가방",   "말",     "남동생",
                                                     "여동생", "권",   "아이들", "선생님", "그들"};
  const std::set<std::string> after_consonant = {"+은", "+이", "+을"},
                              after_vowel = {"+는", "+가", "+를"};
  int seen = 0;
  for (const Meaning& meaning : many_meanings()) {
    const Sentence sentence = in_korean(meaning);
    for (std::size_t i = 1; i < sentence.size(); ++i) {
      const bool first = after_consonant.count(sentence[i]) > 0;
      if (!first && after_vowel.count(sentence[i]) == 0) continue;
      ++seen;
      CHECK_MESSAGE(first == (ending_in_consonant.count(sentence[i - 1]) > 0), joined(sentence));
    }
  }
  CHECK(seen > 3000);
}

TEST_CASE("no French word stands unelided before a vowel, and nobody acts upon himself") {
  const std::set<std::string> elided = {"je", "me", "ne", "le", "la", "de", "que", "ce", "ma"};
  for (const Meaning& meaning : many_meanings()) {
    const Sentence sentence = in_french(meaning);
    for (std::size_t i = 0; i + 1 < sentence.size(); ++i) {
      const bool before_vowel =
          std::string_view("aeiou").find(sentence[i + 1][0]) != std::string_view::npos ||
          sentence[i + 1].starts_with("é") || sentence[i + 1].starts_with("œ");
      CHECK_MESSAGE((!before_vowel || elided.count(sentence[i]) == 0), joined(sentence));
    }
    CHECK(meaning.subject != meaning.object);
  }
}

TEST_CASE("each language has between 80 and 250 words, and there are over 100,000 sentences") {
  std::set<std::string> words[4], sentences;
  for (const Meaning& meaning : many_meanings(200000))
    sentences.insert(joined(in_english(meaning)));
  for (const Meaning& meaning : many_meanings(20000)) {
    const Sentence all[] = {in_english(meaning), in_french(meaning), in_korean(meaning),
                            in_chinese(meaning)};
    for (int i = 0; i < 4; ++i) words[i].insert(all[i].begin(), all[i].end());
  }
  CHECK(sentences.size() > 100000);
  for (const auto& of_language : words) {
    CHECK(of_language.size() > 80);
    CHECK(of_language.size() < 250);
  }
}

// ---- Held out.

TEST_CASE("no subject, verb and object of a held-out sentence meet in training") {
  std::set<std::array<int, 3>> held_out, trained;
  for (const Meaning& meaning : many_meanings(20000)) {
    (is_held_out(meaning) ? held_out : trained)
        .insert({meaning.subject, meaning.verb, meaning.object});
  }
  for (const auto& three : held_out) CHECK(trained.count(three) == 0);
  CHECK(held_out.size() > 200);
}

TEST_CASE("held-out sentences are not learnt from, all are different, all words are known") {
  const ParallelCorpus corpus = generate_parallel_corpus(Language::french, {2000, 100, 20, 777});
  const std::set<Sentence> training(corpus.training.sources.begin(), corpus.training.sources.end());
  const std::set<Sentence> held_out(corpus.held_out.sources.begin(), corpus.held_out.sources.end());
  CHECK(training.size() == 2000);
  CHECK(held_out.size() == 100);
  const SentenceVocabulary words(corpus.training.sources, 5000);
  for (const Sentence& sentence : held_out) {
    CHECK(training.count(sentence) == 0);
    for (const std::string& word : sentence) CHECK(words.knows(word));
  }
}

TEST_CASE("a seed draws the same sentences in each language, another seed draws others") {
  const auto drawn = [](Language language, std::uint32_t seed) {
    return generate_parallel_corpus(language, {300, 50, 20, seed}).training.sources;
  };
  CHECK(drawn(Language::french, 1) == drawn(Language::korean, 1));
  CHECK(drawn(Language::french, 1) != drawn(Language::french, 2));
}

// ---- Words.

TEST_CASE("sentences are cut into words in lower case, with punctuation apart") {
  CHECK(words_of("Élle n'a PAS, «Œuf»?") ==
        Sentence{"élle", "n'a", "pas", ",", "«", "œuf", "»", "?"});
  CHECK(words_of("  나는 눈이 좋아요. ") == Sentence{"나는", "눈이", "좋아요", "."});
  CHECK(words_of("我喜欢茶。") == Sentence{"我", "喜", "欢", "茶", "。"});
  CHECK(words_of("我 喜欢 茶。") == Sentence{"我", "喜欢", "茶", "。"});
  CHECK(words_of(" \t ").empty());
}

TEST_CASE("words are joined as each language is written") {
  const auto join = [](const Sentence& words) { return joined(words); };
  CHECK(join({"est-ce", "qu'", "elle", "boit", "de", "l'", "eau", "?"}) ==
        "est-ce qu'elle boit de l'eau?");
  CHECK(join({"사과", "두", "개", "+를", "먹어요", "."}) == "사과 두 개를 먹어요.");
  CHECK(join({"我", "喜欢", "茶", "。"}) == "我喜欢茶。");
  CHECK(join({"«", "oui", "»", "(", "a", ")"}) == "«oui» (a)");
}

TEST_CASE("a vocabulary holds the most frequent words; others are unknown") {
  const std::vector<Sentence> sentences = {{"b", "a", "b"}, {"c", "b", "a"}};
  const SentenceVocabulary words(sentences, 2);
  CHECK(words.size() == 6);
  CHECK(words.ids({"b", "a", "c"}) == std::vector<int>{4, 5, unknown_symbol});
  CHECK(words.sentence(std::vector<int>{5, 4}) == Sentence{"a", "b"});
  CHECK(std::vector<int>(words.counts().begin(), words.counts().end()) == std::vector<int>{3, 2});
}

// ---- Files of pairs.

TEST_CASE("pairs are read with any line ends, a mark at the start and a third column") {
  std::string lines = "\xEF\xBB\xBF";
  for (char letter = 'a'; letter < 'a' + 20; ++letter) {
    lines += std::string{letter} + ".\tB " + letter + "\tby somebody\r\n\r\n";
  }
  const ParallelCorpus corpus = corpus_of(lines);
  CHECK(corpus.held_out.count() == 2);
  CHECK(corpus.training.count() == 18);
  for (int i = 0; i < 18; ++i) {
    CHECK(corpus.training.sources[i][1] == ".");
    CHECK(corpus.training.targets[i] == Sentence{"b", corpus.training.sources[i][0]});
  }
}

TEST_CASE("a sentence that is held out is not learnt with another translation either") {
  std::string lines;
  for (int i = 0; i < 60; ++i)
    lines += "word" + std::to_string(i % 20) + "\tx" + std::to_string(i) + "\n";
  const ParallelCorpus corpus = corpus_of(lines);
  CHECK(corpus.held_out.count() == 2);
  CHECK(corpus.training.count() == 54);
}

TEST_CASE("what is wrong with a file of pairs is said with its line") {
  CHECK(refused_pairs("a\tb\n\nonly one\n") == "pairs pairs-one-column");
  try {
    corpus_of("a\tb\n\nonly one\n");
  } catch (const Refusal& refused) {
    CHECK(refused.values().at("line") == "3");
  }
  CHECK(refused_pairs("a\tb\nc\t \n") == "pairs pairs-empty-side");
  CHECK(refused_pairs("\tb\n") == "pairs pairs-empty-side");
  CHECK(refused_pairs("") == "pairs pairs-too-few");
  CHECK(refused_pairs("a\tb\n") == "pairs pairs-too-few");
  CHECK(refused_pairs("a\tb\xFF\n") == "pairs file-not-utf8");
}

TEST_CASE("pairs with a long side are left out and counted") {
  std::string lines = "one two three\tx\nx\tone two three\n";
  for (char letter = 'a'; letter < 'a' + 10; ++letter) lines += std::string{letter} + "\tb\n";
  const ParallelCorpus corpus = corpus_of(lines, 2);
  CHECK(corpus.left_out == 2);
  CHECK(corpus.training.count() + corpus.held_out.count() == 10);
}

TEST_CASE("three thousand pairs of Tatoeba are read, learnt from and translated") {
  std::ifstream file("../shared/data/kor.txt");
  if (!file) {
    MESSAGE("skipped: ../shared/data/kor.txt is not here");
    return;
  }
  provide_data("kor.txt", std::string(std::istreambuf_iterator<char>(file), {}));
  Session session =
      run("translation", "",
          {{"pairs", "kor.txt"}, {"units", "16"}, {"steps", "2"}, {"test_pairs", "4"}});
  session.look();
  const auto& rows = table(session.report(), "corpus").rows;
  CHECK(rows[0][0] == "3788");
  CHECK(curve(session, "loss").y.size() == 2);
  const Report answer = session.ask({{"sentence", "Tom is happy."}});
  CHECK(!matrix(answer, "attention").empty());
}

// ---- Learning.

TEST_CASE("letters in the opposite order are learnt, and held-out ones are right") {
  const Session session = run("translation", "", letters());
  CHECK(last(session, "exact_match") > 0.9);
  CHECK(last(session, "bleu") > 90);
  CHECK(last(session, "loss") < 0.1);
  CHECK(line(session.report(), "by_length", "exact_match") ==
        std::vector<float>{last(session, "exact_match")});
}

TEST_CASE("a sampled softmax learns them too") {
  CHECK(last(run("translation", "", letters({{"sampled", "6"}, {"steps", "300"}})), "exact_match") >
        0.9);
}

TEST_CASE("attention looks at the opposite end of letters in the opposite order") {
  Session session = run("translation", "", letters());
  const Report answer = session.ask({{"sentence", "A b F"}});
  CHECK(text(answer, "translation").value == "ff bb aa.");
  const Tensor& attention = matrix(answer, "attention");
  REQUIRE(attention.shape() == Shape{4, 3});
  for (int row = 0; row < 4; ++row) {
    const float* weights = attention.data() + 3 * row;
    CHECK(weights[0] + weights[1] + weights[2] == doctest::Approx(1));
  }
  CHECK(answer.matrices()[0].labels.ticks ==
        std::vector<Sentence>{{"ff", "bb", "aa", "."}, {"a", "b", "f"}});
}

TEST_CASE("candidates come the likeliest first, and a wider beam has more of them") {
  Session session = run("translation", "", letters({{"steps", "40"}}));
  const auto rows = [&](const char* beam) {
    return table(session.ask({{"sentence", "a b c"}, {"beam", beam}}), "candidates").rows;
  };
  CHECK(rows("1").size() == 1);
  const auto four = rows("4");
  REQUIRE(four.size() == 4);
  for (int i = 1; i < 4; ++i) CHECK(std::stod(four[i - 1][2]) >= std::stod(four[i][2]));
}

TEST_CASE("without attention no map is drawn") {
  for (const char* attention : {"true", "false"}) {
    const Session session = run("translation", "", small({{"attention", attention}}));
    CHECK(session.report().matrices().empty() == (std::string(attention) == "false"));
    CHECK(table(session.report(), "translations").rows.size() == 10);
  }
}

TEST_CASE("what cannot be translated is refused with what to do") {
  Session session = run("translation", "", small());
  const auto asked = [&](const std::string& sentence) {
    return refusal([&] { session.ask({{"sentence", sentence}}); });
  };
  CHECK(asked("She reads this book.").empty());
  CHECK(asked("She readz this book.") == "sentence unknown-word");
  CHECK(asked("   ") == "sentence no-words");
  CHECK(asked("") == "sentence too-short");
  CHECK(asked("a a a a a a a a a a a a a a a a a a a a a") == "sentence too-many-words");
  try {
    session.ask({{"sentence", "readz"}});
  } catch (const Refusal& refused) {
    CHECK(refused.values().at("word") == "readz");
    CHECK(refused.values().at("nearest") == "read");
  }
}

TEST_CASE("tests are made in parts, of which the step counter knows nothing") {
  Session session("translation", "", small({{"test_pairs", "2000"}, {"steps", "2"}}));
  session.advance();
  CHECK(session.is_within_step());
  CHECK(session.steps_done() == 0);
  while (session.is_within_step()) session.advance();
  CHECK(session.steps_done() == 1);
  CHECK(curve(session, "exact_match").y.size() == 1);
}

TEST_CASE("a saved run with sampled candidates goes on bit for bit, within a test too") {
  const Inputs inputs = letters({{"sampled", "6"}, {"steps", "12"}, {"test_every", "5"}});
  for (const int calls : {1, 5, 7}) {
    Session whole("translation", "", inputs), first("translation", "", inputs);
    for (int i = 0; i < calls; ++i) first.advance();
    Session second = Session::load(first.save());
    finish(whole);
    finish(second);
    CHECK(second.fingerprint() == whole.fingerprint());
  }
}

TEST_CASE("the words that are read have vectors, the most frequent first") {
  const Translation lab([] {
    Translation::Inputs inputs;
    inputs.training_pairs = 300;
    return inputs;
  }());
  const std::vector<Embedding> tables = lab.embeddings();
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].vectors.shape() == Shape{static_cast<int>(tables[0].words.size()), 32});
  CHECK(tables[0].counts.size() == tables[0].words.size());
  CHECK(std::is_sorted(tables[0].counts.rbegin(), tables[0].counts.rend()));
}

TEST_CASE("as published, three layers of 200 units read words of 150 numbers") {
  Session session("translation", "as-published", {{"training_pairs", "300"}});
  const auto values = session.form().print();
  CHECK(values.at("layers") == "3");
  CHECK(values.at("units") == "200");
  CHECK(values.at("embedding") == "150");
  CHECK(values.at("vocabulary") == "20000");
  CHECK(values.at("learning_rate") == "0.01");
  CHECK(session.published().empty());
}

TEST_CASE("translation prints its golden transcript") { check_golden("translation", small()); }
