// AttentionModel: reads a sentence and writes another, as TensorFlow's
// legacy_seq2seq.embedding_attention_seq2seq.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/core/archive.h"
#include "engine/nn/attention.h"
#include "engine/nn/beam_search.h"
#include "engine/nn/network/encoder_decoder.h"
#include "engine/nn/parted_step.h"
#include "engine/nn/variables.h"
#include "engine/random/candidates.h"

namespace unfold {

// The first symbols of both vocabularies.
inline constexpr int pad_symbol = 0, go_symbol = 1, eos_symbol = 2, unknown_symbol = 3;

struct AttentionModelSettings {
  int source_vocabulary = 0, target_vocabulary = 0;
  int embedding = 32, units = 64, layers = 1;
  CellKind cell = CellKind::lstm;
  bool attention = true;  // without it the encoder's final state is all that the decoder knows
  bool reverse_source = false;  // read the source from its end
  // Padding is not read and not attended to. The legacy function does both: it treats PAD as any
  // other symbol.
  bool mask_padding = true;
  // The loss is the mean over the symbols of the targets (sequence_loss). The notebook's
  // reduce_mean(W · xentropy) also counts padding: smaller the more is padded.
  bool mean_over_padding = false;
  // Candidates of a sampled softmax while training, for large vocabularies that are sorted by
  // falling frequency; 0: the full softmax.
  int sampled = 0;
  std::uint64_t seed = 777;
  std::uint64_t op_seed = 1;  // of the first weight; the others take those that follow

  // Without what trains it.
  EncoderDecoder network() const;
};

// Sentences of symbols, row after row. A target has no GO, ends with EOS and is padded with PAD.
struct SentenceBatch {
  int size = 0, source_steps = 0, target_steps = 0;
  std::vector<int> source, source_lengths;  // size · source_steps, size
  std::vector<int> target, target_lengths;  // size · target_steps, size; lengths count EOS
};

int longest_of(std::span<const int> lengths);  // 0 for none
// Some sentences of a batch, padded as they are in it.
SentenceBatch rows_of(const SentenceBatch& batch, Rows rows);

struct Decoded {
  std::vector<int> ids;  // without EOS; never PAD or GO
  Tensor attention;      // (ids, source length), in the order of the source; empty if not asked
  float log_probability = 0;  // of all symbols, EOS included
};

class AttentionModel {
 public:
  AttentionModel(const AttentionModelSettings& settings, Variables& variables);

  // The weighted cross entropy of the targets with teacher forcing: the decoder reads GO and then
  // the target itself. What these rows contribute to the mean over the batch, under a Tape.
  Tensor loss(const SentenceBatch& batch, Rows rows) const;
  Tensor loss(const SentenceBatch& batch) const { return loss(batch, {0, batch.size}); }
  // Pairs of numbers that are multiplied on the way to it, about.
  double products(const SentenceBatch& batch) const;
  // The candidates of a sampled softmax are the same until then.
  void draw_next_candidates();
  // The most probable symbol at each step, up to EOS. All sentences of the batch, some at a time;
  // targets are not looked at.
  std::vector<Decoded> greedy(const SentenceBatch& sources, Rows rows, int most_steps,
                              bool with_attention) const;
  std::vector<Decoded> greedy(const SentenceBatch& sources, int most_steps,
                              bool with_attention = true) const;
  // At most `width` translations of one sentence, the highest log probability per symbol first.
  std::vector<Decoded> beam(std::span<const int> source, int width, int most_steps) const;
  // A row for each symbol of the source vocabulary.
  const Tensor& source_embedding() const { return source_embedding_; }
  // Beside its variables: how far the stream of candidates has come, if they are sampled.
  void visit_state(Archive& archive, const std::string& name);

 private:
  struct Sources;
  struct Targets;
  struct Decoding;

  Sources sources(const SentenceBatch& batch, int first, int count) const;
  Targets targets(const SentenceBatch& batch) const;
  int count_in_mean(const SentenceBatch& batch) const;
  Tensor losses(const Tensor& outputs, std::span<const int> labels) const;
  Dense full_projection() const;
  AttentionDecoder::Carried encode(const Sources& sources, AttentionMemory& memory) const;
  Decoding start(const Sources& sources) const;
  Tensor advance(Decoding& decoding, std::span<const int> symbols) const;
  void select(Decoding& decoding, std::span<const int> rows) const;
  template <typename Weights>
  Tensor attention(int symbols, int length, Weights weights) const;
  void greedy_part(const SentenceBatch& batch, int first, int count, int most_steps,
                   bool with_attention, std::vector<Decoded>& decoded) const;

  AttentionModelSettings settings_;
  Tensor source_embedding_, target_embedding_;
  CellPointer encoder_, decoder_cell_;
  std::unique_ptr<const AttentionDecoder> decoder_;  // with attention
  Dense projection_;  // kernel (units, V); for a sampled softmax (V, units), a row for each symbol
  LogUniformSampler sampler_;
};

}  // namespace unfold
