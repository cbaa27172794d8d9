// What training labs share: how they train, as inputs, and their optimizer in a saved run.
#pragma once

#include "engine/core/archive.h"
#include "engine/lab/form.h"
#include "engine/nn/variables.h"
#include "engine/optim/optimizer.h"

namespace unfold {

Field& optimizer_field(Form& form, OptimizerKind& kind);
// The same, and Adam that touches only the rows of a batch: for labs with embeddings.
Field& embedding_optimizer_field(Form& form, OptimizerKind& kind);
// All of these are live.
Field& learning_rate_field(Form& form, double& rate);  // 1e-5 to 10
Field& final_rate_field(Form& form, double& share);    // 0 to 1 of the learning rate
Field& clip_field(Form& form, double& largest);        // 0.001 to 1000
Field& steps_field(Form& form, int& steps);            // 1 to 100000, without help
Field& test_every_field(Form& form, int& steps);       // 1 to 100000, without help

Field& batch_field(Form& form, int& batch);  // without help and range

// A rate that falls in a straight line from the first of so many steps to `final_share` of it. It
// depends on the step and the inputs alone: once one of them changes, the rate is what it would be
// had it always been so.
float falling_rate(double first, double final_share, int step, int steps);

// The optimizer's slots of these variables, the numbers that it keeps for all of them together and
// its learning rate.
void visit_optimizer(Archive& archive, const Variables& variables, Optimizer& optimizer);

}  // namespace unfold
