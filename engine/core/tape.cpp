#include "engine/core/tape.h"

#include <algorithm>

#include "engine/core/require.h"

namespace unfold {
namespace {

thread_local Tape* innermost = nullptr;

constexpr std::size_t usual_length = 64;

}  // namespace

Tape::Tape(TapeWatch* watch) : outer_(innermost), watch_(watch) {
  innermost = this;
  entries_.reserve(usual_length);
  leaves_.reserve(usual_length);
}

Tape::~Tape() {
  innermost = outer_;
  for (Entry& entry : entries_) release(entry);
}

void Tape::release(Entry& entry) noexcept {
  if (!entry.step) return;
  entry.step->~StepBase();
  pool_give(std::exchange(entry.step, nullptr));
}

Tape* Tape::current() { return innermost; }

bool Tape::recording(std::span<const Tensor> inputs) {
  return innermost && !innermost->paused_ &&
         std::any_of(inputs.begin(), inputs.end(), [](const Tensor& x) { return x.tracked(); });
}

void Tape::append(const char* op, std::span<const Tensor> inputs, std::span<Tensor> outputs,
                  StepBase* step) {
  for (const Tensor& x : inputs) {
    if (x.is_variable()) leaves_.push_back(x);
  }
  Entry& entry = entries_.emplace_back(Entry{op, {}, step});
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    outputs[i].set_tracked();
    entry.outputs[i] = outputs[i];
  }
  if (watch_) watch_->recorded(op, inputs, outputs);
}

void Tape::backward(const Tensor& loss) {
  require(loss.count() == 1, "backward", "the loss must be one number, not ", loss.shape());
  require(loss.tracked(), "backward", "the loss depends on no variable");
  require(!walked_, "backward", "a tape is walked once; record the operations again on a new one");
  walked_ = true;
  for (const Tensor& leaf : leaves_) leaf.clear_gradient();
  paused_ = true;
  loss.accumulate(Tensor::ones(loss.shape()));
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
    Outputs gradients;
    bool flowed = false;
    for (std::size_t i = 0; i < gradients.size(); ++i) {
      gradients[i] = entry->outputs[i].gradient();
      entry->outputs[i].clear_gradient();
      flowed |= !gradients[i].empty();
    }
    if (flowed && watch_) watch_->flowed(static_cast<int>(entries_.rend() - entry) - 1, gradients);
    if (flowed) entry->step->run(gradients);
    release(*entry);
  }
  paused_ = false;
}

}  // namespace unfold
