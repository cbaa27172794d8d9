// SourceInputs: a batch of words or of typed numbers.
#pragma once

#include <string>
#include <string_view>

#include "examples/basics/sequences.h"

namespace unfold {

enum class Source { words, numbers };

struct SourceInputs {
  Source source = Source::words;
  std::string words = "hello,eolll,lleel", alphabet = "helo";
  Tensor data;  // (B, T, D)

  SourceInputs();
  void visit(Form& form, std::string_view words_help);
  // The batch. Words of unequal length are refused, or filled up with zeros.
  Sequences equal() const;
  Sequences padded() const;
};

}  // namespace unfold
