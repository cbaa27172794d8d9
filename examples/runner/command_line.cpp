#include "examples/runner/command_line.h"

#include <algorithm>
#include <cfloat>
#include <chrono>
#include <climits>
#include <map>
#include <new>
#include <optional>
#include <stdexcept>

#include "examples/catalogue.h"
#include "examples/refusal.h"
#include "examples/runner/transcript.h"
#include "examples/session.h"
#include "examples/text/nearest.h"
#include "examples/text/number_text.h"
#include "examples/text/utf8.h"

namespace unfold {
namespace {

constexpr std::string_view help =
    R"(lab: the labs of the course on the command line.

Usage
  lab list [--json]           The labs, in order; with --json their inputs and presets too.
  lab run ID [options]        Runs a lab.
  lab run ID --help           The inputs and presets of a lab.
  lab --help                  This page.

Options of a run
  --preset NAME               Inputs of this preset. Without it: of the lab's first.
  --INPUT VALUE               Sets an input of the lab; also --INPUT=VALUE. A flag is set by its
                              name alone and cleared by --no-INPUT or --INPUT=false.
  --steps N                   Number of training steps.
  --json                      One JSON object a line: one per step with curves and texts, the last
                              step with matrices and tables too, then a line with "done",
                              "seconds", the fingerprint and the published numbers.

Exit codes: 0 done, 1 failed, 2 wrong command or input.
)";

struct WrongUsage : std::invalid_argument {
  using invalid_argument::invalid_argument;
};

struct Run {
  std::string preset;
  std::map<std::string, std::string> inputs;
  int most_steps = INT_MAX;
  bool json = false, help = false;
};

std::string replaced(std::string_view text, char from, char to) {
  std::string copy(text);
  std::replace(copy.begin(), copy.end(), from, to);
  return copy;
}

std::string flag_name(std::string_view input) { return "--" + replaced(input, '_', '-'); }

// ---- Reading a command.

class RunReader {
 public:
  RunReader(const LabEntry& lab, std::span<const std::string> arguments)
      : bound_(lab.form()), rest_(arguments) {}

  Run read() {
    while (!rest_.empty()) read_option();
    return std::move(run_);
  }

 private:
  void read_option() {
    const std::string_view argument = rest_.front();
    rest_ = rest_.subspan(1);
    if (argument == "-h") return read_named("help");
    if (!argument.starts_with("--")) {
      throw WrongUsage("\"" + excerpt(argument) +
                       "\" stands alone. Write --INPUT VALUE; a flag needs no value.");
    }
    const std::size_t equals = std::min(argument.find('='), argument.size());
    if (equals < argument.size()) value_ = argument.substr(equals + 1);
    read_named(replaced(argument.substr(2, equals - 2), '-', '_'));
    if (value_) throw WrongUsage(std::string(argument.substr(0, equals)) + " takes no value.");
  }

  void read_named(const std::string& name) {
    const Field* field = bound_.form.find(name);
    if (field != nullptr) {
      run_.inputs[name] = field->kind == Field::Kind::flag ? flag_value() : value(name);
    } else if (name == "help") {
      run_.help = true;
    } else if (name == "json") {
      run_.json = true;
    } else if (name == "preset") {
      run_.preset = value(name);
    } else if (name == "steps") {
      run_.most_steps = steps(value(name));
    } else if (const Field* cleared = cleared_flag(name)) {
      run_.inputs[std::string(cleared->name)] = "false";
    } else {
      refuse_name(name);
    }
  }

  std::string value(std::string_view name) {
    if (value_) return take_value();
    if (rest_.empty()) throw WrongUsage(flag_name(name) + " needs a value.");
    const std::string& next = rest_.front();
    rest_ = rest_.subspan(1);
    return next;
  }

  std::string flag_value() { return value_ ? take_value() : "true"; }

  std::string take_value() {
    std::string value(*value_);
    value_.reset();
    return value;
  }

