// How large a network is and what a step of it costs.
#pragma once

#include <cstdint>

#include "engine/nn/network/network.h"

namespace unfold {

// All numbers that are trained; those of a layer that reads so many at each step; of the table.
std::int64_t count_weights(const Network& network);
std::int64_t count_weights(const Layer& layer, int width);
std::int64_t count_weights(const InputLayer& input);

// Multiplications with a weight for one time step of one sequence, all layers together: an input or
// a state times a kernel, and an LSTM's peepholes. A one-hot input counts as any other; the row
// that is taken from a table costs none.
std::int64_t count_multiplications(const Network& network);

}  // namespace unfold
