#include "examples/basics/sequence-loss/sequence_loss.h"

#include <algorithm>

#include "engine/lab/refusal.h"
#include "engine/ops/activation.h"
#include "engine/ops/arrange.h"
#include "engine/ops/loss.h"
#include "examples/basics/refusals.h"
#include "examples/shared/fits.h"

namespace unfold {
namespace {

constexpr int most_targets = 16, most_classes = 16;

constexpr const char* input_names[] = {"prediction1", "prediction2", "prediction3", "prediction4"};
constexpr std::string_view softmax_names[] = {"softmax1", "softmax2", "softmax3", "softmax4"};

void check_shape(const char* input, const Tensor& x, const Shape& expected) {
  if (x.shape() == expected) return;
  refuse<shape_refusals>(input, "shape-mismatch",
                         {{"actual", to_string(x.shape())}, {"expected", to_string(expected)}});
}

}  // namespace

void SequenceLoss::Inputs::visit(Form& form) {
  form.list("targets", targets)
      .label("Targets")
      .help("The right class at each time step, counted from 0.")
      .range(0, most_classes - 1)
      .length(1, most_targets);
  form.matrix("weights", weights)
      .label("Weights")
      .help("How much each time step counts; 0 hides it, and doubling all of them changes nothing.")
      .range(0, 1e6)
      .axes("batch,time")
      .shape({1, most_targets});
  const auto prediction = [&](const char* name, Tensor& logits) -> Field& {
    return form.matrix(name, logits)
        .range(-1e6, 1e6)
        .axes("time,class")
        .shape({most_targets, most_classes});
  };
  prediction("prediction1", prediction1)
      .label("Prediction 1")
      .help("Logits: at each time step a number for each class; they need not sum to 1.");
  prediction("prediction2", prediction2)
      .label("Prediction 2")
      .help("A second set of logits, for Loss2.");
  prediction("prediction3", prediction3)
      .label("Prediction 3")
      .help("A third set of logits, for Loss3.");
  prediction("prediction4", prediction4)
      .label("Prediction 4")
      .help("A fourth set of logits; Loss4 uses it only if the switch below is off.");
  form.flag("reuse_prediction3", reuse_prediction3)
      .label("Loss4 takes prediction 3")
      .help("As the notebook does by a slip; off computes Loss4 from prediction 4.");
}

const Tensor& SequenceLoss::Inputs::leading_prediction(const Fitting& fitting) {
  for (int i = 0; i < 4; ++i) {
    if (fitting.is_own(input_names[i])) return *predictions()[i];
  }
  return prediction1;
}

int SequenceLoss::Inputs::leading_steps(const Fitting& fitting) {
  const bool tells = fitting.is_any_own({std::begin(input_names), std::end(input_names)});
  if (fitting.is_own("targets")) return static_cast<int>(targets.size());
  if (!tells && fitting.is_own("weights")) return weights.size(1);
  return leading_prediction(fitting).size(0);
}

int SequenceLoss::Inputs::leading_classes(const Fitting& fitting) {
  const int classes = leading_prediction(fitting).size(1);
  const bool tells = fitting.is_any_own({std::begin(input_names), std::end(input_names)});
  return tells ? classes : std::max(classes, *std::max_element(targets.begin(), targets.end()) + 1);
}

void SequenceLoss::Inputs::fit(Fitting& fitting) {
  const int T = leading_steps(fitting), C = leading_classes(fitting);
  Fitting::Names because = {"targets", "weights"};
  because.insert(because.end(), std::begin(input_names), std::end(input_names));
  if (!fitting.is_own("targets")) fit_list(fitting, "targets", targets, T, C - 1, because);
  if (!fitting.is_own("weights")) fit_matrix(fitting, "weights", weights, {1, T}, 1, because);
  for (int i = 0; i < 4; ++i) {
    if (fitting.is_own(input_names[i])) continue;
    fit_matrix(fitting, input_names[i], *predictions()[i], {T, C}, 0, because);
  }
}

std::vector<Preset> SequenceLoss::presets() {
  const auto printed = [](std::string_view name, double loss) {
    return printed_curve(name, 0, loss, 0);
  };
  return {
      {.name = "as-published",
       .label = "As published",
       .note = "Lecture 12, ex12_6, also in Lab 12.0: nothing is random, the four printed losses "
               "come out, the slip in Loss4 included.",
       .origin = Origin::exact,
       .published = {printed("loss1", 0.5130153), printed("loss2", 0.3711007),
                     printed("loss3", 1.3132616), printed("loss4", 1.3132616)}},
      {.name = "ex12-5",
       .label = "Lecture 12, ex12_5",
       .note = "A single prediction with one wrong step; the printed loss 0.5967595 comes out "
               "exactly.",
       .origin = Origin::exact,
       .inputs = {{"prediction1", "0.2,0.7;0.6,0.2;0.2,0.9"}},
       .published = {printed("loss1", 0.5967595)}},
      {.name = "corrected",
       .label = "Loss4 corrected",
       .note = "Our own: Loss4 from prediction 4, as its name says.",
       .inputs = {{"reuse_prediction3", "false"}}},
      {.name = "masked",
       .label = "One step hidden",
       .note = "Our own: one time step has weight 0 and no longer counts.",
       .inputs = {{"prediction1", "0.2,0.7;0.6,0.2;0.2,0.9"}, {"weights", "1,0,1"}}},
  };
}

SequenceLoss::SequenceLoss(const Inputs& inputs)
    : inputs_(inputs),
      predictions_{inputs.prediction1, inputs.prediction2, inputs.prediction3, inputs.prediction4} {
  const int T = static_cast<int>(inputs.targets.size()), C = inputs.prediction1.size(1);
  check_shape("weights", inputs.weights, {1, T});
  for (int i = 0; i < 4; ++i) check_shape(input_names[i], predictions_[i], {T, C});
  for (int t = 0; t < T; ++t) {
    if (inputs.targets[t] < C) continue;
    refuse("targets", "out-of-range",
           {{"where", "where-element"},
            {"index", std::to_string(t + 1)},
            {"min", "0"},
            {"max", std::to_string(C - 1)},
            {"value", std::to_string(inputs.targets[t])}});
  }
}

float SequenceLoss::loss(int prediction) const {
  const Tensor& logits = predictions_[prediction];
  const Shape batch_of_one{1, logits.size(0), logits.size(1)};
  return sequence_loss(logits.view(batch_of_one), inputs_.targets, inputs_.weights).item();
}

void SequenceLoss::step(Report& report) {
  report.curve("loss1", loss(0));
  report.curve("loss2", loss(1));
  report.curve("loss3", loss(2));
  report.curve("loss4", loss(inputs_.reuse_prediction3 ? 2 : 3));
  report.curve("loss4_corrected", loss(3));

  std::vector<Tensor> cross_entropies;
  for (int i = 0; i < 4; ++i) {
    report.matrix(softmax_names[i], softmax(predictions_[i]), {{"time", "class"}, {}});
    cross_entropies.push_back(softmax_cross_entropy(predictions_[i], inputs_.targets));
  }
  report.matrix("cross_entropy", stack(cross_entropies, 0),
                {{"prediction", "time"}, {{"1", "2", "3", "4"}, {}}});
}

}  // namespace unfold
