// Examples: sequences that a network reads, to look at what becomes of them.
#pragma once

#include <string>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/nn/cell.h"
#include "engine/nn/network/training_data.h"

namespace unfold {

struct Examples {
  Tensor x;                               // symbols by number (N, T), or numbers (N, T, D)
  std::vector<std::string> steps = {};    // what each step reads, N · T; or none
  std::vector<int> lengths = {};          // how many steps of each count; empty: all
  State state = {};                       // of all cells before the first step; empty: zeros
  Tensor y = {};                          // what is wanted of them (training_data.h), where known
  std::vector<std::string> symbols = {};  // by number, where the network's symbols have names

  std::vector<std::string> read_by(int example) const;  // one for each of its steps, or none
};

// What comes next of the data: a window of streams, or else the sequences as they are.
Examples examples_of(const TrainingData& data);

}  // namespace unfold
