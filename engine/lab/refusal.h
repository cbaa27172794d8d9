// Refusal: an input that a lab does not take, said so that a form can show it at the right field
// and in the reader's language.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "engine/lab/refusal_code.h"
#include "engine/lab/refusals.h"

namespace unfold {

using RefusalValues = std::map<std::string, std::string>;
using GeneralCode = CodeOf<general_refusals>;

class Refusal : public std::invalid_argument {
 public:
  // The English sentence speaks of the input by its label, if that is given, else by its name.
  // The message is one of a table's.
  Refusal(std::string input, const RefusalMessage& message, RefusalValues values,
          std::string_view label = {});
  Refusal(std::string input, GeneralCode code, RefusalValues values, std::string_view label = {})
      : Refusal(std::move(input), code.message(), std::move(values), label) {}

  const std::string& input() const { return input_; }  // its name; empty: none in particular
  std::string code() const { return std::string(message_->code); }
  const RefusalMessage& message() const { return *message_; }
  const RefusalValues& values() const { return values_; }
  // what() is the English sentence.

 private:
  std::string input_;
  const RefusalMessage* message_;
  RefusalValues values_;
};

// The English sentence.
std::string sentence_of(const RefusalMessage& message, const std::string& input,
                        RefusalValues values, std::string_view label = {});

[[noreturn]] void refuse(std::string input, const RefusalMessage& message, RefusalValues values);

[[noreturn]] inline void refuse(std::string input, GeneralCode code, RefusalValues values = {}) {
  refuse(std::move(input), code.message(), std::move(values));
}

// With a code of the lab's own: refuse<stock_refusals>("csv", "csv-empty").
template <const auto& table>
[[noreturn]] void refuse(std::string input, CodeOf<table> code, RefusalValues values = {}) {
  refuse(std::move(input), code.message(), std::move(values));
}

}  // namespace unfold
