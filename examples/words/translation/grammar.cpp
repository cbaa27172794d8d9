#include "examples/words/translation/grammar.h"

#include "examples/words/translation/lexicon.h"

namespace unfold {
namespace {

using namespace lexicon;

// One of 0 … count - 1 for which `is_allowed` holds; nothing if it holds for none.
template <typename Test>
int pick(RandomState& random, int count, Test is_allowed) {
  std::vector<int> allowed;
  for (int i = 0; i < count; ++i) {
    if (is_allowed(i)) allowed.push_back(i);
  }
  if (allowed.empty()) return Meaning::nothing;
  return allowed[random.randint(0, static_cast<int>(allowed.size()))];
}

template <typename Items>
int pick_any(RandomState& random, const Items& items) {
  return random.randint(0, static_cast<int>(items.size()));
}

int pick_bit(RandomState& random, unsigned bits) {
  return pick(random, 32, [&](int i) { return (bits >> i & 1) != 0; });
}

// Who speaks is in both.
bool are_first_persons(const Person& a, const Person& b) {
  const auto is_first = [](const Person& person) {
    return person.french_form == FrenchForm::je || person.french_form == FrenchForm::nous;
  };
  return is_first(a) && is_first(b);
}

// Nobody does something to himself.
bool may_meet(int subject, int object) {
  const Person* other = person_of(object);
  return subject != object && (other == nullptr || !are_first_persons(persons()[subject], *other));
}

bool happens(RandomState& random) { return random.randint(0, 2) == 1; }

// One asks others, not oneself; of the one spoken to nothing else is said.
Mood draw_mood(RandomState& random, int subject) {
  constexpr Mood all[] = {Mood::statement, Mood::question, Mood::negation};
  if (subject == second_person) return Mood::question;
  if (subject == first_person) return happens(random) ? Mood::statement : Mood::negation;
  return all[random.randint(0, 3)];
}

Determiner draw_determiner(RandomState& random, const Verb& verb, Mood mood) {
  constexpr unsigned numbers = bit(Determiner::two) | bit(Determiner::three);
  const unsigned out = mood == Mood::negation ? numbers : 0;
  return static_cast<Determiner>(pick_bit(random, verb.determiners & ~out));
}

int draw_time(RandomState& random, Mood mood) {
  return pick(random, static_cast<int>(times().size()),
              [&](int time) { return mood != Mood::negation || time != every_day; });
}

}  // namespace

Meaning draw_meaning(RandomState& random) {
  Meaning meaning;
  meaning.verb = pick_any(random, verbs());
  const Verb& verb = verbs()[meaning.verb];
  meaning.object = pick(random, object_count(), [&](int object) {
    return object != second_person && (groups_of(object) & verb.objects) != 0;
  });
  meaning.subject = pick(random, static_cast<int>(persons().size()),
                         [&](int person) { return may_meet(person, meaning.object); });
  meaning.mood = draw_mood(random, meaning.subject);
  const Thing* thing = thing_of(meaning.object);
  if (thing != nullptr && is_counted(*thing)) {
    meaning.determiner = draw_determiner(random, verb, meaning.mood);
    if (happens(random)) meaning.adjective = pick_bit(random, thing->adjectives);
  }
  if (happens(random)) meaning.place = pick_bit(random, verb.places);
  if (verb.is_habit && happens(random)) meaning.time = draw_time(random, meaning.mood);
  return meaning;
}

bool is_held_out(const Meaning& meaning) {
  constexpr int one_in = 8;
  return (meaning.subject + 3 * meaning.verb + meaning.object) % one_in == 0;
}

Sentence in(Language language, const Meaning& meaning) {
  switch (language) {
    case Language::french: return in_french(meaning);
    case Language::korean: return in_korean(meaning);
    case Language::chinese: break;
  }
  return in_chinese(meaning);
}

}  // namespace unfold
