#include "engine/nn/network/examples.h"

#include "engine/ops/arrange.h"

namespace unfold {

Examples examples_of(const TrainingData& data) {
  Examples examples{.x = data.x, .y = data.y, .symbols = data.symbols};
  if (data.window > 0) {
    const bool goes_on = data.position + data.window <= data.x.size(1);
    const int first = goes_on ? data.position : 0;
    examples.x = slice(data.x, 1, first, data.window);
    examples.y = slice(data.y, 1, first, data.window);
    if (goes_on && data.carries_state) examples.state = data.state;
  }
  if (data.symbols.empty() || examples.x.rank() != 2) return examples;
  for (const float symbol : examples.x.values()) {
    examples.steps.push_back(data.symbols[static_cast<std::size_t>(symbol)]);
  }
  return examples;
}

std::vector<std::string> Examples::read_by(int example) const {
  if (steps.empty()) return {};
  const int T = x.size(1);
  const auto first = steps.begin() + example * T;
  return {first, first + (lengths.empty() ? T : lengths[example])};
}

}  // namespace unfold
