// The course, in order: an include and a line per lab.
#include <vector>

#include "examples/lab.h"
#include "examples/nearest.h"
#include "examples/refusal.h"
#include "examples/utf8.h"

namespace unfold {

std::span<const LabEntry> labs() {
  static const std::vector<LabEntry> course = {};
  return course;
}

const LabEntry& find_lab(std::string_view id) {
  std::vector<std::string_view> ids;
  for (const LabEntry& lab : labs()) {
    if (lab.about.id == id) return lab;
    ids.push_back(lab.about.id);
  }
  throw Refusal("", "unknown-lab",
                {{"value", excerpt(id)},
                 {"nearest", std::string(nearest(id, ids))},
                 {"allowed", listed(ids)}});
}

}  // namespace unfold
