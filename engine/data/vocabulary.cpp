#include "engine/data/vocabulary.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <unordered_map>

#include "engine/text/utf8.h"

namespace unfold {
namespace {

bool is_ascii_digit(std::uint32_t code) { return code >= '0' && code <= '9'; }
bool is_ascii_letter(std::uint32_t code) { return (code | 0x20) >= 'a' && (code | 0x20) <= 'z'; }

// Signs and spaces among the code points from U+0080 on; all others count as letters.
bool is_sign(std::uint32_t code) {
  struct Range {
    std::uint32_t first, last;
  };
  constexpr Range signs[] = {
      {0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB9},      {0xBB, 0xBF},     {0xD7, 0xD7},
      {0xF7, 0xF7},     {0x2000, 0x206F}, {0x20A0, 0x20CF},  {0x2190, 0x2BFF}, {0x2E00, 0x2E7F},
      {0x3000, 0x3004}, {0x3007, 0x3030}, {0x30FB, 0x30FB},  {0xE000, 0xF8FF}, {0xFE10, 0xFE1F},
      {0xFE30, 0xFE6F}, {0xFEFF, 0xFEFF}, {0xFF01, 0xFF0F},  {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40},
      {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF}, {0x1F000, 0x1FAFF}};
  return std::any_of(std::begin(signs), std::end(signs),
                     [&](Range sign) { return code >= sign.first && code <= sign.last; });
}

bool is_letter_or_digit(std::uint32_t code) {
  if (code < 0x80) return is_ascii_digit(code) || is_ascii_letter(code);
  return !is_sign(code);
}

// Chinese characters and Japanese syllables.
bool is_written_without_spaces(std::uint32_t code) {
  return (code >= 0x3005 && code <= 0x3007) || (code >= 0x3041 && code <= 0x30FA) ||
         (code >= 0x30FC && code <= 0x30FF) || (code >= 0x3400 && code <= 0x9FFF) ||
         (code >= 0xF900 && code <= 0xFAFF) || (code >= 0x20000 && code <= 0x3FFFF);
}

std::uint32_t code_point(std::string_view symbol) {
  const auto lead = static_cast<unsigned char>(symbol[0]);
  if (symbol.size() == 1) return lead;
  std::uint32_t code = lead & (0x7Fu >> symbol.size());
  for (const char byte : symbol.substr(1)) code = code << 6 | (static_cast<unsigned>(byte) & 0x3F);
  return code;
}

}  // namespace

struct WordReader::Symbol {
  std::uint32_t code = ' ';
  std::size_t size = 1;
};

// A space past the end and for a byte that is not UTF-8.
WordReader::Symbol WordReader::symbol_at(std::size_t at) const {
  if (at >= text_.size()) return {};
  const auto byte = static_cast<unsigned char>(text_[at]);
  if (byte < 0x80) return {byte, 1};
  const std::size_t size = symbol_size(text_.substr(at));
  return size == 0 ? Symbol{} : Symbol{code_point(text_.substr(at, size)), size};
}

// Whether a sign at this place holds what is before it and after it together.
bool WordReader::joins(const Symbol& sign) const {
  constexpr std::uint32_t right_quotation_mark = 0x2019;
  const std::uint32_t next = symbol_at(at_ + sign.size).code;
  switch (sign.code) {
    case '\'':
    case '-':
    case right_quotation_mark: return is_letter_or_digit(next);
    case '.':
    case ',':
    case ':':
      return is_ascii_digit(static_cast<unsigned char>(word_.back())) && is_ascii_digit(next);
    default: return false;
  }
}

bool WordReader::stands_alone(const Symbol& symbol) const {
  return division_ == Division::at_characters && is_written_without_spaces(symbol.code);
}

bool WordReader::next() {
  word_.clear();
  for (; at_ < text_.size();) {
    const Symbol symbol = symbol_at(at_);
    if (stands_alone(symbol)) {
      if (!word_.empty()) return true;
      word_ = text_.substr(at_, symbol.size);
      at_ += symbol.size;
      return true;
    }
    const bool is_part = is_letter_or_digit(symbol.code);
    if (!is_part && !word_.empty() && !joins(symbol)) return true;
    if (is_ascii_letter(symbol.code)) {
      word_ += static_cast<char>(symbol.code | 0x20);
    } else if (is_part) {
      word_ += text_.substr(at_, symbol.size);
    } else if (!word_.empty()) {
      word_ += symbol.code < 0x80 ? static_cast<char>(symbol.code) : '\'';
    }
    at_ += symbol.size;
  }
  return !word_.empty();
}

namespace {

// Words by the order in which they are first seen.
class Counter {
 public:
  int add(const std::string& word) {
    const auto [entry, is_new] = numbers_.try_emplace(word, static_cast<int>(words_.size()));
    if (is_new) {
      words_.push_back(&entry->first);
      counts_.push_back(0);
    }
    ++counts_[entry->second];
    return entry->second;
  }

  int distinct() const { return static_cast<int>(words_.size()); }
  const std::string& word(int number) const { return *words_[number]; }
  int count(int number) const { return counts_[number]; }
  std::vector<int> most_common() const {
    std::vector<int> numbers(words_.size());
    std::iota(numbers.begin(), numbers.end(), 0);
    std::stable_sort(numbers.begin(), numbers.end(),
                     [&](int a, int b) { return counts_[a] > counts_[b]; });
    return numbers;
  }

 private:
  std::unordered_map<std::string, int> numbers_;
  std::vector<const std::string*> words_;
  std::vector<int> counts_;
};

}  // namespace

int Vocabulary::code(std::string_view word) const {
  const auto found = std::find(words.begin(), words.end(), word);
  return found == words.end() ? unknown : static_cast<int>(found - words.begin());
}

EncodedWords encode_words(std::string_view text, int size, Division division) {
  Counter counter;
  EncodedWords encoded;
  std::vector<int>& codes = encoded.codes;
  for (WordReader reader(text, division); reader.next();)
    codes.push_back(counter.add(reader.word()));

  Vocabulary& vocabulary = encoded.vocabulary;
  vocabulary.words = {"UNK"};
  vocabulary.counts = {0};
  std::vector<int> code_of(counter.distinct(), Vocabulary::unknown);
  for (const int number : counter.most_common()) {
    if (vocabulary.size() >= size) {
      vocabulary.counts[Vocabulary::unknown] += counter.count(number);
      continue;
    }
    code_of[number] = vocabulary.size();
    vocabulary.words.push_back(counter.word(number));
    vocabulary.counts.push_back(counter.count(number));
  }
  for (int& code : codes) code = code_of[code];
  encoded.distinct = counter.distinct();
  return encoded;
}

Division natural_division(std::string_view text) {
  constexpr std::size_t enough = 1'000'000;  // bytes
  int characters = 0, letters = 0, spaces = 0;
  bool follows_character = false;
  for (text = text.substr(0, enough); !text.empty();) {
    const std::size_t size = std::max<std::size_t>(1, symbol_size(text));
    const std::uint32_t code = code_point(text.substr(0, size));
    const bool is_character = is_written_without_spaces(code);
    characters += is_character;
    letters += !is_character && is_letter_or_digit(code);
    spaces += follows_character && (code == ' ' || code == 0x3000);
    follows_character = is_character;
    text.remove_prefix(size);
  }
  constexpr int characters_between_spaces = 6;  // words between spaces have fewer
  const bool is_without_spaces = spaces * characters_between_spaces < characters;
  return characters > letters && is_without_spaces ? Division::at_characters : Division::at_spaces;
}

}  // namespace unfold
