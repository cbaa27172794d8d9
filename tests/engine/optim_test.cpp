#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>
#include <limits>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "engine/core/pool.h"
#include "engine/optim/clip.h"
#include "engine/optim/optimizer.h"
#include "engine/random/tensorflow.h"

using namespace unfold;

namespace {

constexpr int size = 7;  // one group of four and a rest of three
using Doubles = std::array<double, size>;

constexpr std::array all_kinds{OptimizerKind::sgd,     OptimizerKind::momentum,
                               OptimizerKind::adagrad, OptimizerKind::rmsprop,
                               OptimizerKind::adam,    OptimizerKind::lazy_adam};

// sum of curvature (x - target)² / 2
constexpr Doubles curvature{0.5, 1, 2, 3, 0.1, 1.5, 4};
constexpr Doubles target{1, -2, 0.5, 3, -1, 0.7, 2};

double slope(int i, double x) { return curvature[i] * (x - target[i]); }

void set_gradient(const Tensor& variable, const Tensor& gradient) {
  variable.clear_gradient();
  variable.accumulate(gradient);
}

Tensor gradient_of(const Tensor& variable) {
  Tensor gradient(variable.shape());
  for (int i = 0; i < variable.count(); ++i) {
    gradient.mutable_data()[i] = static_cast<float>(slope(i % size, variable.data()[i]));
  }
  return gradient;
}

// A variable after some steps of an optimizer on the quadratic, from zero.
Tensor descend(Optimizer& optimizer, int steps) {
  const std::vector<Tensor> variables{Tensor::variable(Tensor::zeros({size}))};
  for (int step = 0; step < steps; ++step) {
    set_gradient(variables[0], gradient_of(variables[0]));
    optimizer.apply(variables);
  }
  return variables[0];
}

// One number of the double-precision reference: its value and two slots.
struct Reference {
  double x, a, b;
};
using Rule = std::function<void(Reference&, double g, int step)>;  // steps count from 1

void check_against(OptimizerKind kind, float rate, double a, double b, const Rule& rule) {
  const auto optimizer = make_optimizer(kind, rate);
  const Tensor here = descend(*optimizer, 100);
  for (int i = 0; i < size; ++i) {
    Reference reference{0, a, b};
    for (int step = 1; step <= 100; ++step) rule(reference, slope(i, reference.x), step);
    CHECK(here.data()[i] == doctest::Approx(reference.x).epsilon(1e-5));
    CHECK(std::abs(reference.x) > 0.1);
  }
}

bool same_values(const Tensor& a, const Tensor& b) {
  return a.shape() == b.shape() &&
         std::memcmp(a.data(), b.data(), sizeof(float) * static_cast<std::size_t>(a.count())) == 0;
}

}  // namespace

TEST_CASE("Gradient descent follows its formula") {
  check_against(OptimizerKind::sgd, 0.1f, 0, 0,
                [](Reference& r, double g, int) { r.x -= 0.1 * g; });
}

TEST_CASE("Momentum follows its formula") {
  check_against(OptimizerKind::momentum, 0.02f, 0, 0, [](Reference& r, double g, int) {
    r.a = 0.9 * r.a + g;
    r.x -= 0.02 * r.a;
  });
}

TEST_CASE("Adagrad follows its formula") {
  check_against(OptimizerKind::adagrad, 0.3f, 0.1, 0, [](Reference& r, double g, int) {
    r.a += g * g;
    r.x -= 0.3 * g / std::sqrt(r.a);
  });
}

TEST_CASE("RMSProp follows its formula") {
  check_against(OptimizerKind::rmsprop, 0.01f, 1, 0, [](Reference& r, double g, int) {
    r.a += (g * g - r.a) * (1 - 0.9);
    r.x -= 0.01 * g / std::sqrt(r.a + 1e-10);
  });
}

TEST_CASE("Adam follows its formula") {
  check_against(OptimizerKind::adam, 0.05f, 0, 0, [](Reference& r, double g, int step) {
    const double alpha = 0.05 * std::sqrt(1 - std::pow(0.999, step)) / (1 - std::pow(0.9, step));
    r.a = 0.9 * r.a + 0.1 * g;
    r.b = 0.999 * r.b + 0.001 * g * g;
    r.x -= alpha * r.a / (std::sqrt(r.b) + 1e-8);
  });
}

TEST_CASE("Adam rounds as TensorFlow's kernel does, term by term") {
  const auto optimizer = make_optimizer(OptimizerKind::adam, 0.05f);
  const Tensor here = descend(*optimizer, 50);
  for (int i = 0; i < size; ++i) {
    float x = 0, m = 0, v = 0, power1 = 0.9f, power2 = 0.999f;
    for (int step = 0; step < 50; ++step) {
      const float g = static_cast<float>(slope(i, x));
      const float alpha = 0.05f * std::sqrt(1.0f - power2) / (1.0f - power1);
      m += (g - m) * (1.0f - 0.9f);
      v += (g * g - v) * (1.0f - 0.999f);
      x -= (m * alpha) / (std::sqrt(v) + 1e-8f);
      power1 *= 0.9f;
      power2 *= 0.999f;
    }
    CHECK(here.data()[i] == x);
  }
}

