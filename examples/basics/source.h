// SourceInputs: a batch of words or of typed numbers.
#pragma once

#include <string>
#include <string_view>

#include "engine/lab/fitting.h"
#include "examples/basics/sequences.h"

namespace unfold {

enum class Source { words, numbers };

struct SourceInputs {
  Source source = Source::words;
  std::string words = "hello,eolll,lleel", alphabet = "helo";
  Tensor data;  // (B, T, D)

  SourceInputs();
  void visit(Form& form, std::string_view words_help);
  // Makes the alphabet that of the words, which are of equal length only if that is asked for.
  void fit(Fitting& fitting, bool needs_equal_words);
  Sequences batch() const;
  // What its sizes follow from.
  static Fitting::Names names() { return {"source", "words", "alphabet", "data"}; }
};

}  // namespace unfold
