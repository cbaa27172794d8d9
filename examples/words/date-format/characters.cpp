#include "examples/words/date-format/characters.h"

#include <algorithm>

#include "engine/text/utf8.h"

namespace unfold {

Characters::Characters(std::string_view text) : symbols_(symbols(text)) {
  int id = first_own_symbol;
  for (const std::string& symbol : symbols_) ids_.emplace(symbol, id++);
}

std::vector<int> Characters::encode(std::string_view text) const {
  std::vector<int> ids;
  for (const std::string& symbol : symbols(text)) {
    const auto found = ids_.find(symbol);
    ids.push_back(found == ids_.end() ? unknown_symbol : found->second);
  }
  return ids;
}

std::vector<std::string> Characters::each(std::span<const int> ids) const {
  std::vector<std::string> each;
  for (const int id : ids)
    each.push_back(id < first_own_symbol ? "�" : symbols_[id - first_own_symbol]);
  return each;
}

std::string Characters::spelled(std::span<const int> ids) const {
  std::string text;
  for (const std::string& symbol : each(ids)) text += symbol;
  return text;
}

std::vector<std::string> Characters::unknown(std::string_view text) const {
  std::vector<std::string> unknown;
  for (const std::string& symbol : symbols(text)) {
    const bool is_new = std::find(unknown.begin(), unknown.end(), symbol) == unknown.end();
    if (is_new && ids_.count(symbol) == 0) unknown.push_back(symbol);
  }
  return unknown;
}

}  // namespace unfold
