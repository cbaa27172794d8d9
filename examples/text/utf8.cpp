#include "examples/text/utf8.h"

namespace unfold {
namespace {

// Takes the first symbol, or the first stray byte, off the text.
std::string_view take_symbol(std::string_view& text) {
  const std::size_t size = symbol_size(text);
  const std::string_view symbol = text.substr(0, size ? size : 1);
  text.remove_prefix(symbol.size());
  return symbol;
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

int count_symbols(std::string_view text) {
  int count = 0;
  for (; !text.empty(); ++count) take_symbol(text);
  return count;
}

std::vector<std::string> symbols(std::string_view text) {
  std::vector<std::string> all;
  while (!text.empty()) all.emplace_back(take_symbol(text));
  return all;
}

std::string excerpt(std::string_view text, int most) {
  std::string start;
  for (int i = 0; i < most && !text.empty(); ++i) {
    const bool valid = symbol_size(text) > 0;
    const std::string_view symbol = take_symbol(text);
    start += valid ? symbol : "\uFFFD";
  }
  return text.empty() ? start : start + "…";
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace unfold
