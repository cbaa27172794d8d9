// options: what can be said of a layer behind its size, for reading and for printing.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/nn/network/encoder_decoder.h"
#include "engine/nn/network/network.h"

namespace unfold {

template <typename Layer>
struct Option {
  std::string_view name;
  std::string_view allowed;  // values, for people; empty for a flag, which is true or false
  bool (*read)(Layer& layer, std::string_view value);  // whether it can be
  std::string (*print)(const Layer& layer);            // "" for what goes without saying
};

std::vector<Option<RecurrentLayer>> options_of(const RecurrentLayer& layer);
std::vector<Option<DropoutLayer>> options_of(const DropoutLayer& layer);
std::vector<Option<DenseLayer>> options_of(const DenseLayer& layer);
std::vector<Option<AttentionLayer>> options_of(const AttentionLayer& layer);
std::vector<Option<InputLayer>> options_of(const InputLayer& input);  // of its table

// Names in a line, and what they stand for.
template <typename E>
struct Name {
  E value;
  std::string_view name;
};
std::span<const Name<OptimizerKind>> optimizer_names();
std::span<const Name<NetworkLoss>> loss_names();
std::span<const Name<Readout>> readout_names();
std::span<const Name<Clipping::Kind>> clipping_names();
std::span<const Name<InputLayer::Kind>> input_names();
std::span<const Name<Merge>> merge_names();
std::span<const Name<DenseLayer::Activation>> activation_names();

template <typename E>
const Name<E>* find_name(std::span<const Name<E>> names, std::string_view name) {
  for (const Name<E>& known : names) {
    if (known.name == name) return &known;
  }
  return nullptr;
}
// Not inline: code for one kind of names is that for all.
template <typename E>
[[gnu::noinline]] std::string_view name_of(std::span<const Name<E>> names, E value) {
  for (const Name<E>& known : names) {
    if (known.value == value) return known.name;
  }
  return "";
}

// "rnn", "lstm" or "gru".
std::string_view cell_name(CellKind cell);

}  // namespace unfold
