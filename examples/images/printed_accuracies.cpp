#include "examples/images/printed_accuracies.h"

namespace unfold {

std::vector<Published> printed_accuracies(std::span<const PrintedEpoch> epochs, int exact) {
  constexpr int batches = 55000 / 150;
  constexpr double last_digit = 5e-8;
  std::vector<Published> rows;
  int step = -1;
  for (const PrintedEpoch& epoch : epochs) {
    const bool to_the_digit = exact-- > 0;
    step += batches;
    rows.push_back(printed_curve("batch_accuracy", step, epoch.batch_accuracy,
                                 to_the_digit ? last_digit : 0.05));
    rows.push_back(printed_curve("test_accuracy", step, epoch.test_accuracy,
                                 to_the_digit ? last_digit : 0.02));
  }
  return rows;
}

}  // namespace unfold
