#include "engine/manifold/repulsion.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace unfold {
namespace {

using kernels::f32x4;

constexpr int hilbert_bits = 11, radix = 1 << hilbert_bits;

// Where on Hilbert's curve through the cells of a square the cell (x, y) lies.
unsigned hilbert_key(unsigned x, unsigned y) {
  unsigned key = 0;
  for (unsigned side = radix / 2; side > 0; side /= 2) {
    const unsigned right = (x & side) != 0, upper = (y & side) != 0;
    key = key * 4 + ((3 * right) ^ upper);
    if (upper == 0) {
      if (right == 1) {
        x = ~x;
        y = ~y;
      }
      std::swap(x, y);
    }
  }
  return key;
}

struct Range {
  float low, high;
};

Range range_of(std::span<const float> values) {
  Range range{values[0], values[0]};
  for (const float value : values) {
    range.low = std::min(range.low, value);
    range.high = std::max(range.high, value);
  }
  return range;
}

// A cell from 0 to radix - 1; 0 for what is not finite.
unsigned cell(float value, float low, float cells_per_unit) {
  const float at = (value - low) * cells_per_unit;
  return at > 0 && at < radix ? static_cast<unsigned>(at) : 0;
}

// Sorts `order` by one digit of the keys and keeps the order of equal ones.
void sort_by_digit(const std::vector<unsigned>& keys, const std::vector<int>& order, int shift,
                   std::vector<unsigned>& sorted_keys, std::vector<int>& sorted_order) {
  std::array<int, radix> ends{};
  for (const unsigned key : keys) ++ends[key >> shift & (radix - 1)];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  for (std::size_t i = keys.size(); i-- > 0;) {
    const int place = --ends[keys[i] >> shift & (radix - 1)];
    sorted_keys[place] = keys[i];
    sorted_order[place] = order[i];
  }
}

}  // namespace

Repulsion::Repulsion(int points, float theta) : count_(points), theta_(theta) {
  int count = (points + group_size - 1) / group_size, first = 0;
  const std::size_t padded = std::size_t(count) * group_size;
  for (auto* values : {&x_, &y_}) values->assign(padded, 0);
  for (auto* values : {&list_x_, &list_y_, &list_mass_}) values->assign(2 * padded, 0);
  order_.resize(points);
  sorted_order_.resize(points);
  keys_.resize(points);
  sorted_keys_.resize(points);
  levels_.push_back({first, count});
  while (count > 1) {
    first += count;
    count = (count + children - 1) / children;
    levels_.push_back({first, count});
  }
  nodes_.resize(first + count);
}

void Repulsion::sort(std::span<const float> x, std::span<const float> y) {
  const Range across = range_of(x), up = range_of(y);
  const float extent = std::max(across.high - across.low, up.high - up.low);
  const float cells_per_unit = extent > 0 ? (radix - 0.5f) / extent : 0;
  for (int i = 0; i < count_; ++i) {
    keys_[i] =
        hilbert_key(cell(x[i], across.low, cells_per_unit), cell(y[i], up.low, cells_per_unit));
    order_[i] = i;
  }
  sort_by_digit(keys_, order_, 0, sorted_keys_, sorted_order_);
  sort_by_digit(sorted_keys_, sorted_order_, hilbert_bits, keys_, order_);
  for (std::size_t i = 0; i < x_.size(); ++i) {
    const int point = order_[std::min<std::size_t>(i, count_ - 1)];
    x_[i] = x[point];
    y_[i] = y[point];
  }
}

int Repulsion::group_end(int group) const { return std::min((group + 1) * group_size, count_); }

Repulsion::Node Repulsion::group_node(int group) const {
  const int first = group * group_size, end = group_end(group);
  Node node{0, 0, static_cast<float>(end - first), {x_[first], x_[first], y_[first], y_[first]}};
  for (int i = first; i < end; ++i) {
    node.x += x_[i];
    node.y += y_[i];
    node.box.left = std::min(node.box.left, x_[i]);
    node.box.right = std::max(node.box.right, x_[i]);
    node.box.bottom = std::min(node.box.bottom, y_[i]);
    node.box.top = std::max(node.box.top, y_[i]);
  }
  node.x /= node.mass;
  node.y /= node.mass;
  return node;
}

Repulsion::Node Repulsion::parent_node(const Level& below, int index) const {
  const Node* child = &nodes_[below.first + index * children];
  const Node* end = &nodes_[below.first] + std::min((index + 1) * children, below.count);
  Node node{0, 0, 0, child->box};
  for (; child != end; ++child) {
    node.x += child->x * child->mass;
    node.y += child->y * child->mass;
    node.mass += child->mass;
    node.box.left = std::min(node.box.left, child->box.left);
    node.box.right = std::max(node.box.right, child->box.right);
    node.box.bottom = std::min(node.box.bottom, child->box.bottom);
    node.box.top = std::max(node.box.top, child->box.top);
  }
  node.x /= node.mass;
  node.y /= node.mass;
  return node;
}

