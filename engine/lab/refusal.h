// Refusal: an input that a lab does not take, said so that a form can show it at the right field
// and in the reader's language.
#pragma once

#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace unfold {

using RefusalValues = std::map<std::string, std::string>;

class Refusal : public std::invalid_argument {
 public:
  // The English sentence speaks of the input by its label, if that is given, else by its name.
  Refusal(std::string input, std::string code, RefusalValues values, std::string_view label = {});

  const std::string& input() const {
    return input_;
  }                                                  // the input's name; empty: none in particular
  const std::string& code() const { return code_; }  // a key of refusal_messages()
  const RefusalValues& values() const { return values_; }
  // what() is the English sentence.

 private:
  std::string input_, code_;
  RefusalValues values_;
};

// The English sentence of a code.
std::string message_of(const std::string& input, std::string_view code, RefusalValues values,
                       std::string_view label = {});

[[noreturn]] void refuse(std::string input, std::string code, RefusalValues values = {});

// Every code of refusals and notes with its English sentence; "{name}" stands for a value. The
// input's label is {input}. {where} stands for the part of the input that is wrong: if there is a
// value `where`, it is the code of that part's own text, else there is nothing to say.
struct RefusalMessage {
  std::string_view code, text;
};
std::span<const RefusalMessage> refusal_messages();

}  // namespace unfold
