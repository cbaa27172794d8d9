#include "examples/course.h"
#include "examples/mnist-deep-rnn/mnist_deep_rnn.h"
#include "examples/mnist-lstm/mnist_lstm.h"
#include "examples/mnist-rnn/mnist_rnn.h"

namespace unfold {

std::span<const LabEntry> images_labs() {
  // clang-format off
  static const LabEntry labs[] = {
      entry<MnistRnn>(),
      entry<MnistDeepRnn>(),
      entry<MnistLstm>(),
  };
  // clang-format on
  return labs;
}

}  // namespace unfold
