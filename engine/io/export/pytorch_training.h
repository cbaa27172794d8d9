// The data of a PyTorch program and how it trains on them.
#pragma once

#include "engine/io/export/script.h"

namespace unfold {

void add_pytorch_usage(Script& script, const TrainingData& data, const std::string& stem);
void add_pytorch_data(Script& script, const TrainingData& data, const Network& network,
                      const std::string& stem);
void add_pytorch_training(Script& script, const Network& network, const TrainingData& data);

}  // namespace unfold
