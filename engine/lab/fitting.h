// Fitting: the inputs of a lab, made to fit each other. What the preset gave yields to what the
// reader has set, and what became of it is noted, with the way back.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/lab/form.h"
#include "engine/lab/refusal.h"

namespace unfold {

// What became of an input because of others.
struct Note {
  std::string input, code;
  RefusalValues values;
  std::string message;  // the English sentence
  std::string value;    // the input as it is now, as text
  // The reader's own inputs that led to it, as the preset has them.
  std::map<std::string, std::string> way_back;
};

class Fitting {
 public:
  using Names = std::vector<std::string_view>;

  Fitting() = default;  // of inputs that nobody has set; keeps no notes
  // Reads the reader's inputs into a form that holds those of the preset and outlives this.
  Fitting(const Form& form, const std::map<std::string, std::string>& inputs);

  // Whether the reader has set it to something that the preset has not.
  bool is_own(std::string_view input) const;
  bool is_any_own(const Names& inputs) const;

  // Says what became of an input, which has its new value already. `because` of those of these
  // that are the reader's own.
  void note(std::string_view input, const RefusalMessage& message, RefusalValues values,
            const Names& because);
  // With a code of the lab's own: note<fit_refusals>("batch", "at-most", {}, {"batch"}).
  template <const auto& table>
  void note(std::string_view input, CodeOf<table> code, RefusalValues values,
            const Names& because) {
    note(input, code.message(), std::move(values), because);
  }
  const std::vector<Note>& notes() const { return notes_; }

 private:
  const Form* form_ = nullptr;
  std::map<std::string, std::string> preset_;  // what the preset has, where the reader's differs
  std::vector<Note> notes_;
};

}  // namespace unfold
