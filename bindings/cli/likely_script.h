// likely_script: how likely it is that a text is written in a script, told by its letters.
#pragma once

#include <string_view>

namespace unfold {

enum class Script {
  korean,
  simplified,
  traditional,
  japanese,
  cyrillic,
  greek,
  hebrew,
  western,
  turkish,
  central
};

// From about -1 to 1: the mean over all that is not ASCII; 0 where there is none.
double likelihood(Script script, std::string_view text);

// How much of the text is ASCII that is written and letters of these scripts, and how much ASCII.
struct Shares {
  double common, ascii;
};
Shares shares_of_common(std::string_view text);

}  // namespace unfold
