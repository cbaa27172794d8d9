#include "examples/text/json.h"

#include <cmath>
#include <cstdio>

#include "examples/text/number_text.h"

namespace unfold {

Json& Json::key(std::string_view name) {
  separate();
  quote(name);
  written_ += ':';
  first_ = true;
  return *this;
}

Json& Json::text(std::string_view value) {
  separate();
  quote(value);
  return *this;
}

Json& Json::number(float number) {
  return std::isfinite(number) ? value(number_text(number)) : null();
}

Json& Json::number(double number) {
  return std::isfinite(number) ? value(number_text(number)) : null();
}

Json& Json::integer(long long number) { return value(std::to_string(number)); }

Json& Json::boolean(bool truth) { return value(truth ? "true" : "false"); }

Json& Json::null() { return value("null"); }

void Json::open(char bracket) {
  separate();
  written_ += bracket;
  first_ = true;
}

Json& Json::close(char bracket) {
  written_ += bracket;
  first_ = false;
  return *this;
}

Json& Json::value(std::string_view literal) {
  separate();
  written_ += literal;
  return *this;
}

void Json::separate() {
  if (!first_) written_ += ',';
  first_ = false;
}

void Json::quote(std::string_view text) {
  written_ += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') written_ += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) {
      written_ += c;
    } else {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      written_ += escape;
    }
  }
  written_ += '"';
}

}  // namespace unfold
