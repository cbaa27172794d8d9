// Recording: what a tape has recorded and what flowed back through it.
#pragma once

#include <string_view>
#include <vector>

#include "engine/core/tape.h"

namespace unfold {

class Recording final : public TapeWatch {
 public:
  struct Entry {
    std::string_view op;
    std::vector<Tensor> inputs;
    Tensor output;
    Tensor gradient;  // empty until something has flowed
  };

  void recorded(const char* op, std::span<const Tensor> inputs,
                std::span<const Tensor> outputs) override {
    entries_.push_back({op, {inputs.begin(), inputs.end()}, outputs[0], {}});
  }
  void flowed(int operation, const Tape::Outputs& gradients) override {
    entries_[operation].gradient = gradients[0];
  }

  const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

}  // namespace unfold
