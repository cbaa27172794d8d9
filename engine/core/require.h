// require: one way to refuse a wrong argument.
#pragma once

#include <sstream>
#include <stdexcept>
#include <string>

namespace unfold {

template <typename... Parts>
[[noreturn, gnu::noinline, gnu::cold]] void fail(const char* op, const Parts&... parts) {
  std::ostringstream message;
  message << '[' << op << "] ";
  (message << ... << parts);
  throw std::invalid_argument(message.str());
}

// Throws std::invalid_argument("[op] part part …") unless the condition holds. The parts are only
// formatted when it fails.
template <typename... Parts>
void require(bool condition, const char* op, const Parts&... parts) {
  if (!condition) fail(op, parts...);
}

}  // namespace unfold
