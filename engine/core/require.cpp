#include "engine/core/require.h"

#include <stdexcept>

#include "engine/core/shape.h"
#include "engine/text/decimal.h"

namespace unfold {

void MessagePart::append_to(std::string& message) const {
  switch (kind_) {
    case Kind::text: message += text_; break;
    case Kind::integer: message += std::to_string(integer_); break;
    case Kind::number: message += number_text(number_); break;
    case Kind::shape: message += to_string(*shape_); break;
  }
}

void fail(const char* op, std::initializer_list<MessagePart> parts) {
  std::string message = std::string("[").append(op).append("] ");
  for (const MessagePart& part : parts) part.append_to(message);
  throw std::invalid_argument(message);
}

}  // namespace unfold
