#include "engine/lab/exports.h"

#include <algorithm>
#include <optional>

#include "engine/core/require.h"
#include "engine/io/export/arrays.h"
#include "engine/io/export/keras.h"
#include "engine/io/export/onnx.h"
#include "engine/io/export/pytorch.h"
#include "engine/io/export/tfjs.h"
#include "engine/io/npz.h"
#include "engine/lab/exported_run.h"

namespace unfold {
namespace {

using ExportedFiles = std::vector<ExportedFile>;

NamedArrays variable_arrays(const Exportable& model) {
  NamedArrays arrays;
  for (const auto& [name, value] : model.variables) arrays.push_back(float_array(name, value));
  return arrays;
}

ExportedFiles as_safetensors(const Exportable& model, const std::string& stem) {
  return {{stem + ".safetensors", write_safetensors({{}, variable_arrays(model)})}};
}

ExportedFiles as_npz(const Exportable& model, const std::string& stem) {
  return {{stem + ".npz", write_npz(variable_arrays(model))}};
}

constexpr ExportKind all_kinds[] = {{"pytorch", pytorch_program, nullptr, true},
                                    {"keras", keras_program, nullptr, true},
                                    {"tfjs", tfjs_program, nullptr, true},
                                    {"onnx", onnx_model, nullptr, true},
                                    {"safetensors", as_safetensors, nullptr, false},
                                    {"npz", as_npz, nullptr, false},
                                    {"csv", nullptr, run_as_csv, false},
                                    {"json", nullptr, run_as_json, false}};

// Rows of zeros with a one, as symbols by number (N, T); nothing where a row is none of those.
std::optional<Tensor> as_symbols(const Tensor& rows) {
  const int V = rows.size(2);
  Tensor symbols(Shape{rows.size(0), rows.size(1)});
  for (int i = 0; i < symbols.count(); ++i) {
    const auto row = rows.values().subspan(i * V, V);
    const auto one = std::find(row.begin(), row.end(), 1.0f);
    if (one == row.end()) return std::nullopt;
    symbols.mutable_data()[i] = static_cast<float>(one - row.begin());
  }
  return symbols;
}

// What the lab looks at, with padding as the numbers that it is.
void add_examples(Exportable& model, const Examples& examples) {
  const auto& lengths = examples.lengths;
  // Other programs read no empty sequence.
  if (std::find(lengths.begin(), lengths.end(), 0) != lengths.end()) return;
  model.x = examples.x;
  model.lengths = lengths;
  model.state = examples.state;
  InputLayer& input = model.network.input;
  if (input.kind != InputLayer::Kind::one_hot) return;
  if (const auto symbols = as_symbols(examples.x)) {
    model.x = *symbols;
  } else {
    input.kind = InputLayer::Kind::features;
  }
}

Exportable exportable(const Session& session, const ExportKind& kind) {
  Exportable model{std::string(session.entry().about.title), session.network().value_or(Network()),
                   session.variables().named()};
  if (!kind.needs_network) return model;
  model.data = session.training_data();
  if (model.data) {
    model.data->step = session.steps_done();
    model.data->steps = session.total();
  } else if (const auto examples = session.examples()) {
    add_examples(model, *examples);
  }
  return model;
}

}  // namespace

std::span<const ExportKind> export_kinds() { return all_kinds; }

Hindrance hindrance(const Session& session, const ExportKind& kind) {
  if (kind.of_run != nullptr) return Hindrance::none;
  if (session.variables().named().empty()) return Hindrance::no_weights;
  if (kind.needs_network && !session.network()) return Hindrance::no_network;
  return session.trouble() ? Hindrance::diverged : Hindrance::none;
}

std::vector<ExportedFile> exported(Session& session, const ExportKind& kind,
                                   const std::string& stem) {
  require(hindrance(session, kind) == Hindrance::none, "export", "this run is none as ", kind.name);
  return kind.of_run != nullptr ? kind.of_run(session, stem)
                                : kind.of_model(exportable(session, kind), stem);
}

}  // namespace unfold
