#include "examples/basics/initial-state/initial_state.h"

#include "engine/lab/refusal.h"
#include "engine/ops/arithmetic.h"
#include "examples/basics/initial-state/refusals.h"
#include "examples/basics/refusals.h"
#include "examples/basics/words.h"
#include "examples/shared/tensors.h"

namespace unfold {
namespace {

Field& state_field(Form& form, std::string_view name, Tensor& state) {
  return form.matrix(name, state)
      .range(-1e6, 1e6)
      .axes("batch,unit")
      .shape({most_sequences, 32})
      .optional();
}

// The typed state if there is one, else zeros.
Tensor state_or_zeros(const char* input, const Tensor& typed, const Tensor& zeros) {
  if (typed.empty()) return zeros;
  if (typed.shape() != zeros.shape()) {
    refuse<shape_refusals>(
        input, "shape-mismatch",
        {{"actual", to_string(typed.shape())}, {"expected", to_string(zeros.shape())}});
  }
  return typed;
}

}  // namespace

// Weights that print the outputs of the block initial_state; others could, too.
InitialState::Inputs::Inputs() {
  cell.kind = CellKind::lstm;
  cell.kernel = Tensor({6, 8}, {0.0168841332f, -0.29733032f,   -0.369119495f, -0.256433278f,  //
                                -0.137340561f, 0.555893898f,   0.435124993f,  0.54129982f,    //
                                -0.624741137f, 0.448036879f,   0.306548685f,  0.0598155931f,  //
                                -0.545401573f, 0.106506556f,   0.529959917f,  -0.502609551f,  //
                                0.567708433f,  -0.0165830441f, -0.361486405f, 0.465663403f,   //
                                -0.544558883f, -0.257758468f,  0.115625978f,  0.616409898f,   //
                                -0.20461534f,  -0.628543139f,  0.557191849f,  0.341527462f,   //
                                -0.617046356f, 0.076431267f,   -0.512334883f, 0.206936926f,   //
                                -0.26731202f,  -0.568761945f,  0.594053566f,  0.336868286f,   //
                                -0.117295124f, 0.609313726f,   0.585874557f,  -0.637159944f,  //
                                0.0512925759f, -0.448259473f,  -0.26546669f,  0.347526044f,   //
                                -0.358199239f, -0.306414902f,  0.595638156f,  0.119957142f});
}

void InitialState::Inputs::visit(Form& form) {
  source.visit(form, "Words of equal length, separated by commas: each is one row of the batch.");
  cell.visit(form, most_symbols, 32);
  state_field(form, "initial_c", initial_c)
      .label("Initial cell state")
      .help(
          "A row of H numbers for each sequence, the LSTM's memory before the first step; empty "
          "means zeros.")
      .when("cell", "lstm");
  state_field(form, "initial_h", initial_h)
      .label("Initial hidden state")
      .help(
          "A row of H numbers for each sequence, the output that the cell believes it gave last; "
          "empty means zeros.");
}

void InitialState::Inputs::fit(Fitting& fitting) {
  source.fit(fitting, true);
  const Shape batch = source.batch().x.shape(), state{batch[0], cell.hidden};
  cell.fit(fitting, batch[2], SourceInputs::names());
  if (cell.kind == CellKind::lstm) fit_state(fitting, "initial_c", initial_c, state);
  fit_state(fitting, "initial_h", initial_h, state);
}

void InitialState::Inputs::fit_state(Fitting& fitting, std::string_view name, Tensor& state,
                                     const Shape& shape) {
  if (state.empty() || state.shape() == shape || fitting.is_own(name)) return;
  const Shape actual = state.shape();
  state = Tensor();
  Fitting::Names because = SourceInputs::names();
  because.push_back("hidden");
  fitting.note<initial_state_refusals>(
      name, "state-emptied", {{"actual", to_string(actual)}, {"expected", to_string(shape)}},
      because);
}

std::vector<Preset> InitialState::presets() {
  const Published generated = printed_matrix("input", numbers(counting({3, 5, 3})), 0);
  return {
      {.name = "as-published",
       .label = "As published",
       .note = "Lab 12.0, block initial_state, an LSTM started from zeros: weights recovered from "
               "the printed output.",
       .origin = Origin::recovered,
       .published = {printed_matrix(
           "outputs", {-0.10699597, -0.06735446, -0.01214837, -0.03093243, -0.11962769, 0.10190663,
                       -0.20870663, 0.20675965,  -0.0284863,  0.1948234,   0.06502327,  0.01373457,
                       0.11152857,  0.07884337,  -0.00791237, 0.20213564,  -0.14327727, 0.27671731,
                       -0.2389248,  0.32179514,  -0.11509674, 0.13784541,  -0.20916083, 0.231289,
                       -0.12755771, 0.12080902,  -0.03355049, 0.0995911,   -0.14717762, 0.24482173},
           1e-7)}},
      {.name = "generated-data",
       .label = "Numbers 0 to 44",
       .note = "Lab 12.0, block generated_data, an LSTM of 5: not recoverable, so only the "
               "structure is compared.",
       .origin = Origin::invariant,
       .inputs = {{"source", "numbers"}, {"hidden", "5"}, {"kernel", ""}},
       .published = {generated}},
      {.name = "ex12-4",
       .label = "Lecture 12, ex12_4",
       .note =
           "The same numbers in lecture 12: not recoverable, so only the structure is compared.",
       .origin = Origin::invariant,
       .inputs = {{"source", "numbers"}, {"hidden", "5"}, {"kernel", ""}},
       .published = {generated}},
      {.name = "warm-start",
       .label = "Warm start",
       .note = "Our own: the first preset's words and weights, started from states that are not "
               "zero.",
       .inputs = {{"initial_c", "1,-1;0.5,0.5;-1,1"}, {"initial_h", "0.5,-0.5;0,0.25;-0.5,0.5"}}},
  };
}

InitialState::InitialState(const Inputs& inputs)
    : inputs_(inputs),
      batch_(inputs.source.batch()),
      cells_(make_layer_cells(*InitialState::network(), 0, batch_.x.size(2), variables_)),
      initial_(cells_.zero_state(batch_.x.size(0))) {
  if (inputs.cell.kind == CellKind::lstm) {
    initial_[0] = state_or_zeros("initial_c", inputs.initial_c, initial_[0]);
  }
  initial_.back() = state_or_zeros("initial_h", inputs.initial_h, initial_.back());
}

void InitialState::step(Report& report) {
  const auto [outputs, h, state] = cells_.run(batch_.x, {}, initial_);
  const Tensor from_nothing = cells_.run(batch_.x).outputs;
  const Tensor from_zeros = cells_.run(batch_.x, {}, cells_.zero_state(batch_.x.size(0))).outputs;
  const bool lstm = inputs_.cell.kind == CellKind::lstm;

  report.matrix("input", batch_.x, batch_.input_labels());
  if (lstm) report.matrix("initial_c", initial_[0], batch_.state_labels());
  report.matrix("initial_h", initial_.back(), batch_.state_labels());
  report.matrix("outputs", outputs, batch_.output_labels());
  if (lstm) report.matrix("final_c", state[0], batch_.state_labels());
  report.matrix("final_h", h, batch_.state_labels());
  report.matrix("difference", outputs - from_nothing, batch_.output_labels());
  report.invariant("zero state changes nothing", largest_difference(from_zeros, from_nothing), 0);
}

}  // namespace unfold
