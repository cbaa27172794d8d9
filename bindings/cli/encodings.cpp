#include "bindings/cli/encodings.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <vector>

#include "bindings/cli/likely_script.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

using Text = std::string_view;

constexpr Text names[] = {
    "utf-8",       "utf-16",       "utf-16le",     "utf-16be",     "euc-kr",       "gb18030",
    "big5",        "shift-jis",    "euc-jp",       "windows-1252", "windows-1250", "windows-1251",
    "koi8-r",      "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1258",
    "windows-874", "iso-8859-2",   "iso-8859-15",  "macintosh"};

// Other names, without signs and in small letters.
constexpr Text aliases[][2] = {
    {"cp949", "euc-kr"},        {"ms949", "euc-kr"},        {"uhc", "euc-kr"},
    {"ksc56011987", "euc-kr"},  {"ksc5601", "euc-kr"},      {"windows949", "euc-kr"},
    {"gbk", "gb18030"},         {"gb2312", "gb18030"},      {"cp936", "gb18030"},
    {"gb", "gb18030"},          {"windows936", "gb18030"},  {"cp950", "big5"},
    {"big5hkscs", "big5"},      {"windows950", "big5"},     {"sjis", "shift-jis"},
    {"cp932", "shift-jis"},     {"ms932", "shift-jis"},     {"windows31j", "shift-jis"},
    {"cp1252", "windows-1252"}, {"latin1", "windows-1252"}, {"iso88591", "windows-1252"},
    {"ansi", "windows-1252"},   {"cp1250", "windows-1250"}, {"cp1251", "windows-1251"},
    {"cp1253", "windows-1253"}, {"cp1254", "windows-1254"}, {"latin9", "iso-8859-15"},
    {"latin2", "iso-8859-2"},   {"cp1255", "windows-1255"}, {"cp1256", "windows-1256"},
    {"cp1258", "windows-1258"}, {"cp874", "windows-874"},   {"tis620", "windows-874"},
    {"macroman", "macintosh"},  {"mac", "macintosh"},       {"unicode", "utf-16"},
    {"ucs2", "utf-16"}};

// What iconv calls them: the first that it knows, wider ones first.
struct IconvName {
  Text encoding;
  const char* name;
};
constexpr IconvName iconv_names[] = {
    {"utf-16le", "UTF-16LE"},   {"utf-16be", "UTF-16BE"},       {"euc-kr", "CP949"},
    {"euc-kr", "EUC-KR"},       {"gb18030", "GB18030"},         {"big5", "BIG5-HKSCS"},
    {"big5", "BIG5"},           {"shift-jis", "CP932"},         {"shift-jis", "SHIFT_JIS"},
    {"euc-jp", "EUC-JP"},       {"windows-1252", "CP1252"},     {"windows-1250", "CP1250"},
    {"windows-1251", "CP1251"}, {"koi8-r", "KOI8-R"},           {"windows-1253", "CP1253"},
    {"windows-1254", "CP1254"}, {"iso-8859-15", "ISO-8859-15"}, {"windows-1255", "CP1255"},
    {"windows-1256", "CP1256"}, {"windows-1258", "CP1258"},     {"windows-874", "CP874"},
    {"windows-874", "TIS-620"}, {"iso-8859-2", "ISO-8859-2"},   {"macintosh", "MACINTOSH"}};

