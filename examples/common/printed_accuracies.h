// The accuracies that the notebook prints after each epoch on MNIST.
#pragma once

#include <span>
#include <vector>

#include "examples/lab.h"

namespace unfold {

struct PrintedEpoch {
  double batch_accuracy, test_accuracy;
};

// Training amplifies single roundings until other digits are misread, so that only the level can
// be compared: the tolerances are some of a batch of 150 pictures and one in a hundred of a test.
std::vector<Published> printed_accuracies(std::span<const PrintedEpoch> epochs);

}  // namespace unfold
