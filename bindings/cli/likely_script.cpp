#include "bindings/cli/likely_script.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <vector>

#include "engine/text/utf8.h"

namespace unfold {
namespace {

using Text = std::string_view;
using Codes = std::vector<std::uint32_t>;

// A line for each script: its name, a space, its frequent letters.
constexpr Text table =
#include "bindings/frequent_letters.inc"
    ;
constexpr Text names[] = {"ko",    "zh-hans", "zh-hant", "ja",      "cyrillic",
                          "greek", "hebrew",  "western", "turkish", "central"};

Codes codes_of(Text text) {
  Codes codes;
  while (!text.empty()) {
    const std::size_t size = symbol_size(text);
    const auto lead = static_cast<unsigned char>(text[0]);
    std::uint32_t code = size > 1 ? lead & (0x7Fu >> size) : lead;
    for (std::size_t i = 1; i < size; ++i) {
      code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
    }
    codes.push_back(code);
    text.remove_prefix(std::max<std::size_t>(1, size));
  }
  return codes;
}

Codes frequent_letters(Script script) {
  const Text name = names[static_cast<int>(script)];
  Text rest = table;
  while (!rest.empty()) {
    const Text line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (!line.starts_with(name) || line[name.size()] != ' ') continue;
    Codes codes = codes_of(line.substr(name.size() + 1));
    std::sort(codes.begin(), codes.end());
    return codes;
  }
  return {};
}

bool is_frequent(Script script, std::uint32_t code) {
  static const auto all = [] {
    std::array<Codes, std::size(names)> letters;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      letters[i] = frequent_letters(static_cast<Script>(i));
    }
    return letters;
  }();
  const Codes& letters = all[static_cast<int>(script)];
  return std::binary_search(letters.begin(), letters.end(), code);
}

bool is_between(std::uint32_t code, std::uint32_t first, std::uint32_t last) {
  return code >= first && code <= last;
}

bool is_of(Script script, std::uint32_t code) {
  switch (script) {
    case Script::korean: return is_between(code, 0xAC00, 0xD7A3);
    case Script::simplified:
    case Script::traditional:
    case Script::japanese: return is_between(code, 0x3400, 0x9FFF);
    case Script::cyrillic: return is_between(code, 0x400, 0x45F);
    case Script::greek: return is_between(code, 0x386, 0x3CE);
    case Script::hebrew: return is_between(code, 0x5D0, 0x5EA);
    case Script::western: return is_between(code, 0xC0, 0xFF) || code == 0x152 || code == 0x153;
    case Script::turkish:
    case Script::central: return is_between(code, 0xC0, 0x17F);
  }
  return false;
}

bool is_opening(std::uint32_t code) { return code == 0xA1 || code == 0xBF; }  // ¡ and ¿

// Signs of many scripts.
bool is_neutral(std::uint32_t code) {
  constexpr std::uint32_t signs[] = {0xA0, 0xAB, 0xB0, 0xB7, 0xBB, 0x203B, 0x20AC, 0x2103};
  return std::find(std::begin(signs), std::end(signs), code) != std::end(signs) ||
         is_between(code, 0x2010, 0x2030) || is_between(code, 0x3000, 0x3011) ||
         is_between(code, 0xFF01, 0xFF5E);
}

bool is_latin(std::uint32_t code) { return is_between(code | 0x20, 'a', 'z'); }

struct Place {
  std::uint32_t before, code, after;  // 0 where there is none
};

double likely_cjk(Script script, std::uint32_t code) {
  const bool is_kana = script == Script::japanese && is_between(code, 0x3041, 0x30FC);
  if (is_kana || is_frequent(script, code)) return 1;
  if (is_of(script, code)) return 0.3;
  return is_neutral(code) ? 0.5 : -1;
}

bool is_large_letter(std::uint32_t code) {
  return is_between(code, 0x400, 0x42F) || is_between(code, 0x386, 0x3AB);
}

std::uint32_t small_letter(std::uint32_t code) {
  constexpr std::uint32_t accented[][2] = {{0x386, 0x3AC}, {0x388, 0x3AD}, {0x389, 0x3AE},
                                           {0x38A, 0x3AF}, {0x38C, 0x3CC}, {0x38E, 0x3CD},
                                           {0x38F, 0x3CE}};
  for (const auto& [large, small] : accented) {
    if (code == large) return small;
  }
  if (is_between(code, 0x391, 0x3AB) || is_between(code, 0x410, 0x42F)) return code + 32;
  return is_between(code, 0x400, 0x40F) ? code + 80 : code;
}

// Of Hebrew and Greek, at the end of words alone.
bool is_final(std::uint32_t code) {
  constexpr std::uint32_t letters[] = {0x3C2, 0x5DA, 0x5DD, 0x5DF, 0x5E3, 0x5E5};
  return std::find(std::begin(letters), std::end(letters), code) != std::end(letters);
}

// Of alphabets that share no letters with Latin.
double likely_alphabetic(Script script, const Place& place) {
  if (!is_of(script, place.code)) return is_neutral(place.code) ? 0.6 : -1;
  if (is_latin(place.before) || is_latin(place.after)) return -1;
  const bool is_inside = is_of(script, place.before);
  const bool is_mixed = is_large_letter(place.code) && is_inside && !is_large_letter(place.before);
  if (is_mixed || (is_final(place.code) && is_of(script, place.after))) return -1;
  return is_frequent(script, small_letter(place.code)) ? 1 : 0;
}

double likely_latin(Script script, const Place& place) {
  constexpr std::uint32_t apostrophe = 0x2019;
  const bool is_beside = is_latin(place.before) || is_latin(place.after);
  const bool is_inside = is_latin(place.before) && is_latin(place.after);
  if (is_neutral(place.code)) return is_inside && place.code != apostrophe ? -1 : 0.6;
  if (place.before > 0x7F && !is_neutral(place.before)) return -0.5;
  if (is_opening(place.code)) return is_latin(place.before) ? -1 : 1;
  if (!is_of(script, place.code)) return -1;
  if (is_frequent(script, place.code)) return is_beside ? 1 : 0.5;
  return is_beside ? 0.2 : 0;
}

double likely(Script script, const Place& place) {
  switch (script) {
    case Script::cyrillic:
    case Script::greek:
    case Script::hebrew: return likely_alphabetic(script, place);
    case Script::western:
    case Script::turkish:
    case Script::central: return likely_latin(script, place);
    default: return likely_cjk(script, place.code);
  }
}

bool is_written_ascii(std::uint32_t code) {
  return is_between(code, ' ', '~') || code == '\t' || code == '\r' || code == '\n';
}

bool is_common(std::uint32_t code) {
  return is_written_ascii(code) || is_between(code, 0xA0, 0x17F) ||
         is_between(code, 0x400, 0x45F) || is_between(code, 0x2010, 0x2030) ||
         is_between(code, 0x3000, 0x30FF) || is_between(code, 0x3400, 0x9FFF) ||
         is_between(code, 0xAC00, 0xD7A3) || is_between(code, 0xFF01, 0xFF5E);
}

}  // namespace

double likelihood(Script script, std::string_view text) {
  const Codes codes = codes_of(text);
  double sum = 0;
  int count = 0;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes[i] < 0x80) continue;
    sum += likely(script,
                  {i > 0 ? codes[i - 1] : 0, codes[i], i + 1 < codes.size() ? codes[i + 1] : 0});
    ++count;
  }
  return count == 0 ? 0 : sum / count;
}

Shares shares_of_common(std::string_view text) {
  const Codes codes = codes_of(text);
  const auto share = [&](bool (*is)(std::uint32_t)) {
    return static_cast<double>(std::count_if(codes.begin(), codes.end(), is)) /
           static_cast<double>(std::max<std::size_t>(1, codes.size()));
  };
  return {share(is_common), share(is_written_ascii)};
}

}  // namespace unfold
