#include "examples/words/translation/lexicon.h"

namespace unfold {
namespace {

using namespace lexicon;
using enum Determiner;

bool takes_an(Words word) {
  return !word.empty() && std::string_view("aeiou").find(word[0]) != std::string_view::npos;
}

Words english_determiner(Determiner determiner, Words next) {
  switch (determiner) {
    case none: return "";
    case a: return takes_an(next) ? "an" : "a";
    case the: return "the";
    case this_one: return "this";
    case my: return "my";
    case two: return "two";
    case three: break;
  }
  return "three";
}

void say_english_object(Sentence& sentence, const Meaning& meaning) {
  if (const Person* person = person_of(meaning.object))
    return say(sentence, person->english_object);
  const Thing& thing = *thing_of(meaning.object);
  const Words adjective =
      meaning.adjective == Meaning::nothing ? "" : adjectives()[meaning.adjective].english;
  const Words noun = is_plural(thing, meaning.determiner) ? thing.english_plural : thing.english;
  say(sentence, english_determiner(meaning.determiner, adjective.empty() ? noun : adjective));
  say(sentence, adjective);
  say(sentence, noun);
}

}  // namespace

Sentence in_english(const Meaning& meaning) {
  const Person& subject = persons()[meaning.subject];
  const Verb& verb = verbs()[meaning.verb];
  const Adverbial* time = meaning.time == Meaning::nothing ? nullptr : &times()[meaning.time];
  const bool does = subject.is_third_singular && meaning.mood == Mood::statement;

  Sentence sentence;
  const Words helper = subject.is_third_singular ? "does" : "do";
  if (meaning.mood == Mood::question) say(sentence, helper);
  say(sentence, subject.english);
  if (meaning.mood == Mood::negation) {
    say(sentence, helper);
    say(sentence, "not");
  }
  if (time != nullptr && time->is_before_verb) say(sentence, time->english);
  say(sentence, does ? verb.english_third : verb.english);
  say_english_object(sentence, meaning);
  if (meaning.place != Meaning::nothing) say(sentence, places()[meaning.place].english);
  if (time != nullptr && !time->is_before_verb) say(sentence, time->english);
  say(sentence, meaning.mood == Mood::question ? "?" : ".");
  return sentence;
}

}  // namespace unfold
