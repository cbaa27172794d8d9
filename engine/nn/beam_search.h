// Beam search: the most probable sequences of a model that gives the next symbol's probabilities.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "engine/core/tensor.h"

namespace unfold {

struct Hypothesis {
  std::vector<int> ids;        // without the symbol that ends it
  std::vector<int> rows;       // for each step, ending included: its row among those of the step
  double log_probability = 0;  // of all steps
  bool ended = false;          // false: cut off after the most steps
  double score() const;        // log probability per step
};

struct BeamSearch {
  int width = 5;
  int most_steps = 50;
  int start = 1, end = 2;  // symbols

  // The model: moves on from its rows `parents` (several may be the same) by one symbol each and
  // returns the log probabilities of what follows, (rows, V); -infinity for what must not. The
  // first call is for row 0 and `start`.
  using Advance = std::function<Tensor(std::span<const int> parents, std::span<const int> symbols)>;

  // At most `width` hypotheses, the best score first. Each step keeps the most probable ones; one
  // that ends leaves its place empty, so a width of 1 is greedy decoding. Where two are equal the
  // one from the better parent comes first, then the smaller symbol.
  std::vector<Hypothesis> run(const Advance& advance) const;
};

}  // namespace unfold
