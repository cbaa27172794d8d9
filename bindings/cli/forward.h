// forward: `lab forward`, which runs a network that is described in one line on given data.
#pragma once

#include <span>
#include <string>

#include "bindings/cli/command_line.h"

namespace unfold {

// What follows "lab forward". Throws WrongUsage, Refusal, UnreadableFile.
void forward(std::span<const std::string> arguments, const Console& console);

// `lab forward --help`.
extern const std::string_view forward_help;

}  // namespace unfold
