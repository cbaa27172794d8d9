// What a run says of the numbers that were published, to be compared with that of another.
#pragma once

#include <string>
#include <vector>

#include "engine/lab/session.h"

namespace unfold::testing {

inline std::vector<std::string> told(const Session& session) {
  std::vector<std::string> rows;
  for (const Comparison& row : session.published()) {
    rows.push_back(row.name + "|" + row.here + "|" + row.printed + "|" +
                   std::to_string(row.is_text) + std::to_string(row.agrees) +
                   std::to_string(row.invariant) + "|" + std::to_string(row.tolerance));
  }
  return rows;
}

}  // namespace unfold::testing
