// Sequences: a batch for a cell, with names for its rows, steps and features.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/lab/form.h"
#include "engine/lab/report.h"
#include "engine/nn/network/examples.h"
#include "engine/nn/network/network.h"

namespace unfold {

inline constexpr int most_sequences = 16, most_steps = 32, most_features = 16;

struct Sequences {
  Tensor x;                                // (B, T, D)
  std::string feature = "feature";         // what the last axis is
  std::vector<std::string> names = {};     // B, or empty for numbers
  std::vector<std::string> steps = {};     // B·T, or empty
  std::vector<std::string> features = {};  // D, or empty

  // One-hot where the last axis has names.
  InputLayer input() const {
    return {features.empty() ? InputLayer::Kind::features : InputLayer::Kind::one_hot, x.size(2)};
  }
  void give(Examples& examples) const {
    examples.x = x;
    examples.steps = steps;
  }
  MatrixLabels input_labels() const {
    return {{"batch", "time", feature}, {names, steps, features}};
  }
  MatrixLabels output_labels() const { return {{"batch", "time", "unit"}, {names, steps, {}}}; }
  MatrixLabels state_labels() const { return {{"batch", "unit"}, {names, {}}}; }
};

// Typed numbers (B, T, D), and the length of each sequence, from 0.
Field& data_field(Form& form, Tensor& data);
Field& lengths_field(Form& form, std::vector<int>& lengths);

}  // namespace unfold
