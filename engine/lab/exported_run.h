// exported_run: the numbers of a run for other programs, and a run as JSON that opens again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/io/export/exported.h"
#include "engine/lab/session.h"

namespace unfold {

// STEM.csv with the curves, a row for each step, and a file for each table and matrix.
std::vector<ExportedFile> run_as_csv(Session& run, const std::string& stem);

// STEM.json: inputs, what the run reports, its fingerprint, and the saved run itself.
std::vector<ExportedFile> run_as_json(Session& run, const std::string& stem);
// The saved run in such a file; nothing for a file of another kind.
std::optional<std::string> saved_run_in_json(std::string_view file);

}  // namespace unfold
