// Optimizers: TensorFlow 1's update rules, in float32, term by term.
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "engine/core/row_gradient.h"
#include "engine/core/tensor.h"

namespace unfold {

// lazy_adam is adam but for gradients that are kept as rows.
enum class OptimizerKind { sgd, momentum, adagrad, rmsprop, adam, lazy_adam };

// Moves variables against their gradients. What it remembers of a variable (its slots, named as in
// TensorFlow) is made when the variable is first moved; after that `apply` allocates nothing.
//
// Of a gradient that is kept as rows (Tensor::row_gradient) each rule moves the rows that it names,
// and their slots, as TensorFlow's sparse_apply operations do; ids that come again are summed
// first. Only adam goes further, as in TensorFlow: every row's slots decay and every row moves.
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
  // Neighbouring elements of a variable, their gradient and their slots.
  struct Part {
    int n;
    float* x;
    const float* dx;
    std::array<float*, 2> slots;
  };

  // n elements of a variable, without a gradient.
  static Part part_of(const Part& whole, int from, int n);

  explicit Optimizer(float learning_rate, std::initializer_list<Slot> slots);

 private:
  struct Remembered {
    Tensor variable;
    Slots slots;
  };

  virtual void update(const Part& part) = 0;
  // `whole` is the variable without a gradient.
  virtual void update_rows(const Part& whole, const RowGradient& rows);
  virtual void finish_step() {}
  // `guess` is where the variable was last time, if the variables come in the same order.
  Slots& slots_of(const Tensor& variable, std::size_t guess);

  float learning_rate_;
  std::vector<std::string_view> slot_names_;
  std::vector<float> slot_starts_;
  std::vector<Remembered> remembered_;
};

// Adam divides by sqrt(v) + epsilon, as TensorFlow 1 (`hat`), or by sqrt(v / (1 - beta2^step)) +
// epsilon, as PyTorch and the paper's algorithm (`corrected`).
enum class AdamEpsilon { hat, corrected };

// momentum 0.9; adagrad from 0.1; rmsprop with decay 0.9, no momentum, epsilon 1e-10; adam with
// betas 0.9 and 0.999, epsilon 1e-8. lazy_adam is tf.contrib.opt.LazyAdamOptimizer.
std::unique_ptr<Optimizer> make_optimizer(OptimizerKind kind, float learning_rate,
                                          AdamEpsilon epsilon = AdamEpsilon::hat);

}  // namespace unfold