TEST_CASE("Lazy Adam is Adam where the whole variable has a gradient") {
  const auto adam = make_optimizer(OptimizerKind::adam, 0.05f);
  const auto lazy = make_optimizer(OptimizerKind::lazy_adam, 0.05f);
  CHECK(same_values(descend(*adam, 50), descend(*lazy, 50)));
}

TEST_CASE("The first step of Adam has the size of the learning rate, whatever the gradient") {
  const std::vector<Tensor> variables{Tensor::variable(Tensor::zeros({3}))};
  set_gradient(variables[0], Tensor({3}, {1e-3f, -5, 1e4f}));
  make_optimizer(OptimizerKind::adam, 0.1f)->apply(variables);
  CHECK(variables[0].data()[0] == doctest::Approx(-0.1).epsilon(1e-3));
  CHECK(variables[0].data()[1] == doctest::Approx(0.1).epsilon(1e-3));
  CHECK(variables[0].data()[2] == doctest::Approx(-0.1).epsilon(1e-3));
}

TEST_CASE("Slots have TensorFlow's names and first values") {
  const Tensor variable = Tensor::variable(Tensor::zeros({2, 3}));
  const auto first = [&](OptimizerKind kind, std::string_view name) {
    const Tensor slot = make_optimizer(kind, 0.1f)->slot(variable, name);
    CHECK(slot.shape() == Shape{2, 3});
    return slot.data()[5];
  };
  CHECK(first(OptimizerKind::momentum, "momentum") == 0);
  CHECK(first(OptimizerKind::adagrad, "accumulator") == 0.1f);
  CHECK(first(OptimizerKind::rmsprop, "rms") == 1);
  CHECK(first(OptimizerKind::rmsprop, "momentum") == 0);
  CHECK(first(OptimizerKind::adam, "m") == 0);
  CHECK(first(OptimizerKind::adam, "v") == 0);
  CHECK(make_optimizer(OptimizerKind::sgd, 0.1f)->slot_names().empty());
  CHECK_THROWS_AS(first(OptimizerKind::sgd, "m"), std::invalid_argument);
}

TEST_CASE("A variable without a gradient stays as it is") {
  for (const OptimizerKind kind : all_kinds) {
    const std::vector<Tensor> variables{Tensor::variable(Tensor::ones({3})),
                                        Tensor::variable(Tensor::ones({3}))};
    set_gradient(variables[1], Tensor::ones({3}));
    make_optimizer(kind, 0.1f)->apply(variables);
    CHECK(same_values(variables[0], Tensor::ones({3})));
    CHECK_FALSE(same_values(variables[1], Tensor::ones({3})));
  }
}

TEST_CASE("Slots belong to the variable, in whatever order the variables come") {
  for (const OptimizerKind kind : all_kinds) {
    const Tensor a = Tensor::variable(Tensor::zeros({size}));
    const Tensor b = Tensor::variable(Tensor::ones({size}));
    const auto optimizer = make_optimizer(kind, 0.05f);
    for (int step = 0; step < 10; ++step) {
      set_gradient(a, gradient_of(a));
      set_gradient(b, gradient_of(b));
      optimizer->apply(step % 2 ? std::vector<Tensor>{a, b} : std::vector<Tensor>{b, a});
    }
    const auto alone = make_optimizer(kind, 0.05f);
    CHECK(same_values(a, descend(*alone, 10)));
  }
}

TEST_CASE("The learning rate can change between steps") {
  const auto optimizer = make_optimizer(OptimizerKind::sgd, 0.5f);
  const std::vector<Tensor> variables{Tensor::variable(Tensor::zeros({1}))};
  set_gradient(variables[0], Tensor::ones({1}));
  optimizer->apply(variables);
  CHECK(optimizer->learning_rate() == 0.5f);
  optimizer->set_learning_rate(0.25f);
  optimizer->apply(variables);
  CHECK(variables[0].item() == -0.75f);
}

TEST_CASE("Restored slots and powers go on bit for bit") {
  for (const OptimizerKind kind : all_kinds) {
    const auto original = make_optimizer(kind, 0.05f);
    const Tensor x = descend(*original, 20);
    const auto restored = make_optimizer(kind, 0.05f);
    const Tensor copy = Tensor::variable(x);
    for (const std::string_view name : original->slot_names()) {
      const Tensor from = original->slot(x, name);
      Tensor to = restored->slot(copy, name);
      std::copy(from.values().begin(), from.values().end(), to.mutable_data());
    }
    const auto from = original->non_slot_values();
    std::copy(from.begin(), from.end(), restored->non_slot_values().begin());

    const std::vector<Tensor> variables{x}, copies{copy};
    for (int step = 0; step < 5; ++step) {
      set_gradient(x, gradient_of(x));
      set_gradient(copy, gradient_of(copy));
      original->apply(variables);
      restored->apply(copies);
    }
    CHECK(same_values(x, copy));
  }
}

