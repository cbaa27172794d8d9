// Tape: records differentiable operations in the order they run and walks them backwards.
#pragma once

#include <array>
#include <initializer_list>
#include <new>
#include <span>
#include <utility>
#include <vector>

#include "engine/core/pool.h"
#include "engine/core/tensor.h"

namespace unfold {

class TapeWatch;

// Scoped, as TensorFlow's GradientTape: while one lives, operations on tracked tensors are recorded
// on the innermost tape. Without a tape nothing is recorded.
class Tape {
 public:
  // `watch`, if there is one, is told of all that happens and outlives the tape.
  explicit Tape(TapeWatch* watch = nullptr);
  ~Tape();
  Tape(const Tape&) = delete;
  Tape& operator=(const Tape&) = delete;

  static constexpr int max_outputs = 3;
  using Outputs = std::array<Tensor, max_outputs>;

  // Marks `y` as computed from `inputs` by `op`. `gradient(dy)` accumulates into the inputs; it
  // runs once in `backward`, if anything flowed to `y`. Returns y. Without a tape, or with no
  // tracked input, nothing is kept.
  template <typename Gradient>
  static Tensor record(const char* op, std::span<const Tensor> inputs, Tensor y,
                       Gradient gradient) {
    record_many(op, inputs, std::span(&y, 1),
                [gradient = std::move(gradient)](const Outputs& dy) { gradient(dy[0]); });
    return y;
  }
  template <typename Gradient>
  static Tensor record(const char* op, std::initializer_list<Tensor> inputs, Tensor y,
                       Gradient gradient) {
    return record(op, std::span(inputs.begin(), inputs.size()), std::move(y), std::move(gradient));
  }
  // The same for an operation with several outputs: `gradient` receives one gradient per output,
  // empty where nothing flowed.
  template <typename Gradient>
  static void record_many(const char* op, std::span<const Tensor> inputs, std::span<Tensor> outputs,
                          Gradient gradient) {
    if (!recording(inputs)) return;
    void* place = pool_take(sizeof(Step<Gradient>));
    current()->append(op, inputs, outputs, new (place) Step<Gradient>(std::move(gradient)));
  }

  // Leaves d loss / d x in the gradient of every variable x that `loss` depends on, replacing what
  // an earlier tape left there. `loss` has one element. Once for a tape: what an operation has kept
  // is overwritten on the way, and given back.
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
    virtual void run(const Outputs& gradients) = 0;
  };
  template <typename Gradient>
  struct Step final : StepBase {
    explicit Step(Gradient gradient) : gradient(std::move(gradient)) {}
    void run(const Outputs& gradients) override { gradient(gradients); }
    Gradient gradient;
  };
  struct Entry {
    const char* op;
    Outputs outputs;
    StepBase* step;
  };

  static Tape* current();
  static void release(Entry& entry) noexcept;
  void append(const char* op, std::span<const Tensor> inputs, std::span<Tensor> outputs,
              StepBase* step);

  Tape* outer_;
  TapeWatch* watch_;
  bool paused_ = false;
  bool walked_ = false;
  std::vector<Entry, PoolAllocator<Entry>> entries_;
  std::vector<Tensor, PoolAllocator<Tensor>> leaves_;  // variables among the inputs
};

// Is told what a tape records and what then flows back through it: for whoever looks at a tape.
class TapeWatch {
 public:
  virtual void recorded(const char* op, std::span<const Tensor> inputs,
                        std::span<const Tensor> outputs) = 0;
  // The operation, counted from 0, is about to hand on what has flowed to its outputs.
  virtual void flowed(int operation, const Tape::Outputs& gradients) = 0;

 protected:
  ~TapeWatch() = default;
};

}  // namespace unfold
