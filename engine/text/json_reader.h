// JsonReader: reads one JSON value, in order, by one who knows what it must hold.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace unfold {

// Every function reads what its name says or throws std::invalid_argument. Numbers are whole and
// not negative.
class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  // Calls `member` with each key; it reads the value.
  template <typename Member>
  void object(Member member) {
    for (bool more = open('{', '}'); more; more = next('}')) {
      const std::string key = string();
      expect(':');
      member(key);
    }
  }
  // Calls `element`, which reads one.
  template <typename Element>
  void array(Element element) {
    for (bool more = open('[', ']'); more; more = next(']')) element();
  }
  std::string string();
  std::uint64_t integer();
  // Any value.
  void skip();
  // Nothing but white space may follow.
  void end();

 private:
  bool open(char bracket, char closing);
  bool next(char closing);  // after a member or element: whether there is another
  void expect(char c);
  bool take(char c);
  void skip_space();
  void append_escape(std::string& string);
  std::uint32_t code_unit();  // four hexadecimal digits
  std::uint32_t code_point();
  [[noreturn]] void fail_here(std::string_view expected) const;

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace unfold
