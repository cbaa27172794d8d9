#include "engine/nn/parted_step.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>

#include "engine/core/require.h"
#include "engine/core/row_gradient.h"
#include "engine/ops/arrange.h"

namespace unfold {
namespace {

constexpr const char* name = "parts";
constexpr int rows_together = 4;  // that a kernel computes at a time
constexpr int most_parts = 8;

enum class Kind : std::int32_t { none, dense, rows };

}  // namespace

// A part must be worth the sum of its gradients, which takes longer where they do not fit a cache.
int count_parts(int rows, int steps, double products) {
  constexpr double worth_sharing = 40e6;  // some four milliseconds of a step in a page
  constexpr double fits_a_cache = 1e6;
  if (products < worth_sharing) return 1;
  const double cells = static_cast<double>(rows) * steps, weights = products / cells;
  const double least = weights < fits_a_cache ? 60 : 500;
  int parts = most_parts;
  while (parts > 1 && (rows < parts * rows_together || cells < parts * least)) parts /= 2;
  return parts;
}

void PartedStep::open(int rows, int parts) {
  require(!is_open(), name, "the step before is not closed");
  require(parts >= 1 && parts <= rows && (parts & (parts - 1)) == 0, name, rows,
          " rows cannot be cut into ", parts, " parts");
  rows_ = rows;
  parts_ = parts;
  nodes_.resize(2 * static_cast<std::size_t>(parts));
  for (Node& node : nodes_) node.is_complete = false;
}

// Ends where a kernel's group of rows ends, where there are enough of them.
Rows PartedStep::rows(int part) const {
  const int size = rows_ < parts_ * rows_together ? 1 : rows_together;
  const int groups = (rows_ + size - 1) / size;
  const auto begin = [&](int place) {
    return std::min(rows_, size * ((2 * place * groups + parts_) / (2 * parts_)));
  };
  return {begin(part), begin(part + 1) - begin(part)};
}

float PartedStep::share(int part) const {
  return static_cast<float>(rows(part).count) / static_cast<float>(rows_);
}

bool PartedStep::has(int part) const {
  for (int node = parts_ + part; node > 0; node /= 2) {
    if (nodes_[node].is_complete) return true;
  }
  return false;
}

void PartedStep::add(int part, Tape& tape, const Tensor& loss, std::span<const Tensor> kept) {
  Node& node = node_for(part);
  tape.backward(loss);
  node.loss = loss.item();
  node.kept.assign(kept.begin(), kept.end());
  for (const Tensor& variable : variables_) node.gradients.push_back(variable.take_gradient());
  complete(parts_ + part);
}

void PartedStep::add(int part, std::span<const Tensor> kept) {
  Node& node = node_for(part);
  node.loss = 0;
  node.kept.assign(kept.begin(), kept.end());
  complete(parts_ + part);
}

PartedStep::Node& PartedStep::node_for(int part) {
  require(is_open() && part >= 0 && part < parts_ && !has(part), name, "there is no part ", part,
          " to add");
  Node& node = nodes_[parts_ + part];
  node.gradients.clear();
  return node;
}

// And every sum of which it was the last.
void PartedStep::complete(int node) {
  nodes_[node].is_complete = true;
  for (; node > 1; node /= 2) {
    Node &left = nodes_[node & ~1], &right = nodes_[node | 1];
    if (!left.is_complete || !right.is_complete) return;
    join(left, right, nodes_[node / 2]);
  }
}

void PartedStep::join(Node& left, Node& right, Node& sum) {
  require(left.gradients.size() == right.gradients.size(), name, "only some have gradients");
  for (std::size_t i = 0; i < left.gradients.size(); ++i) {
    variables_[i].clear_gradient();
    variables_[i].add_gradient(std::move(left.gradients[i]));
    variables_[i].add_gradient(std::move(right.gradients[i]));
    left.gradients[i] = variables_[i].take_gradient();
  }
  std::swap(sum.gradients, left.gradients);
  sum.kept.clear();
  for (std::size_t i = 0; i < left.kept.size(); ++i) {
    sum.kept.push_back(concat({left.kept[i], right.kept[i]}, 0));
  }
  sum.loss = left.loss + right.loss;
  sum.is_complete = true;
  left.is_complete = right.is_complete = false;
  left.kept.clear();
  right.kept.clear();
}

PartedStep::Sum PartedStep::close() {
  require(is_open() && nodes_[1].is_complete, name, "parts are missing");
  Node& whole = nodes_[1];
  for (std::size_t i = 0; i < whole.gradients.size(); ++i) {
    variables_[i].clear_gradient();
    variables_[i].add_gradient(std::move(whole.gradients[i]));
  }
  parts_ = 0;
  return {whole.loss, std::exchange(whole.kept, {})};
}

class PartedStep::Writer {
 public:
  explicit Writer(std::string& bytes) : bytes_(bytes) { bytes_.clear(); }
  template <typename T>
  void value(T value) {
    values(std::span(&value, 1));
  }
  template <typename T, std::size_t extent>
  void values(std::span<T, extent> values) {
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
  }
  void tensor(const Tensor& tensor) {
    value(tensor.rank());
    for (const int size : tensor.shape()) value(size);
    values(tensor.values());
  }
  void gradient(const Tensor::Gradient& gradient) {
    if (gradient.rows) {
      value(Kind::rows);
      value(static_cast<int>(gradient.rows->ids().size()));
      values(gradient.rows->ids());
      values(std::as_const(*gradient.rows).values());
    } else if (gradient.dense.empty()) {
      value(Kind::none);
    } else {
      value(Kind::dense);
      values(gradient.dense.values());
    }
  }