std::string plain(Text name) {
  std::string small;
  for (const char c : name) {
    if (c != '-' && c != '_' && c != ' ')
      small += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return small;
}

class Converter {
 public:
  explicit Converter(Text encoding) {
    for (const auto& [known, name] : iconv_names) {
      if (known == encoding && !is_open()) handle_ = iconv_open("UTF-8", name);
    }
  }
  ~Converter() {
    if (is_open()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool is_open() const { return handle_ != closed(); }

  // Up to the first byte that belongs to no symbol, or to the last whole symbol; how many were
  // left.
  std::size_t convert(Text bytes, std::string& text) {
    char block[1 << 16];
    char* in = const_cast<char*>(bytes.data());  // iconv does not write there
    std::size_t left = bytes.size();
    while (left > 0) {
      char* out = block;
      std::size_t room = sizeof block;
      const bool is_done = iconv(handle_, &in, &left, &out, &room) != static_cast<std::size_t>(-1);
      text.append(block, out);
      if (!is_done && errno != E2BIG) break;
    }
    return left;
  }

 private:
  static iconv_t closed() { return reinterpret_cast<iconv_t>(-1); }
  iconv_t handle_ = closed();
};

Text without_mark(Text bytes, Text mark) {
  return bytes.starts_with(mark) ? bytes.substr(mark.size()) : bytes;
}

constexpr Text little_endian_mark{"\xFF\xFE"}, big_endian_mark{"\xFE\xFF"};

Text utf16_by_mark(Text bytes) {
  return bytes.starts_with(big_endian_mark) ? "utf-16be" : "utf-16le";
}

// ---- What is likely.

constexpr std::size_t enough = 200'000;  // bytes
constexpr std::size_t longest_symbol = 4;

struct Candidate {
  Text encoding;
  Script script;
};

constexpr Candidate candidates[] = {
    {"windows-1252", Script::western}, {"euc-kr", Script::korean},
    {"gb18030", Script::simplified},   {"shift-jis", Script::japanese},
    {"big5", Script::traditional},     {"euc-jp", Script::japanese},
    {"windows-1253", Script::greek},   {"windows-1251", Script::cyrillic},
    {"windows-1255", Script::hebrew},  {"windows-1254", Script::turkish},
    {"windows-1250", Script::central}, {"koi8-r", Script::cyrillic},
    {"iso-8859-2", Script::central},   {"macintosh", Script::western},
    {"utf-16le", Script::korean},      {"utf-16le", Script::simplified},
    {"utf-16le", Script::traditional}, {"utf-16le", Script::japanese},
    {"utf-16be", Script::korean},      {"utf-16be", Script::simplified},
    {"utf-16be", Script::traditional}, {"utf-16be", Script::japanese}};

// Nothing where the bytes cannot be that; the last symbol may be cut.
std::optional<std::string> tried(Text encoding, Text bytes) {
  Converter converter(encoding);
  std::string text;
  if (!converter.is_open()) return std::nullopt;
  if (converter.convert(bytes, text) >= longest_symbol) return std::nullopt;
  return text;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < ' ' && !(c >= '\t' && c <= '\r') && c != '\x1b';
}

std::optional<Text> likely_utf16(Text bytes) {
  std::optional<Text> best;
  double most = -1;
  for (const Text encoding : {Text("utf-16le"), Text("utf-16be")}) {
    const auto text = tried(encoding, bytes);
    if (!text || text->empty()) continue;
    const auto [common, ascii] = shares_of_common(*text);
    if (common <= 0.9 || ascii <= most) continue;
    most = ascii;
    best = encoding;
  }
  return best;
}

// From the line on with the first byte that is not ASCII.
Text telling_part(Text bytes) {
  const auto first = std::find_if(bytes.begin(), bytes.end(), [](char c) { return c < 0; });
  const auto at = static_cast<std::size_t>(first - bytes.begin());
  if (at == bytes.size()) return bytes.substr(0, enough);
  const std::size_t line = bytes.rfind('\n', at);
  return bytes.substr(line == Text::npos ? 0 : line + 1, enough);
}

bool is_damaged_utf8(Text bytes) {
  int right = 0, wrong = 0;
  while (!bytes.empty()) {
    const std::size_t size = symbol_size(bytes);
    wrong += size == 0;
    right += size > 1;
    bytes.remove_prefix(std::max<std::size_t>(1, size));
  }
  return right > 4 * wrong;
}

Text most_likely(Text bytes) {
  Text best = "windows-1252";
  double most = -10;
  for (const auto& [encoding, script] : candidates) {
    const auto text = tried(encoding, bytes);
    if (!text) continue;
    const double likely = likelihood(script, *text);
    if (likely > most) best = encoding;
    most = std::max(most, likely);
  }
  return best;
}

bool has_controls(Text start) {
  const auto controls = std::count_if(start.begin(), start.end(), is_control);
  return start.find('\0') != Text::npos ||
         100 * controls > static_cast<std::ptrdiff_t>(start.size());
}

}  // namespace

std::span<const std::string_view> encoding_names() { return names; }

std::optional<std::string_view> encoding_named(std::string_view name) {
  const std::string wanted = plain(name);
  for (const Text known : names) {
    if (plain(known) == wanted) return known;
  }
  for (const auto& [alias, known] : aliases) {
    if (alias == wanted) return known;
  }
  return std::nullopt;
}

std::optional<std::string> decoded(std::string_view bytes, std::string_view encoding,
                                   std::size_t& wrong) {
  if (encoding == "utf-16") encoding = utf16_by_mark(bytes);
  if (encoding == "utf-8") {
    wrong = invalid_utf8(bytes);
    if (wrong != Text::npos) return std::nullopt;
    return std::string(bytes);
  }
  Text rest = bytes;
  if (encoding == "utf-16le") rest = without_mark(bytes, little_endian_mark);
  if (encoding == "utf-16be") rest = without_mark(bytes, big_endian_mark);
  Converter converter(encoding);
  if (!converter.is_open()) throw UnknownEncoding();
  std::string text;
  const std::size_t left = converter.convert(rest, text);
  wrong = bytes.size() - left;
  if (left > 0) return std::nullopt;
  return text;
}

bool looks_like_text(std::string_view bytes) {
  const Text start = bytes.substr(0, enough);
  if (bytes.starts_with(little_endian_mark) || bytes.starts_with(big_endian_mark)) return true;
  return !has_controls(start) || likely_utf16(start);
}

std::optional<std::string_view> likely_encoding(std::string_view bytes) {
  if (bytes.starts_with(little_endian_mark)) return "utf-16le";
  if (bytes.starts_with(big_endian_mark)) return "utf-16be";
  const Text start = bytes.substr(0, enough);
  if (has_controls(start)) return likely_utf16(start);
  const Text part = telling_part(bytes);
  return is_damaged_utf8(part) ? "utf-8" : most_likely(part);
}

}  // namespace unfold
