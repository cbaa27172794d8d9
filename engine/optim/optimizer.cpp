#include "engine/optim/optimizer.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "engine/core/pool.h"
#include "engine/core/require.h"
#include "engine/kernels/map.h"

namespace unfold {
namespace {

using kernels::f32x4;
using kernels::for_lanes;
using kernels::Lanes;

f32x4 sqrt(f32x4 v) {
  return f32x4{std::sqrt(v[0]), std::sqrt(v[1]), std::sqrt(v[2]), std::sqrt(v[3])};
}

// variable -= rate g
class GradientDescent final : public Optimizer {
 public:
  explicit GradientDescent(float learning_rate) : Optimizer(learning_rate, {}) {}

 private:
  void update(const Part& part) override {
    float* x = part.x;
    const float* dx = part.dx;
    const float rate = learning_rate();
    for_lanes(part.n, [=](Lanes at) { at.set(x, at(x) - at(dx) * rate); });
  }
};

// accumulation = accumulation momentum + g; variable -= accumulation rate
class Momentum final : public Optimizer {
 public:
  explicit Momentum(float learning_rate) : Optimizer(learning_rate, {{"momentum", 0}}) {}

 private:
  void update(const Part& part) override {
    constexpr float momentum = 0.9f;
    float* x = part.x;
    float* accumulation = part.slots[0];
    const float* dx = part.dx;
    const float rate = learning_rate();
    for_lanes(part.n, [=](Lanes at) {
      const f32x4 a = at(accumulation) * momentum + at(dx);
      at.set(accumulation, a);
      at.set(x, at(x) - a * rate);
    });
  }
};

// accumulator += g²; variable -= rate g / sqrt(accumulator)
class Adagrad final : public Optimizer {
 public:
  explicit Adagrad(float learning_rate) : Optimizer(learning_rate, {{"accumulator", 0.1f}}) {}

 private:
  void update(const Part& part) override {
    float* x = part.x;
    float* accumulator = part.slots[0];
    const float* dx = part.dx;
    const float rate = learning_rate();
    for_lanes(part.n, [=](Lanes at) {
      const f32x4 g = at(dx);
      const f32x4 a = at(accumulator) + g * g;
      at.set(accumulator, a);
      at.set(x, at(x) - g * rate / sqrt(a));
    });
  }
};

// rms += (g² - rms) (1 - decay); momentum = momentum_decay momentum + rate g / sqrt(rms + epsilon);
// variable -= momentum
class RMSProp final : public Optimizer {
 public:
  explicit RMSProp(float learning_rate) : Optimizer(learning_rate, {{"rms", 1}, {"momentum", 0}}) {}

 private:
  void update(const Part& part) override {
    constexpr float decay = 0.9f, momentum_decay = 0, epsilon = 1e-10f;
    float* x = part.x;
    float* rms = part.slots[0];
    float* momentum = part.slots[1];
    const float* dx = part.dx;
    const float rate = learning_rate();
    for_lanes(part.n, [=](Lanes at) {
      const f32x4 g = at(dx);
      const f32x4 r = at(rms) + (g * g - at(rms)) * (1 - decay);
      const f32x4 m = at(momentum) * momentum_decay + g * rate / sqrt(r + epsilon);
      at.set(rms, r);
      at.set(momentum, m);
      at.set(x, at(x) - m);
    });
  }
};

// m += (g - m) (1 - beta1); v += (g² - v) (1 - beta2); variable -= m alpha / (sqrt(v) + epsilon)
// with alpha = rate sqrt(1 - beta2^step) / (1 - beta1^step)
class LazyAdam : public Optimizer {
 public:
  LazyAdam(float learning_rate, AdamEpsilon epsilon)
      : Optimizer(learning_rate, {{"m", 0}, {"v", 0}}), epsilon_(epsilon) {}

  std::span<float> non_slot_values() override { return powers_; }

 protected:
  static constexpr float beta1 = 0.9f, beta2 = 0.999f;

