// require: one way to refuse a wrong argument.
#pragma once

#include <sstream>
#include <stdexcept>
#include <string>

namespace unfold {

// Throws std::invalid_argument("[op] part part …") unless the condition holds. The parts are only
// formatted when it fails.
template <typename... Parts>
void require(bool condition, const char* op, const Parts&... parts) {
  if (condition) return;
  std::ostringstream message;
  message << '[' << op << "] ";
  (message << ... << parts);
  throw std::invalid_argument(message.str());
}

}  // namespace unfold
