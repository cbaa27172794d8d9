#include "engine/nn/beam_search.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/core/require.h"

namespace unfold {
namespace {

struct Candidate {
  double log_probability;
  int row, symbol;
};

// More probable first; equal ones as they were found.
bool better(const Candidate& a, const Candidate& b) {
  if (a.log_probability != b.log_probability) return a.log_probability > b.log_probability;
  return a.row != b.row ? a.row < b.row : a.symbol < b.symbol;
}

std::vector<Candidate> best_candidates(const std::vector<Hypothesis>& alive, const Tensor& log_p,
                                       int count) {
  const int V = log_p.size(1);
  std::vector<Candidate> candidates;
  for (int row = 0; row < log_p.size(0); ++row) {
    for (int symbol = 0; symbol < V; ++symbol) {
      const float p = log_p.data()[row * V + symbol];
      if (p > -std::numeric_limits<float>::infinity()) {
        candidates.push_back({alive[row].log_probability + p, row, symbol});
      }
    }
  }
  const auto end = candidates.begin() + std::min<std::ptrdiff_t>(count, std::ssize(candidates));
  std::partial_sort(candidates.begin(), end, candidates.end(), better);
  candidates.erase(end, candidates.end());
  return candidates;
}

}  // namespace

double Hypothesis::score() const {
  return rows.empty() ? log_probability : log_probability / static_cast<double>(rows.size());
}

std::vector<Hypothesis> BeamSearch::run(const Advance& advance) const {
  require(width >= 1, "beam_search", "the width must be at least 1, not ", width);
  std::vector<Hypothesis> found, alive(1);
  std::vector<int> parents{0}, symbols{start};
  for (int step = 0; step < most_steps && !alive.empty(); ++step) {
    const Tensor log_p = advance(parents, symbols);
    require(log_p.rank() == 2 && log_p.size(0) == std::ssize(alive), "beam_search", "there are ",
            alive.size(), " hypotheses and log probabilities of shape ", log_p.shape());
    std::vector<Hypothesis> next;
    parents.clear();
    symbols.clear();
    for (const Candidate& best :
         best_candidates(alive, log_p, width - static_cast<int>(found.size()))) {
      Hypothesis hypothesis = alive[best.row];
      hypothesis.log_probability = best.log_probability;
      hypothesis.rows.push_back(best.row);
      if (best.symbol == end) {
        hypothesis.ended = true;
        found.push_back(std::move(hypothesis));
        continue;
      }
      hypothesis.ids.push_back(best.symbol);
      next.push_back(std::move(hypothesis));
      parents.push_back(best.row);
      symbols.push_back(best.symbol);
    }
    alive = std::move(next);
  }
  found.insert(found.end(), alive.begin(), alive.end());
  std::stable_sort(found.begin(), found.end(),
                   [](const Hypothesis& a, const Hypothesis& b) { return a.score() > b.score(); });
  return found;
}

}  // namespace unfold
