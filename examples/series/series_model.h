// SeriesModel: a cell with 100 units that learns to predict a series one step ahead, with its
// training as the notebook does it.
#pragma once

#include <vector>

#include "engine/core/archive.h"
#include "engine/lab/lab.h"
#include "engine/nn/network/model.h"
#include "engine/nn/network/training.h"
#include "examples/series/series.h"

namespace unfold {

// Where the numbers of the cell become one number: in a wrapper around it, at each step, or in a
// dense layer after it, over all steps at once.
enum class Projection { wrapper, dense };

struct SeriesModelInputs {
  Projection variant = Projection::wrapper;
  Series series;
  CellKind cell = CellKind::relu_rnn;
  int hidden = 100, window = 20, batch_size = 50;
  double learning_rate = 0.001;
  OptimizerKind optimizer = OptimizerKind::adam;
  int steps = 1500;
  Seed seed = 42;
  int op_seed_cell = 88, op_seed_wrapper = 109, op_seed_dense = 137;
  void visit(Form& form);
};

class SeriesModel {
 public:
  explicit SeriesModel(const SeriesModelInputs& inputs);

  Tensor predict(const Tensor& x) const;  // x (B, T, 1): the next values, (B, T, 1)
  // `beginning` (T), then `length` predictions, each from the T values before it: (T + length).
  Tensor continued(const Tensor& beginning, int length) const;
  void change(const SeriesModelInputs& inputs);
  // One training step, in parts (Lab::open_parts).
  int open_parts();
  void compute_part(int part);
  PartedStep& parts() { return training_.parts(); }
  // The whole, or what is missing of it. Curve `loss`, and every 100 steps and at the end `mse`,
  // which is the error on the same batch after the step.
  void step(Report& report);

  const Series& series() const { return inputs_.series; }
  int window() const { return inputs_.window; }
  int steps() const { return inputs_.steps; }
  const Variables& variables() const { return variables_; }
  void visit_state(Archive& archive);
  const Network& network() const { return network_; }
  TrainingData training_data() const {
    return next_batches(series(), random_, inputs_.batch_size, window());
  }

 private:
  SeriesModelInputs inputs_;
  Variables variables_;
  Network network_;
  NetworkModel model_;
  NetworkTraining training_;
  RandomState random_;
  Windows batch_;  // of the step that is open
};

// The fifteen errors that a notebook printed, one every 100 steps, as rows of the curve `mse`: the
// first is exact, later ones drift by rounding.
std::vector<Published> printed_errors(Projection variant);

}  // namespace unfold
