// What training labs share: their optimizer as inputs and in a saved run.
#pragma once

#include "engine/core/archive.h"
#include "engine/nn/variables.h"
#include "engine/optim/optimizer.h"
#include "examples/form.h"

namespace unfold {

Field& optimizer_field(Form& form, OptimizerKind& kind);
// The same, and Adam that touches only the rows of a batch: for labs with embeddings.
Field& embedding_optimizer_field(Form& form, OptimizerKind& kind);
Field& learning_rate_field(Form& form, double& rate);  // 1e-5 to 10
Field& steps_field(Form& form, int& steps);            // 1 to 100000, without help

// The optimizer's slots of these variables, the numbers that it keeps for all of them together and
// its learning rate.
void visit_optimizer(Archive& archive, const Variables& variables, Optimizer& optimizer);

}  // namespace unfold
