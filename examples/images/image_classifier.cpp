#include "examples/images/image_classifier.h"

#include <string>

#include "engine/nn/recurrent.h"
#include "engine/ops/activation.h"
#include "engine/ops/arrange.h"
#include "examples/images/image_data.h"

namespace unfold {
namespace {

// How many operations TensorFlow makes between the weights of one layer and those of the next:
// counted for the basic RNN and the LSTM, the others take the LSTM's.
int op_seed_stride(CellKind cell) { return gate_count(cell) == 1 ? 21 : 34; }

}  // namespace

ImageClassifier::ImageClassifier(const Design& design, Variables& variables)
    : readout_(design.readout) {
  const auto seed = [&](int op) { return OpSeed{design.seed, static_cast<std::uint64_t>(op)}; };
  for (int layer = 0; layer < design.layers; ++layer) {
    const int D = layer == 0 ? image_columns : design.hidden;
    layers_.push_back(make_cell(design.cell, D, design.hidden,
                                seed(design.op_seed_cell + layer * op_seed_stride(design.cell)),
                                "rnn/multi_rnn_cell/cell_" + std::to_string(layer), variables));
  }
  const int F = design.readout == Readout::all ? design.layers * design.hidden : design.hidden;
  dense_ = make_dense(F, design.classes, seed(design.op_seed_dense), "dense", variables);
}

Tensor ImageClassifier::logits(const Tensor& images) const {
  std::vector<Tensor> final_states;
  Tensor x = images;
  for (const auto& layer : layers_) {
    const CellResult result = dynamic_rnn(*layer, x);
    final_states.push_back(result.state.back());
    x = result.outputs;
  }
  return dense_(readout_ == Readout::all ? concat(final_states, 1) : final_states.back());
}

Tensor ImageClassifier::states(const Tensor& images) const {
  std::vector<Tensor> outputs;
  for (const auto& layer : layers_) {
    outputs.push_back(dynamic_rnn(*layer, outputs.empty() ? images : outputs.back()).outputs);
  }
  return readout_ == Readout::all ? concat(outputs, 2) : outputs.back();
}

Tensor ImageClassifier::probabilities(const Tensor& states) const {
  const Tensor scores = dense_(states);
  return softmax(scores).view(Shape{states.size(1), scores.size(2)});
}

}  // namespace unfold
