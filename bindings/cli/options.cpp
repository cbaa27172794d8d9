#include "bindings/cli/options.h"

#include <algorithm>
#include <vector>

#include "bindings/cli/encodings.h"
#include "engine/text/nearest.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

std::string replaced(std::string_view text, char from, char to) {
  std::string copy(text);
  std::replace(copy.begin(), copy.end(), from, to);
  return copy;
}

class OptionReader {
 public:
  OptionReader(Verb verb, const Form& form, const Form& inputs,
               std::span<const std::string> arguments)
      : verb_(verb), form_(form), inputs_(inputs), rest_(arguments) {}

  Options read() {
    while (!rest_.empty()) read_option();
    if (verb_ != Verb::ask && options_.load) leave_inputs_to_file();
    if (options_.load && options_.weights) {
      throw WrongUsage("--load goes on with the weights of a run, --weights begins with others.");
    }
    return std::move(options_);
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
    const Field* field = form_.find(name);
    if (is_file(inputs_.find(name))) {
      options_.files[name] = value(name);
    } else if (name == "steps" && verb_ == Verb::exporting) {
      options_.most_steps = steps(value(name));
    } else if (field != nullptr) {
      options_.values[name] = field->kind == Field::Kind::flag ? flag_value() : value(name);
    } else if (name == "help") {
      options_.help = true;
    } else if (name == "json") {
      options_.json = true;
    } else if (name == "load" && uses_runs()) {
      options_.load = value(name);
    } else if (name == "encoding" && verb_ != Verb::forward) {
      options_.encoding = encoding(value(name));
    } else if (name == "save" && verb_ == Verb::run) {
      options_.save = value(name);
    } else if (name == "weights" && verb_ == Verb::run) {
      options_.weights = value(name);
    } else if (name == "embeddings" && verb_ == Verb::run) {
      options_.embeddings = value(name);
    } else if (name == "at" && verb_ == Verb::run) {
      read_change();
    } else if (name == "preset" && makes_lab()) {
      options_.preset = value(name);
    } else if (name == "steps" && verb_ == Verb::run) {
      options_.most_steps = steps(value(name));
    } else if (name == "threads" && verb_ == Verb::run) {
      options_.threads = threads(value(name));
    } else if (name == "as" && verb_ == Verb::exporting) {
      options_.as = value(name);
    } else if (name == "out" && verb_ == Verb::exporting) {
      options_.out = value(name);
    } else if (const Field* cleared = cleared_flag(name)) {
      options_.values[std::string(cleared->name)] = "false";
    } else {
      refuse_name(name);
    }
  }

  bool uses_runs() const { return verb_ == Verb::run || verb_ == Verb::ask || exports(); }
  bool makes_lab() const { return verb_ == Verb::run || verb_ == Verb::network || exports(); }
  bool exports() const { return verb_ == Verb::exporting; }

  static bool is_file(const Field* field) {
    return field != nullptr && field->kind == Field::Kind::file;
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

  // "--at 100 learning_rate=0.01"
  void read_change() {
    const std::string step = value("at");
    const std::string change = rest_.empty() ? "" : rest_.front();
    const std::size_t equals = change.find('=');
    if (!read_integer(step) || equals == std::string::npos) {
      throw WrongUsage(
          "--at needs a step and an input with its value, such as --at 100 "
          "learning-rate=0.01.");
    }
    rest_ = rest_.subspan(1);
    const std::string name = replaced(change.substr(0, equals), '-', '_');
    options_.values["at." + step + "." + name] = change.substr(equals + 1);
  }

  const Field* cleared_flag(std::string_view name) const {
    if (!name.starts_with("no_")) return nullptr;
    const Field* field = form_.find(name.substr(3));
    return field != nullptr && field->kind == Field::Kind::flag ? field : nullptr;
  }

  static int threads(const std::string& text) {
    constexpr int most = 64;
    const auto threads = read_integer(text);
    if (!threads || *threads < 0 || *threads > most) {
      throw WrongUsage("--threads must be a whole number from 0 (all) to 64, not \"" +
                       excerpt(text) + "\".");
    }
    return static_cast<int>(*threads);
  }

  static int steps(const std::string& text) {
    const auto steps = read_integer(text);
    if (!steps || *steps < 0 || *steps > INT_MAX) {
      throw WrongUsage("--steps must be a whole number from 0, not \"" + excerpt(text) + "\".");
    }
    return static_cast<int>(*steps);
  }

  static std::string_view encoding(const std::string& name) {
    if (const auto known = encoding_named(name)) return *known;
    const auto names = encoding_names();
    throw WrongUsage("There is no encoding \"" + excerpt(name) + "\" here. Did you mean " +
                     std::string(nearest(name, {names.begin(), names.end()})) +
                     "? There are: " + listed({names.begin(), names.end()}) + ".");
  }

  // All but what may change in the middle of a run, and where files are.
  void leave_inputs_to_file() const {
    if (options_.preset) refuse_input("preset");
    for (const auto& value : options_.values) {
      const Field* field = form_.find(value.first);
      if (field != nullptr && !field->live_) refuse_input(value.first);
    }
  }

  [[noreturn]] void refuse_input(std::string_view name) const {
    std::string live;
    for (const Field& field : form_.fields()) {
      if (field.live_) live += (live.empty() ? " but these: " : ", ") + flag_name(field.name);
    }
    throw WrongUsage("With --load all inputs come from the file" + live + ". Leave out " +
                     flag_name(name) + ".");
  }

  [[noreturn]] void refuse_name(std::string_view name) const {
    std::vector<std::string_view> known = {"help", "json"};
    if (verb_ != Verb::forward) known.emplace_back("encoding");
    if (uses_runs()) known.emplace_back("load");
    if (makes_lab()) known.emplace_back("preset");
    if (exports()) known.insert(known.end(), {"as", "out", "steps"});
    if (verb_ == Verb::run) {
      known.insert(known.end(), {"at", "embeddings", "save", "steps", "weights"});
    }
    for (const Field& field : form_.fields()) known.push_back(field.name);
    for (const Field& field : inputs_.fields()) {
      if (is_file(&field)) known.push_back(field.name);
    }
    throw WrongUsage("There is no " + flag_name(excerpt(name)) + " here. Did you mean " +
                     flag_name(nearest(name, known)) + "?");
  }

  Verb verb_;
  const Form& form_;
  const Form& inputs_;
  std::span<const std::string> rest_;
  std::optional<std::string_view> value_;
  Options options_;
};

}  // namespace

std::string flag_name(std::string_view field) { return "--" + replaced(field, '_', '-'); }

Options read_options(Verb verb, const Form& form, const Form& inputs,
                     std::span<const std::string> arguments) {
  return OptionReader(verb, form, inputs, arguments).read();
}

}  // namespace unfold
