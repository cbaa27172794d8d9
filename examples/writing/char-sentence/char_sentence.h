// char-sentence: ex12_8, an LSTM that continues " if you want yo", with and without a dense layer.
#pragma once

#include <vector>

#include "examples/writing/sentence_lab.h"

namespace unfold {

class CharSentence final : public SentenceLab {
 public:
  static constexpr About about{"char-sentence",
                               "A sentence, character by character",
                               "An LSTM learns \" if you want you\" by heart, with a dense layer "
                               "after it and without.",
                               Chapter::writing,
                               "Lecture 12 ex12_8",
                               50};

  struct Inputs : SentenceInputs {
    Inputs() : SentenceInputs(" if you want you", 10, 102, 166) {}
    void visit(Form& form);
  };
  static std::vector<Preset> presets();

  using SentenceLab::SentenceLab;
};

}  // namespace unfold