void Repulsion::build() {
  for (int group = 0; group < levels_[0].count; ++group) nodes_[group] = group_node(group);
  for (std::size_t level = 1; level < levels_.size(); ++level) {
    for (int i = 0; i < levels_[level].count; ++i) {
      nodes_[levels_[level].first + i] = parent_node(levels_[level - 1], i);
    }
  }
}

bool Repulsion::is_far(const Node& node, const Box& target) const {
  const float dx = std::max({target.left - node.x, node.x - target.right, 0.0f});
  const float dy = std::max({target.bottom - node.y, node.y - target.top, 0.0f});
  const float size = std::max(node.box.right - node.box.left, node.box.top - node.box.bottom);
  return size * size < theta_ * theta_ * (dx * dx + dy * dy);
}

void Repulsion::collect_point(float x, float y, float mass) {
  list_x_[listed_] = x;
  list_y_[listed_] = y;
  list_mass_[listed_++] = mass;
}

void Repulsion::collect_group(int group) {
  for (int i = group * group_size; i < group_end(group); ++i) collect_point(x_[i], y_[i], 1);
}

void Repulsion::collect(const Box& target, int level, int index) {
  const Node& node = nodes_[levels_[level].first + index];
  if (is_far(node, target)) return collect_point(node.x, node.y, node.mass);
  if (level == 0) return collect_group(index);
  const int end = std::min((index + 1) * children, levels_[level - 1].count);
  for (int child = index * children; child < end; ++child) collect(target, level - 1, child);
}

// Adds up all that is listed, for two vectors of points at a time; returns the sum of q.
double Repulsion::add_up(int group, std::span<float, group_size> force_x,
                         std::span<float, group_size> force_y) const {
  const int first = group * group_size;
  const f32x4 one = kernels::splat(1);
  double sum = 0;
  for (int i = first; i < group_end(group); i += 2 * lanes) {
    const f32x4 x0 = kernels::load(&x_[i]), x1 = kernels::load(&x_[i + lanes]);
    const f32x4 y0 = kernels::load(&y_[i]), y1 = kernels::load(&y_[i + lanes]);
    f32x4 sum0 = {}, sum1 = {}, force_x0 = {}, force_x1 = {}, force_y0 = {}, force_y1 = {};
    for (int k = 0; k < listed_; ++k) {
      const f32x4 x = kernels::splat(list_x_[k]), y = kernels::splat(list_y_[k]);
      const f32x4 mass = kernels::splat(list_mass_[k]);
      const f32x4 dx0 = x0 - x, dx1 = x1 - x, dy0 = y0 - y, dy1 = y1 - y;
      const f32x4 q0 = one / (one + dx0 * dx0 + dy0 * dy0);
      const f32x4 q1 = one / (one + dx1 * dx1 + dy1 * dy1);
      const f32x4 mass_q0 = mass * q0, mass_q1 = mass * q1;
      sum0 += mass_q0;
      sum1 += mass_q1;
      const f32x4 pull0 = mass_q0 * q0, pull1 = mass_q1 * q1;
      force_x0 += pull0 * dx0;
      force_x1 += pull1 * dx1;
      force_y0 += pull0 * dy0;
      force_y1 += pull1 * dy1;
    }
    kernels::store(&force_x[i - first], force_x0);
    kernels::store(&force_x[i - first + lanes], force_x1);
    kernels::store(&force_y[i - first], force_y0);
    kernels::store(&force_y[i - first + lanes], force_y1);
    const int here = std::min(2 * lanes, group_end(group) - i);
    for (int lane = 0; lane < here; ++lane) {
      sum += lane < lanes ? sum0[lane] : sum1[lane - lanes];
    }
  }
  return sum;
}

double Repulsion::compute(std::span<const float> x, std::span<const float> y,
                          std::span<float> force_x, std::span<float> force_y) {
  prepare(x, y);
  double sum = 0;
  std::array<float, group_size> here_x, here_y;
  for (int group = 0; group < groups(); ++group) {
    sum += act_on(group, here_x, here_y);
    for (std::size_t i = 0; i < points_of(group).size(); ++i) {
      force_x[points_of(group)[i]] = here_x[i];
      force_y[points_of(group)[i]] = here_y[i];
    }
  }
  return sum;
}

void Repulsion::prepare(std::span<const float> x, std::span<const float> y) {
  sort(x, y);
  build();
}

double Repulsion::act_on(int group, std::span<float, group_size> force_x,
                         std::span<float, group_size> force_y) {
  listed_ = 0;
  collect(nodes_[group].box, static_cast<int>(levels_.size()) - 1, 0);
  const auto own = static_cast<double>(points_of(group).size());
  return add_up(group, force_x, force_y) - own;  // each is in its own list, with q = 1
}

}  // namespace unfold
