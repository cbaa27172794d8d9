// report_text: what a report holds beside its curves, for people.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "engine/lab/report.h"

namespace unfold {

// With spaces at the end, that many symbols wide.
std::string padded(const std::string& text, int width);
// Lines of cells, each column as wide as its widest cell.
std::string aligned(const std::vector<std::vector<std::string>>& lines);

// Each begins with an empty line, unless there is nothing to write. Matrices and pictures look as
// NumPy prints them.
void write_matrices(std::ostream& out, const Report& report);
// Of points those of the first words.
void write_all(std::ostream& out, const Report& report);

}  // namespace unfold
