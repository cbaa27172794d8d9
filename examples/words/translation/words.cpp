#include "examples/words/translation/words.h"

#include <algorithm>
#include <utility>

#include "engine/text/utf8.h"

namespace unfold {
namespace {

constexpr std::string_view punctuation[] = {
    ".", ",",  "!",  "?",  ";",  ":",  "\"", "(",  ")",  "[",  "]",  "…",  "«", "»", "“", "”",
    "„", "。", "，", "！", "？", "；", "：", "、", "「", "」", "《", "》", "¿", "¡", "—", "–"};
constexpr std::string_view opening[] = {"(", "[", "«", "“", "„", "「", "《", "¿", "¡"};
// Words stand apart from these.
constexpr std::string_view spaced[] = {"—", "–"};

template <typename Symbols>
bool is_among(const Symbols& all, std::string_view symbol) {
  return std::find(std::begin(all), std::end(all), symbol) != std::end(all);
}

int code_point(std::string_view symbol) {
  const auto lead = static_cast<unsigned char>(symbol[0]);
  if (symbol.size() == 1) return lead;
  int code = lead & (0x7F >> symbol.size());
  for (const char byte : symbol.substr(1)) code = code << 6 | (byte & 0x3F);
  return code;
}

// Chinese characters and Japanese syllables.
bool is_written_without_spaces(std::string_view symbol) {
  const int code = code_point(symbol);
  return (code >= 0x3040 && code <= 0x30FF) || (code >= 0x3400 && code <= 0x9FFF) ||
         (code >= 0x20000 && code <= 0x3FFFF);
}

// Punctuation as wide as a character.
bool is_wide(std::string_view symbol) {
  const int code = code_point(symbol);
  return (code >= 0x3001 && code <= 0x301F) || (code >= 0xFF01 && code <= 0xFF1F);
}

// Capital letters stand a fixed distance before the small ones.
std::string lowered(std::string_view symbol) {
  const int code = code_point(symbol);
  const auto two_bytes = [](int code) {
    return std::string{static_cast<char>(0xC0 | code >> 6),
                       static_cast<char>(0x80 | (code & 0x3F))};
  };
  if (code >= 'A' && code <= 'Z') return {static_cast<char>(code + 32)};
  const bool is_latin = code >= 0xC0 && code <= 0xDE && code != 0xD7;
  const bool is_greek = code >= 0x391 && code <= 0x3A9,
             is_cyrillic = code >= 0x410 && code <= 0x42F;
  if (is_latin || is_greek || is_cyrillic) return two_bytes(code + 32);
  if (code >= 0x400 && code <= 0x40F) return two_bytes(code + 80);
  if (code == 0x152) return two_bytes(0x153);  // Œ
  return std::string(symbol);
}

bool is_space(std::string_view symbol) {
  return symbol == "\u00A0" || symbol == "\u202F" || symbol == "\u3000" ||
         (symbol.size() == 1 && symbol[0] >= 0 && symbol[0] <= ' ');
}

std::string_view last_symbol(std::string_view word) {
  std::size_t start = word.size() - 1;
  while (start > 0 && (word[start] & 0xC0) == 0x80) --start;
  return word.substr(start);
}

bool is_attached(std::string_view before, std::string_view word) {
  const std::string_view end = last_symbol(before);
  const std::string_view start = word.substr(0, std::max<std::size_t>(symbol_size(word), 1));
  const auto is_cjk = [](std::string_view symbol) {
    return is_written_without_spaces(symbol) || is_wide(symbol);
  };
  if (is_among(spaced, word) || is_among(spaced, before)) return false;
  if (is_punctuation(word) && !is_among(opening, word)) return true;
  return is_among(opening, before) || end == "'" || (is_cjk(end) && is_cjk(start));
}

bool is_particle(std::string_view word) { return word.size() > 1 && word[0] == '+'; }

}  // namespace

bool is_punctuation(std::string_view word) { return is_among(punctuation, word); }

Sentence words_of(std::string_view text) {
  const std::vector<std::string> all = symbols(trimmed(text));
  const bool has_spaces = std::any_of(all.begin(), all.end(), is_space);
  Sentence sentence;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) sentence.push_back(std::exchange(word, ""));
  };
  for (const std::string& symbol : all) {
    const bool stands_alone =
        is_punctuation(symbol) || (!has_spaces && is_written_without_spaces(symbol));
    if (stands_alone || is_space(symbol)) end_word();
    if (!is_space(symbol)) word += lowered(symbol);
    if (stands_alone) end_word();
  }
  end_word();
  return sentence;
}

std::string joined(std::span<const std::string> sentence) {
  std::string text;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const std::string& word = sentence[i];
    if (is_particle(word) && i > 0) {
      text += word.substr(1);
      continue;
    }
    if (i > 0 && !is_attached(sentence[i - 1], word)) text += ' ';
    text += word;
  }
  return text;
}

}  // namespace unfold
