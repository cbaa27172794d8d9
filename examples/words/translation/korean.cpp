#include "examples/words/translation/lexicon.h"

namespace unfold {
namespace {

using namespace lexicon;
using enum Determiner;

// Whether the last syllable of a word ends in a consonant. A syllable is a code point from U+AC00,
// 28 endings of each, the first of them none.
bool ends_in_consonant(std::string_view word) {
  const auto byte = [&](std::size_t from_end) {
    return static_cast<unsigned char>(word[word.size() - from_end]);
  };
  const int code = (byte(3) & 0x0F) << 12 | (byte(2) & 0x3F) << 6 | (byte(1) & 0x3F);
  return (code - 0xAC00) % 28 != 0;
}

// The particle in its form after the last word.
void say_particle(Sentence& sentence, Words after_consonant, Words after_vowel) {
  say(sentence, ends_in_consonant(sentence.back()) ? after_consonant : after_vowel);
}

Words korean_determiner(Determiner determiner) {
  switch (determiner) {
    case the: return "그";
    case this_one: return "이";
    case my: return "제";
    default: return "";
  }
}

// How many there are, behind the noun: "사과 두 개".
void say_count(Sentence& sentence, const Meaning& meaning, const Thing& thing) {
  if (meaning.determiner != two && meaning.determiner != three) return;
  say(sentence, meaning.determiner == two ? "두" : "세");
  say(sentence, thing.korean_counter);
}

void say_korean_thing(Sentence& sentence, const Meaning& meaning, const Thing& thing) {
  say(sentence, korean_determiner(meaning.determiner));
  if (meaning.adjective != Meaning::nothing) {
    say(sentence, adjectives()[meaning.adjective].korean);
  }
  say(sentence, thing.korean);
  say_count(sentence, meaning, thing);
}

void say_korean_object(Sentence& sentence, const Meaning& meaning) {
  if (const Person* person = person_of(meaning.object)) {
    say(sentence, person->korean);
  } else {
    say_korean_thing(sentence, meaning, *thing_of(meaning.object));
  }
  const bool is_subject = verbs()[meaning.verb].has_korean_subject;
  say_particle(sentence, is_subject ? "+이" : "+을", is_subject ? "+가" : "+를");
}

// The one spoken to is not named.
void say_topic(Sentence& sentence, const Person& subject) {
  if (subject.korean.empty()) return;
  say(sentence, subject.korean);
  say_particle(sentence, "+은", "+는");
}

}  // namespace

Sentence in_korean(const Meaning& meaning) {
  const Person& subject = persons()[meaning.subject];
  Sentence sentence;
  say_topic(sentence, subject);
  if (meaning.time != Meaning::nothing) say(sentence, times()[meaning.time].korean);
  if (meaning.place != Meaning::nothing) {
    say(sentence, places()[meaning.place].korean);
    say(sentence, "+에서");
  }
  say_korean_object(sentence, meaning);
  const bool is_negated = meaning.mood == Mood::negation;
  say(sentence, verbs()[meaning.verb].korean[2 * is_negated + subject.is_honoured]);
  say(sentence, meaning.mood == Mood::question ? "?" : ".");
  return sentence;
}

}  // namespace unfold
