#include "engine/lab/lab.h"

#include "engine/lab/refusal.h"
#include "engine/text/nearest.h"
#include "engine/text/utf8.h"

namespace unfold {

Published printed_matrix(std::string_view name, std::vector<double> numbers, double tolerance) {
  return {.kind = Published::Kind::matrix,
          .name = name,
          .numbers = std::move(numbers),
          .tolerance = tolerance};
}

Published printed_curve(std::string_view name, int step, double number, double tolerance) {
  return {.kind = Published::Kind::curve,
          .name = name,
          .step = step,
          .numbers = {number},
          .tolerance = tolerance};
}

Published printed_text(std::string_view name, int step, std::string_view text) {
  return {.kind = Published::Kind::text, .name = name, .step = step, .text = text};
}

const LabEntry& find_lab(std::string_view id, std::span<const LabEntry> among) {
  std::vector<std::string_view> ids;
  for (const LabEntry& lab : among) {
    if (lab.about.id == id) return lab;
    ids.push_back(lab.about.id);
  }
  throw Refusal("", "unknown-lab",
                {{"value", excerpt(id)},
                 {"nearest", std::string(nearest(id, ids))},
                 {"allowed", listed(ids)}});
}

}  // namespace unfold
