// Series: the curve t·sin(t)/3 + 2·sin(5t) and what labs cut from it.
#pragma once

#include <span>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/lab/form.h"
#include "engine/lab/report.h"
#include "engine/nn/network/examples.h"
#include "engine/nn/network/training_data.h"
#include "engine/random/numpy.h"

namespace unfold {

// growth · t · sin(frequency · t) / 3 + fast_amplitude · sin(fast_frequency · t), in double.
struct Series {
  static constexpr double end = 30;  // training sees t from 0 to here
  static constexpr double resolution = 0.1;

  double growth = 1, frequency = 1, fast_amplitude = 2, fast_frequency = 5;

  void visit(Form& form);
  double operator()(double t) const;
  Tensor at(std::span<const double> times) const;  // (N), rounded to float
  // mean((value one step later - value)²) from 0 to `end`: how wrong it is to predict no change.
  float error_of_no_change() const;
};

// Stretches of a series and the same stretches one step later, each (B, T, 1).
struct Windows {
  Tensor x, y;
};

// B windows of T steps that begin at random times; draws as numpy.random.rand(B, 1).
Windows next_batch(const Series& series, RandomState& random, int B, int T);

// So many of these batches one after another, and how they are taken.
TrainingData next_batches(const Series& series, RandomState random, int B, int T);

// T + 1 times: numpy.linspace(12.2, 12.2 + 0.1 · (T + 1), T + 1), whose steps are a little longer
// than 0.1.
std::vector<double> instance_times(int T);
// T + 1 times from `start`, 0.1 apart.
std::vector<double> times_from(double start, int T);

Tensor to_tensor(std::span<const double> values);  // (N), rounded to float
// All but the last of these values as a batch of one: (1, T, 1).
Tensor input_window(const Tensor& values);
// The notebook's own window to look at, so many time steps of it.
void give_instance(const Series& series, int T, Examples& examples);

// The lines `instance` and `target` of a window of T + 1 times; predictions of the next value,
// (T) or (1, T, 1), go beside them with `predicted_line`.
Plot window_plot(const Series& series, std::span<const double> times);
Line predicted_line(std::string name, std::span<const double> times, const Tensor& predictions);

// mean((prediction - target)²), summed in double; of tensors of the same count.
float mean_squared_distance(const Tensor& prediction, const Tensor& target);

Field& window_field(Form& form, int& window);
Field& batch_size_field(Form& form, int& batch_size);
Field& start_field(Form& form, double& start);  // without help

}  // namespace unfold
