// What is known of a model that goes to another program, and the files that come of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/nn/network/network.h"
#include "engine/nn/network/training_data.h"
#include "engine/nn/variables.h"

namespace unfold {

struct ExportedFile {
  std::string name, bytes;
};

struct Exportable {
  std::string title;
  Network network;
  std::vector<Variables::Named> variables = {};  // of the network's model
  std::optional<TrainingData> data = {};
  // What the network is to read where it is not trained, as `x` of the data, how many time steps of
  // each sequence count, and the state before them, of all cells; empty: zeros.
  Tensor x = {};
  std::vector<int> lengths = {};
  State state = {};
};

}  // namespace unfold
