// TrainingData: what a network is trained on, from its next step on, and how batches are taken.
#pragma once

#include <string>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/nn/cell.h"

namespace unfold {

struct TrainingData {
  Tensor x;  // symbols by number (N, T), or numbers (N, T, D)
  Tensor y;  // symbols (N, T), or (N) behind a readout of states; or numbers, as the outputs are
  float x_divisor = 0;  // 0; or x is whole numbers up to 255 divided by this
  // An epoch reads all sequences in so many batches, one after another and as even as can be.
  int batches = 1;
  bool shuffles = false;  // each later epoch reads them in another order
  // Streams that are read side by side, so many time steps at once from `position` on; 0: each
  // batch is read whole.
  int window = 0, position = 0;
  bool carries_state = false;  // from window to window
  State state = {};            // of all cells at `position`; empty: zeros
  int reset_every = 0;         // windows after which a stream, each in its turn, begins anew
  // The learning rate falls evenly to this share of itself.
  double final_rate = 1;
  int step = 0, steps = 1;
  std::vector<std::string> symbols = {};  // what the numbers stand for, if they are symbols
};

}  // namespace unfold
