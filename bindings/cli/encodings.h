// encodings: texts that are not UTF-8, read by the system's iconv.
#pragma once

#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace unfold {

// The names of encodings that are offered, as flags have them.
std::span<const std::string_view> encoding_names();

// "euc-kr" for "EUC_KR", "cp949" and the like; nothing for an encoding that is not offered.
std::optional<std::string_view> encoding_named(std::string_view name);

// The system's iconv does not know it.
struct UnknownEncoding : std::runtime_error {
  UnknownEncoding()
      : runtime_error("This runner cannot read that encoding. Save the file as UTF-8.") {}
};

// The text in UTF-8, without a mark at its start; nothing where bytes belong to no symbol, whose
// place `wrong` then is. Throws UnknownEncoding.
std::optional<std::string> decoded(std::string_view bytes, std::string_view encoding,
                                   std::size_t& wrong);

// Whether the bytes are those of a text at all: no zeros and hardly any other controls, or UTF-16.
bool looks_like_text(std::string_view bytes);

// Of bytes that are not UTF-8, or have zeros: what they are likely to be; "utf-8" where only a few
// are wrong, nothing where they are no text. As web/src/base/encodings.ts guesses.
std::optional<std::string_view> likely_encoding(std::string_view bytes);

}  // namespace unfold
