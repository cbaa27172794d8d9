#include "engine/manifold/tsne.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "engine/core/require.h"
#include "engine/kernels/elementary.h"
#include "engine/kernels/math.h"
#include "engine/random/tensorflow.h"

namespace unfold {
namespace {

using kernels::f32x4;

constexpr float start_deviation = 1e-4f;
// Of the update, as in van der Maaten's own program: a gain grows while the gradient keeps its
// direction and shrinks when it turns.
constexpr float early_momentum = 0.5f, late_momentum = 0.8f;
constexpr float gain_growth = 0.2f, gain_decay = 0.8f, least_gain = 0.01f;

f32x4 gather(const std::vector<float>& values, const int* at) {
  return f32x4{values[at[0]], values[at[1]], values[at[2]], values[at[3]]};
}

float sum(f32x4 v) { return ((v[0] + v[1]) + v[2]) + v[3]; }

}  // namespace

int Tsne::neighbors(const TsneSettings& settings, int points) {
  const int asked = settings.neighbors > 0 ? settings.neighbors
                                           : static_cast<int>(std::ceil(3 * settings.perplexity));
  return std::min(asked, points - 1);
}

Tsne::Tsne(Affinities affinities, Tensor positions, const TsneSettings& settings)
    : affinities_(std::move(affinities)),
      positions_(std::move(positions)),
      settings_(settings),
      velocity_(Tensor::zeros(positions_.shape())),
      gains_(Tensor::ones(positions_.shape())),
      repulsion_(affinities_.p.rows(), static_cast<float>(settings.theta)) {
  const int N = points();
  require(positions_.shape() == Shape{N, 2}, "Tsne", "positions must have the shape ", Shape{N, 2},
          ", not ", positions_.shape());
  for (auto* values : {&x_, &y_, &attraction_x_, &attraction_y_, &repulsion_x_, &repulsion_y_}) {
    values->resize(N);
  }
  gradient_.resize(2 * N);
}

Tsne::Tsne(const Tensor& x, Tensor positions, const TsneSettings& settings)
    : Tsne(affinities(x, settings.perplexity, neighbors(settings, x.size(0))), std::move(positions),
           settings) {}

double Tsne::learning_rate() const {
  if (settings_.learning_rate > 0) return settings_.learning_rate;
  return std::max(points() / settings_.early_exaggeration / 4, 50.0);
}

double Tsne::sum_of_p() const {
  const std::vector<float>& p = affinities_.p.values;
  return std::accumulate(p.begin(), p.end(), 0.0);
}

// Σ_j p_ij q_ij (y_i - y_j) times the exaggeration; returns Σ p_ij log(1 + |y_i - y_j|²).
float Tsne::attract(float exaggeration) {
  const f32x4 one = kernels::splat(1);
  double divergence = 0;
  for (int i = 0; i < points(); ++i) {
    const f32x4 x = kernels::splat(x_[i]), y = kernels::splat(y_[i]);
    f32x4 pull_x = {}, pull_y = {}, logs = {};
    for (int k = affinities_.p.row_begin[i]; k < affinities_.p.row_begin[i + 1];
         k += Affinities::lanes) {
      const f32x4 p = kernels::load(&affinities_.p.values[k]);
      const f32x4 dx = x - gather(x_, &affinities_.p.columns[k]),
                  dy = y - gather(y_, &affinities_.p.columns[k]);
      const f32x4 d = one + dx * dx + dy * dy;
      const f32x4 pull = p / d;
      pull_x += pull * dx;
      pull_y += pull * dy;
      logs += p * kernels::log(d);
    }
    attraction_x_[i] = exaggeration * sum(pull_x);
    attraction_y_[i] = exaggeration * sum(pull_y);
    divergence += sum(logs);
  }
  return static_cast<float>(divergence);
}

float Tsne::gradient(float exaggeration, std::span<float> gradient) {
  const int N = points();
  for (int i = 0; i < N; ++i) {
    x_[i] = positions_.data()[2 * i];
    y_[i] = positions_.data()[2 * i + 1];
  }
  const double logs = attract(exaggeration);
  const double sum = repulsion_.compute(x_, y_, repulsion_x_, repulsion_y_);
  const auto share = static_cast<float>(1 / sum);
  for (int i = 0; i < N; ++i) {
    gradient[2 * i] = 4 * (attraction_x_[i] - repulsion_x_[i] * share);
    gradient[2 * i + 1] = 4 * (attraction_y_[i] - repulsion_y_[i] * share);
  }
  return static_cast<float>(affinities_.negative_entropy + logs + elementary::log(sum));
}

float Tsne::divergence() { return gradient(1, gradient_); }

void Tsne::update(float momentum) {
  const auto rate = static_cast<float>(learning_rate());
  float *position = positions_.mutable_data(), *velocity = velocity_.mutable_data(),
        *gain = gains_.mutable_data();
  for (std::size_t i = 0; i < gradient_.size(); ++i) {
    const bool keeps_direction = velocity[i] * gradient_[i] < 0;
    gain[i] = std::max(keeps_direction ? gain[i] + gain_growth : gain[i] * gain_decay, least_gain);
    velocity[i] = momentum * velocity[i] - rate * gain[i] * gradient_[i];
    position[i] += velocity[i];
  }
}

float Tsne::step() {
  const bool is_early = is_exaggerated();
  const float divergence =
      gradient(is_early ? static_cast<float>(settings_.early_exaggeration) : 1.0f, gradient_);
  update(is_early ? early_momentum : late_momentum);
  ++steps_;
  return divergence;
}

void Tsne::visit_state(Archive& archive) {
  archive.value("tsne/steps", steps_);
  archive.in_place("tsne/velocity", velocity_);
  archive.in_place("tsne/gains", gains_);
}

Tensor shrunk(const Tensor& map) {
  const int N = map.size(0);
  double squares = 0;
  for (int i = 0; i < N; ++i) squares += double{map.data()[2 * i]} * map.data()[2 * i];
  const double scale = squares > 0 ? start_deviation / std::sqrt(squares / N) : 0;
  Tensor start(map.shape());
  std::transform(map.data(), map.data() + map.count(), start.mutable_data(),
                 [=](float value) { return static_cast<float>(value * scale); });
  return start;
}

Tensor random_start(int points, std::uint32_t seed) {
  return random_normal(Shape{points, 2}, {.graph = seed, .op = 0}, 0, start_deviation);
}

}  // namespace unfold
