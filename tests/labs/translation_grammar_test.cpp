// The grammar of the sentences that the lab on translation makes, in four languages.
#include <doctest/doctest.h>

#include <array>
#include <set>

#include "examples/words/translation/corpus.h"
#include "examples/words/translation/lexicon.h"
#include "examples/words/translation/vocabulary.h"
#include "examples/words/translation/words.h"
#include "tests/examples.h"

using namespace unfold;

namespace {

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

}  // namespace

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
  for (const Meaning& meaning : many_meanings(examples(200000)))
    sentences.insert(joined(in_english(meaning)));
  for (const Meaning& meaning : many_meanings(20000)) {
    const Sentence all[] = {in_english(meaning), in_french(meaning), in_korean(meaning),
                            in_chinese(meaning)};
    for (int i = 0; i < 4; ++i) words[i].insert(all[i].begin(), all[i].end());
  }
  CHECK(sentences.size() > static_cast<std::size_t>(examples(100000)));
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
