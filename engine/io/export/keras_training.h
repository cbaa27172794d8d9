// The data of a Keras program and how it trains on them.
#pragma once

#include "engine/io/export/script.h"

namespace unfold {

void add_keras_data(Script& script, const TrainingData& data, const Network& network,
                    const std::string& stem);
void add_keras_training(Script& script, const Network& network, const TrainingData& data);

}  // namespace unfold
