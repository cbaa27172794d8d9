// A decoder that looks back at what an encoder has read, as TensorFlow's legacy_seq2seq
// attention_decoder with one head.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/nn/dense.h"
#include "engine/nn/wrappers.h"
#include "engine/ops/attention.h"

namespace unfold {

// What is attended to: an encoder's outputs.
struct AttentionMemory {
  Tensor values;  // (B, S, C)
  Tensor keys;    // (B, S, A): values · kernel, without a bias
  // Past a length nothing is attended to. Empty: every step counts, padding too, as in TensorFlow's
  // legacy function.
  std::vector<int, PoolAllocator<int>> lengths;

  // The memories of these sequences alone, in this order.
  AttentionMemory rows(std::span<const int> indices) const;
};

// Bahdanau's: the weight of a step is the softmax of v · tanh(key + query), where the query is a
// dense layer of the whole state: c and h of every layer.
struct BahdanauAttention {
  Tensor kernel;  // (C, A)
  Dense query;    // (sizes of the state, A)
  Tensor v;       // (A)

  AttentionMemory memory(const Tensor& values, std::span<const int> lengths = {}) const;
  AttentionResult operator()(const AttentionMemory& memory, const State& state) const;
};

// At every step
//   x' = [x, context before] · W + b,  (h, state) = cell(x', state before),
//   context = attention(state),  output = [h, context] · U + c
// and the context before the first step is zero.
class AttentionDecoder {
 public:
  AttentionDecoder(CellPointer cell, BahdanauAttention attention, Dense input, Dense output);

  AttentionMemory memory(const Tensor& values, std::span<const int> lengths = {}) const {
    return attention_.memory(values, lengths);
  }

  struct Carried {  // from step to step
    State state;
    Tensor context;  // (B, C); empty before the first step
  };
  struct Result {
    Tensor outputs;  // (T, B, O), of a step (B, O)
    Tensor weights;  // (T, B, S), of a step (B, S)
    Carried carried;
  };
  // xs (T, B, D): time first, since every step needs the one before for all sequences.
  Result sequence(const Tensor& xs, const AttentionMemory& memory, Carried carried) const;
  // x (B, D).
  Result step(const Tensor& x, const AttentionMemory& memory, const Carried& carried) const;

 private:
  Tensor input_part(const Tensor& xs) const;
  Tensor context_kernel() const;
  Result advance(const Tensor& input_part, const Tensor& context_kernel,
                 const AttentionMemory& memory, const Carried& before) const;

  CellPointer cell_;
  BahdanauAttention attention_;
  Dense input_;   // (D + C, what the cell reads)
  Dense output_;  // (H + C, O)
};

// Fresh weights as tf.get_variable makes them: Glorot's kernels, from the op seed and the ones
// after it, and biases of zero. A = C, the cell reads D numbers and O is its output size.
BahdanauAttention make_attention(int C, const StateSizes& state_sizes, OpSeed seed,
                                 const std::string& scope, Variables& variables);
AttentionDecoder make_attention_decoder(CellPointer cell, int D, int C, OpSeed seed,
                                        const std::string& scope, Variables& variables);

}  // namespace unfold
