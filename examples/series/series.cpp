#include "examples/series/series.h"

#include <utility>

#include "engine/kernels/elementary.h"

namespace unfold {
namespace {

constexpr double latest_start = 100;

double sin(double angle) { return elementary::sin_cos(angle).sin; }

// All but the first, or all but the last.
std::span<const double> later(std::span<const double> times) { return times.subspan(1); }
std::span<const double> earlier(std::span<const double> times) {
  return times.first(times.size() - 1);
}

}  // namespace

void Series::visit(Form& form) {
  form.number("growth", growth)
      .label("Slow wave: growth")
      .help("How fast the slow wave grows, in thirds for each unit of time; 0 leaves it out.")
      .range(0, 5);
  form.number("frequency", frequency)
      .label("Slow wave: frequency")
      .help("The slow wave is the sine of this many times t.")
      .range(0, 20);
  form.number("fast_amplitude", fast_amplitude)
      .label("Fast wave: amplitude")
      .help("How far the fast wave swings to each side; 0 leaves it out.")
      .range(0, 20);
  form.number("fast_frequency", fast_frequency)
      .label("Fast wave: frequency")
      .help("The fast wave is the sine of this many times t; beyond 31 it turns between two steps.")
      .range(0, 50);
}

double Series::operator()(double t) const {
  return growth * t * sin(frequency * t) / 3 + fast_amplitude * sin(t * fast_frequency);
}

Tensor Series::at(std::span<const double> times) const {
  Tensor values(Shape{static_cast<int>(times.size())});
  float* value = values.mutable_data();
  for (const double t : times) *value++ = static_cast<float>((*this)(t));
  return values;
}

float Series::error_of_no_change() const {
  const int count = static_cast<int>(end / resolution);
  const Tensor values = at(times_from(0, count));
  const Tensor before(Shape{count}, values.values().first(count));
  const Tensor after(Shape{count}, values.values().last(count));
  return mean_squared_distance(before, after);
}

Windows next_batch(const Series& series, RandomState& random, int B, int T) {
  const Shape shape{B, T, 1};
  Windows windows{Tensor(shape), Tensor(shape)};
  for (int b = 0; b < B; ++b) {
    const double start = random.rand() * (Series::end - T * Series::resolution);
    float* x = windows.x.mutable_data() + b * T;
    float* y = windows.y.mutable_data() + b * T;
    for (int i = 0; i <= T; ++i) {
      const float value = static_cast<float>(series(start + i * Series::resolution));
      if (i < T) x[i] = value;
      if (i > 0) y[i - 1] = value;
    }
  }
  return windows;
}

TrainingData next_batches(const Series& series, RandomState random, int B, int T) {
  constexpr int batches = 100;
  const auto [x, y] = next_batch(series, random, batches * B, T);
  return {.x = x, .y = y, .batches = batches, .shuffles = true};
}

std::vector<double> instance_times(int T) {
  constexpr double first = 12.2;
  const double last = first + Series::resolution * (T + 1);
  const double step = (last - first) / T;
  std::vector<double> times;
  for (int i = 0; i < T; ++i) times.push_back(i * step + first);
  times.push_back(last);
  return times;
}

std::vector<double> times_from(double start, int T) {
  std::vector<double> times;
  for (int i = 0; i <= T; ++i) times.push_back(start + i * Series::resolution);
  return times;
}

Tensor to_tensor(std::span<const double> values) {
  Tensor tensor(Shape{static_cast<int>(values.size())});
  float* next = tensor.mutable_data();
  for (const double value : values) *next++ = static_cast<float>(value);
  return tensor;
}

Tensor input_window(const Tensor& values) {
  const int T = values.count() - 1;
  return Tensor(Shape{1, T, 1}, values.values().first(T));
}

void give_instance(const Series& series, int T, Examples& examples) {
  examples.x = input_window(series.at(instance_times(T)));
}

Plot window_plot(const Series& series, std::span<const double> times) {
  return {{{"instance", series.at(earlier(times)), to_tensor(earlier(times))},
           {"target", series.at(later(times)), to_tensor(later(times))}},
          "time",
          "value"};
}

Line predicted_line(std::string name, std::span<const double> times, const Tensor& predictions) {
  return {std::move(name), predictions.view(Shape{predictions.count()}), to_tensor(later(times))};
}

float mean_squared_distance(const Tensor& prediction, const Tensor& target) {
  double sum = 0;
  for (int i = 0; i < target.count(); ++i) {
    const double difference = double{prediction.data()[i]} - double{target.data()[i]};
    sum += difference * difference;
  }
  return static_cast<float>(sum / target.count());
}

Field& window_field(Form& form, int& window) {
  return form.integer("window", window)
      .label("Window")
      .help("How many values the network reads; after each it predicts the next one.")
      .range(2, 100);
}

Field& batch_size_field(Form& form, int& batch_size) {
  return form.integer("batch_size", batch_size)
      .label("Batch size")
      .help("How many windows, begun at random times, one training step sees.")
      .range(1, 200);
}

Field& start_field(Form& form, double& start) {
  return form.number("start", start).label("Start").range(0, latest_start);
}

}  // namespace unfold
