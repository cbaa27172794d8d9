#include "engine/data/bleu.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/core/require.h"
#include "engine/kernels/math.h"

namespace unfold {
namespace {

using Words = std::vector<int>;
using Counts = std::map<Words, long long>;

Counts count_runs(std::span<const int> words, int n) {
  Counts counts;
  for (std::size_t at = 0; at + n <= words.size(); ++at) {
    ++counts[Words(words.begin() + at, words.begin() + at + n)];
  }
  return counts;
}

// The largest count of each run in any of the references.
Counts count_runs(std::span<const Words> references, int n) {
  Counts largest;
  for (const Words& reference : references) {
    for (const auto& [run, count] : count_runs(reference, n)) {
      largest[run] = std::max(largest[run], count);
    }
  }
  return largest;
}

std::size_t nearest_length(std::size_t length, std::span<const Words> references) {
  const auto distance = [length](std::size_t other) {
    return other > length ? other - length : length - other;
  };
  std::size_t nearest = references[0].size();
  for (const Words& reference : references) {
    const std::size_t other = reference.size();
    const bool nearer = distance(other) < distance(nearest);
    if (nearer || (distance(other) == distance(nearest) && other < nearest)) nearest = other;
  }
  return nearest;
}

}  // namespace

void Bleu::add(std::span<const int> translation, std::span<const Words> references) {
  require(!references.empty(), "bleu", "there is no reference to compare with");
  for (int n = 1; n <= longest_run; ++n) {
    const Counts in_references = count_runs(references, n);
    for (const auto& [run, count] : count_runs(translation, n)) {
      const auto match = in_references.find(run);
      all_[n - 1] += count;
      if (match != in_references.end()) found_[n - 1] += std::min(count, match->second);
    }
  }
  length_ += std::ssize(translation);
  reference_length_ += static_cast<long long>(nearest_length(translation.size(), references));
}

void Bleu::add(std::span<const int> translation, std::span<const int> reference) {
  const Words only[] = {Words(reference.begin(), reference.end())};
  add(translation, only);
}

void Bleu::add(std::span<const std::string> translation,
               std::span<const std::vector<std::string>> references) {
  std::map<std::string, int> numbers;
  const auto numbered = [&](std::span<const std::string> words) {
    Words result;
    for (const std::string& word : words) {
      result.push_back(numbers.emplace(word, static_cast<int>(numbers.size())).first->second);
    }
    return result;
  };
  std::vector<Words> of_references;
  for (const auto& reference : references) of_references.push_back(numbered(reference));
  add(numbered(translation), of_references);
}

double Bleu::precision(int n, BleuSmoothing smoothing) const {
  require(n >= 1 && n <= longest_run, "bleu", "runs have 1 to ", longest_run, " words, not ", n);
  const int added = smoothing == BleuSmoothing::add_one && n > 1;
  const auto all = static_cast<double>(all_[n - 1] + added);
  return all > 0 ? static_cast<double>(found_[n - 1] + added) / all : 0;
}

double Bleu::brevity_penalty() const {
  if (length_ >= reference_length_) return 1;
  if (length_ == 0) return 0;
  const double ratio = static_cast<double>(reference_length_) / static_cast<double>(length_);
  return kernels::exp(static_cast<float>(1 - ratio));
}

double Bleu::score(BleuSmoothing smoothing) const {
  double product = 1;
  for (int n = 1; n <= longest_run; ++n) product *= precision(n, smoothing);
  return brevity_penalty() * std::sqrt(std::sqrt(product));
}

}  // namespace unfold
