// The lexicon of the grammar: its words in four languages and what goes with what.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "examples/words/translation/grammar.h"

namespace unfold::lexicon {

using Words = std::string_view;  // separated by spaces

enum class FrenchForm { je, il, nous, vous, ils };

// Somebody, as a subject or an object.
struct Person {
  Words english, english_object;
  bool is_third_singular;
  bool is_pronoun;
  Words french, french_object;
  FrenchForm french_form;
  Words korean;
  bool is_honoured;  // its verb ends in -세요 in Korean
  Words chinese;
};

// What a thing is, and so what can be done with it.
enum Group : unsigned {
  food = 1,
  drink = 2,
  reading = 4,
  writing = 8,
  goods = 16,
  animal = 32,
  somebody = 64,  // a person by name or role
  pronoun = 128
};

struct Thing {
  unsigned groups;
  Words english, english_plural;  // no plural: it is not counted
  Words french, french_plural;
  bool is_feminine;
  bool is_gros;  // if big: "gros", not "grand"
  Words korean, korean_counter;
  Words chinese, chinese_measure;
  unsigned adjectives;  // a bit for each
};

struct Adjective {
  Words english;
  // Masculine, feminine, and both in the plural.
  Words french[4];
  bool is_before_noun;  // in French
  Words korean, chinese;
};

struct Verb {
  Words english, english_third;
  Words french[5];  // by FrenchForm
  // Ending in -아요 and in -세요, then both denied.
  Words korean[4];
  bool has_korean_subject;  // what is had is a subject in Korean: 이, not 을
  Words chinese;
  Words chinese_negated;  // in the place of 不 and the verb
  unsigned objects;       // groups
  unsigned determiners;   // a bit for each, for things that are counted
  unsigned places;        // a bit for each
  bool is_habit;          // goes with times
};

struct Adverbial {
  Words english, french, korean, chinese;
  bool is_before_verb = false;  // in English; in French right after it
};

std::span<const Person> persons();
std::span<const Thing> things();
std::span<const Adjective> adjectives();
std::span<const Verb> verbs();
std::span<const Adverbial> places();
std::span<const Adverbial> times();

inline constexpr int first_person = 0, second_person = 1, every_day = 0;

inline constexpr unsigned bit(Determiner determiner) {
  return 1u << static_cast<unsigned>(determiner);
}

// Big things that are not just "grand" in French.
const Adjective& gros();

// What an object is.
const Person* person_of(int object);  // null for a thing
const Thing* thing_of(int object);    // null for a person
int object_count();
unsigned groups_of(int object);
bool is_counted(const Thing& thing);
// More than one, or all of their kind.
bool is_plural(const Thing& thing, Determiner determiner);

// Appends the words of a phrase.
void say(Sentence& sentence, Words words);

}  // namespace unfold::lexicon
