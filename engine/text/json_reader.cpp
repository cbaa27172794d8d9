#include "engine/text/json_reader.h"

#include <algorithm>
#include <stdexcept>

#include "engine/text/scan.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

// The value of a hexadecimal digit, 16 for any other character.
std::uint32_t hexadecimal(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = c | 0x20;
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 16;
}

}  // namespace

std::string JsonReader::string() {
  expect('"');
  std::string string;
  while (!take('"')) {
    if (at_ == text_.size()) fail_here("the end of a string");
    if (take('\\')) {
      append_escape(string);
      continue;
    }
    const std::size_t size = symbol_size(text_.substr(at_));
    if (size == 0) fail_here("UTF-8");
    if (static_cast<unsigned char>(text_[at_]) < 0x20) fail_here("no control character");
    string += text_.substr(at_, size);
    at_ += size;
  }
  return string;
}

std::uint64_t JsonReader::integer() {
  constexpr std::uint64_t most = std::uint64_t{1} << 53;
  skip_space();
  if (at_ == text_.size() || !is_digit(text_[at_])) fail_here("a whole number");
  const bool leads_with_zero = text_[at_] == '0';
  const std::size_t first = at_;
  std::uint64_t value = 0;
  for (; at_ < text_.size() && is_digit(text_[at_]); ++at_) {
    value = value * 10 + (text_[at_] - '0');
    if (value > most) fail_here("a number up to 2^53");
  }
  if (leads_with_zero && at_ - first > 1) fail_here("a number without leading zeros");
  return value;
}

void JsonReader::end() {
  skip_space();
  if (at_ < text_.size()) fail_here("nothing");
}

bool JsonReader::open(char bracket, char closing) {
  expect(bracket);
  skip_space();
  return !take(closing);
}

// Without recursion, however deep the value is; what is within it need not be JSON.
void JsonReader::skip() {
  constexpr std::string_view opening = "[{", closing = "]}", signs = "[]{},:";
  std::size_t depth = 0;
  do {
    skip_space();
    const char c = at_ < text_.size() ? text_[at_] : '\0';
    if (c == '"') {
      string();
      continue;
    }
    if (opening.find(c) != opening.npos) ++depth;
    if (closing.find(c) != closing.npos && depth-- == 0) fail_here("a value");
    const bool is_sign = signs.find(c) != signs.npos;
    const std::size_t end = is_sign ? at_ + 1 : text_.find_first_of("\",:[]{} \t\n\r", at_);
    if (c == '\0' || end == at_) fail_here("a value");
    at_ = std::min(end, text_.size());
  } while (depth > 0);
}

bool JsonReader::next(char closing) {
  skip_space();
  if (take(closing)) return false;
  expect(',');
  return true;
}

void JsonReader::expect(char c) {
  skip_space();
  if (!take(c)) fail_here(std::string_view(&c, 1));
}

bool JsonReader::take(char c) {
  if (at_ == text_.size() || text_[at_] != c) return false;
  ++at_;
  return true;
}

void JsonReader::skip_space() {
  while (at_ < text_.size() && std::string_view(" \t\n\r").find(text_[at_]) != text_.npos) ++at_;
}

void JsonReader::append_escape(std::string& string) {
  constexpr std::string_view names = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
  if (take('u')) return append_utf8(string, code_point());
  const std::size_t found = at_ == text_.size() ? names.npos : names.find(text_[at_]);
  if (found == names.npos) fail_here("an escape");
  string += meanings[found];
  ++at_;
}

std::uint32_t JsonReader::code_point() {
  const std::uint32_t first = code_unit();
  if (first < 0xD800 || first > 0xDFFF) return first;
  if (first > 0xDBFF || !take('\\') || !take('u')) fail_here("a pair of surrogates");
  const std::uint32_t second = code_unit();
  if (second < 0xDC00 || second > 0xDFFF) fail_here("a pair of surrogates");
  return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
}

std::uint32_t JsonReader::code_unit() {
  std::uint32_t unit = 0;
  for (int i = 0; i < 4; ++i, ++at_) {
    const std::uint32_t digit = at_ < text_.size() ? hexadecimal(text_[at_]) : 16;
    if (digit == 16) fail_here("four hexadecimal digits");
    unit = unit << 4 | digit;
  }
  return unit;
}

void JsonReader::fail_here(std::string_view expected) const {
  throw std::invalid_argument("[json] at byte " + std::to_string(at_) + " there must be " +
                              std::string(expected));
}

}  // namespace unfold
