#include "bindings/cli/own_file.h"

#include "bindings/cli/encodings.h"
#include "bindings/cli/files.h"
#include "bindings/cli/gunzip.h"
#include "engine/lab/provided_file.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"
#include "engine/text/web_page.h"

namespace unfold {
namespace {

using Text = std::string_view;

constexpr Text gz = ".gz";

struct Signature {
  Text start, kind;
};
constexpr Signature signatures[] = {{"PK\x03\x04", "ZIP"},
                                    {"BZh", "bzip2"},
                                    {"7z\xBC\xAF", "7z"},
                                    {"\xFD"
                                     "7zX",
                                     "xz"},
                                    {"(\xB5/\xFD", "zstd"},
                                    {"Rar!", "RAR"}};

std::string quoted(const std::string& path) { return "\"" + excerpt(path, 200) + "\""; }

[[noreturn]] void fail(const std::string& path, const std::string& what) {
  throw UnreadableFile("The file " + quoted(path) + " " + what);
}

void refuse_other_kinds(const std::string& path, Text bytes) {
  if (path.ends_with(gz) && is_web_page(bytes)) {
    fail(path, "is a web page, not the file itself. Open its link in a browser and save it anew.");
  }
  for (const auto& [start, kind] : signatures) {
    if (!bytes.starts_with(start)) continue;
    fail(path, "is packed (" + std::string(kind) + "). Unpack it and give the file inside.");
  }
  if (bytes.substr(0, 262).ends_with("ustar")) {
    fail(path, "is packed (tar). Unpack it and give the file inside.");
  }
}

std::string unpacked(const std::string& path, std::string bytes, double most) {
  if (!is_gzip(bytes)) return bytes;
  try {
    std::optional<std::string> held = gunzip(bytes, most);
    if (held) return *std::move(held);
  } catch (const DamagedGzip&) {
    fail(path, "is cut or damaged and cannot be unpacked. Save it again.");
  }
  fail(path, "holds more than " + number_text(most) + " bytes, which is the most that is allowed.");
}

bool is_plain_utf8(Text bytes) {
  return invalid_utf8(bytes) == Text::npos && bytes.find('\0') == Text::npos;
}

bool has_utf16_mark(Text bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

std::string place(std::size_t byte) { return "byte " + std::to_string(byte + 1); }

[[noreturn]] void refuse_encoding(const std::string& path, Text bytes) {
  const std::optional<Text> likely = likely_encoding(bytes);
  const std::string wrong =
      "is not UTF-8 text: " + place(invalid_utf8(bytes)) + " belongs to no symbol. ";
  if (likely == "utf-8") {
    fail(path, wrong + "All else is UTF-8, so that it is damaged there: save it anew.");
  }
  if (likely) {
    fail(path, "is not UTF-8 text. It is likely " + std::string(*likely) + ": add --encoding " +
                   std::string(*likely) + ".");
  }
  fail(path, wrong + "Add --encoding NAME if it is a text in another encoding.");
}

std::string recoded(const std::string& path, Text bytes, Text encoding) {
  std::size_t wrong = 0;
  std::optional<std::string> text = decoded(bytes, encoding, wrong);
  if (text) return *std::move(text);
  const std::string other =
      "is not in " + std::string(encoding) + ": " + place(wrong) + " belongs to no symbol.";
  const std::optional<Text> likely = is_plain_utf8(bytes) ? "utf-8" : likely_encoding(bytes);
  const bool is_known = likely && *likely != encoding && encoding != "utf-16";
  fail(path, other + (is_known ? " It is likely " + std::string(*likely) + "." : ""));
}

// Text in UTF-8; other bytes as they are.
std::string as_utf8(const std::string& path, std::string bytes,
                    const std::optional<Text>& encoding) {
  const bool is_text = looks_like_text(bytes);
  if (encoding && is_text) return recoded(path, bytes, *encoding);
  if (is_plain_utf8(bytes)) return bytes;
  if (has_utf16_mark(bytes)) return recoded(path, bytes, "utf-16");
  if (is_text) refuse_encoding(path, bytes);
  return bytes;
}

std::string without_ending(const std::string& path) {
  return path.ends_with(gz) ? path.substr(0, path.size() - gz.size()) : path;
}

}  // namespace

OwnFile read_own_file(const std::string& path, const Field& field,
                      const std::optional<std::string_view>& encoding) {
  std::string bytes = read_file(path, field.max_);
  refuse_other_kinds(path, bytes);
  bytes = unpacked(path, std::move(bytes), field.max_);
  refuse_other_kinds(path, bytes);
  bytes = as_utf8(path, std::move(bytes), encoding);
  return {own_file_name(without_ending(path), bytes), std::move(bytes)};
}

}  // namespace unfold
