#include "engine/text/json_string.h"

namespace unfold {

void append_json_string(std::string& json, std::string_view text) {
  json += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') json += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) {
      json += c;
    } else {
      json.append("\\u00").append(1, '0' + (c >> 4)).append(1, "0123456789abcdef"[c & 15]);
    }
  }
  json += '"';
}

}  // namespace unfold
