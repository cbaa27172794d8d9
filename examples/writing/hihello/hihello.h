// hihello: ex12_7, an LSTM that continues "hihell" with "ihello".
#pragma once

#include <vector>

#include "examples/writing/sentence_lab.h"

namespace unfold {

class HiHello final : public SentenceLab {
 public:
  static constexpr About about{"hihello", "Hi Hello RNN",
                               "An LSTM learns to continue \"hihell\" with \"ihello\": at each "
                               "symbol it predicts the next one.",
                               Chapter::writing, "Lecture 12 ex12_7"};

  struct Inputs : SentenceInputs {
    Inputs() : SentenceInputs("hihello", 5, 98, 162) {}
    void visit(Form& form);
  };
  static std::vector<Preset> presets();

  using SentenceLab::SentenceLab;
};

}  // namespace unfold
