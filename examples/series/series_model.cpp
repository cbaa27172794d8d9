#include "examples/series/series_model.h"

#include <algorithm>

#include "engine/ops/arrange.h"
#include "examples/shared/cell_inputs.h"
#include "examples/shared/training.h"

namespace unfold {
namespace {

constexpr Choice<Projection> projections[] = {{Projection::wrapper, "wrapper", "Wrapper"},
                                              {Projection::dense, "dense", "Dense layer"}};
constexpr Choice<CellKind> cells[] = {{CellKind::relu_rnn, "relu", "RNN with ReLU"},
                                      {CellKind::rnn, "rnn", "Basic RNN"},
                                      {CellKind::lstm, "lstm", "LSTM"},
                                      {CellKind::gru, "gru", "GRU"}};

constexpr int steps_between_errors = 100;

void forget(Tensor& state, int row) {
  const int H = state.size(1);
  std::fill_n(state.mutable_data() + row * H, H, 0.0f);
}

// A wrapper around the cell computes what a dense layer does, under another name.
Network network_of(const SeriesModelInputs& inputs) {
  const bool is_wrapped = inputs.variant == Projection::wrapper;
  const int op_seed = is_wrapped ? inputs.op_seed_wrapper : inputs.op_seed_dense;
  return {
      .input = {InputLayer::Kind::features, 1},
      .layers = {RecurrentLayer{.cell = inputs.cell,
                                .units = inputs.hidden,
                                .origins = origins("rnn", inputs.op_seed_cell)},
                 DenseLayer{.units = 1,
                            .origins = origins(
                                is_wrapped ? "rnn/output_projection_wrapper" : "dense", op_seed)}},
      .loss = NetworkLoss::mean_squared_error,
      .optimizer = inputs.optimizer,
      .learning_rate = inputs.learning_rate,
      .seed = inputs.seed};
}

}  // namespace

void SeriesModelInputs::visit(Form& form) {
  form.choice("variant", variant, projections)
      .label("Output")
      .help(
          "Where the units of the cell become one number: in a wrapper, step by step, or in a "
          "dense "
          "layer behind, for all steps at once.");
  series.visit(form);
  form.choice("cell", cell, cells)
      .label("Cell")
      .help(
          "How the state is updated. The notebook uses ReLU, which has no upper end; a basic RNN, "
          "an LSTM and a GRU stay between −1 and 1.");
  hidden_field(form, hidden)
      .help("How many numbers the state holds; a few are enough for a plain sine.")
      .range(1, 256);
  window_field(form, window);
  batch_size_field(form, batch_size);
  learning_rate_field(form, learning_rate);
  optimizer_field(form, optimizer);
  steps_field(form, steps).help("How many training steps a run takes; the notebook takes 1,500.");
  seed_field(form, seed)
      .help(
          "TensorFlow's graph seed and NumPy's seed at once: it draws the weights and the "
          "windows.");
  op_seed_field(form, "op_seed_cell", op_seed_cell)
      .label("Op seed, cell")
      .help("The seed of the cell's weights; TensorFlow counts it from the graph.");
  op_seed_field(form, "op_seed_wrapper", op_seed_wrapper)
      .label("Op seed, wrapper")
      .help("The seed of the weights in the wrapper.")
      .when("variant", "wrapper");
  op_seed_field(form, "op_seed_dense", op_seed_dense)
      .label("Op seed, dense layer")
      .help("The seed of the weights of the layer after the cell.")
      .when("variant", "dense");
}

SeriesModel::SeriesModel(const SeriesModelInputs& inputs)
    : inputs_(inputs),
      network_(network_of(inputs)),
      model_(network_, variables_),
      training_(network_, variables_),
      random_(inputs.seed) {}

void SeriesModel::change(const SeriesModelInputs& inputs) {
  inputs_ = inputs;
  network_.learning_rate = inputs.learning_rate;
}

Tensor SeriesModel::predict(const Tensor& x) const { return model_.forward(x).outputs; }

// All windows that hold a value read it together, a row each: row n % T is the window that begins
// with value n.
Tensor SeriesModel::continued(const Tensor& beginning, int length) const {
  const int T = window();
  Tensor sequence(Shape{T + length});
  float* values = sequence.mutable_data();
  std::copy_n(beginning.data(), T, values);
  State state = model_.zero_state(T);
  for (int n = 0; n + 1 < T + length; ++n) {
    for (Tensor& part : state) forget(part, n % T);
    const Tensor x = Tensor::filled(Shape{T, 1, 1}, values[n]);
    const auto result = model_.forward(x, {}, state);
    state = result.state;
    const int complete = (n + 1) % T;
    if (n + 1 >= T) values[n + 1] = result.outputs.data()[complete];
  }
  return sequence;
}

int SeriesModel::open_parts() {
  if (!parts().is_open()) {
    batch_ = next_batch(series(), random_, inputs_.batch_size, inputs_.window);
    training_.open(inputs_.batch_size, inputs_.window);
  }
  return parts().parts();
}

void SeriesModel::compute_part(int part) {
  training_.compute(part, [&](Rows rows) {
    const Tensor x = slice(batch_.x, 0, rows.first, rows.count);
    const Tensor y = slice(batch_.y, 0, rows.first, rows.count);
    return PartLoss{loss_of_numbers(network_, predict(x), y)};
  });
}

void SeriesModel::step(Report& report) {
  open_parts();
  parts().for_missing([&](int part) { compute_part(part); });
  report.curve("loss", training_.close(inputs_.learning_rate).loss);
  if (report.step() % steps_between_errors == 0 || report.step() == inputs_.steps - 1) {
    report.curve("mse", mean_squared_distance(predict(batch_.x), batch_.y));
  }
}

void SeriesModel::visit_state(Archive& archive) {
  visit_optimizer(archive, variables_, training_.optimizer());
  archive.value("windows", random_);
}

std::vector<Published> printed_errors(Projection variant) {
  constexpr double drift = 0.06;
  constexpr double wrapper[] = {11.967254,   0.525841,    0.1495599,   0.07279411,  0.06158535,
                                0.05938873,  0.05470166,  0.047849063, 0.05107608,  0.047209196,
                                0.047058314, 0.047831465, 0.04083041,  0.047086805, 0.041784383};
  constexpr double dense[] = {13.907029,  0.5056698,   0.19735886,  0.101214476, 0.06850145,
                              0.06291986, 0.055129297, 0.049436502, 0.050434686, 0.0482007,
                              0.04809868, 0.04982501,  0.041912545, 0.049292978, 0.043140374};
  std::vector<Published> rows;
  for (const double error : variant == Projection::wrapper ? wrapper : dense) {
    const int step = static_cast<int>(rows.size()) * steps_between_errors;
    rows.push_back(printed_curve("mse", step, error, step == 0 ? 1e-6 : drift * error));
  }
  return rows;
}

}  // namespace unfold
