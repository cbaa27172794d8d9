#include "examples/basics/batching/batching.h"
#include "examples/basics/bidirectional/bidirectional.h"
#include "examples/basics/dynamic-length/dynamic_length.h"
#include "examples/basics/initial-state/initial_state.h"
#include "examples/basics/manual-rnn/manual_rnn.h"
#include "examples/basics/sequence-loss/sequence_loss.h"
#include "examples/basics/softmax-layer/softmax_layer.h"
#include "examples/basics/unfold/unfold.h"
#include "examples/course.h"

namespace unfold {

std::span<const LabEntry> basics_labs() {
  // clang-format off
  static const LabEntry labs[] = {
      entry<Unfold>(),
      entry<Batching>(),
      entry<DynamicLength>(),
      entry<InitialState>(),
      entry<Bidirectional>(),
      entry<ManualRnn>(),
      entry<SoftmaxLayer>(),
      entry<SequenceLoss>(),
  };
  // clang-format on
  return labs;
}

}  // namespace unfold
