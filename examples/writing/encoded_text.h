// EncodedText: a text as positions in its own alphabet.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace unfold {

struct EncodedText {
  std::vector<std::string> alphabet;  // in order of first appearance
  std::vector<int> positions;         // of each symbol of the text

  int alphabet_size() const { return static_cast<int>(alphabet.size()); }
  // Appends the symbols at these positions.
  void spell(std::span<const int> some, std::string& text) const {
    for (const int position : some) text += alphabet[position];
  }
  std::string spelled(std::span<const int> some) const {
    std::string text;
    spell(some, text);
    return text;
  }
};

// Refuses a text of one symbol alone, as the input of that name.
EncodedText encode(const std::string& input, std::string_view text);

}  // namespace unfold
