#include "examples/basics/sequences.h"

namespace unfold {

Field& data_field(Form& form, Tensor& data) {
  return form.matrix("data", data)
      .label("Data")
      .help(
          "Numbers of shape B × T × D: \",\" between numbers, \";\" between time steps, \"|\" "
          "between sequences.")
      .range(-1e6, 1e6)
      .axes("batch,time,feature")
      .shape({most_sequences, most_steps, most_features});
}

Field& lengths_field(Form& form, std::vector<int>& lengths) {
  return form.list("lengths", lengths)
      .label("Lengths")
      .help(
          "One number per sequence: how many of its time steps count; everything after that is "
          "padding, and with 0 all of it.")
      .range(0, most_steps)
      .length(1, most_sequences);
}

}  // namespace unfold
