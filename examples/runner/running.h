// running: runs a lab, goes on with a saved run, asks a trained model.
#pragma once

#include "examples/lab.h"
#include "examples/runner/command_line.h"
#include "examples/runner/options.h"

namespace unfold {

void run(const LabEntry& lab, const Options& options, const Console& console);
void ask(const LabEntry& lab, const Options& options, const Console& console);

}  // namespace unfold
