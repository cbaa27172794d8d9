#include "engine/nn/attention.h"

#include <cmath>
#include <numeric>
#include <utility>

#include "engine/core/require.h"
#include "engine/ops/arrange.h"
#include "engine/ops/select.h"

namespace unfold {
namespace {

// (B, 1, D) through the cell, which is fused over sequences: as one step.
CellResult fused_step(const Cell& cell, const Tensor& x, const State& state) {
  const int B = x.size(0);
  CellResult result = cell.sequence(reshape(x, Shape{B, 1, x.size(1)}), state, {});
  result.outputs = reshape(result.outputs, Shape{B, cell.output_size()});
  return result;
}

}  // namespace

AttentionMemory AttentionMemory::rows(std::span<const int> indices) const {
  AttentionMemory chosen{gather(values, indices), gather(keys, indices), {}};
  if (lengths.empty()) return chosen;
  for (int index : indices) chosen.lengths.push_back(lengths[index]);
  return chosen;
}

AttentionMemory BahdanauAttention::memory(const Tensor& values,
                                          std::span<const int> lengths) const {
  return {values, matmul(values, kernel), {lengths.begin(), lengths.end()}};
}

AttentionResult BahdanauAttention::operator()(const AttentionMemory& memory,
                                              const State& state) const {
  return additive_attention(memory.keys, query(concat(state, 1)), v, memory.values, memory.lengths);
}

AttentionDecoder::AttentionDecoder(CellPointer cell, BahdanauAttention attention, Dense input,
                                   Dense output)
    : cell_(std::move(cell)),
      attention_(std::move(attention)),
      input_(std::move(input)),
      output_(std::move(output)) {}

AttentionDecoder::Result AttentionDecoder::sequence(const Tensor& xs, const AttentionMemory& memory,
                                                    Carried carried) const {
  require(xs.rank() == 3 && xs.size(0) >= 1, "attention_decoder",
          "the input must be (time, batch, features) with at least one step, not ", xs.shape());
  const Tensor of_inputs = input_part(xs), of_context = context_kernel();
  std::vector<Tensor, PoolAllocator<Tensor>> outputs, weights;
  for (int t = 0; t < xs.size(0); ++t) {
    const Tensor x = reshape(slice(of_inputs, 0, t, 1), of_inputs.shape().without(0));
    Result result = advance(x, of_context, memory, carried);
    outputs.push_back(std::move(result.outputs));
    weights.push_back(std::move(result.weights));
    carried = std::move(result.carried);
  }
  return {output_(stack(outputs, 0)), stack(weights, 0), std::move(carried)};
}

AttentionDecoder::Result AttentionDecoder::step(const Tensor& x, const AttentionMemory& memory,
                                                const Carried& carried) const {
  Result result = advance(input_part(x), context_kernel(), memory, carried);
  result.outputs = output_(result.outputs);
  return result;
}

// [x, context] · W + b in two parts, since that of x is known for all steps at once.
Tensor AttentionDecoder::input_part(const Tensor& xs) const {
  return matmul(xs, slice(input_.kernel, 0, 0, xs.size(-1))) + input_.bias;
}
Tensor AttentionDecoder::context_kernel() const {
  const int C = attention_.kernel.size(0);
  return slice(input_.kernel, 0, input_.kernel.size(0) - C, C);
}

// One step, up to [h, context].
AttentionDecoder::Result AttentionDecoder::advance(const Tensor& input_part,
                                                   const Tensor& context_kernel,
                                                   const AttentionMemory& memory,
                                                   const Carried& before) const {
  const Tensor x =
      before.context.empty() ? input_part : input_part + matmul(before.context, context_kernel);
  const CellResult cell = fused_step(*cell_, x, before.state);
  const AttentionResult attended = attention_(memory, cell.state);
  return {concat({cell.outputs, attended.context}, 1),
          attended.weights,
          {cell.state, attended.context}};
}

BahdanauAttention make_attention(int C, const StateSizes& state_sizes, OpSeed seed,
                                 const std::string& scope, Variables& variables) {
  const int state = std::accumulate(state_sizes.begin(), state_sizes.end(), 0);
  const Tensor kernel =
      variables.make(scope + "/kernel", initialize(Initializer::glorot_uniform, Shape{C, C}, seed));
  const Dense query = make_dense(state, C, {seed.graph, seed.op + 1}, scope + "/query", variables);
  const float limit = std::sqrt(3.0f / static_cast<float>(C));  // Glorot's for C in and C out
  const Tensor v = random_uniform(Shape{C}, {seed.graph, seed.op + 2}, -limit, limit);
  return {kernel, query, variables.make(scope + "/v", v)};
}

AttentionDecoder make_attention_decoder(CellPointer cell, int D, int C, OpSeed seed,
                                        const std::string& scope, Variables& variables) {
  const int H = cell->output_size();
  const Dense input = make_dense(D + C, D, seed, scope + "/input", variables);
  BahdanauAttention attention = make_attention(C, cell->state_sizes(), {seed.graph, seed.op + 1},
                                               scope + "/attention", variables);
  const Dense output =
      make_dense(H + C, H, {seed.graph, seed.op + 4}, scope + "/output", variables);
  return {std::move(cell), std::move(attention), input, output};
}

}  // namespace unfold