TEST_CASE("A warm step allocates nothing") {
  for (const OptimizerKind kind : all_kinds) {
    const auto optimizer = make_optimizer(kind, 0.01f);
    const std::vector<Tensor> variables{Tensor::variable(Tensor::zeros({30, 7})),
                                        Tensor::variable(Tensor::zeros({100}))};
    const auto step = [&] {
      for (const Tensor& variable : variables) set_gradient(variable, gradient_of(variable));
      clip_by_value(variables, -1, 1);
      clip_by_global_norm(variables, 1);
      optimizer->apply(variables);
    };
    step();
    step();
    const std::size_t warm = pool_bytes();
    for (int i = 0; i < 10; ++i) step();
    CHECK(pool_bytes() == warm);
  }
}

TEST_CASE("Hundred steps on random gradients have the same bits on every target") {
  std::uint64_t hash = 14695981039346656037u;
  for (const OptimizerKind kind : all_kinds) {
    const auto optimizer = make_optimizer(kind, 0.01f);
    RandomOp gradients({42, 1});
    const std::vector<Tensor> variables{Tensor::variable(random_normal({101}, {42, 2}))};
    for (int step = 0; step < 100; ++step) {
      set_gradient(variables[0], gradients.normal({101}));
      clip_by_global_norm(variables, 5);
      optimizer->apply(variables);
    }
    for (const float value : variables[0].values()) {
      std::uint32_t bits;
      std::memcpy(&bits, &value, sizeof bits);
      hash = (hash ^ bits) * 1099511628211u;
    }
  }
  CHECK(hash == 7761669298696289112u);
}

TEST_CASE("Clipping by value bounds each element and keeps NaN visible") {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float infinity = std::numeric_limits<float>::infinity();
  const std::vector<Tensor> variables{Tensor::variable(Tensor::zeros({7})),
                                      Tensor::variable(Tensor::zeros({2}))};
  set_gradient(variables[0], Tensor({7}, {-3, -1, 0.5f, 2, 2.5f, infinity, nan}));
  clip_by_value(variables, -1, 2);
  const Tensor clipped = variables[0].gradient();
  CHECK(same_values(clipped.view({7}), Tensor({7}, {-1, -1, 0.5f, 2, 2, 2, clipped.data()[6]})));
  CHECK(std::isnan(clipped.data()[6]));
  CHECK(variables[1].gradient().empty());
  CHECK_THROWS_AS(clip_by_value(variables, 1, -1), std::invalid_argument);
}

TEST_CASE("The global norm is the norm of all gradients together") {
  const std::vector<Tensor> variables{Tensor::variable(Tensor::zeros({2})),
                                      Tensor::variable(Tensor::zeros({3})),
                                      Tensor::variable(Tensor::zeros({1}))};
  set_gradient(variables[0], Tensor({2}, {3, 4}));
  set_gradient(variables[2], Tensor({1}, {-12}));
  CHECK(global_norm(variables) == 13);
}

// tf.clip_by_global_norm([[3., 4.], [12.]], 6.5)  # [1.5, 2.], [6.], norm 13
TEST_CASE("Gradients above the norm are scaled down to it, all by the same factor") {
  const std::vector<Tensor> variables{Tensor::variable(Tensor::zeros({2})),
                                      Tensor::variable(Tensor::zeros({1}))};
  set_gradient(variables[0], Tensor({2}, {3, 4}));
  set_gradient(variables[1], Tensor({1}, {12}));
  CHECK(clip_by_global_norm(variables, 6.5f) == 13);
  CHECK(variables[0].gradient().data()[0] == doctest::Approx(1.5));
  CHECK(variables[0].gradient().data()[1] == doctest::Approx(2));
  CHECK(variables[1].gradient().data()[0] == doctest::Approx(6));
  CHECK(global_norm(variables) == doctest::Approx(6.5));
  CHECK_THROWS_AS(clip_by_global_norm(variables, 0), std::invalid_argument);
}

TEST_CASE("Gradients below the norm keep their values") {
  const std::vector<Tensor> variables{Tensor::variable(Tensor::zeros({2}))};
  set_gradient(variables[0], Tensor({2}, {3, 4}));
  CHECK(clip_by_global_norm(variables, 8) == 5);
  CHECK(same_values(variables[0].gradient(), Tensor({2}, {3, 4})));
}

TEST_CASE("Gradients of zero stay zero under any norm") {
  const std::vector<Tensor> variables{Tensor::variable(Tensor::zeros({2}))};
  set_gradient(variables[0], Tensor::zeros({2}));
  CHECK(clip_by_global_norm(variables, 8) == 0);
  CHECK(same_values(variables[0].gradient(), Tensor::zeros({2})));
}

TEST_CASE("A gradient that two variables share is clipped once for each") {
  const std::vector<Tensor> variables{Tensor::variable(Tensor::zeros({1})),
                                      Tensor::variable(Tensor::zeros({1}))};
  const Tensor shared({1}, {3});
  for (const Tensor& variable : variables) set_gradient(variable, shared);
  clip_by_global_norm(variables, 1);
  for (const Tensor& variable : variables) {
    CHECK(variable.gradient().item() == doctest::Approx(std::sqrt(0.5)));
  }
  CHECK(shared.item() == 3);
}
