// Repulsion: what pushes the points of a t-SNE map apart, each from all the others.
#pragma once

#include <span>
#include <vector>

#include "engine/kernels/f32x4.h"

namespace unfold {

// With q_ij = 1 / (1 + |y_i - y_j|²): the forces Σ_j q_ij² (y_i - y_j), and the sum of all q_ij.
//
// Barnes and Hut's idea: a far cluster acts like one heavy point at its centre. Points are sorted
// along a Hilbert curve; sixteen in a row are a group, four groups in a row a node, and so on up,
// so that the tree needs no pointers. The points of a group share the list of what acts on them,
// and are computed on four at once. A node is taken as one point if its box, seen from the nearest
// side of the group's box, is smaller than `theta`: it is then for every point of the group. With
// theta 0 the forces are exact.
class Repulsion {
 public:
  static constexpr int group_size = 16;

  Repulsion(int points, float theta);

  // Of the points (x, y); returns the sum of q.
  double compute(std::span<const float> x, std::span<const float> y, std::span<float> force_x,
                 std::span<float> force_y);
  // The same a group at a time: sorts the points; then what acts on the points of a group, and the
  // sum of their q.
  void prepare(std::span<const float> x, std::span<const float> y);
  double act_on(int group, std::span<float, group_size> force_x,
                std::span<float, group_size> force_y);
  int groups() const { return levels_[0].count; }
  // Which points they are; the last group may have fewer.
  std::span<const int> points_of(int group) const {
    return std::span(order_).subspan(group * group_size, group_end(group) - group * group_size);
  }

 private:
  static constexpr int children = 4, lanes = 4;

  struct Box {
    float left, right, bottom, top;
  };
  struct Node {
    float x, y, mass;  // the centre of its points, and how many they are
    Box box;
  };
  struct Level {
    int first, count;  // in nodes_
  };

  void sort(std::span<const float> x, std::span<const float> y);
  void build();
  Node group_node(int group) const;
  Node parent_node(const Level& below, int index) const;
  void collect(const Box& target, int level, int index);
  void collect_group(int group);
  void collect_point(float x, float y, float mass);
  double add_up(int group, std::span<float, group_size> force_x,
                std::span<float, group_size> force_y) const;
  int group_end(int group) const;
  bool is_far(const Node& node, const Box& target) const;

  int count_;
  float theta_;
  // In the order of the curve; the last group is filled up with copies of the last point.
  std::vector<int> order_, sorted_order_;
  std::vector<unsigned> keys_, sorted_keys_;
  std::vector<float> x_, y_;
  std::vector<Level> levels_;  // the groups first, the root last
  std::vector<Node> nodes_;
  // What acts on the group at hand.
  int listed_ = 0;
  std::vector<float> list_x_, list_y_, list_mass_;
};

}  // namespace unfold
