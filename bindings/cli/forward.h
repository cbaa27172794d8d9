// forward: `lab forward`, which runs a network that is described in one line on given data.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "bindings/cli/command_line.h"
#include "bindings/cli/options.h"
#include "engine/nn/network/model.h"

namespace unfold {

struct ForwardInputs {
  Tensor data;  // (B, T, D)
  std::vector<int> lengths;
  std::string initial_h, initial_c, weights;
  void visit(Form& form);
};

// A network as a line with its weights and what it is given to read.
struct GivenNetwork {
  Network network;
  Variables variables = {};
  ForwardInputs inputs = {};
  std::unique_ptr<NetworkModel> model = {};

  Tensor x() const;  // the data as the layers read them, checked
};
GivenNetwork given_network(const std::string& text, const Options& options);

// What follows "lab forward". Throws WrongUsage, Refusal, UnreadableFile.
void forward(std::span<const std::string> arguments, const Console& console);

// `lab forward --help`.
extern const std::string_view forward_help;

}  // namespace unfold
