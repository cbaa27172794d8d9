// Golden transcripts: what a lab reported when somebody last looked at it, kept in tests/goldens.
#pragma once

#include <initializer_list>
#include <string_view>

#include "tests/labs/lab_run.h"

namespace unfold {

// With these inputs, the steps of the default run and the fingerprint of each preset's run, except
// those left out, are those of tests/goldens/<id>.jsonl to the last byte.
// UNFOLD_WRITE_GOLDENS=1 writes the file anew.
void check_golden(std::string_view id, const Inputs& inputs = {},
                  std::initializer_list<std::string_view> without = {});

}  // namespace unfold
