// Corpus: a long text as one small number for each symbol.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace unfold {

class Corpus {
 public:
  using Token = std::uint16_t;
  static constexpr int most_kinds = 2000;

  // UTF-8, with or without a byte order mark; every end of line becomes "\n". Of more than `kinds`
  // different symbols the rarest share one token, the last. Refuses bytes that are not UTF-8 and a
  // text of one symbol alone, as the input of that name.
  Corpus(const std::string& input, std::string_view text, int kinds);

  // An alphabet without a text.
  Corpus(std::vector<std::string> symbols, bool has_unknown)
      : symbols_(std::move(symbols)), has_unknown_(has_unknown) {}

  std::span<const Token> tokens() const { return tokens_; }
  std::span<const std::string> symbols() const { return symbols_; }  // the most frequent first
  // Tokens that stand for one symbol each; the alphabet of the network may have one more.
  int known() const { return static_cast<int>(symbols_.size()); }
  int alphabet_size() const { return known() + (has_unknown_ ? 1 : 0); }
  // With what a text begins: the end of a line before it, or else the most frequent symbol.
  int start() const;
  // The entropy of the symbols' frequencies: the loss of who knows these alone.
  double entropy() const;

  std::string spelled(std::span<const int> tokens) const;
  // Refuses a symbol that has no token of its own, as the input of that name.
  std::vector<int> encode(const std::string& input, std::string_view text) const;

 private:
  std::vector<std::string> symbols_;
  bool has_unknown_ = false;
  std::vector<Token> tokens_;
};

}  // namespace unfold