 private:
  std::string& bytes_;
};

class PartedStep::Reader {
 public:
  explicit Reader(std::string_view bytes) : left_(bytes) {}
  bool is_at_end() const { return left_.empty(); }
  template <typename T>
  T value() {
    T value;
    values(std::span(&value, 1));
    return value;
  }
  template <typename T>
  void values(std::span<T> values) {
    require(values.size_bytes() <= left_.size(), name, "the bytes are cut");
    std::memcpy(values.data(), left_.data(), values.size_bytes());
    left_.remove_prefix(values.size_bytes());
  }
  int count(int most) {
    const int count = value<int>();
    require(count >= 0 && count <= most, name, "a count of ", count, " cannot be");
    return count;
  }
  Tensor tensor() {
    std::array<int, Shape::max_rank> sizes{};
    const auto rank = static_cast<std::size_t>(count(Shape::max_rank));
    std::int64_t floats = 1;
    for (int& size : std::span(sizes).first(rank)) {
      size = count(most_floats());
      floats *= size;
      require(floats <= most_floats(), name, "a tensor is cut");
    }
    Tensor tensor{Shape(std::span<const int>(sizes).first(rank))};
    values(tensor.mutable_values());
    return tensor;
  }
  void gradient_of(const Tensor& variable) {
    const Kind kind = value<Kind>();
    require(kind >= Kind::none && kind <= Kind::rows, name, "there is no such kind of gradient");
    if (kind == Kind::none) return;
    if (kind == Kind::dense) {
      Tensor dense(variable.shape());
      values(dense.mutable_values());
      return variable.accumulate(std::move(dense));
    }
    std::vector<int, PoolAllocator<int>> ids(count(variable.size(0)));
    values(std::span(ids));
    Tensor rows(variable.shape().with(0, static_cast<int>(ids.size())));
    values(rows.mutable_values());
    variable.accumulate_rows(ids, rows);
  }

 private:
  int most_floats() const { return static_cast<int>(left_.size() / sizeof(float)); }
  std::string_view left_;
};

bool PartedStep::covers(int node, int part) const {
  int place = parts_ + part;
  while (place > node) place /= 2;
  return place == node;
}

std::string_view PartedStep::written() {
  Writer writer(written_);
  for (std::size_t node = 1; node < nodes_.size(); ++node) {
    if (nodes_[node].is_complete) write(writer, static_cast<int>(node));
  }
  return written_;
}

void PartedStep::write(Writer& writer, int node) const {
  const Node& from = nodes_[node];
  writer.value(node);
  writer.value(from.loss);
  writer.value(static_cast<int>(from.kept.size()));
  for (const Tensor& kept : from.kept) writer.tensor(kept);
  writer.value(static_cast<int>(from.gradients.size()));
  for (const Tensor::Gradient& gradient : from.gradients) writer.gradient(gradient);
}

void PartedStep::read(std::string_view bytes) {
  constexpr int most_kept = 64;
  require(is_open(), name, "no step is open");
  Reader reader(bytes);
  while (!reader.is_at_end()) {
    const int place = reader.value<int>();
    require(place >= 1 && place < 2 * parts_, name, "there is no sum ", place);
    for (int part = 0; part < parts_; ++part) {
      require(!covers(place, part) || !has(part), name, "part ", part, " is here already");
    }
    Node& node = nodes_[place];
    node.loss = reader.value<float>();
    node.kept.resize(reader.count(most_kept));
    for (Tensor& kept : node.kept) kept = reader.tensor();
    node.gradients.clear();
    const auto gradients =
        static_cast<std::size_t>(reader.count(static_cast<int>(variables_.size())));
    require(gradients == 0 || gradients == variables_.size(), name, "gradients are missing");
    for (const Tensor& variable : std::span(variables_).first(gradients)) {
      variable.clear_gradient();
      reader.gradient_of(variable);
      node.gradients.push_back(variable.take_gradient());
    }
    complete(place);
  }
}

}  // namespace unfold
