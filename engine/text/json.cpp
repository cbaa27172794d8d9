#include "engine/text/json.h"

#include <cmath>

#include "engine/text/json_string.h"
#include "engine/text/number_text.h"

namespace unfold {

Json& Json::key(std::string_view name) {
  separate();
  append_json_string(written_, name);
  written_ += ':';
  first_ = true;
  return *this;
}

Json& Json::text(std::string_view value) {
  separate();
  append_json_string(written_, value);
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

}  // namespace unfold
