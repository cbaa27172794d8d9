// lab: runs a lab of the course from the command line. `lab --help` tells how.
#include <unistd.h>

#include <iostream>

#include "bindings/cli/command_line.h"
#include "bindings/cli/files.h"
#include "examples/course.h"

int main(int count, char** arguments) {
  unfold::set_data_source(unfold::shipped_data);
  return unfold::command_line({arguments + 1, arguments + count}, unfold::labs(),
                              {std::cout, std::cerr, isatty(STDERR_FILENO) != 0});
}
