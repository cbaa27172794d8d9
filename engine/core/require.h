// require: one way to refuse a wrong argument.
#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

namespace unfold {

class Shape;

// A piece of a message: a text, a whole number, a number or a shape.
class MessagePart {
 public:
  MessagePart(std::string_view text) : kind_(Kind::text), text_(text) {}
  MessagePart(const char* text) : MessagePart(std::string_view(text)) {}
  MessagePart(const std::string& text) : MessagePart(std::string_view(text)) {}
  MessagePart(std::integral auto number) : kind_(Kind::integer), integer_(number) {}
  MessagePart(std::floating_point auto number) : kind_(Kind::number), number_(number) {}
  MessagePart(const Shape& shape) : kind_(Kind::shape), shape_(&shape) {}

  void append_to(std::string& message) const;

 private:
  enum class Kind { text, integer, number, shape } kind_;
  union {
    std::string_view text_;
    long long integer_;
    double number_;
    const Shape* shape_;
  };
};

// Throws std::invalid_argument("[op] part part …").
[[noreturn]] void fail(const char* op, std::initializer_list<MessagePart> parts);

// Fails unless the condition holds. The parts are only made into text then.
template <typename... Parts>
void require(bool condition, const char* op, const Parts&... parts) {
  if (!condition) fail(op, {parts...});
}

}  // namespace unfold
