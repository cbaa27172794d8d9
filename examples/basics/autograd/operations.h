// Operations: what a formula can compute, each with the engine's operation that does it, the rule
// that hands its gradient back, and the same in double for finite differences.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/tensor.h"

namespace unfold {

using Reals = std::vector<double>;

enum class Op {
  add,
  subtract,
  multiply,
  divide,
  negate,
  tanh,
  sigmoid,
  relu,
  exp,
  log,
  sum,
  mean,
  softmax,
  log_softmax,
  cross_entropy,
  element
};

// What an operation has read and what has flowed to it. `b` is empty where it reads one thing.
struct Flow {
  Tensor a, b, y, dy;
  int index = 0;  // of the element that it chooses
};

struct Operation {
  std::string_view name;                   // as a formula writes it
  std::string_view rule;                   // how it is computed: "tanh({a})"
  std::array<std::string_view, 2> shares;  // what each input gets: "{dy} * (1 - {y}^2)"
  Tensor (*compute)(const Tensor& a, const Tensor& b, int index);
  Reals (*real)(const Reals& a, const Reals& b, int index);
  std::array<Tensor (*)(const Flow&), 2> share;  // before sizes are made to fit
  bool needs_list = false;                       // it reads several numbers
};

const Operation& operation(Op op);
// A function by its name, which has brackets after it.
std::optional<Op> function_called(std::string_view name);
// "tanh, sigmoid, ..."
std::string functions();

// A rule for people, with the index and the size of what is read in it.
std::string rule_text(std::string_view rule, int index, int count);
// What flows from an operation to its first or second input, in that input's shape: the rule
// computed by itself, not by the tape.
Tensor share_of(Op op, int input, const Flow& flow);
// The rule's text for the sizes that they have.
std::string share_rule(Op op, int input, const Flow& flow);

}  // namespace unfold
