// Grammar: everyday sentences with the same meaning in English, French, Korean and Chinese.
//
// A sentence is a list of words. French ones are cut behind an apostrophe ("l' eau"), Korean ones
// before a particle, which is marked ("사과 +를"), Chinese ones between words; joined() (words.h)
// writes them as they are read.
#pragma once

#include <string>
#include <vector>

#include "engine/random/numpy.h"

namespace unfold {

enum class Language { french, korean, chinese };

using Sentence = std::vector<std::string>;

enum class Mood { statement, negation, question };
enum class Determiner { none, a, the, this_one, my, two, three };

// What a sentence says, by positions in the tables of the lexicon.
struct Meaning {
  static constexpr int nothing = -1;

  int subject;  // a person
  int verb;
  int object;  // a person, or a thing after them
  Determiner determiner = Determiner::none;
  int adjective = nothing;
  int place = nothing, time = nothing;
  Mood mood = Mood::statement;
};

// Any of a hundred thousand meanings.
Meaning draw_meaning(RandomState& random);
// Whether its subject, verb and object are kept apart for tests: these three never meet in
// training, but each of them meets all the others there in other company.
bool is_held_out(const Meaning& meaning);

Sentence in_english(const Meaning& meaning);
Sentence in_french(const Meaning& meaning);
Sentence in_korean(const Meaning& meaning);
Sentence in_chinese(const Meaning& meaning);
Sentence in(Language language, const Meaning& meaning);

}  // namespace unfold
