// running: runs a lab, goes on with a saved run, asks a trained model, prints its network.
#pragma once

#include "bindings/cli/command_line.h"
#include "bindings/cli/options.h"
#include "engine/lab/lab.h"
#include "engine/lab/session.h"

namespace unfold {

// The run that the options begin or, with --load, go on with.
Session opened(const LabEntry& lab, const Options& options);

void run(const LabEntry& lab, const Options& options, const Console& console);
void ask(const LabEntry& lab, const Options& options, const Console& console);
// As one line (engine/nn/network/text.h), or as several if it has several.
void print_network(const LabEntry& lab, const Options& options, const Console& console);

}  // namespace unfold
