// Tape: records differentiable operations in the order they run and walks them backwards.
#pragma once

#include <initializer_list>
#include <memory>
#include <new>
#include <span>
#include <utility>
#include <vector>

#include "engine/core/pool.h"
#include "engine/core/tensor.h"

namespace unfold {

// Scoped, as TensorFlow's GradientTape: while one lives, operations on tracked tensors are recorded
// on the innermost tape. Without a tape nothing is recorded.
class Tape {
 public:
  Tape();
  ~Tape();
  Tape(const Tape&) = delete;
  Tape& operator=(const Tape&) = delete;

  // Marks `y` as computed from `inputs` by `op`. `gradient(dy)` accumulates into the inputs; it runs
  // once in `backward`, if anything flowed to `y`. Returns y. Without a tape, or with no tracked
  // input, nothing is kept.
  template <typename Gradient>
  static Tensor record(const char* op, std::initializer_list<Tensor> inputs, Tensor y,
                       Gradient gradient) {
    return record(op, std::span(inputs.begin(), inputs.size()), std::move(y), std::move(gradient));
  }
  template <typename Gradient>
  static Tensor record(const char* op, std::span<const Tensor> inputs, Tensor y,
                       Gradient gradient) {
    if (!recording(inputs)) return y;
    void* place = pool_take(sizeof(Step<Gradient>));
    current()->append(op, inputs, y, new (place) Step<Gradient>(std::move(gradient)));
    return y;
  }

  // Leaves d loss / d x in the gradient of every variable x that `loss` depends on, replacing what
  // an earlier call left there. `loss` has one element.
  void backward(const Tensor& loss);

  // Whether an operation on these inputs would be recorded now.
  static bool recording(std::span<const Tensor> inputs);
  static bool recording(std::initializer_list<Tensor> inputs) {
    return recording(std::span(inputs.begin(), inputs.size()));
  }
  // Calls `visit(name)` for each recorded operation, in order.
  template <typename Visit>
  void operations(Visit visit) const {
    for (const Entry& entry : entries_) visit(entry.op);
  }

 private:
  struct StepBase {
    virtual ~StepBase() = default;
    virtual void operator()(const Tensor& dy) = 0;
  };
  template <typename Gradient>
  struct Step final : StepBase {
    explicit Step(Gradient gradient) : gradient(std::move(gradient)) {}
    void operator()(const Tensor& dy) override { gradient(dy); }
    Gradient gradient;
  };
  struct Entry {
    const char* op;
    Tensor y;
    StepBase* step;
  };

  static Tape* current();
  void append(const char* op, std::span<const Tensor> inputs, Tensor& y, StepBase* step);

  Tape* outer_;
  bool paused_ = false;
  std::vector<Entry, PoolAllocator<Entry>> entries_;
  std::vector<Tensor, PoolAllocator<Tensor>> leaves_;  // variables among the inputs
};

}  // namespace unfold
