#include "examples/shared/cell_inputs.h"

#include "engine/lab/refusal.h"
#include "examples/shared/refusals.h"

namespace unfold {
namespace {

constexpr Choice<CellKind> cells[] = {{CellKind::rnn, "rnn", "Basic RNN"},
                                      {CellKind::lstm, "lstm", "LSTM"},
                                      {CellKind::gru, "gru", "GRU"}};

constexpr Choice<CellKind> cells_and_keras[] = {
    cells[0], cells[1], cells[2], {CellKind::keras_rnn, "keras", "Keras SimpleRNN"}};

constexpr Choice<Initializer> initializers[] = {
    {Initializer::glorot_uniform, "glorot_uniform", "Glorot uniform"},
    {Initializer::random_normal, "random_normal", "Random normal"},
    {Initializer::random_uniform, "random_uniform", "Random uniform"},
    {Initializer::truncated_normal, "truncated_normal", "Truncated normal"},
    {Initializer::orthogonal, "orthogonal", "Orthogonal"},
    {Initializer::zeros, "zeros", "Zeros"},
    {Initializer::ones, "ones", "Ones"}};

template <std::size_t N>
Field& cell_choice(Form& form, CellKind& kind, const Choice<CellKind> (&choices)[N]) {
  return form.choice("cell", kind, choices)
      .label("Cell")
      .help(
          "How the state is updated: a basic RNN overwrites it, an LSTM and a GRU decide through "
          "gates what to keep.");
}

std::vector<std::string> gate_names(CellKind kind) {
  switch (kind) {
    case CellKind::lstm: return {"i", "j", "f", "o"};
    case CellKind::gru: return {"r", "u", "c"};
    default: return {""};
  }
}

}  // namespace

Field& cell_field(Form& form, CellKind& kind) { return cell_choice(form, kind, cells); }

Field& hidden_field(Form& form, int& hidden) {
  return form.integer("hidden", hidden).label("Hidden units");
}

Field& seed_field(Form& form, Seed& seed) {
  return form.seed("seed", seed)
      .label("Seed")
      .help(
          "TensorFlow's graph seed: the same seed draws the same weights, another one draws "
          "others.");
}

Field& op_seed_field(Form& form, std::string_view name, int& op_seed) {
  return form.integer(name, op_seed).range(0, 1000000).advanced();
}

Origins origins(const std::string& scope, int op_seed) {
  return {scope, static_cast<std::uint64_t>(op_seed)};
}

void CellInputs::visit(Form& form, int max_features, int max_hidden) {
  cell_choice(form, kind, cells_and_keras);
  hidden_field(form, hidden)
      .help(
          "How many numbers the state holds; the output has the same size. Weights of a preset "
          "that have another size make way for new ones.")
      .range(1, max_hidden);
  form.choice("initializer", initializer, initializers)
      .label("Initializer")
      .help("How the weights are drawn when none are typed; zeros makes every output zero.");
  form.matrix("kernel", kernel)
      .label("Weights")
      .help(
          "Typed weights, D + H rows and H columns per gate (LSTM: i, g, f, o; GRU: r, u, "
          "candidate); leave empty to draw them from the seeds.")
      .range(-1000, 1000)
      .shape({max_features + max_hidden, 4 * max_hidden})
      .optional()
      .advanced();
  seed_field(form, seed);
  op_seed_field(form, "op_seed", op_seed)
      .label("Op seed")
      .help(
          "The seed of the operation that draws the weights; TensorFlow counts it from the graph.");
}

void CellInputs::fit(Fitting& fitting, int D, Fitting::Names width) {
  const Shape needed = kernel_shape(D), actual = kernel.empty() ? needed : kernel.shape();
  const Fitting::Names drawing = {"initializer", "seed", "op_seed"};
  const bool fits = actual == needed, is_drawn_anew = fitting.is_any_own(drawing);
  if (kernel.empty() || (fits && !is_drawn_anew)) return;
  if (fitting.is_own("kernel")) {
    if (fits) fitting.note<weights_refusals>("kernel", "weights-stay", {}, {"kernel"});
    return;
  }
  kernel = Tensor();
  const std::string drawn_from = std::to_string(seed);
  if (fits) {
    return fitting.note<weights_refusals>("kernel", "weights-redrawn", {{"seed", drawn_from}},
                                          drawing);
  }
  width.insert(width.end(), {"cell", "hidden"});
  width.insert(width.end(), drawing.begin(), drawing.end());
  fitting.note<weights_refusals>(
      "kernel", "weights-drawn",
      {{"actual", to_string(actual)}, {"expected", to_string(needed)}, {"seed", drawn_from}},
      width);
}

Tensor CellInputs::starting_kernel(int D) const {
  if (kernel.empty()) {
    return initial_kernel(kind, D, hidden, initializer,
                          {seed, static_cast<std::uint64_t>(op_seed)});
  }
  const int gates = gate_count(kind);
  if (kernel.shape() != kernel_shape(D)) {
    refuse<weights_refusals>("kernel", "kernel-shape",
                             {{"rows", std::to_string(D + hidden)},
                              {"columns", std::to_string(gates * hidden)},
                              {"inputs", std::to_string(D)},
                              {"units", std::to_string(hidden)},
                              {"gates", std::to_string(gates)},
                              {"actual", to_string(kernel.shape())}});
  }
  return kernel;
}

Network CellInputs::network(const InputLayer& input) const {
  RecurrentLayer layer{
      .cell = kind, .units = hidden, .kernel = initializer, .origins = origins("rnn", op_seed)};
  if (!kernel.empty()) layer.kernel = GivenWeights{starting_kernel(input.size)};
  return {.input = input, .layers = {layer}, .seed = seed};
}

MatrixLabels CellInputs::kernel_labels(const std::vector<std::string>& features) const {
  std::vector<std::string> rows = features, columns;
  for (const std::string& unit : numbered("h", hidden)) rows.push_back(unit);
  for (const std::string& gate : gate_names(kind)) {
    for (const std::string& column : numbered(gate, hidden)) columns.push_back(column);
  }
  return {{"row", "column"}, {rows, columns}};
}

std::vector<std::string> numbered(const std::string& prefix, int count) {
  std::vector<std::string> names;
  for (int i = 0; i < count; ++i) names.push_back(prefix + std::to_string(i));
  return names;
}

}  // namespace unfold
