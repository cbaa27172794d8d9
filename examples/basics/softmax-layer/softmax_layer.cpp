#include "examples/basics/softmax-layer/softmax_layer.h"

#include "engine/lab/refusal.h"
#include "engine/ops/activation.h"
#include "engine/ops/arrange.h"
#include "engine/ops/matmul.h"
#include "engine/ops/reduce.h"
#include "engine/ops/select.h"
#include "examples/basics/refusals.h"
#include "examples/basics/sequences.h"
#include "examples/shared/fits.h"
#include "examples/shared/tensors.h"

namespace unfold {
namespace {

// The most probable class at each step: "," between steps, ";" between sequences.
std::string chosen_classes(const Tensor& outputs) {
  const int T = outputs.size(1);
  std::string text;
  int step = 0;
  for (const int position : argmax(outputs)) {
    if (step > 0) text += step % T == 0 ? ';' : ',';
    text += std::to_string(position);
    ++step;
  }
  return text;
}

}  // namespace

SoftmaxLayer::Inputs::Inputs() : data(counting({3, 5, 3})), weights(counting({3, 5})) {}

void SoftmaxLayer::Inputs::visit(Form& form) {
  data_field(form, data)
      .label("Cell outputs")
      .help(
          "Numbers of shape B × T × H, as a cell would give them: \",\" between numbers, \";\" "
          "between time steps, \"|\" between sequences.");
  form.matrix("weights", weights)
      .label("Weights")
      .help("H rows and one column per class; every time step uses the same matrix.")
      .range(-1e6, 1e6)
      .axes("unit,class")
      .shape({most_features, 16});
}

void SoftmaxLayer::Inputs::fit(Fitting& fitting) {
  if (!fitting.is_own("weights")) {
    fit_matrix(fitting, "weights", weights, Shape{data.size(2), weights.size(1)}, 0, {"data"});
  } else if (!fitting.is_own("data")) {
    fit_matrix(fitting, "data", data, data.shape().with(2, weights.size(0)), 0, {"weights"});
  }
}

std::vector<Preset> SoftmaxLayer::presets() {
  return {
      {.name = "as-published",
       .label = "As published",
       .note =
           "Lab 12.0, block flatten-based softmax: nothing is random, all 75 numbers are exact.",
       .origin = Origin::exact,
       .published = {printed_matrix("outputs",
                                    {25,  28,  31,  34,   37,   70,  82,  94,  106, 118,   //
                                     115, 136, 157, 178,  199,  160, 190, 220, 250, 280,   //
                                     205, 244, 283, 322,  361,  250, 298, 346, 394, 442,   //
                                     295, 352, 409, 466,  523,  340, 406, 472, 538, 604,   //
                                     385, 460, 535, 610,  685,  430, 514, 598, 682, 766,   //
                                     475, 568, 661, 754,  847,  520, 622, 724, 826, 928,   //
                                     565, 676, 787, 898,  1009, 610, 730, 850, 970, 1090,  //
                                     655, 784, 913, 1042, 1171},
                                    0)}},
      {.name = "small",
       .label = "Small values",
       .note = "Our own: small numbers, so that softmax stays away from 0 and 1.",
       .inputs = {{"data", "0.1,-0.2,0.3;0.5,0,-0.5;-0.4,0.8,0.2|0.9,0.1,-0.3;0,0,0;-0.6,-0.1,0.7"},
                  {"weights", "0.5,-1,0.2;1,0.3,-0.4;-0.7,0.6,1"}}},
  };
}

SoftmaxLayer::SoftmaxLayer(const Inputs& inputs) : data_(inputs.data) {
  const int H = data_.size(2), C = inputs.weights.size(1);
  if (inputs.weights.size(0) != H) {
    refuse<shape_refusals>(
        "weights", "shape-mismatch",
        {{"actual", to_string(inputs.weights.shape())}, {"expected", to_string(Shape{H, C})}});
  }
  weights_ = variables_.make("softmax_w", inputs.weights);
}

std::vector<Network> SoftmaxLayer::networks() const {
  return {{.input = {InputLayer::Kind::features, weights_.size(0)},
           .layers = {DenseLayer{.units = weights_.size(1),
                                 .activation = DenseLayer::Activation::softmax,
                                 .kernel = GivenWeights{weights_},
                                 .has_bias = false,
                                 .origins = {"softmax_w"}}}}};
}

void SoftmaxLayer::step(Report& report) {
  const int B = data_.size(0), T = data_.size(1), H = data_.size(2), C = weights_.size(1);
  const Tensor flattened = reshape(data_, {B * T, H});
  const Tensor outputs = reshape(matmul(flattened, weights_), {B, T, C});
  const Tensor probabilities = softmax(outputs);

  report.matrix("input", data_, {{"batch", "time", "unit"}, {}});
  report.matrix("flattened", flattened, {{"row", "unit"}, {}});
  report.matrix("weights", weights_, {{"unit", "class"}, {}});
  report.matrix("outputs", outputs, {{"batch", "time", "class"}, {}});
  report.matrix("softmax", probabilities, {{"batch", "time", "class"}, {}});
  report.text("argmax", chosen_classes(outputs));
  report.invariant("each row of softmax sums to 1",
                   1 + largest_difference(reduce_sum(probabilities, 2), Tensor::ones({B, T})), 1,
                   1e-6);
}

}  // namespace unfold
