#include "examples/common/printed_accuracies.h"

namespace unfold {

std::vector<Published> printed_accuracies(std::span<const PrintedEpoch> epochs) {
  constexpr int batches = 55000 / 150;
  std::vector<Published> rows;
  int step = -1;
  for (const PrintedEpoch& epoch : epochs) {
    step += batches;
    rows.push_back(printed_curve("batch_accuracy", step, epoch.batch_accuracy, 0.05));
    rows.push_back(printed_curve("test_accuracy", step, epoch.test_accuracy, 0.015));
  }
  return rows;
}

}  // namespace unfold
