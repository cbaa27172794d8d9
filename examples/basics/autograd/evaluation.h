// Evaluation: a formula computed with numbers, by the engine's operations, which record themselves
// on the tape, and once more in double, which knows nothing of a tape.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/core/tensor.h"
#include "examples/basics/autograd/formula.h"
#include "examples/basics/autograd/operations.h"
#include "examples/basics/autograd/values.h"

namespace unfold {

// The tensor of each piece; those of variables are the ones given. Throws Refusal for sizes that
// do not meet and for numbers that are not finite.
std::vector<Tensor> evaluate(const Formula& formula,
                             const std::map<std::string, Tensor>& variables);

// How much the result changes with each number of a piece: the central finite difference, in
// double. `from` are the tensors of the pieces, of which the variables' count.
Tensor finite_difference(const Formula& formula, const std::vector<Tensor>& from, int piece);

}  // namespace unfold
