#include "examples/course.h"
#include "examples/images/mnist-deep-rnn/mnist_deep_rnn.h"
#include "examples/images/mnist-lstm/mnist_lstm.h"
#include "examples/images/mnist-rnn/mnist_rnn.h"

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
