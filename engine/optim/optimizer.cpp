#include "engine/optim/optimizer.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/core/require.h"
#include "engine/kernels/f32x4.h"

namespace unfold {
namespace {

using kernels::f32x4;

f32x4 sqrt(f32x4 v) {
  return f32x4{std::sqrt(v[0]), std::sqrt(v[1]), std::sqrt(v[2]), std::sqrt(v[3])};
}

// Four elements of every array of an update, or fewer at the end.
struct Lanes {
  int first, count;
  f32x4 load(const float* p) const {
    return count == 4 ? kernels::load(p + first) : kernels::load_part(p + first, count);
  }
  void store(float* p, f32x4 v) const {
    if (count == 4) return kernels::store(p + first, v);
    kernels::store_part(p + first, v, count);
  }
};

template <typename Update>
void for_lanes(int n, Update update) {
  int i = 0;
  for (; i + 4 <= n; i += 4) update(Lanes{i, 4});
  if (i < n) update(Lanes{i, n % 4});
}

// variable -= rate g
class GradientDescent final : public Optimizer {
 public:
  explicit GradientDescent(float learning_rate) : Optimizer(learning_rate, {}) {}

 private:
  void update(Tensor& variable, const Tensor& gradient, Slots&) override {
    float* x = variable.mutable_data();
    const float* dx = gradient.data();
    const float rate = learning_rate();
    for_lanes(variable.count(), [=](Lanes at) { at.store(x, at.load(x) - at.load(dx) * rate); });
  }
};

// accumulation = accumulation momentum + g; variable -= accumulation rate
class Momentum final : public Optimizer {
 public:
  explicit Momentum(float learning_rate) : Optimizer(learning_rate, {{"momentum", 0}}) {}

 private:
  void update(Tensor& variable, const Tensor& gradient, Slots& slots) override {
    constexpr float momentum = 0.9f;
    float* x = variable.mutable_data();
    float* accumulation = slots[0].mutable_data();
    const float* dx = gradient.data();
    const float rate = learning_rate();
    for_lanes(variable.count(), [=](Lanes at) {
      const f32x4 a = at.load(accumulation) * momentum + at.load(dx);
      at.store(accumulation, a);
      at.store(x, at.load(x) - a * rate);
    });
  }
};

// accumulator += g²; variable -= rate g / sqrt(accumulator)
class Adagrad final : public Optimizer {
 public:
  explicit Adagrad(float learning_rate) : Optimizer(learning_rate, {{"accumulator", 0.1f}}) {}

 private:
  void update(Tensor& variable, const Tensor& gradient, Slots& slots) override {
    float* x = variable.mutable_data();
    float* accumulator = slots[0].mutable_data();
    const float* dx = gradient.data();
    const float rate = learning_rate();
    for_lanes(variable.count(), [=](Lanes at) {
      const f32x4 g = at.load(dx);
      const f32x4 a = at.load(accumulator) + g * g;
      at.store(accumulator, a);
      at.store(x, at.load(x) - g * rate / sqrt(a));
    });
  }
};

// rms += (g² - rms) (1 - decay); momentum = momentum_decay momentum + rate g / sqrt(rms + epsilon);
// variable -= momentum
class RMSProp final : public Optimizer {
 public:
  explicit RMSProp(float learning_rate) : Optimizer(learning_rate, {{"rms", 1}, {"momentum", 0}}) {}

 private:
  void update(Tensor& variable, const Tensor& gradient, Slots& slots) override {
    constexpr float decay = 0.9f, momentum_decay = 0, epsilon = 1e-10f;
    float* x = variable.mutable_data();
    float* rms = slots[0].mutable_data();
    float* momentum = slots[1].mutable_data();
    const float* dx = gradient.data();
    const float rate = learning_rate();
    for_lanes(variable.count(), [=](Lanes at) {
      const f32x4 g = at.load(dx);
      const f32x4 r = at.load(rms) + (g * g - at.load(rms)) * (1 - decay);
      const f32x4 m = at.load(momentum) * momentum_decay + g * rate / sqrt(r + epsilon);
      at.store(rms, r);
      at.store(momentum, m);
      at.store(x, at.load(x) - m);
    });
  }
};

// m += (g - m) (1 - beta1); v += (g² - v) (1 - beta2); variable -= m alpha / (sqrt(v) + epsilon)
// with alpha = rate sqrt(1 - beta2^step) / (1 - beta1^step)
class Adam final : public Optimizer {
 public:
  explicit Adam(float learning_rate) : Optimizer(learning_rate, {{"m", 0}, {"v", 0}}) {}

  std::span<float> non_slot_values() override { return powers_; }

 private:
  static constexpr float beta1 = 0.9f, beta2 = 0.999f, epsilon = 1e-8f;

  void update(Tensor& variable, const Tensor& gradient, Slots& slots) override {
    float* x = variable.mutable_data();
    float* first = slots[0].mutable_data();
    float* second = slots[1].mutable_data();
    const float* dx = gradient.data();
    const float alpha = learning_rate() * std::sqrt(1 - powers_[1]) / (1 - powers_[0]);
    for_lanes(variable.count(), [=](Lanes at) {
      const f32x4 g = at.load(dx);
      const f32x4 m = at.load(first) + (g - at.load(first)) * (1 - beta1);
      const f32x4 v = at.load(second) + (g * g - at.load(second)) * (1 - beta2);
      at.store(first, m);
      at.store(second, v);
      at.store(x, at.load(x) - m * alpha / (sqrt(v) + epsilon));
    });
  }

  void finish_step() override {
    powers_[0] *= beta1;
    powers_[1] *= beta2;
  }

  std::array<float, 2> powers_{beta1, beta2};
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
    if (variable.gradient().empty()) continue;
    update(variable, variable.gradient(), slots_of(variable, i));
  }
  finish_step();
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

std::unique_ptr<Optimizer> make_optimizer(OptimizerKind kind, float learning_rate) {
  switch (kind) {
    case OptimizerKind::sgd: return std::make_unique<GradientDescent>(learning_rate);
    case OptimizerKind::momentum: return std::make_unique<Momentum>(learning_rate);
    case OptimizerKind::adagrad: return std::make_unique<Adagrad>(learning_rate);
    case OptimizerKind::rmsprop: return std::make_unique<RMSProp>(learning_rate);
    case OptimizerKind::adam: return std::make_unique<Adam>(learning_rate);
  }
  throw std::invalid_argument("[optimizer] there is no such kind");
}

}  // namespace unfold
