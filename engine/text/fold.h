// fold: what is written in several ways, in one of them.
#pragma once

#include <string>
#include <string_view>

namespace unfold {

// Digits, signs and spaces of every width, script and typeface as those of ASCII, without blanks at
// the ends and without marks that cannot be seen. The text itself if it is ASCII, else in `room`.
std::string_view plain(std::string_view text, std::string& room);

// A word without capitals and accents, Latin or Cyrillic.
std::string folded_word(std::string_view word);

}  // namespace unfold
