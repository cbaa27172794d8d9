#include "examples/basics/autograd/tape_graph.h"

#include <algorithm>
#include <cmath>

#include "examples/basics/autograd/evaluation.h"
#include "examples/basics/autograd/operations.h"

namespace unfold {
namespace {

class Builder {
 public:
  Builder(const Formula& formula, const std::vector<Tensor>& pieces)
      : formula_(formula), pieces_(pieces), nodes_(pieces.size(), -1) {}

  void add(const Recording::Entry& entry) {
    std::vector<int> read;
    for (const Tensor& input : entry.inputs) read.push_back(node_of(piece_of(input)));
    const int piece = piece_of(entry.output);
    GraphNode node = told(piece, std::string(entry.op), entry.gradient);
    const Piece& source = formula_.pieces[piece];
    const int count = entry.inputs[0].count();
    node.rule = rule_text(operation(source.op).rule, source.index, count);
    for (std::size_t i = 0; i < read.size(); ++i) {
      node.reads.push_back(share(source, entry, static_cast<int>(i), read[i]));
    }
    nodes_[piece] = append(std::move(node));
  }

  // Variables that no operation on the tape has read stand there too, to be moved.
  Graph graph() && {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].is_variable()) node_of(static_cast<int>(i));
    }
    return std::move(graph_);
  }

 private:
  int piece_of(const Tensor& tensor) const {
    const auto found = std::find_if(pieces_.begin(), pieces_.end(),
                                    [&](const Tensor& piece) { return piece.same(tensor); });
    return static_cast<int>(found - pieces_.begin());
  }

  // What no operation on the tape has computed is a variable, or does not depend on any.
  int node_of(int piece) {
    if (nodes_[piece] >= 0) return nodes_[piece];
    const Tensor& leaf = pieces_[piece];
    const char* op = leaf.is_variable() ? "variable" : "constant";
    return nodes_[piece] = append(told(piece, op, leaf.gradient()));
  }

  GraphNode told(int piece, std::string op, const Tensor& gradient) const {
    const Piece& source = formula_.pieces[piece];
    GraphNode node{std::move(op), source.name, source.text, "", {}, pieces_[piece], gradient, {}};
    if (!gradient.empty()) node.difference = finite_difference(formula_, pieces_, piece);
    return node;
  }

  static GraphShare share(const Piece& piece, const Recording::Entry& entry, int input, int node) {
    const Tensor& read = entry.inputs[input];
    if (!read.tracked() || entry.gradient.empty()) return {node, "", {}};
    const bool has_two = entry.inputs.size() > 1;
    const Flow flow{entry.inputs[0], has_two ? entry.inputs[1] : Tensor(), entry.output,
                    entry.gradient, piece.index};
    return {node, share_rule(piece.op, input, flow), share_of(piece.op, input, flow)};
  }

  int append(GraphNode node) {
    graph_.nodes.push_back(std::move(node));
    return static_cast<int>(graph_.nodes.size()) - 1;
  }

  const Formula& formula_;
  const std::vector<Tensor>& pieces_;
  std::vector<int> nodes_;  // of each piece, or -1
  Graph graph_;
};

}  // namespace

Graph graph_of(const Formula& formula, const std::vector<Tensor>& pieces,
               const Recording& recording) {
  Builder builder(formula, pieces);
  for (const Recording::Entry& entry : recording.entries()) builder.add(entry);
  return std::move(builder).graph();
}

double largest_gap(const Graph& graph) {
  std::vector<std::vector<double>> sums(graph.nodes.size());
  for (const GraphNode& node : graph.nodes) {
    for (const GraphShare& share : node.reads) {
      if (share.value.empty()) continue;
      std::vector<double>& sum = sums[share.node];
      sum.resize(share.value.count());
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += share.value.data()[i];
    }
  }
  double largest = 0;
  for (std::size_t n = 0; n < sums.size(); ++n) {
    for (std::size_t i = 0; i < sums[n].size(); ++i) {
      const double gradient = graph.nodes[n].gradient.data()[i];
      const double gap = std::abs(sums[n][i] - gradient) / std::max(1.0, std::abs(gradient));
      largest = std::max(largest, gap);
    }
  }
  return largest;
}

}  // namespace unfold
