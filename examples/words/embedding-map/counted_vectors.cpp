#include "examples/words/embedding-map/counted_vectors.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engine/data/vocabulary.h"
#include "engine/kernels/elementary.h"
#include "engine/manifold/leading_eigen.h"

namespace unfold {
namespace {

constexpr int counted_dimensions = 50;
constexpr std::uint32_t seed = 1;

// For each word the words beside it, sorted.
std::vector<std::vector<int>> words_beside(std::span<const int> codes, int vocabulary, int window) {
  std::vector<std::vector<int>> beside(vocabulary);
  const auto is_word = [=](int code) { return code >= 0 && code < vocabulary; };
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (!is_word(codes[i])) continue;
    const std::size_t end = std::min(codes.size(), i + window + 1);
    for (std::size_t j = i + 1; j < end; ++j) {
      if (!is_word(codes[j])) continue;
      beside[codes[i]].push_back(codes[j]);
      beside[codes[j]].push_back(codes[i]);
    }
  }
  for (std::vector<int>& words : beside) std::sort(words.begin(), words.end());
  return beside;
}

}  // namespace

SparseMatrix positive_mutual_information(std::span<const int> codes, int vocabulary, int window) {
  const std::vector<std::vector<int>> beside = words_beside(codes, vocabulary, window);
  double pairs = 0;
  for (const auto& words : beside) pairs += static_cast<double>(words.size());
  SparseMatrix matrix;
  for (const auto& words : beside) {
    for (auto at = words.begin(); at != words.end();) {
      const auto next = std::upper_bound(at, words.end(), *at);
      const auto together = static_cast<double>(next - at);
      const double alone =
          static_cast<double>(words.size()) * static_cast<double>(beside[*at].size());
      const double information = elementary::log(together * pairs / alone);
      if (information > 0) matrix.add(*at, static_cast<float>(information));
      at = next;
    }
    matrix.end_row();
  }
  return matrix;
}

CountedVectors counted_vectors(std::string_view text, int most, int window) {
  EncodedWords encoded = encode_words(text, most + 1);
  const Vocabulary& vocabulary = encoded.vocabulary;
  const int N = vocabulary.size() - 1;  // without "UNK", whose code becomes -1
  for (int& code : encoded.codes) --code;
  LeadingEigen eigen = leading_eigen(positive_mutual_information(encoded.codes, N, window),
                                     std::min(counted_dimensions, N), seed);
  const int E = eigen.vectors.size(1);
  for (int n = 0; n < N; ++n) {
    for (int e = 0; e < E; ++e) {
      eigen.vectors.mutable_data()[n * E + e] *=
          static_cast<float>(std::sqrt(std::abs(eigen.values[e])));
    }
  }
  return {{vocabulary.words.begin() + 1, vocabulary.words.end()},
          {vocabulary.counts.begin() + 1, vocabulary.counts.end()},
          eigen.vectors};
}

}  // namespace unfold
