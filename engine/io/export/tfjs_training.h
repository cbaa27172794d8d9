// The data of a TensorFlow.js program and how it trains on them.
#pragma once

#include <functional>
#include <string>

#include "engine/io/export/script.h"

namespace unfold {

// The state of layers in one direction, h of each first, of what stands for each of its tensors.
std::string tfjs_states(const Network& network, const std::function<std::string(int)>& tensor_at);

void add_tfjs_data(Script& script, const TrainingData& data, const Network& network,
                   const std::string& stem);
void add_tfjs_training(Script& script, const Network& network, const TrainingData& data);

}  // namespace unfold
