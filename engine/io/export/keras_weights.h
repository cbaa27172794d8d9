// A model's weights as Keras and TensorFlow.js lay them out.
#pragma once

#include "engine/io/export/arrays.h"

namespace unfold {

// For each layer in the order of its get_weights: "lstm/kernel", "lstm/recurrent_kernel",
// "lstm/bias"; of both directions "lstm/forward/kernel" … "lstm/backward/bias".
NamedArrays keras_weights(const Exportable& model);

}  // namespace unfold
