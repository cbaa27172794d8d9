// The structure of a network as JSON, for what draws it and counts with it:
//
//   {"input":{"kind":"onehot","size":5,"width":5,"weights":0},
//    "layers":[{"kind":"lstm","units":5,"weights":220},{"kind":"dense","units":5,"weights":30}],
//    "readout":"every_step","loss":"sequence_loss","optimizer":"adam","learningRate":0.1,
//    "clipping":"","limit":1}
//
// A layer says what it is beyond that: "activation" (not linear, nor the tanh of an rnn),
// "peepholes", "resetAfter", "backwards", "bidirectional" with how its directions are merged, and
// dropout "keep" in place of units and weights. The names are those of network_text.
#pragma once

#include "engine/nn/network/network.h"
#include "engine/text/json.h"

namespace unfold {

void write_network(Json& json, const Network& network);

}  // namespace unfold
