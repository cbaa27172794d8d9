#include "examples/basics/manual-rnn/manual_rnn.h"

#include <algorithm>
#include <cmath>

#include "engine/lab/refusal.h"
#include "engine/nn/network/layer_cells.h"
#include "engine/nn/recurrent.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/arrange.h"
#include "engine/ops/matmul.h"
#include "engine/ops/reduce.h"
#include "engine/text/number_text.h"
#include "examples/basics/refusals.h"
#include "examples/basics/sequences.h"
#include "examples/shared/cell_inputs.h"
#include "examples/shared/fits.h"
#include "examples/shared/tensors.h"

namespace unfold {
namespace {

// The spellings. Each reads X (B, 2, D) and gives the outputs (B, 2, H).

Tensor by_hand(const Tensor& X, const Tensor& Wx, const Tensor& Wy, const Tensor& b) {
  const std::vector<Tensor> x = unstack(X, 1);
  const Tensor Y0 = tanh(matmul(x[0], Wx) + b);
  const Tensor Y1 = tanh(matmul(Y0, Wy) + matmul(x[1], Wx) + b);
  return stack(std::vector{Y0, Y1}, 1);
}

Tensor with_static_rnn(const Tensor& X, const Cell& cell) {
  const std::vector<Tensor> x = unstack(X, 1);
  return stack(static_rnn(cell, x).outputs, 1);
}

Tensor with_packed_sequences(const Tensor& X, const Cell& cell) {
  const std::vector<Tensor> x = unstack(transpose(X, {1, 0, 2}), 0);
  return transpose(stack(static_rnn(cell, x).outputs, 0), {1, 0, 2});
}

Tensor with_dynamic_rnn(const Tensor& X, const Cell& cell) { return dynamic_rnn(cell, X).outputs; }

Tensor with_concat(const Tensor& X, const Tensor& W, const Tensor& b) {
  Tensor state = Tensor::zeros({X.size(0), b.size(0)});
  std::vector<Tensor> outputs;
  for (const Tensor& x : unstack(X, 1)) {
    state = tanh(matmul(concat({x, state}, 1), W) + b);
    outputs.push_back(state);
  }
  return stack(outputs, 1);
}

Tensor magnitude(const Tensor& x) {
  Tensor y(x.shape());
  std::transform(x.data(), x.data() + x.count(), y.mutable_data(),
                 [](float value) { return std::abs(value); });
  return y;
}

// How far Y1 may drift when the same terms are added in another order: each of n additions rounds
// by at most 2^-24 of the sum of magnitudes, on both sides, and tanh, which widens nothing, rounds
// once more.
double order_tolerance(const Tensor& Y0, const Tensor& x1, const Tensor& Wx, const Tensor& Wy) {
  const Tensor sums = matmul(magnitude(Y0), magnitude(Wy)) + matmul(magnitude(x1), magnitude(Wx));
  const int n = Wx.size(0) + Wy.size(0) + 1;
  return std::ldexp(n * static_cast<double>(reduce_max(sums).item()), -23) + std::ldexp(1.0, -22);
}

const MatrixLabels over_time{{"batch", "time", "unit"}, {}}, at_a_time{{"batch", "unit"}, {}};

}  // namespace

void ManualRnn::Inputs::visit(Form& form) {
  const auto step = [&](const char* name, Tensor& x) -> Field& {
    return form.matrix(name, x).range(-1000, 1000).axes("batch,feature").shape({16, 16});
  };
  step("x0", x0)
      .label("First input")
      .help("What every sequence shows at the first time step, one row per sequence.");
  step("x1", x1)
      .label("Second input")
      .help(
          "What every sequence shows at the second time step; a row of zeros leaves only the "
          "memory to answer.");
  hidden_field(form, hidden)
      .help("How many numbers the state holds; the output has the same size.")
      .range(1, 32);
  lengths_field(form, lengths)
      .help(
          "For the spelling with sequence_length: 2 reads both steps of that row, 1 only the "
          "first, 0 none.")
      .range(0, 2);
  form.flag("same_weights", same_weights)
      .label("Same weights")
      .help("Gives every spelling the by-hand weights, so that only the way of writing differs.");
  seed_field(form, seed);
  op_seed_field(form, "op_seed_wx", op_seed_wx)
      .label("Op seed, Wx")
      .help("The seed of the input weights written by hand.");
  op_seed_field(form, "op_seed_wy", op_seed_wy)
      .label("Op seed, Wy")
      .help("The seed of the recurrent weights written by hand.");
  op_seed_field(form, "op_seed_static", op_seed_static)
      .label("Op seed, static_rnn")
      .help("The seed of the kernel of static_rnn.");
  op_seed_field(form, "op_seed_packed", op_seed_packed)
      .label("Op seed, packed")
      .help("The seed of the kernel of the packed sequences.");
  op_seed_field(form, "op_seed_dynamic", op_seed_dynamic)
      .label("Op seed, dynamic_rnn")
      .help("The seed of the kernel of dynamic_rnn.");
  op_seed_field(form, "op_seed_sequence_length", op_seed_sequence_length)
      .label("Op seed, sequence_length")
      .help("The seed of the kernel of dynamic_rnn with lengths.");
}

void ManualRnn::Inputs::fit(Fitting& fitting) {
  if (!fitting.is_own("x1")) {
    fit_matrix(fitting, "x1", x1, x0.shape(), 0, {"x0"});
  } else if (!fitting.is_own("x0")) {
    fit_matrix(fitting, "x0", x0, x1.shape(), 0, {"x1"});
  }
  fit_list(fitting, "lengths", lengths, x0.size(0), 2, {"x0", "x1", "lengths"});
}

std::vector<Preset> ManualRnn::presets() {
  const auto printed = [](const char* name, std::vector<double> numbers) {
    return printed_matrix(name, std::move(numbers), 2.4e-7);
  };
  return {
      {.name = "as-published",
       .label = "As published",
       .note = "The RNN chapter, seed 42: all weights are the notebook's own, drawn again from its "
               "seed.",
       .origin = Origin::seeded,
       .published =
           {printed("Y0", {-0.0664006, 0.9625767,   0.68105793, 0.7091854,   -0.898216,   //
                           0.9977755,  -0.719789,   -0.9965761, 0.9673924,   -0.9998972,  //
                           0.99999774, -0.99898803, -0.9999989, 0.9967762,   -0.9999999,  //
                           1,          -1,          -1,         -0.99818915, 0.9995087}),
            printed("Y1", {1,           -1,          -1,         0.4020025,   -0.9999998,  //
                           -0.12210419, 0.62805265,  0.9671843,  -0.9937122,  -0.2583937,  //
                           0.9999983,   -0.9999994,  -0.9999975, -0.85943305, -0.9999881,  //
                           0.99928284,  -0.99999815, -0.9999058, 0.9857963,   -0.92205757}),
            printed("static", {0.30741334, -0.32884315, -0.6542847,  -0.9385059, 0.52089024,   //
                               0.99998885, -0.99976057, -0.0667929,  -0.9999803, 0.99982214,   //
                               0.99122757, -0.9542541,  -0.7518079,  -0.9995208, 0.9820235,    //
                               -0.6524943, -0.51520866, -0.37968948, -0.5922594, -0.08968379,  //
                               0.9999268,  -0.99783254, -0.8247353,  -0.9999963, 0.99947774,   //
                               0.99862397, -0.99715203, -0.03308626, -0.9991566, 0.9932902,    //
                               0.996771,   -0.68750614, 0.8419969,   0.9303911,  0.8120684,    //
                               0.99681675, -0.9598194,  0.39660627,  -0.8307606, 0.79671973}),
            printed("packed", {-0.45652324, -0.68064123, 0.40938237,  0.63104504, -0.45732826,  //
                               -0.9428799,  -0.9998869,  0.94055814,  0.9999985,  -0.9999997,   //
                               -0.8001535,  -0.9921827,  0.7817797,   0.9971032,  -0.9964609,   //
                               -0.637116,   0.11300927,  0.5798437,   0.4310559,  -0.6371699,   //
                               -0.93605185, -0.9998379,  0.9308867,   0.9999815,  -0.99998295,  //
                               -0.9165386,  -0.9945604,  0.896054,    0.99987197, -0.9999751,   //
                               0.9927369,   -0.9981933,  -0.55543643, 0.9989031,  -0.9953323,   //
                               -0.02746338, -0.73191994, 0.7827872,   0.9525682,  -0.9781773}),
            printed("dynamic", {-0.85115266, 0.87358344, 0.5802911,   0.8954789,  -0.0557505,   //
                                -0.999996,   0.99999577, 0.9981815,   1,          0.37679607,   //
                                -0.9983293,  0.9992038,  0.98071456,  0.999985,   0.25192663,   //
                                -0.7081804,  -0.0772338, -0.85227895, 0.5845349,  -0.78780943,  //
                                -0.9999827,  0.99999535, 0.9992863,   1,          0.5159072,    //
                                -0.9993956,  0.9984095,  0.83422637,  0.99999976, -0.47325212,  //
                                0.87888587,  0.07356028, 0.97216916,  0.9998546,  -0.7351168,   //
                                -0.9134514,  0.3600957,  0.7624866,   0.99817705, 0.80142}),
            printed("sequence_length",
                    {-0.9123188,  0.16516446, 0.5548655,   -0.39159346, 0.20846416,  //
                     -1,          0.956726,   0.99831694,  0.99970174,  0.96518576,  //
                     -0.9998612,  0.6702289,  0.9723653,   0.6631046,   0.74457586,  //
                     0,           0,          0,           0,           0,           //
                     -0.99999976, 0.8967997,  0.9986295,   0.9647514,   0.93662,     //
                     -0.9999526,  0.9681953,  0.96002865,  0.98706263,  0.85459226,  //
                     -0.96435434, 0.99501586, -0.36150697, 0.9983378,   0.999497,    //
                     -0.9613586,  0.9568762,  0.7132288,   0.97729224,  -0.0958299}),
            printed("sequence_length_state",
                    {-1,         0.956726,  0.99831694, 0.99970174, 0.96518576,  //
                     -0.9998612, 0.6702289, 0.9723653,  0.6631046,  0.74457586,  //
                     -0.9999526, 0.9681953, 0.96002865, 0.98706263, 0.85459226,  //
                     -0.9613586, 0.9568762, 0.7132288,  0.97729224, -0.0958299})}},
      {.name = "same-weights",
       .label = "Same weights",
       .note = "Our own: every spelling gets the weights of the by-hand version, and no "
               "more than rounding is left between them.",
       .inputs = {{"same_weights", "true"}}},
  };
}

ManualRnn::ManualRnn(const Inputs& inputs) : inputs_(inputs) {
  const int D = inputs.x0.size(1), H = inputs.hidden;
  if (inputs.x1.shape() != inputs.x0.shape()) {
    refuse<shape_refusals>(
        "x1", "shape-mismatch",
        {{"actual", to_string(inputs.x1.shape())}, {"expected", to_string(inputs.x0.shape())}});
  }
  x_ = stack(std::vector{inputs.x0, inputs.x1}, 1);

  const auto seed = [&](int op) { return OpSeed{inputs.seed, static_cast<std::uint64_t>(op)}; };
  Wx_ = variables_.make("Wx", random_normal({D, H}, seed(inputs.op_seed_wx)));
  Wy_ = variables_.make("Wy", random_normal({H, H}, seed(inputs.op_seed_wy)));
  b_ = variables_.make("b", Tensor::zeros({H}));
  const auto cell = [&](const char* scope, int op_seed) {
    return make_layer_cells(spelling(scope, op_seed), 0, D, variables_).forward;
  };
  static_ = cell("static_rnn", inputs.op_seed_static);
  packed_ = cell("packed", inputs.op_seed_packed);
  dynamic_ = cell("dynamic_rnn", inputs.op_seed_dynamic);
  sequence_length_ = cell("sequence_length", inputs.op_seed_sequence_length);
}

// As a network, with the weights written by hand or with weights of its own.
Network ManualRnn::spelling(const std::string& scope, int op_seed) const {
  RecurrentLayer layer{
      .cell = CellKind::rnn, .units = inputs_.hidden, .origins = origins(scope, op_seed)};
  if (inputs_.same_weights) layer.kernel = GivenWeights{concat({Wx_, Wy_}, 0)};
  return {
      .input = {InputLayer::Kind::features, x_.size(2)}, .layers = {layer}, .seed = inputs_.seed};
}

std::optional<Network> ManualRnn::network() const {
  return spelling("dynamic_rnn", inputs_.op_seed_dynamic);
}

void ManualRnn::step(Report& report) {
  report_own_weights(report);
  report_same_weights(report);
}

void ManualRnn::report_own_weights(Report& report) const {
  const std::vector<Tensor> Y = unstack(by_hand(x_, Wx_, Wy_, b_), 1);
  const auto [outputs, state] = dynamic_rnn(*sequence_length_, x_, inputs_.lengths);

  report.matrix("Y0", Y[0], at_a_time);
  report.matrix("Y1", Y[1], at_a_time);
  report.matrix("static", with_static_rnn(x_, *static_), over_time);
  report.matrix("packed", with_packed_sequences(x_, *packed_), over_time);
  report.matrix("dynamic", with_dynamic_rnn(x_, *dynamic_), over_time);
  report.matrix("sequence_length", outputs, over_time);
  report.matrix("sequence_length_state", state[0], at_a_time);
  report.invariant("zeros past the length", largest_past(outputs, inputs_.lengths), 0);
  report.invariant("state of the last valid step",
                   largest_difference(last_outputs(outputs, inputs_.lengths), state[0]), 0);
}

void ManualRnn::report_same_weights(Report& report) const {
  const Tensor W = concat({Wx_, Wy_}, 0);
  const BasicRnnCell cell(W, b_);
  const Tensor hand = by_hand(x_, Wx_, Wy_, b_), packed = with_packed_sequences(x_, cell),
               unrolled = with_static_rnn(x_, cell), dynamic = with_dynamic_rnn(x_, cell),
               joined = with_concat(x_, W, b_);
  report.matrix("concat", joined, over_time);

  const std::pair<const char*, Tensor> spellings[] = {{"by hand", hand},
                                                      {"static_rnn", unrolled},
                                                      {"packed", packed},
                                                      {"dynamic_rnn", dynamic},
                                                      {"concat", joined}};
  Table differences{{"spelling"}, {}};
  for (const auto& [name, outputs] : spellings) {
    differences.columns.emplace_back(name);
    auto& row = differences.rows.emplace_back(std::vector<std::string>{name});
    for (const auto& [other_name, others] : spellings) {
      row.push_back(number_text(largest_difference(outputs, others)));
    }
  }
  report.table("differences", differences);

  const double tolerance = order_tolerance(unstack(hand, 1)[0], inputs_.x1, Wx_, Wy_);
  const auto equals_by_hand = [&](std::string_view name, const Tensor& outputs) {
    report.invariant(name, largest_difference(outputs, hand), 0, tolerance);
  };
  equals_by_hand("static_rnn equals by hand", unrolled);
  equals_by_hand("packed equals by hand", packed);
  equals_by_hand("dynamic_rnn equals by hand", dynamic);
  equals_by_hand("concat form equals by hand", joined);
}

}  // namespace unfold
