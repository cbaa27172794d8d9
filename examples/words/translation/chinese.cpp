#include "examples/words/translation/lexicon.h"

namespace unfold {
namespace {

using namespace lexicon;
using enum Determiner;

Words chinese_determiner(Determiner determiner) {
  switch (determiner) {
    case none: return "";
    case a: return "一";
    case the: return "那";
    case this_one: return "这";
    case my: return "我";
    case two: return "两";
    case three: break;
  }
  return "三";
}

// What is not there is not counted: "没有 猫".
void say_determiner(Sentence& sentence, const Meaning& meaning, const Thing& thing) {
  const Determiner determiner = meaning.determiner;
  if (determiner == none || (determiner == a && meaning.mood == Mood::negation)) return;
  say(sentence, chinese_determiner(determiner));
  say(sentence, determiner == my ? "的" : thing.chinese_measure);
}

void say_chinese_object(Sentence& sentence, const Meaning& meaning) {
  if (const Person* person = person_of(meaning.object)) return say(sentence, person->chinese);
  const Thing& thing = *thing_of(meaning.object);
  say_determiner(sentence, meaning, thing);
  if (meaning.adjective != Meaning::nothing) {
    say(sentence, adjectives()[meaning.adjective].chinese);
  }
  say(sentence, thing.chinese);
}

// "不 经常 在 家 吃": a place and "often" stand between the negation and the verb.
void say_verb(Sentence& sentence, const Meaning& meaning) {
  const Verb& verb = verbs()[meaning.verb];
  const Adverbial* time = meaning.time == Meaning::nothing ? nullptr : &times()[meaning.time];
  const bool is_negated = meaning.mood == Mood::negation;
  const bool has_own = !verb.chinese_negated.empty();
  if (is_negated && !has_own) say(sentence, "不");
  if (time != nullptr && time->is_before_verb) say(sentence, time->chinese);
  if (meaning.place != Meaning::nothing) {
    say(sentence, "在");
    say(sentence, places()[meaning.place].chinese);
  }
  say(sentence, is_negated && has_own ? verb.chinese_negated : verb.chinese);
}

}  // namespace

Sentence in_chinese(const Meaning& meaning) {
  const Adverbial* time = meaning.time == Meaning::nothing ? nullptr : &times()[meaning.time];
  Sentence sentence;
  say(sentence, persons()[meaning.subject].chinese);
  if (time != nullptr && !time->is_before_verb) say(sentence, time->chinese);
  say_verb(sentence, meaning);
  say_chinese_object(sentence, meaning);
  say(sentence, meaning.mood == Mood::question ? "吗 ？" : "。");
  return sentence;
}

}  // namespace unfold
