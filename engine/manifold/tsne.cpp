#include "engine/manifold/tsne.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
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
  x_.resize(N);
  y_.resize(N);
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

// What acts on the points of a group of the repulsion, in its order, and on as many points in
// theirs.
struct Tsne::Group {
  static constexpr int size = Repulsion::group_size;
  std::array<float, size> repulsion_x, repulsion_y;
  std::array<float, size> attraction_x, attraction_y;  // of p that is not exaggerated
  std::array<float, size> divergence;                  // Σ_j p_ij log(1 + |y_i - y_j|²)
  std::array<float, 2> sum_of_q;                       // a double, exactly, as the sum of both
};

double Tsne::pairs() const {
  constexpr double near = 600;  // of a point, that stand for all others
  const double N = points(), others = settings_.theta > 0 ? std::min(N, near) : N;
  return N * others + static_cast<double>(affinities_.p.values.size());
}

void Tsne::prepare() {
  for (int i = 0; i < points(); ++i) {
    x_[i] = positions_.data()[2 * i];
    y_[i] = positions_.data()[2 * i + 1];
  }
  repulsion_.prepare(x_, y_);
}

Tensor Tsne::forces(int first_group, int groups) {
  Tensor forces = Tensor::zeros(Shape{groups, static_cast<int>(sizeof(Group) / sizeof(float))});
  for (int row = 0; row < groups; ++row) {
    Group group{};
    const double sum = repulsion_.act_on(first_group + row, group.repulsion_x, group.repulsion_y);
    group.sum_of_q[0] = static_cast<float>(sum);
    group.sum_of_q[1] = static_cast<float>(sum - group.sum_of_q[0]);
    attract((first_group + row) * Group::size, group);
    std::memcpy(forces.mutable_data() + row * forces.size(1), &group, sizeof group);
  }
  return forces;
}

// Σ_j p_ij q_ij (y_i - y_j) of the points from the first on.
void Tsne::attract(int first, Group& group) const {
  const f32x4 one = kernels::splat(1);
  for (int i = first; i < std::min(first + Group::size, points()); ++i) {
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
    group.attraction_x[i - first] = sum(pull_x);
    group.attraction_y[i - first] = sum(pull_y);
    group.divergence[i - first] = sum(logs);
  }
}

float Tsne::gradient(const Tensor& forces, float exaggeration, std::span<float> gradient) const {
  double divergence = 0, sum_of_q = 0;
  const auto each_group = [&](const auto& visit) {
    for (int row = 0; row < forces.size(0); ++row) {
      Group group;
      std::memcpy(&group, forces.data() + row * forces.size(1), sizeof group);
      visit(row, group);
    }
  };
  each_group([&](int row, const Group& group) {
    const int first = row * Group::size, count = std::min(Group::size, points() - first);
    sum_of_q += double{group.sum_of_q[0]} + group.sum_of_q[1];
    for (int i = 0; i < count; ++i) {
      divergence += group.divergence[i];
      gradient[2 * (first + i)] = exaggeration * group.attraction_x[i];
      gradient[2 * (first + i) + 1] = exaggeration * group.attraction_y[i];
    }
  });
  const auto share = static_cast<float>(1 / sum_of_q);
  each_group([&](int row, const Group& group) {
    int i = 0;
    for (const int point : repulsion_.points_of(row)) {
      float* of_point = &gradient[2 * point];
      of_point[0] = 4 * (of_point[0] - group.repulsion_x[i] * share);
      of_point[1] = 4 * (of_point[1] - group.repulsion_y[i++] * share);
    }
  });
  return static_cast<float>(affinities_.negative_entropy + double{static_cast<float>(divergence)} +
                            elementary::log(sum_of_q));
}

float Tsne::gradient(float exaggeration, std::span<float> gradient) {
  prepare();
  return this->gradient(forces(0, groups()), exaggeration, gradient);
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
  prepare();
  return step(forces(0, groups()));
}

float Tsne::step(const Tensor& forces) {
  const bool is_early = is_exaggerated();
  const float exaggeration = is_early ? static_cast<float>(settings_.early_exaggeration) : 1.0f;
  const float divergence = gradient(forces, exaggeration, gradient_);
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
