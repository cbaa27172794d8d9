#include "bindings/cli/exporting.h"

#include <algorithm>
#include <climits>
#include <stdexcept>
#include <vector>

#include "bindings/cli/files.h"
#include "bindings/cli/forward.h"
#include "bindings/cli/options.h"
#include "bindings/cli/running.h"
#include "engine/lab/exports.h"
#include "engine/text/nearest.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

using Files = std::vector<ExportedFile>;

const ExportKind& kind_of(const Options& options) {
  std::vector<std::string_view> names;
  for (const ExportKind& kind : export_kinds()) names.push_back(kind.name);
  if (!options.as) throw WrongUsage("Say as what: --as KIND. There are: " + listed(names) + ".");
  for (const ExportKind& kind : export_kinds()) {
    if (kind.name == *options.as) return kind;
  }
  throw WrongUsage("There is no export as \"" + excerpt(*options.as) + "\". Did you mean " +
                   std::string(nearest(*options.as, names)) + "? There are: " + listed(names) +
                   ".");
}

// ---- Files.

struct Place {
  std::string folder;  // with the "/" at its end
  std::string stem;    // what the files are called, without their kind
};

Place place_of(const std::string& path) {
  const std::size_t name = path.find_last_of('/') + 1;  // 0 where there is none
  const std::size_t end = path.find_last_of('.');
  const bool has_ending = end != std::string::npos && end > name;
  Place place{path.substr(0, name), path.substr(name, has_ending ? end - name : std::string::npos)};
  if (place.stem.find_first_not_of('.') == std::string::npos) {
    throw WrongUsage("--out must name a file, not \"" + excerpt(path) + "\".");
  }
  return place;
}

// The first file has the name that was asked for, the others stand beside it.
void write_files(const Files& files, const std::string& out, const Console& console) {
  if (files.size() > 1 && is_stream(out)) {
    throw WrongUsage("This export is several files: --out must name a file that they stand by.");
  }
  const std::string folder = place_of(out).folder;
  for (const ExportedFile& file : files) {
    const std::string path = &file == files.data() ? out : folder + file.name;
    write_file(path, file.bytes);
    console.err << path << '\n';
  }
}

const std::string& path_of(const Options& options) {
  if (!options.out) throw WrongUsage("Say where to: --out FILE.");
  return *options.out;
}

// ---- A network alone.

Exportable exportable(const GivenNetwork& given) {
  Exportable model{"A network", given.network, given.variables.named()};
  const Tensor& data = given.inputs.data;
  if (data.empty()) return model;
  given.x();  // refuses what does not fit
  const auto& lengths = given.inputs.lengths;
  if (std::find(lengths.begin(), lengths.end(), 0) != lengths.end()) {
    throw WrongUsage("--lengths has a 0, but other programs read no empty sequence. Leave it out.");
  }
  const bool is_features = given.network.input.kind == InputLayer::Kind::features;
  model.x = is_features ? data : data.view(Shape{data.size(1), data.size(2)});
  model.lengths = given.inputs.lengths;
  return model;
}

void export_network(const std::string& text, std::span<const std::string> rest,
                    const Console& console) {
  const BoundForm bound = bound_form<ForwardInputs>();
  const Options options = read_options(Verb::exporting, bound.form, bound.form, rest);
  const ExportKind& kind = kind_of(options);
  if (kind.of_model == nullptr) {
    throw WrongUsage("Only a lab has a run to be written as " + std::string(kind.name) + ".");
  }
  const GivenNetwork given = given_network(text, options);
  if (!given.inputs.initial_h.empty() || !given.inputs.initial_c.empty()) {
    throw WrongUsage("An export begins with zeros. Leave out --initial-h and --initial-c.");
  }
  const std::string& out = path_of(options);
  write_files(kind.of_model(exportable(given), place_of(out).stem), out, console);
}

// ---- A lab.

void require_exportable(const Session& session, const ExportKind& kind) {
  const std::string lab = "The lab \"" + std::string(session.entry().about.id) + "\"";
  switch (hindrance(session, kind)) {
    case Hindrance::no_network:
      throw WrongUsage(lab + " is no chain of layers, which an export as " +
                       std::string(kind.name) +
                       " needs. Its weights can be taken along: --as npz.");
    case Hindrance::no_weights:
      throw WrongUsage(lab + " has no weights. Its run can be taken along: --as json.");
    case Hindrance::diverged: throw std::runtime_error(session.trouble()->what());
    case Hindrance::none: break;
  }
}

// The steps that were asked for; of a run whose numbers are wanted, all.
void advance(Session& session, const Options& options, const ExportKind& kind) {
  const bool all = kind.of_run != nullptr && !options.load;
  const int steps = options.most_steps != INT_MAX || all ? options.most_steps : 0;
  while (!session.done() && (session.steps_done() < steps || session.is_within_step())) {
    session.advance();
  }
}

void export_lab(const LabEntry& lab, std::span<const std::string> rest, const Console& console) {
  const BoundForm bound = lab.form();
  const Options options = read_options(Verb::exporting, bound.form, bound.form, rest);
  const ExportKind& kind = kind_of(options);
  const std::string& out = path_of(options);
  Session session = opened(lab, options);
  advance(session, options, kind);
  require_exportable(session, kind);
  write_files(exported(session, kind, place_of(out).stem), out, console);
}

}  // namespace

const std::string_view export_help =
    R"(lab export: what leaves the lab, for other programs.

Usage
  lab export ID --as KIND --out FILE [--preset NAME] [--INPUT VALUE …] [--steps N]
  lab export ID --as KIND --out FILE --load RUN [--steps N]
  lab export NETWORK --as KIND --out FILE [--data MATRIX] [--lengths LIST] [--weights FILE]

  lab export hihello --as pytorch --out hihello.py --steps 50
  lab export 'features 4 | lstm 3' --data '1,0,0,0;0,1,0,0' --as pytorch --out lstm.py

Kinds
  pytorch                     A program for PyTorch: data, network, weights, training with the same
                              loss, clipping and optimizer, prediction. torchrun starts it on many
                              GPUs. Its weights, and data that are many, stand beside it.
  keras, tfjs                 The same for Keras 3, and for TensorFlow.js in Node and in a browser.
  onnx                        The network for whatever reads ONNX: input x, and lengths where they
                              are given; output outputs.
  safetensors, npz            The weights by their names, for lab forward --weights and NumPy.
  csv                         The curves, a row for each step; each table, matrix and plot in a
                              file of its own.
  json                        The whole run: inputs, curves, texts, tables, what was published, its
                              fingerprint. --load opens it again.

Options
  --steps N                   Trains so many steps first; of a loaded run, those done before too.
                              Without it: none; for csv and json all.
  --out FILE                  Where to. What else belongs to it stands beside it, by the same name
                              with other endings. The options of lab run and lab forward hold here
                              as well.
)";

void export_model(std::span<const std::string> arguments, std::span<const LabEntry> labs,
                  const Console& console) {
  if (arguments.empty() || arguments[0].starts_with("--")) {
    throw WrongUsage("Say which lab: lab export ID --as KIND --out FILE; lab list names them.");
  }
  const auto rest = arguments.subspan(1);
  if (arguments[0].find_first_of(" |") != std::string::npos) {
    export_network(arguments[0], rest, console);
  } else {
    export_lab(find_lab(arguments[0], labs), rest, console);
  }
}

}  // namespace unfold
