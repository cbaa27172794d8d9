// A network as one line that people read and type:
//
//   onehot 5 | lstm 5 | dense 5
//   features 28 | lstm 128 | lstm 128 | last | dense 10 | softmax_cross_entropy | adam 0.001
//   ids 1000 | embedding 32 | dropout 0.5 | bidirectional gru 64 reset_after merge=sum | dense 2
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

#include "engine/nn/network/network.h"

namespace unfold {

// Its message says what is wrong, where, what is allowed and what was probably meant.
struct UnreadableNetwork : std::invalid_argument {
  using invalid_argument::invalid_argument;
};

// Throws UnreadableNetwork.
Network read_network(std::string_view text);

// The canonical line, without what goes without saying. Read again it is the same network, to the
// bits that it trains to, and has the same line.
std::string network_text(const Network& network);

}  // namespace unfold
