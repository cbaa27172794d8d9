// ImageClassifier: cells that read a picture row by row, and a dense layer on what they remember.
#pragma once

#include <memory>
#include <vector>

#include "engine/nn/dense.h"
#include "engine/nn/make_cell.h"

namespace unfold {

// What the dense layer sees: the state of the top layer, or those of all layers side by side.
enum class Readout { top, all };

class ImageClassifier {
 public:
  struct Design {
    CellKind cell;
    int layers, hidden, classes;
    Readout readout;
    std::uint64_t seed;
    int op_seed_cell, op_seed_dense;
  };
  ImageClassifier(const Design& design, Variables& variables);

  // images (B, T, D), scores before the softmax (B, C).
  Tensor logits(const Tensor& images) const;
  // What the dense layer would see after each row: (B, T, F).
  Tensor states(const Tensor& images) const;
  // Of one picture's states (1, T, F), the probabilities after each row: (T, C).
  Tensor probabilities(const Tensor& states) const;

 private:
  Readout readout_;
  std::vector<std::shared_ptr<const Cell>> layers_;
  Dense dense_;
};

}  // namespace unfold
