// The course, in order: an include and a line per lab.
#include <vector>

#include "examples/batching/batching.h"
#include "examples/bidirectional/bidirectional.h"
#include "examples/binary-memory/binary_memory.h"
#include "examples/dynamic-length/dynamic_length.h"
#include "examples/gradient-flow/gradient_flow.h"
#include "examples/hihello/hihello.h"
#include "examples/initial-state/initial_state.h"
#include "examples/lab.h"
#include "examples/manual-rnn/manual_rnn.h"
#include "examples/one-cell/one_cell.h"
#include "examples/refusal.h"
#include "examples/sequence-loss/sequence_loss.h"
#include "examples/softmax-layer/softmax_layer.h"
#include "examples/stacked-cells/stacked_cells.h"
#include "examples/text/nearest.h"
#include "examples/text/utf8.h"
#include "examples/unfold/unfold.h"

namespace unfold {

std::span<const LabEntry> labs() {
  // clang-format off
  static const LabEntry course[] = {
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
      entry<HiHello>(),
      entry<BinaryMemory>(),
      entry<GradientFlow>(),
  };
  // clang-format on
  return course;
}

const LabEntry& find_lab(std::string_view id, std::span<const LabEntry> among) {
  std::vector<std::string_view> ids;
  for (const LabEntry& lab : among) {
    if (lab.about.id == id) return lab;
    ids.push_back(lab.about.id);
  }
  throw Refusal("", "unknown-lab",
                {{"value", excerpt(id)},
                 {"nearest", std::string(nearest(id, ids))},
                 {"allowed", listed(ids)}});
}

}  // namespace unfold