  const Field* cleared_flag(std::string_view name) const {
    if (!name.starts_with("no_")) return nullptr;
    const Field* field = bound_.form.find(name.substr(3));
    return field != nullptr && field->kind == Field::Kind::flag ? field : nullptr;
  }

  static int steps(const std::string& text) {
    const auto steps = read_integer(text);
    if (!steps || *steps < 0 || *steps > INT_MAX) {
      throw WrongUsage("--steps must be a whole number from 0, not \"" + excerpt(text) + "\".");
    }
    return static_cast<int>(*steps);
  }

  [[noreturn]] void refuse_name(std::string_view name) const {
    std::vector<std::string_view> known = {"help", "json", "preset", "steps"};
    for (const Field& field : bound_.form.fields()) known.push_back(field.name);
    throw WrongUsage("There is no " + flag_name(excerpt(name)) + " here. Did you mean " +
                     flag_name(nearest(name, known)) + "?");
  }

  BoundForm bound_;
  std::span<const std::string> rest_;
  std::optional<std::string_view> value_;
  Run run_;
};

// ---- Showing what there is.

void list(std::span<const LabEntry> labs, std::ostream& out) {
  std::size_t width = 0;
  for (const LabEntry& lab : labs) width = std::max(width, lab.about.id.size());
  for (const LabEntry& lab : labs) {
    const std::string indent(width - lab.about.id.size() + 2, ' ');
    out << lab.about.id << indent << lab.about.title << ": " << lab.about.summary << '\n';
  }
}

std::string placeholder(const Field& field) {
  switch (field.kind) {
    case Field::Kind::text: return " TEXT";
    case Field::Kind::integer: return " INTEGER";
    case Field::Kind::number: return " NUMBER";
    case Field::Kind::flag: return "";
    case Field::Kind::choice: break;
    case Field::Kind::list: return " LIST";
    case Field::Kind::matrix: return " MATRIX";
    case Field::Kind::seed: return " SEED";
    case Field::Kind::image: return " MATRIX";
    case Field::Kind::file: return " FILE";
  }
  std::string names;
  for (const auto& option : field.options) {
    names += names.empty() ? ' ' : '|';
    names += option.name;
  }
  return names;
}

std::string range(const Field& field) {
  return number_text(field.min_) + " to " + number_text(field.max_);
}

std::string limits(const Field& field) {
  switch (field.kind) {
    case Field::Kind::text: return range(field) + " symbols";
    case Field::Kind::integer:
    case Field::Kind::number:
    case Field::Kind::seed: return range(field);
    case Field::Kind::flag:
    case Field::Kind::choice: return "";
    case Field::Kind::list:
      return std::to_string(field.min_count_) + " to " + std::to_string(field.max_count_) +
             " whole numbers, each " + range(field);
    case Field::Kind::file: return "at most " + number_text(field.max_) + " bytes";
    case Field::Kind::matrix:
    case Field::Kind::image: break;
  }
  const bool any = field.max_ >= FLT_MAX;
  return "shape up to " + to_string(Shape(std::span(field.max_shape_))) +
         (any ? "" : ", each number " + range(field)) + (field.optional_ ? ", may be empty" : "");
}

void describe(const Field& field, std::ostream& out) {
  out << "  " << flag_name(field.name) << placeholder(field) << "\n      " << field.label_;
  if (!field.unit_.empty()) out << " (" << field.unit_ << ")";
  if (const std::string allowed = limits(field); !allowed.empty()) out << ", " << allowed;
  out << " [" << excerpt(field.print(), 60) << "]\n";
  if (!field.help_.empty()) out << "      " << field.help_ << '\n';
  if (!field.when_input_.empty()) {
    out << "      Used with " << flag_name(field.when_input_) << '=' << field.when_value_ << ".\n";
  }
}

void describe(const LabEntry& lab, std::ostream& out) {
  const About& about = lab.about;
  out << about.title << " (" << about.notebook << ")\n"
      << about.summary << "\n\nUsage\n  lab run " << about.id
      << " [--preset NAME] [--INPUT VALUE …] [--steps N] [--json]\n\nInputs [default]\n";
  const BoundForm bound = lab.form();
  for (const Field& field : bound.form.fields()) describe(field, out);
  out << "\nPresets\n";
  for (const Preset& preset : lab.presets) {
    out << "  " << preset.name << "\n      " << preset.label << ": " << preset.note << '\n';
  }
}

// ---- Running.

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// A line on the terminal that shows how far a long run is.
class Progress {
 public:
  Progress(const Console& console, int total) : console_(console), total_(total) {}
  ~Progress() { clear(); }

