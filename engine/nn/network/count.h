// How large a network is and what a step of it costs.
#pragma once

#include <cstdint>

#include "engine/nn/network/network.h"

namespace unfold {

// All numbers that are trained.
std::int64_t count_weights(const Network& network);

// Multiplications with a weight for one time step of one sequence, all layers together: an input or
// a state times a kernel, and an LSTM's peepholes. A one-hot input counts as any other; the row
// that is taken from a table costs none.
std::int64_t count_multiplications(const Network& network);

}  // namespace unfold
