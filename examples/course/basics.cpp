#include "examples/batching/batching.h"
#include "examples/bidirectional/bidirectional.h"
#include "examples/course.h"
#include "examples/dynamic-length/dynamic_length.h"
#include "examples/initial-state/initial_state.h"
#include "examples/manual-rnn/manual_rnn.h"
#include "examples/one-cell/one_cell.h"
#include "examples/sequence-loss/sequence_loss.h"
#include "examples/softmax-layer/softmax_layer.h"
#include "examples/stacked-cells/stacked_cells.h"
#include "examples/unfold/unfold.h"

namespace unfold {

std::span<const LabEntry> basics_labs() {
  // clang-format off
  static const LabEntry labs[] = {
      entry<OneCell>(),
      entry<Unfold>(),
      entry<Batching>(),
      entry<DynamicLength>(),
      entry<InitialState>(),
      entry<StackedCells>(),
      entry<Bidirectional>(),
      entry<ManualRnn>(),
      entry<SoftmaxLayer>(),
      entry<SequenceLoss>(),
  };
  // clang-format on
  return labs;
}

}  // namespace unfold
