// The data of a PyTorch program and how it trains on them.
#pragma once

#include <functional>
#include <string>

#include "engine/io/export/script.h"

namespace unfold {

// The state of layers in one direction as they take it, of what stands for each of its tensors.
std::string pytorch_states(const Network& network,
                           const std::function<std::string(int)>& tensor_at);

void add_pytorch_usage(Script& script, const TrainingData& data, const std::string& stem);
void add_pytorch_data(Script& script, const TrainingData& data, const Network& network,
                      const std::string& stem);
void add_pytorch_training(Script& script, const Network& network, const TrainingData& data);

}  // namespace unfold
