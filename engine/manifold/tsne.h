// Tsne: a map on which the neighbours of points in many dimensions are neighbours again
// (van der Maaten & Hinton 2008).
#pragma once

#include <span>
#include <vector>

#include "engine/core/archive.h"
#include "engine/core/tensor.h"
#include "engine/manifold/affinities.h"
#include "engine/manifold/repulsion.h"

namespace unfold {

struct TsneSettings {
  double perplexity = 30;
  int neighbors = 0;  // of each point, whose p is not zero; 0: three times the perplexity
  double theta = 0.5;
  double early_exaggeration = 12;
  int exaggerated_steps = 250;
  double learning_rate = 0;  // 0: scikit-learn's "auto", N / early exaggeration / 4, at least 50
};

class Tsne {
 public:
  // Of x (N, E). `positions` (N, 2) hold the start and are moved by each step. A row of
  // `affinities` is a point's.
  Tsne(Affinities affinities, Tensor positions, const TsneSettings& settings);
  Tsne(const Tensor& x, Tensor positions, const TsneSettings& settings);

  // One iteration. Returns the divergence before it.
  float step();
  // The same in parts, each of some groups: the points as they are; what acts on the points of
  // these groups, a row for each group; the step, from the rows of all.
  void prepare();
  Tensor forces(int first_group, int groups);
  float step(const Tensor& forces);
  int groups() const { return repulsion_.groups(); }
  // About how many pairs of points a step looks at.
  double pairs() const;

  // KL(p || q) of the positions as they are, of the true p even while it is exaggerated.
  float divergence();
  // dKL / dpositions of p times `exaggeration` as (dx, dy) for each point.
  float gradient(float exaggeration, std::span<float> gradient);

  bool is_exaggerated() const { return steps_ < settings_.exaggerated_steps; }
  double learning_rate() const;
  void set_learning_rate(double rate) { settings_.learning_rate = rate; }  // as in the settings
  double sum_of_p() const;                                                 // 1, but for rounding
  // All that a step changes but the positions.
  void visit_state(Archive& archive);

  // How many neighbours the settings ask for among N points.
  static int neighbors(const TsneSettings& settings, int points);

 private:
  struct Group;  // a row of forces

  int points() const { return affinities_.p.rows(); }
  void attract(int first, Group& group) const;
  float gradient(const Tensor& forces, float exaggeration, std::span<float> gradient) const;
  void update(float momentum);

  Affinities affinities_;
  Tensor positions_;
  TsneSettings settings_;
  int steps_ = 0;
  Tensor velocity_, gains_;  // (N, 2)
  Repulsion repulsion_;
  std::vector<float> x_, y_, gradient_;
};

// A start from a map (N, 2), such as that of the first two principal components: its positions,
// with a deviation of 1e-4 along the first axis.
Tensor shrunk(const Tensor& map);
// Normal numbers of deviation 1e-4, (N, 2).
Tensor random_start(int points, std::uint32_t seed);

}  // namespace unfold
