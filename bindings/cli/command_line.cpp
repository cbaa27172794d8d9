#include "bindings/cli/command_line.h"

#include <algorithm>
#include <new>
#include <optional>
#include <stdexcept>

#include "bindings/cli/describing.h"
#include "bindings/cli/exporting.h"
#include "bindings/cli/files.h"
#include "bindings/cli/forward.h"
#include "bindings/cli/options.h"
#include "bindings/cli/running.h"
#include "engine/lab/catalogue.h"
#include "engine/lab/refusal.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

constexpr std::string_view help =
    R"(lab: the labs of the course on the command line.

Usage
  lab list [--json]           The labs, in order; with --json their inputs and presets too.
  lab run ID [options]        Runs a lab.
  lab run ID --load FILE      Goes on with a saved run, bit for bit, or with another learning rate
                              or more steps.
  lab ask ID --load FILE [--QUESTION VALUE …] [--json]
                              Asks the model of a saved run.
  lab network ID [--preset NAME] [--INPUT VALUE …] [--json]
                              The network of a lab with these inputs, as one line; with --json how
                              many weights it has and what a time step costs, too.
  lab forward NETWORK --data MATRIX [options]
                              What a network makes of numbers: lab forward --help.
  lab export ID --as KIND --out FILE [options]
                              The lab as a program for another framework, its weights or its
                              numbers: lab export --help.
  lab run ID --help           The inputs, questions and presets of a lab.
  lab --help                  This page.

Options of a run
  --preset NAME               Inputs of this preset. Without it: of the lab's first.
  --INPUT VALUE               Sets an input of the lab; also --INPUT=VALUE. A flag is set by its
                              name alone and cleared by --no-INPUT or --INPUT=false. The value of
                              a file is its path; one packed with gzip is unpacked.
  --encoding NAME             Of text files that are not UTF-8: euc-kr, gb18030, big5, shift-jis,
                              euc-jp, utf-16, windows-1252, windows-1251 and others.
  --steps N                   Number of training steps; of a loaded run, those done before too.
  --threads N                 How many threads share the work of long steps; 0, as without it: as many
                              as the machine has. They change no number.
  --at STEP INPUT=VALUE       From that step on the input has this value. The help of a lab says
                              which inputs can change in the middle of a run.
  --save FILE                 Saves the run as a safetensors file: at its end and meanwhile, so
                              that no more than a second is ever lost.
  --load FILE                 Goes on with a saved run. Its inputs come from the file, but those that
                              can change in the middle of a run may be given; files of your own
                              that it has read are given again by their path.
  --weights FILE              Begins with these weights: a safetensors or npz file with an array for
                              each variable of the lab, by its name and of its shape. Where a lab
                              has an input of that name, it is the input.
  --embeddings FILE           Writes the lab's vectors of words as text, as word2vec does: for the
                              lab embedding-map and for other programs.
  --json                      One JSON object a line: one per step with curves and texts, the last
                              step with matrices, tables and points too, then a line with "done",
                              "seconds", the fingerprint, the published numbers and, where inputs
                              had to be made to fit each other, "notes". Of an answer: one object.

The data of the labs are read from build/data, or from the folder that UNFOLD_DATA names.

Exit codes: 0 done, 1 failed (also a loss that is no number any more), 2 wrong command or input.
)";

void require_written(const Console& console) {
  if (!console.out.flush()) throw std::runtime_error("The output cannot be written.");
}

// The verbs behind which a lab's name comes.
std::optional<Verb> lab_verb(std::string_view word) {
  if (word == "run") return Verb::run;
  if (word == "ask") return Verb::ask;
  if (word == "network") return Verb::network;
  return std::nullopt;
}

void use_lab(Verb verb, std::span<const std::string> arguments, std::span<const LabEntry> labs,
             const Console& console) {
  const LabEntry& lab = find_lab(arguments[0], labs);
  const auto form = verb == Verb::ask ? lab.question : lab.form;
  const BoundForm bound = form == nullptr ? BoundForm() : form();
  const BoundForm inputs = lab.form();
  const Options options = read_options(verb, bound.form, inputs.form, arguments.subspan(1));
  if (options.help) return describe(lab, console.out);
  switch (verb) {
    case Verb::ask: return ask(lab, options, console);
    case Verb::network: return print_network(lab, options, console);
    default: return run(lab, options, console);
  }
}

bool asks_for_help(std::string_view word) { return word == "--help" || word == "-h"; }

void dispatch(std::span<const std::string> arguments, std::span<const LabEntry> labs,
              const Console& console) {
  if (arguments.empty()) throw WrongUsage("Say what to do.");
  const std::string& word = arguments[0];
  const auto rest = arguments.subspan(1);
  const std::optional<Verb> verb = lab_verb(word);
  if (word == "help" || asks_for_help(word) || (verb && !rest.empty() && asks_for_help(rest[0]))) {
    console.out << help;
  } else if (word == "forward" && !rest.empty() && asks_for_help(rest[0])) {
    console.out << forward_help;
  } else if (word == "forward") {
    forward(rest, console);
  } else if (word == "export" && !rest.empty() && asks_for_help(rest[0])) {
    console.out << export_help;
  } else if (word == "export") {
    export_model(rest, labs, console);
  } else if (word == "list" && rest.empty()) {
    list(labs, console.out);
  } else if (word == "list" && rest.size() == 1 && rest[0] == "--json") {
    console.out << catalogue_json(labs) << '\n';
  } else if (verb && rest.empty()) {
    throw WrongUsage("Say which lab to " + std::string(word == "network" ? "describe" : word) +
                     "; lab list names them.");
  } else if (verb) {
    use_lab(*verb, rest, labs, console);
  } else {
    throw WrongUsage("\"" + excerpt(word == "list" ? rest[0] : word) + "\" is not known here.");
  }
  require_written(console);
}

int failed(const Console& console, std::string message, int code) {
  std::replace_if(
      message.begin(), message.end(), [](char c) { return c >= 0 && c < ' '; }, ' ');
  console.err << "lab: " << message << '\n';
  return code;
}

}  // namespace

int command_line(const std::vector<std::string>& arguments, std::span<const LabEntry> labs,
                 const Console& console) {
  try {
    dispatch(arguments, labs, console);
    return 0;
  } catch (const Refusal& refusal) {
    const std::string where =
        refusal.input().empty() ? "" : " (" + flag_name(refusal.input()) + ")";
    return failed(console, refusal.what() + where, 2);
  } catch (const WrongUsage& wrong) {
    return failed(console, wrong.what() + std::string(" See lab --help."), 2);
  } catch (const UnreadableFile& error) {
    return failed(console, error.what(), 2);
  } catch (const std::bad_alloc&) {
    return failed(console, "There is not enough memory for this.", 1);
  } catch (const std::exception& error) {
    return failed(console, error.what(), 1);
  }
}

}  // namespace unfold
