// The accuracies that the notebook prints after each epoch on MNIST.
#pragma once

#include <span>
#include <vector>

#include "engine/lab/lab.h"

namespace unfold {

struct PrintedEpoch {
  double batch_accuracy, test_accuracy;
};

// Training amplifies single roundings until other pictures are misread. The first `exact` epochs
// agree in every digit; of the others only the level can be compared: tests differ by up to 0.02
// when a learning rate is moved by its last bit, batches of 150 pictures by more.
std::vector<Published> printed_accuracies(std::span<const PrintedEpoch> epochs, int exact = 0);

}  // namespace unfold
