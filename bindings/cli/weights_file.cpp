#include "bindings/cli/weights_file.h"

#include <stdexcept>

#include "bindings/cli/files.h"
#include "bindings/cli/gunzip.h"
#include "bindings/cli/options.h"

namespace unfold {

void with_weights(const std::string& path, const std::function<void(const WeightArrays&)>& load) {
  constexpr double most_bytes = 1e9;
  const std::string file = read_file(path, most_bytes);
  try {
    load(read_weights(file, inflated));
  } catch (const std::invalid_argument& error) {
    const std::string message = std::string("--weights: ") + error.what();
    throw WrongUsage(message.ends_with('.') ? message : message + ".");
  }
}

}  // namespace unfold
