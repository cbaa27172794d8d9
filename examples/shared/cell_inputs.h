// CellInputs: which cell a lab runs and where its weights come from.
#pragma once

#include <string>
#include <vector>

#include "engine/lab/fitting.h"
#include "engine/lab/form.h"
#include "engine/lab/report.h"
#include "engine/nn/make_cell.h"
#include "engine/nn/network/network.h"

namespace unfold {

Field& cell_field(Form& form, CellKind& kind);  // rnn, lstm, gru
Field& hidden_field(Form& form, int& hidden);   // without its range
Field& seed_field(Form& form, Seed& seed);
Field& op_seed_field(Form& form, std::string_view name, int& op_seed);  // without label and help

// The names and the seed of a layer whose op seed is an input.
Origins origins(const std::string& scope, int op_seed);

struct CellInputs {
  CellKind kind = CellKind::rnn;
  int hidden = 2;
  Initializer initializer = Initializer::glorot_uniform;
  Tensor kernel;  // empty: drawn from the seeds
  Seed seed = 777;
  int op_seed = 1;

  void visit(Form& form, int max_features, int max_hidden);
  // Weights of the preset give way to drawn ones where they have no inputs of this width, which
  // follows from the inputs of these names, or where the reader has changed how to draw.
  void fit(Fitting& fitting, int D, Fitting::Names width);
  // (D + H, gates · H) for inputs of width D; refuses a typed kernel of another shape.
  Tensor starting_kernel(int D) const;
  // The cell as a network that reads this input.
  Network network(const InputLayer& input) const;
  // Rows are the features of these names and the units; columns are gates and units.
  MatrixLabels kernel_labels(const std::vector<std::string>& features) const;

 private:
  Shape kernel_shape(int D) const { return {D + hidden, gate_count(kind) * hidden}; }
};

// x0, x1, …
std::vector<std::string> numbered(const std::string& prefix, int count);

}  // namespace unfold
