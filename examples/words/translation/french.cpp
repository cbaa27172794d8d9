#include <algorithm>

#include "examples/words/translation/lexicon.h"

namespace unfold {
namespace {

using namespace lexicon;
using enum Determiner;

bool begins_with_vowel(std::string_view word) {
  constexpr std::string_view vowels[] = {"a", "e", "i", "o", "u", "é", "œ"};
  return std::any_of(std::begin(vowels), std::end(vowels),
                     [&](std::string_view vowel) { return word.starts_with(vowel); });
}

// How a word changes before a vowel; itself if it does not.
std::string_view before_vowel(std::string_view word) {
  constexpr std::string_view changes[][2] = {{"je", "j'"},   {"me", "m'"},  {"ne", "n'"},
                                             {"le", "l'"},   {"la", "l'"},  {"de", "d'"},
                                             {"que", "qu'"}, {"ce", "cet"}, {"ma", "mon"}};
  for (const auto& [from, to] : changes) {
    if (word == from) return to;
  }
  return word;
}

void elide(Sentence& sentence) {
  for (std::size_t i = 0; i + 1 < sentence.size(); ++i) {
    if (begins_with_vowel(sentence[i + 1])) sentence[i] = std::string(before_vowel(sentence[i]));
  }
}

struct Agreement {
  bool is_feminine, is_plural;

  Words operator()(Words masculine, Words feminine, Words plural) const {
    if (is_plural) return plural;
    return is_feminine ? feminine : masculine;
  }
  Words operator()(const Adjective& adjective) const {
    return adjective.french[2 * is_plural + is_feminine];
  }
};

// The article where English has none: some of it, or all of their kind.
Words bare_article(const Meaning& meaning, Agreement agree) {
  constexpr unsigned takes_all = bit(none);
  const bool all = (verbs()[meaning.verb].determiners & takes_all) != 0;
  if (all) return agree("le", "la", "les");
  if (meaning.mood == Mood::negation) return "de";
  return agree.is_feminine ? "de la" : "du";
}

Words article(const Meaning& meaning, Agreement agree) {
  switch (meaning.determiner) {
    case none: return bare_article(meaning, agree);
    case a: return meaning.mood == Mood::negation ? "de" : agree("un", "une", "");
    case the: return agree("le", "la", "les");
    case this_one: return agree("ce", "cette", "ces");
    case my: return agree("mon", "ma", "mes");
    case two: return "deux";
    case three: break;
  }
  return "trois";
}

void say_french_thing(Sentence& sentence, const Meaning& meaning, const Thing& thing) {
  const Agreement agree{thing.is_feminine, is_plural(thing, meaning.determiner)};
  const Words noun = agree.is_plural ? thing.french_plural : thing.french;
  say(sentence, article(meaning, agree));
  if (meaning.adjective == Meaning::nothing) return say(sentence, noun);
  const Adjective& listed = adjectives()[meaning.adjective];
  const Adjective& adjective = thing.is_gros && listed.english == gros().english ? gros() : listed;
  say(sentence, adjective.is_before_noun ? agree(adjective) : noun);
  say(sentence, adjective.is_before_noun ? noun : agree(adjective));
}

// The verb with all that stands close to it: "ne l' attend pas souvent".
void say_verb(Sentence& sentence, const Meaning& meaning, Words pronoun) {
  const auto form = static_cast<int>(persons()[meaning.subject].french_form);
  const bool is_negated = meaning.mood == Mood::negation;
  if (is_negated) say(sentence, "ne");
  say(sentence, pronoun);
  say(sentence, verbs()[meaning.verb].french[form]);
  if (is_negated) say(sentence, "pas");
}

}  // namespace

Sentence in_french(const Meaning& meaning) {
  const Person* person = person_of(meaning.object);
  const bool is_pronoun = person != nullptr && person->is_pronoun;
  const Adverbial* time = meaning.time == Meaning::nothing ? nullptr : &times()[meaning.time];

  Sentence sentence;
  if (meaning.mood == Mood::question) say(sentence, "est-ce que");
  say(sentence, persons()[meaning.subject].french);
  say_verb(sentence, meaning, is_pronoun ? person->french_object : "");
  if (time != nullptr && time->is_before_verb) say(sentence, time->french);
  if (person == nullptr) say_french_thing(sentence, meaning, *thing_of(meaning.object));
  if (person != nullptr && !is_pronoun) say(sentence, person->french_object);
  if (meaning.place != Meaning::nothing) say(sentence, places()[meaning.place].french);
  if (time != nullptr && !time->is_before_verb) say(sentence, time->french);
  say(sentence, meaning.mood == Mood::question ? "?" : ".");
  elide(sentence);
  return sentence;
}

}  // namespace unfold
