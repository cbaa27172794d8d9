#include "examples/writing/char-rnn/corpus.h"

#include <algorithm>

#include "engine/kernels/elementary.h"
#include "engine/lab/refusal.h"
#include "engine/text/utf8.h"
#include "examples/shared/refusals.h"
#include "examples/writing/char-rnn/refusals.h"
#include "examples/writing/refusals.h"

namespace unfold {
namespace {

constexpr int code_points = 0x110000;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF", unknown_symbol = "\uFFFD";

int code_point(std::string_view symbol) {
  const auto lead = static_cast<unsigned char>(symbol[0]);
  if (symbol.size() == 1) return lead;
  int code = lead & (0x7F >> symbol.size());
  for (const char byte : symbol.substr(1)) code = code << 6 | (byte & 0x3F);
  return code;
}

std::string spelled(int code) {
  const auto tail = [&](int shift) { return static_cast<char>(0x80 | (code >> shift & 0x3F)); };
  if (code < 0x80) return {static_cast<char>(code)};
  if (code < 0x800) return {static_cast<char>(0xC0 | code >> 6), tail(0)};
  if (code < 0x10000) return {static_cast<char>(0xE0 | code >> 12), tail(6), tail(0)};
  return {static_cast<char>(0xF0 | code >> 18), tail(12), tail(6), tail(0)};
}

// Calls visit(code point) for each symbol, with "\n" for every end of line.
template <typename Visit>
void for_symbols(const std::string& input, std::string_view text, Visit visit) {
  std::size_t at = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  while (at < text.size()) {
    const bool ascii = static_cast<unsigned char>(text[at]) < 0x80;
    const std::size_t size = ascii ? 1 : symbol_size(text.substr(at));
    if (size == 0) {
      refuse<file_refusals>(input, "file-not-utf8", {{"byte", std::to_string(at + 1)}});
    }
    if (text[at] != '\r') {
      visit(code_point(text.substr(at, size)));
    } else if (!text.substr(at + 1).starts_with('\n')) {
      visit('\n');
    }
    at += size;
  }
}

// The code points that occur, the most frequent first.
std::vector<int> by_frequency(const std::vector<int>& counts) {
  std::vector<int> codes;
  for (int code = 0; code < code_points; ++code) {
    if (counts[code] > 0) codes.push_back(code);
  }
  std::stable_sort(codes.begin(), codes.end(), [&](int a, int b) { return counts[a] > counts[b]; });
  return codes;
}

}  // namespace

Corpus::Corpus(const std::string& input, std::string_view text, int kinds) {
  std::vector<int> counts(code_points);
  std::size_t length = 0;
  for_symbols(input, text, [&](int code) { ++counts[code], ++length; });
  std::vector<int> codes = by_frequency(counts);
  if (codes.size() < 2) refuse<text_refusals>(input, "one-symbol-only");

  has_unknown_ = static_cast<int>(codes.size()) > kinds;
  if (has_unknown_) codes.resize(kinds - 1);
  std::vector<Token> token_of(code_points, static_cast<Token>(codes.size()));
  for (const int code : codes) {
    token_of[code] = static_cast<Token>(symbols_.size());
    symbols_.push_back(unfold::spelled(code));
  }
  tokens_.reserve(length);
  for_symbols(input, text, [&](int code) { tokens_.push_back(token_of[code]); });
}

int Corpus::start() const {
  const auto line_end = std::find(symbols_.begin(), symbols_.end(), "\n");
  return line_end == symbols_.end() ? 0 : static_cast<int>(line_end - symbols_.begin());
}

double Corpus::entropy() const {
  std::vector<int> counts(alphabet_size());
  for (const Token token : tokens_) ++counts[token];
  const auto total = static_cast<double>(tokens_.size());
  double sum = 0;
  for (const int count : counts) sum += count * (elementary::log(total) - elementary::log(count));
  return sum / total;
}

std::string Corpus::spelled(std::span<const int> tokens) const {
  std::string text;
  for (const int token : tokens) text += token < known() ? symbols_[token] : unknown_symbol;
  return text;
}

std::vector<int> Corpus::encode(const std::string& input, std::string_view text) const {
  std::vector<int> tokens;
  for_symbols(input, text, [&](int code) {
    const std::string symbol = unfold::spelled(code);
    const auto found = std::find(symbols_.begin(), symbols_.end(), symbol);
    if (found == symbols_.end()) {
      refuse<char_rnn_refusals>(input, "symbol-not-in-text", {{"symbol", symbol}});
    }
    tokens.push_back(static_cast<int>(found - symbols_.begin()));
  });
  return tokens;
}

}  // namespace unfold
