// Optimizers: TensorFlow 1's update rules, in float32, term by term.
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "engine/core/tensor.h"

namespace unfold {

enum class OptimizerKind { sgd, momentum, adagrad, rmsprop, adam };

// Moves variables against their gradients. What it remembers of a variable (its slots, named as in
// TensorFlow) is made when the variable is first moved; after that `apply` allocates nothing.
class Optimizer {
 public:
  virtual ~Optimizer() = default;
  Optimizer(const Optimizer&) = delete;
  Optimizer& operator=(const Optimizer&) = delete;

  // One step. A variable without a gradient stays.
  void apply(std::span<const Tensor> variables);

  float learning_rate() const { return learning_rate_; }
  void set_learning_rate(float rate) { learning_rate_ = rate; }

  // For saving and restoring: the slots of a variable, made if it has none, to be read or written;
  // and the numbers kept for all variables together (Adam's powers of beta).
  std::span<const std::string_view> slot_names() const { return slot_names_; }
  Tensor slot(const Tensor& variable, std::string_view name);
  virtual std::span<float> non_slot_values() { return {}; }

 protected:
  struct Slot {
    std::string_view name;
    float initial;
  };
  using Slots = std::array<Tensor, 2>;

  explicit Optimizer(float learning_rate, std::initializer_list<Slot> slots);

 private:
  struct Remembered {
    Tensor variable;
    Slots slots;
  };

  virtual void update(Tensor& variable, const Tensor& gradient, Slots& slots) = 0;
  virtual void finish_step() {}
  // `guess` is where the variable was last time, if the variables come in the same order.
  Slots& slots_of(const Tensor& variable, std::size_t guess);

  float learning_rate_;
  std::vector<std::string_view> slot_names_;
  std::vector<float> slot_starts_;
  std::vector<Remembered> remembered_;
};

// momentum 0.9; adagrad from 0.1; rmsprop with decay 0.9, no momentum, epsilon 1e-10; adam with
// betas 0.9 and 0.999, epsilon 1e-8.
std::unique_ptr<Optimizer> make_optimizer(OptimizerKind kind, float learning_rate);

}  // namespace unfold
