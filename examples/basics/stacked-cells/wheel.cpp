#include "examples/basics/stacked-cells/wheel.h"

#include "examples/shared/tensors.h"

namespace unfold {

Turns draw_turns(int B, int T, int delay, RandomState& random) {
  const std::vector<int> bits = random.randint(0, 2, B * T * wheel_bits);
  std::vector<int> answers;
  for (int b = 0; b < B; ++b) {
    std::vector<int> stood(delay, 0);
    const int* read = bits.data() + b * T * wheel_bits;
    for (int t = 0, position = 0; t < T; ++t, read += wheel_bits) {
      position = (position + read[0] * read[1] + read[2] * read[3]) % wheel_positions;
      stood.push_back(position);
      answers.push_back(stood[t]);
    }
  }
  return {whole_numbers(Shape{B, T, wheel_bits}, bits), answers};
}

}  // namespace unfold
