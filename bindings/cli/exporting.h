// exporting: a lab's model, its numbers or its run in the form of another program.
#pragma once

#include <span>
#include <string>

#include "bindings/cli/command_line.h"
#include "engine/lab/lab.h"

namespace unfold {

extern const std::string_view export_help;

// `arguments` stand behind the word "export": the id of a lab or a network as a line, then options.
void export_model(std::span<const std::string> arguments, std::span<const LabEntry> labs,
                  const Console& console);

}  // namespace unfold
