// options: what follows "lab run ID", "lab ask ID", "lab network ID", "lab forward NETWORK" and
// "lab export ID".
#pragma once

#include <climits>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "engine/lab/form.h"

namespace unfold {

struct WrongUsage : std::invalid_argument {
  using invalid_argument::invalid_argument;
};

enum class Verb { run, ask, network, forward, exporting };

struct Options {
  // Of the form's fields but files, and their changes in the middle of the run (changes.h).
  std::map<std::string, std::string> values;
  std::map<std::string, std::string> files;  // paths of the reader's own files, by input
  std::optional<std::string> preset, load, save, embeddings, weights;
  std::optional<std::string> as, out;        // of an export
  std::optional<std::string_view> encoding;  // of text files, one of encoding_names()
  int most_steps = INT_MAX;
  int threads = 0;  // of a run; 0: as many as the machine has
  bool json = false, help = false;
};

// "--learning-rate" for "learning_rate".
std::string flag_name(std::string_view field);

// `form` has the inputs of a run or the fields of a question; `inputs` are the lab's, whose files
// may be given to either. Throws WrongUsage for options that there are not.
Options read_options(Verb verb, const Form& form, const Form& inputs,
                     std::span<const std::string> arguments);

}  // namespace unfold
