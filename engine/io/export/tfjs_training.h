// The data of a TensorFlow.js program and how it trains on them.
#pragma once

#include "engine/io/export/script.h"

namespace unfold {

void add_tfjs_data(Script& script, const TrainingData& data, const Network& network,
                   const std::string& stem);
void add_tfjs_training(Script& script, const Network& network, const TrainingData& data);

}  // namespace unfold
