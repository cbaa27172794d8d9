#include "engine/text/fold.h"

#include <algorithm>
#include <iterator>

#include "engine/text/utf8.h"

namespace unfold {
namespace {

using Text = std::string_view;

struct Same {
  char32_t first, last;
  Text as;
};

constexpr Same signs[] = {
    {0xA0, 0xA0, " "},      {0x2000, 0x200A, " "},  {0x202F, 0x202F, " "}, {0x205F, 0x205F, " "},
    {0x3000, 0x3000, " "},  {0x200B, 0x200F, ""},   {0x202A, 0x202E, ""},  {0x2060, 0x2069, ""},
    {0xFEFF, 0xFEFF, ""},   {0xAD, 0xAD, ""},       {0x2018, 0x2019, "'"}, {0x2B9, 0x2BC, "'"},
    {0xB4, 0xB4, "'"},      {0x2032, 0x2032, "'"},  {0x2010, 0x2015, "-"}, {0x2212, 0x2212, "-"},
    {0xFE63, 0xFE63, "-"},  {0xFFE0, 0xFFE0, "¢"},  {0xFFE1, 0xFFE1, "£"}, {0xFFE5, 0xFFE5, "¥"},
    {0xFFE6, 0xFFE6, "₩"},  {0x66A, 0x66A, "%"},    {0x66B, 0x66B, "."},   {0x66C, 0x66C, ","},
    {0xFF61, 0xFF61, "。"}, {0x2026, 0x2026, "..."}};

constexpr char32_t zeros[] = {0x660, 0x6F0, 0x966, 0x9E6, 0xE50};  // of other scripts

bool is_white(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

Text without_blanks(Text text) {
  while (!text.empty() && is_white(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_white(text.back())) text.remove_suffix(1);
  return text;
}

void append_plain(std::string& room, char32_t code, Text symbol) {
  if (code >= 0xFF01 && code <= 0xFF5E) {
    room += static_cast<char>(code - 0xFF01 + '!');
    return;
  }
  for (const char32_t zero : zeros) {
    if (code < zero || code > zero + 9) continue;
    room += static_cast<char>('0' + (code - zero));
    return;
  }
  const auto* same = std::find_if(std::begin(signs), std::end(signs), [&](const Same& sign) {
    return code >= sign.first && code <= sign.last;
  });
  room += same == std::end(signs) ? symbol : same->as;
}

// Latin letters from U+00C0 on without their accents; "." where there is nothing to say.
constexpr Text latin =
    "aaaaaaaceeeeiiii"
    "dnooooo.ouuuuy.s"
    "aaaaaaaceeeeiiii"
    "dnooooo.ouuuuy.y"
    "aaaaaaccccccccdd"
    "ddeeeeeeeeeegggg"
    "gggghhhhiiiiiiii"
    "ii..jjkk.lllllll"
    "lllnnnnnn...oooo"
    "oo..rrrrrrssssss"
    "ssttttttuuuuuuuu"
    "uuuuwwyyyzzzzzzs";

void append_folded(std::string& word, char32_t code, Text symbol) {
  if (code < 0x80) {
    word += code >= 'A' && code <= 'Z' ? static_cast<char>(code + 32) : static_cast<char>(code);
  } else if (code >= 0xC0 && code < 0xC0 + latin.size() && latin[code - 0xC0] != '.') {
    word += latin[code - 0xC0];
  } else if (code >= 0x218 && code <= 0x21B) {
    word += code < 0x21A ? 's' : 't';
  } else if (code >= 0x410 && code <= 0x42F) {
    append_utf8(word, code + 0x20);
  } else if (code >= 0x400 && code <= 0x40F) {
    append_utf8(word, code == 0x401 ? 0x435 : code + 0x50);
  } else if (code == 0x451) {
    append_utf8(word, 0x435);
  } else {
    word += symbol;
  }
}

template <typename Append>
void for_symbols(Text text, Append append) {
  while (!text.empty()) {
    const Text before = text;
    const char32_t code = take_code(text);
    append(code, before.substr(0, before.size() - text.size()));
  }
}

}  // namespace

Text plain(Text text, std::string& room) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (!std::all_of(text.begin(), text.end(), is_ascii)) {
    room.clear();
    for_symbols(text, [&](char32_t code, Text symbol) { append_plain(room, code, symbol); });
    text = room;
  }
  return without_blanks(text);
}

std::string folded_word(Text word) {
  std::string folded;
  for_symbols(word, [&](char32_t code, Text symbol) { append_folded(folded, code, symbol); });
  return folded;
}

}  // namespace unfold
