// Lab: what every lab of the course is. A lab is a folder in its chapter in examples/ and a line in
// the chapter's labs.cpp.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/core/archive.h"
#include "engine/lab/fitting.h"
#include "engine/lab/form.h"
#include "engine/lab/refusal_code.h"
#include "engine/lab/report.h"
#include "engine/nn/network/encoder_decoder.h"
#include "engine/nn/network/examples.h"
#include "engine/nn/network/network.h"
#include "engine/nn/network/training_data.h"
#include "engine/nn/parted_step.h"
#include "engine/nn/variables.h"

namespace unfold {

enum class Chapter { basics, writing, memory, series, images, words };

struct About {
  std::string_view id;  // folder, page, link and golden
  std::string_view title;
  std::string_view summary;  // one sentence for the gallery
  Chapter chapter;
  std::string_view notebook;  // the blocks it runs: "Lecture 12 ex12_7"
  int preview_steps = 1000;   // of the run that the gallery's small picture shows
};

// A number or text that a notebook prints, and where this lab reports it.
struct Published {
  enum class Kind { curve, text, matrix };
  Kind kind;
  std::string_view name;             // of the curve, text or matrix
  int step = 0;                      // when it was printed
  std::vector<double> numbers = {};  // a curve: one; a matrix: all, row-major
  std::string_view text = {};
  double tolerance = 0;  // |here - printed| that still agrees
};

Published printed_matrix(std::string_view name, std::vector<double> numbers, double tolerance);
Published printed_curve(std::string_view name, int step, double number, double tolerance);
Published printed_text(std::string_view name, int step, std::string_view text);

// Where a preset's weights come from.
enum class Origin {
  exact,      // nothing is random: the notebook's own numbers
  seeded,     // the notebook fixed its seed: its own random streams
  recovered,  // unseeded; weights solved for from the printed output
  invariant,  // unseeded and not recovered: only the structure can be compared
  own         // not from a notebook
};

struct Preset {
  std::string_view name, label;
  std::string_view note = {};  // one sentence: what it is and where it was printed
  Origin origin = Origin::own;
  std::vector<std::pair<std::string_view, std::string_view>> inputs = {};  // as text, like a link
  std::vector<Published> published = {};
};

// A table of vectors that the lab embedding-map can draw.
struct Embedding {
  std::string_view name;
  Tensor vectors;                  // (N, E)
  std::vector<std::string> words;  // N, the most frequent first
  std::vector<float> counts;       // how often each occurs; N or none
};

// What a text may be, as the lab has found in a file: the names of its columns.
struct Offer {
  std::string_view input;
  std::vector<std::string> choices;
};

class Lab {
 public:
  virtual ~Lab() = default;
  // Steps of a whole run. One: the lab computes, it does not train.
  virtual int steps() const { return 1; }
  virtual void step(Report& report) = 0;
  // The step is not complete: the next call of `step` goes on with it. For work of more than a few
  // milliseconds that can be done in parts, such as a test on ten thousand images.
  virtual bool is_within_step() const { return false; }
  // A training step whose batch is cut into parts can be computed together with replicas of the
  // run, whichever computes what, as can a part of a long step. `open_parts` begins the next one,
  // unless it is begun, and gives their number; `step` computes those that are missing and
  // completes it. 1: it is not cut.
  virtual int open_parts() { return 1; }
  virtual void compute_part(int /*part*/) {}
  virtual PartedStep* parts() { return nullptr; }  // null for a lab that cuts no steps
  virtual const Variables& variables() const = 0;
  // What a step changes besides the variables: optimizer, random streams, carried states, counts.
  virtual void visit_state(Archive& /*archive*/) {}
  // What is seen between steps and costs too much to be made at each: predictions, samples, heat
  // maps. Called when somebody looks and at the end; no curves, the same names each time.
  virtual void show(Report& /*report*/) const {}
  // What is seen before the first step: the data, and what the untrained model makes of them.
  virtual void show_untrained(Report& report) const { show(report); }
  virtual std::vector<Offer> offers() const { return {}; }
  // What a saved run keeps of its data, so that it can be asked without them; a lab that keeps some
  // is made again by its `recall(inputs, kept)`.
  virtual std::map<std::string, std::string> kept() const { return {}; }
  // What it computes or trains with the inputs as they are, if that is a chain of layers, with the
  // lab's variables by their names; of several the one to look at.
  virtual std::optional<Network> network() const { return std::nullopt; }
  // All of them, also those whose variables the lab keeps in another form; empty: the one.
  virtual std::vector<Network> networks() const { return {}; }
  // The same of a lab whose network reads one sequence and writes another.
  virtual std::optional<EncoderDecoder> encoder_decoder() const { return std::nullopt; }
  // What the network is trained on; nothing where its loss is none of a network's own.
  virtual std::optional<TrainingData> training_data() const { return std::nullopt; }
  // A few sequences that the network reads, to look inside it; left empty where those will do that
  // it is trained on next.
  virtual void give_examples(Examples& /*examples*/) const {}
  // As they are now; the first is the one to look at. Asked for on demand only.
  virtual std::vector<Embedding> embeddings() const { return {}; }

