// Characters: the symbols of one side, by the numbers that a network knows them by.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "examples/words/sentence_pairs.h"

namespace unfold {

class Characters {
 public:
  // Each symbol of the text once, in the order of its numbers.
  explicit Characters(std::string_view text);

  int vocabulary() const { return first_own_symbol + static_cast<int>(symbols_.size()); }
  // A symbol that is not here becomes UNK.
  std::vector<int> encode(std::string_view text) const;
  std::string spelled(std::span<const int> ids) const;
  std::vector<std::string> each(std::span<const int> ids) const;
  // The symbols of a text that are not here, each once.
  std::vector<std::string> unknown(std::string_view text) const;

 private:
  std::vector<std::string> symbols_;
  std::map<std::string, int> ids_;
};

}  // namespace unfold