  float alpha() const { return learning_rate() * std::sqrt(1 - powers_[1]) / (1 - powers_[0]); }
  // What is added to sqrt(v); both sides of the corrected fraction are times sqrt(1 - beta2^step).
  float epsilon() const {
    constexpr float epsilon = 1e-8f;
    return epsilon_ == AdamEpsilon::hat ? epsilon : epsilon * std::sqrt(1 - powers_[1]);
  }

 private:
  void update(const Part& part) override {
    float* x = part.x;
    float* first = part.slots[0];
    float* second = part.slots[1];
    const float* dx = part.dx;
    const float alpha = this->alpha(), epsilon = this->epsilon();
    for_lanes(part.n, [=](Lanes at) {
      const f32x4 g = at(dx);
      const f32x4 m = at(first) + (g - at(first)) * (1 - beta1);
      const f32x4 v = at(second) + (g * g - at(second)) * (1 - beta2);
      at.set(first, m);
      at.set(second, v);
      at.set(x, at(x) - m * alpha / (sqrt(v) + epsilon));
    });
  }

  void finish_step() override {
    powers_[0] *= beta1;
    powers_[1] *= beta2;
  }

  std::array<float, 2> powers_{beta1, beta2};
  AdamEpsilon epsilon_;
};

using Positions = std::vector<int, PoolAllocator<int>>;

// The rows of a gradient in the order of their ids.
Positions sorted_by_id(const RowGradient& rows) {
  Positions positions(rows.ids().size());
  std::iota(positions.begin(), positions.end(), 0);
  std::sort(positions.begin(), positions.end(),
            [ids = rows.ids()](int a, int b) { return ids[a] < ids[b]; });
  return positions;
}

bool all_zero(int n, const float* x) {
  kernels::u32x4 found{};
  for_lanes(n, [&](Lanes at) { found |= kernels::bits(kernels::abs(at(x))); });
  return (found[0] | found[1] | found[2] | found[3]) == 0;
}

// On rows m = m beta1 + g (1 - beta1) and v = v beta2 + g² (1 - beta2), where g is 0 for the rows
// that have no gradient, and every row moves: TensorFlow's AdamOptimizer._apply_sparse_shared.
class Adam final : public LazyAdam {
 public:
  using LazyAdam::LazyAdam;

 private:
  void update_rows(const Part& whole, const RowGradient& rows) override {
    int at = 0;
    for (const int n : sorted_by_id(rows)) {
      const int row = rows.ids()[n] * rows.width();
      decay(whole, at, row);
      Part part = part_of(whole, row, rows.width());
      part.dx = rows.row(n);
      add(part);
      at = row + rows.width();
    }
    decay(whole, at, whole.n);
  }

  void add(const Part& part) {
    const float alpha = this->alpha(), epsilon = this->epsilon();
    for_lanes(part.n, [=](Lanes at) {
      const f32x4 g = at(part.dx);
      const f32x4 m = at(part.slots[0]) * beta1 + g * (1 - beta1);
      const f32x4 v = at(part.slots[1]) * beta2 + g * g * (1 - beta2);
      at.set(part.slots[0], m);
      at.set(part.slots[1], v);
      at.set(part.x, at(part.x) - m * alpha / (sqrt(v) + epsilon));
    });
  }

  // Rows without a gradient, from one element to another. Most of a large table rests: it moves no
  // more once m is zero.
  void decay(const Part& whole, int from, int to) {
    constexpr int block = 512;
    while (from < to) {
      const Part part = part_of(whole, from, std::min(block, to - from));
      decay(part);
      from += part.n;
    }
  }

  void decay(const Part& part) {
    float* x = part.x;
    float* first = part.slots[0];
    float* second = part.slots[1];
    if (all_zero(part.n, first)) {
      if (all_zero(part.n, second)) return;
      for_lanes(part.n, [=](Lanes at) { at.set(second, flushed(at(second) * beta2)); });
      return;
    }
    const float alpha = this->alpha(), epsilon = this->epsilon();
    for_lanes(part.n, [=](Lanes at) {
      const f32x4 m = flushed(at(first) * beta1);
      const f32x4 v = flushed(at(second) * beta2);
      at.set(first, m);
      at.set(second, v);
      at.set(x, at(x) - m * alpha / (sqrt(v) + epsilon));
    });
  }

