// Json: writes one JSON value into a string, in order.
#pragma once

#include <string>
#include <string_view>

namespace unfold {

class Json {
 public:
  // The contents write members with `key` and a value each, or elements.
  template <typename Contents>
  Json& object(Contents contents) {
    open('{');
    contents();
    return close('}');
  }
  template <typename Contents>
  Json& array(Contents contents) {
    open('[');
    contents();
    return close(']');
  }
  Json& key(std::string_view name);

  Json& text(std::string_view value);
  Json& number(float value);  // null if it is not finite
  Json& number(double value);
  Json& integer(long long value);
  Json& boolean(bool value);
  Json& null();

  const std::string& written() const { return written_; }

 private:
  void open(char bracket);
  Json& close(char bracket);
  Json& value(std::string_view literal);
  void separate();

  std::string written_;
  bool first_ = true;  // of its object or array
};

}  // namespace unfold
