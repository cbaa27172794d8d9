// Streams: a text cut into equal parts that are read side by side.
#pragma once

#include <span>
#include <vector>

#include "examples/writing/char-rnn/corpus.h"

namespace unfold {

// Some symbols of each stream, one stream after another, and the symbol that follows each.
struct StreamBatch {
  std::vector<int> symbols, targets;
};

class Streams {
 public:
  Streams() = default;
  Streams(std::span<const Corpus::Token> tokens, int count) : tokens_(tokens), count_(count) {}

  std::span<const Corpus::Token> tokens() const { return tokens_; }
  int count() const { return count_; }
  // Symbols of a stream that have a follower.
  int length() const { return static_cast<int>((tokens_.size() - 1) / count_); }
  // The symbols [first, first + steps) of each stream.
  void read(int first, int steps, StreamBatch& batch) const {
    batch.symbols.clear();
    batch.targets.clear();
    for (int stream = 0; stream < count_; ++stream) {
      const auto start = tokens_.begin() + stream * length() + first;
      batch.symbols.insert(batch.symbols.end(), start, start + steps);
      batch.targets.insert(batch.targets.end(), start + 1, start + 1 + steps);
    }
  }

 private:
  std::span<const Corpus::Token> tokens_;
  int count_ = 1;
};

}  // namespace unfold