  // Zero for what has decayed below the normal range, where TensorFlow's threads see zeros too.
  static f32x4 flushed(f32x4 value) {
    const f32x4 lowest = kernels::splat(std::numeric_limits<float>::min());
    return kernels::select(kernels::abs(value) < lowest, kernels::splat(0), value);
  }
};

}  // namespace

Optimizer::Optimizer(float learning_rate, std::initializer_list<Slot> slots)
    : learning_rate_(learning_rate) {
  for (const Slot& slot : slots) {
    slot_names_.push_back(slot.name);
    slot_starts_.push_back(slot.initial);
  }
}

void Optimizer::apply(std::span<const Tensor> variables) {
  for (std::size_t i = 0; i < variables.size(); ++i) {
    Tensor variable = variables[i];
    const RowGradient* rows = variable.row_gradient();
    if (!rows && variable.gradient().empty()) continue;
    Slots& slots = slots_of(variable, i);
    const Part whole{variable.count(),
                     variable.mutable_data(),
                     variable.gradient().data(),
                     {slots[0].mutable_data(), slots[1].mutable_data()}};
    rows ? update_rows(whole, *rows) : update(whole);
  }
  finish_step();
}

Optimizer::Part Optimizer::part_of(const Part& whole, int from, int n) {
  Part part{n, whole.x + from, nullptr, whole.slots};
  for (float*& slot : part.slots) {
    if (slot) slot += from;
  }
  return part;
}

void Optimizer::update_rows(const Part& whole, const RowGradient& rows) {
  for (int n = 0; n < static_cast<int>(rows.ids().size()); ++n) {
    Part part = part_of(whole, rows.ids()[n] * rows.width(), rows.width());
    part.dx = rows.row(n);
    update(part);
  }
}

Optimizer::Slots& Optimizer::slots_of(const Tensor& variable, std::size_t guess) {
  if (guess < remembered_.size() && remembered_[guess].variable.same(variable)) {
    return remembered_[guess].slots;
  }
  const auto known =
      std::find_if(remembered_.begin(), remembered_.end(),
                   [&](const Remembered& entry) { return entry.variable.same(variable); });
  if (known != remembered_.end()) return known->slots;
  Remembered& entry = remembered_.emplace_back();
  entry.variable = variable;
  for (std::size_t i = 0; i < slot_starts_.size(); ++i) {
    entry.slots[i] = Tensor::filled(variable.shape(), slot_starts_[i]);
  }
  return entry.slots;
}

Tensor Optimizer::slot(const Tensor& variable, std::string_view name) {
  const auto found = std::find(slot_names_.begin(), slot_names_.end(), name);
  require(found != slot_names_.end(), "optimizer", "it keeps no slot named ", name);
  return slots_of(variable, 0)[static_cast<std::size_t>(found - slot_names_.begin())];
}

std::unique_ptr<Optimizer> make_optimizer(OptimizerKind kind, float learning_rate,
                                          AdamEpsilon epsilon) {
  switch (kind) {
    case OptimizerKind::sgd: return std::make_unique<GradientDescent>(learning_rate);
    case OptimizerKind::momentum: return std::make_unique<Momentum>(learning_rate);
    case OptimizerKind::adagrad: return std::make_unique<Adagrad>(learning_rate);
    case OptimizerKind::rmsprop: return std::make_unique<RMSProp>(learning_rate);
    case OptimizerKind::adam: return std::make_unique<Adam>(learning_rate, epsilon);
    case OptimizerKind::lazy_adam: return std::make_unique<LazyAdam>(learning_rate, epsilon);
  }
  throw std::invalid_argument("[optimizer] there is no such kind");
}

}  // namespace unfold