 protected:
  // Opens the step, unless it is open, and computes what nobody else has.
  void compute_missing_parts() {
    open_parts();
    parts()->for_missing([&](int part) { compute_part(part); });
  }
};

// A lab's inputs with its form; keeps the bound members alive.
struct BoundForm {
  std::shared_ptr<void> inputs;
  Form form;
};

struct LabEntry {
  About about;
  std::vector<Preset> presets;  // the first is the default
  BoundForm (*form)();          // with the defaults in it
  // Inputs that contradict each other are made to fit first. Throws Refusal.
  std::unique_ptr<Lab> (*make)(const BoundForm& bound, Fitting& fitting);
  // Without its data, from what a saved run kept of them; null for a lab that needs them.
  std::unique_ptr<Lab> (*recall)(const BoundForm& bound,
                                 const std::map<std::string, std::string>& kept);
  // Takes live inputs that have changed between two steps; null for a lab that has none.
  void (*change)(Lab& lab, const BoundForm& bound);
  // Null for a lab that cannot be asked.
  BoundForm (*question)();
  void (*ask)(const Lab& lab, const BoundForm& question, Report& answer);  // throws Refusal
  bool has_embeddings;                          // the lab has some, whatever its inputs
  std::span<const RefusalTable> refusals = {};  // beside what any lab refuses
};

// The inputs fit themselves to each other where they can; a lab that must read its data first takes
// the fitting and does the rest.
template <typename L>
std::unique_ptr<Lab> fitted_lab(const BoundForm& bound, Fitting& fitting) {
  using Inputs = typename L::Inputs;
  Inputs& inputs = *static_cast<Inputs*>(bound.inputs.get());
  if constexpr (requires { inputs.fit(fitting); }) inputs.fit(fitting);
  if constexpr (std::is_constructible_v<L, Inputs&, Fitting&>) {
    return std::make_unique<L>(inputs, fitting);
  } else {
    return std::make_unique<L>(inputs);
  }
}

template <typename Inputs>
BoundForm bound_form() {
  auto inputs = std::make_shared<Inputs>();
  BoundForm bound{inputs, {}};
  inputs->visit(bound.form);
  return bound;
}

// An entry for a class with `about`, `Inputs` (with visit(Form&), and fit(Fitting&) if they can
// contradict each other), `presets()` and a constructor from Inputs, or from Inputs and a Fitting.
// If it has a `recall(const Inputs&, kept)`, it can be made without its data. If it has a
// `Question` (with visit(Form&)), its `ask(const Question&, Report&) const` answers from the model
// as it is. If it has live inputs, its `change(const Inputs&)` takes them; all others are as they
// were. Its `refusals` are the tables of what it refuses and notes beside what any lab does.
template <typename L>
LabEntry entry() {
  using Inputs = typename L::Inputs;
  LabEntry entry{L::about,
                 L::presets(),
                 bound_form<Inputs>,
                 fitted_lab<L>,
                 nullptr,
                 nullptr,
                 nullptr,
                 nullptr,
                 !std::is_same_v<decltype(&L::embeddings), decltype(&Lab::embeddings)>};
  if constexpr (requires { L::refusals; }) entry.refusals = L::refusals;
  if constexpr (requires { &L::recall; }) {
    entry.recall = [](const BoundForm& bound, const std::map<std::string, std::string>& kept) {
      return L::recall(*static_cast<const Inputs*>(bound.inputs.get()), kept);
    };
  }
  if constexpr (requires(L & lab, const Inputs& inputs) { lab.change(inputs); }) {
    entry.change = [](Lab& lab, const BoundForm& bound) {
      static_cast<L&>(lab).change(*static_cast<const Inputs*>(bound.inputs.get()));
    };
  }
  if constexpr (requires { typename L::Question; }) {
    using Question = typename L::Question;
    entry.question = bound_form<Question>;
    entry.ask = [](const Lab& lab, const BoundForm& bound, Report& answer) {
      static_cast<const L&>(lab).ask(*static_cast<const Question*>(bound.inputs.get()), answer);
    };
  }
  return entry;
}

// Throws Refusal "unknown-lab".
const LabEntry& find_lab(std::string_view id, std::span<const LabEntry> among);

}  // namespace unfold
