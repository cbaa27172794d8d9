#include "examples/lab.h"

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

}  // namespace unfold
