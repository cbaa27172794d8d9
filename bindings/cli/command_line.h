// command_line: what `lab …` does, on any streams.
#pragma once

#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "engine/lab/lab.h"

namespace unfold {

struct Console {
  std::ostream& out;
  std::ostream& err;
  bool shows_progress = false;  // err is a terminal
};

// Runs one command on these labs. Returns the exit code: 0, 1 for a failure, 2 for a wrong command
// or input.
int command_line(const std::vector<std::string>& arguments, std::span<const LabEntry> labs,
                 const Console& console);

}  // namespace unfold
