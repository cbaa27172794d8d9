#include "examples/basics/sequences.h"

#include "engine/lab/refusal.h"

namespace unfold {

Field& data_field(Form& form, Tensor& data) {
  return form.matrix("data", data)
      .label("Data")
      .help(
          "Numbers of shape B × T × D: \",\" between numbers, \";\" between time steps, \"|\" "
          "between sequences.")
      .range(-1e6, 1e6)
      .shape({most_sequences, most_steps, most_features});
}

Field& lengths_field(Form& form, std::vector<int>& lengths) {
  return form.list("lengths", lengths)
      .label("Lengths")
      .help(
          "One number per sequence: how many of its time steps count; everything after that is "
          "padding.")
      .range(1, most_steps)
      .length(1, most_sequences);
}

void check_lengths(std::span<const int> lengths, int B, int T) {
  if (static_cast<int>(lengths.size()) != B) {
    refuse("lengths", "wrong-count",
           {{"expected", std::to_string(B)}, {"actual", std::to_string(lengths.size())}});
  }
  for (const int length : lengths) {
    if (length > T) {
      refuse("lengths", "length-beyond-sequence",
             {{"length", std::to_string(length)}, {"steps", std::to_string(T)}});
    }
  }
}

}  // namespace unfold
