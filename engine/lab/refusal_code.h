// RefusalMessage: what a refusal or a note says, under a code. CodeOf: a code of one table.
#pragma once

#include <span>
#include <string_view>

namespace unfold {

// The sentence is English; "{name}" in it stands for a value, {input} for the input's label.
// {where} stands for the part of the input that is wrong: if there is a value `where`, it is the
// code of that part's own text, else there is nothing to say.
struct RefusalMessage {
  std::string_view code, text;
};

// Codes that differ from one another; it lasts as long as the program.
using RefusalTable = std::span<const RefusalMessage>;

// Written as the code itself; one that the table lacks does not compile.
template <const auto& table>
class CodeOf {
 public:
  consteval CodeOf(const char* code) {
    for (const RefusalMessage& message : table) {
      if (message.code == code) message_ = &message;
    }
    if (message_ == nullptr) throw "the table has no such code";
  }

  constexpr const RefusalMessage& message() const { return *message_; }

 private:
  const RefusalMessage* message_ = nullptr;
};

}  // namespace unfold