  void show(int step) {
    if (!console_.shows_progress || seconds_since(shown_at_) < 0.2) return;
    shown_at_ = std::chrono::steady_clock::now();
    constexpr int width = 30;
    const int filled = static_cast<int>(static_cast<double>(width) * step / total_);
    console_.err << "\r[" << std::string(filled, '#') << std::string(width - filled, '.') << "] "
                 << step << '/' << total_ << std::flush;
    visible_ = true;
  }

  void clear() {
    if (visible_) console_.err << "\r\033[K" << std::flush;
    visible_ = false;
  }

 private:
  const Console& console_;
  int total_;
  bool visible_ = false;
  std::chrono::steady_clock::time_point shown_at_ = std::chrono::steady_clock::now();
};

void require_written(const Console& console) {
  if (!console.out.flush()) throw std::runtime_error("The output cannot be written.");
}

void run(const LabEntry& lab, const Run& run, const Console& console) {
  Session session(lab, run.preset, run.inputs);
  const auto transcript =
      run.json ? json_transcript(console.out) : readable_transcript(console.out);
  const int steps = std::min(session.total(), run.most_steps);
  Progress progress(console, steps);
  const auto start = std::chrono::steady_clock::now();
  double writing = 0;
  while (session.steps_done() < steps) {
    session.advance();
    progress.show(session.steps_done());
    const auto advanced = std::chrono::steady_clock::now();
    if (session.is_within_step()) continue;
    const bool last = session.steps_done() == steps;
    if (last) session.look();
    transcript->step(session, last);
    if (!console.out) break;
    writing += seconds_since(advanced);
  }
  const double seconds = seconds_since(start) - writing;
  progress.clear();
  transcript->end(session, seconds);
  require_written(console);
}

void dispatch(std::span<const std::string> arguments, std::span<const LabEntry> labs,
              const Console& console) {
  const auto is = [&](std::size_t i, std::string_view word) {
    return i < arguments.size() && arguments[i] == word;
  };
  if (arguments.empty()) throw WrongUsage("Say what to do.");
  if (is(0, "--help") || is(0, "-h") || is(0, "help")) {
    console.out << help;
  } else if (is(0, "list") && arguments.size() == 1) {
    list(labs, console.out);
  } else if (is(0, "list") && is(1, "--json") && arguments.size() == 2) {
    console.out << catalogue_json(labs) << '\n';
  } else if (is(0, "run") && (is(1, "--help") || is(1, "-h"))) {
    console.out << help;
  } else if (is(0, "run") && arguments.size() > 1) {
    const LabEntry& lab = find_lab(arguments[1], labs);
    const Run options = RunReader(lab, arguments.subspan(2)).read();
    if (options.help) {
      describe(lab, console.out);
    } else {
      run(lab, options, console);
    }
  } else if (is(0, "run")) {
    throw WrongUsage("Say which lab to run; lab list names them.");
  } else {
    throw WrongUsage("\"" + excerpt(arguments[is(0, "list")]) + "\" is not known here.");
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
  } catch (const std::bad_alloc&) {
    return failed(console, "There is not enough memory for this.", 1);
  } catch (const std::exception& error) {
    return failed(console, error.what(), 1);
  }
}

}  // namespace unfold
