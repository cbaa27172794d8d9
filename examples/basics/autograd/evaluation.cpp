#include "examples/basics/autograd/evaluation.h"

#include <algorithm>
#include <cmath>

#include "engine/lab/refusal.h"
#include "examples/basics/autograd/refusals.h"

namespace unfold {
namespace {

// Small enough for the curve to be straight, large enough for the difference to keep ten digits.
constexpr double nudge = 1e-5;

void check_list(const Piece& piece, const Piece& read, const Tensor& list) {
  if (list.rank() == 0) {
    refuse<autograd_refusals>(
        "formula", "formula-list",
        {{"name", std::string(operation(piece.op).name)}, {"text", read.text}});
  }
  const bool chooses = piece.op == Op::element || piece.op == Op::cross_entropy;
  if (!chooses || piece.index < list.count()) return;
  refuse<autograd_refusals>("formula", "formula-index",
                            {{"text", piece.text},
                             {"index", std::to_string(piece.index)},
                             {"count", std::to_string(list.count())},
                             {"max", std::to_string(list.count() - 1)}});
}

void check_sizes(const Piece& piece, const Tensor& a, const Tensor& b) {
  if (a.count() == b.count() || a.count() == 1 || b.count() == 1) return;
  refuse<autograd_refusals>("formula", "formula-sizes",
                            {{"text", piece.text},
                             {"left", std::to_string(a.count())},
                             {"right", std::to_string(b.count())}});
}

void check_finite(const Piece& piece, const Tensor& y) {
  const auto values = y.values();
  if (std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); })) return;
  refuse<autograd_refusals>("formula", "formula-not-finite", {{"text", piece.text}});
}

Tensor computed(const Formula& formula, const Piece& piece, const std::vector<Tensor>& pieces) {
  const Operation& op = operation(piece.op);
  const Tensor& a = pieces[piece.reads[0]];
  const Tensor b = piece.reads[1] < 0 ? Tensor() : pieces[piece.reads[1]];
  if (op.needs_list) check_list(piece, formula.pieces[piece.reads[0]], a);
  if (!b.empty()) check_sizes(piece, a, b);
  Tensor y = op.compute(a, b, piece.index);
  check_finite(piece, y);
  return y;
}

// The result, with one number of a piece moved.
double moved(const Formula& formula, const std::vector<Tensor>& from, int piece, int number,
             double by) {
  std::vector<Reals> all;
  for (std::size_t i = 0; i < formula.pieces.size(); ++i) {
    const Piece& each = formula.pieces[i];
    if (each.kind == Piece::Kind::operation) {
      const Reals none;
      const Reals& b = each.reads[1] < 0 ? none : all[each.reads[1]];
      all.push_back(operation(each.op).real(all[each.reads[0]], b, each.index));
    } else if (each.kind == Piece::Kind::constant) {
      all.push_back({each.number});
    } else {
      all.emplace_back(from[i].values().begin(), from[i].values().end());
    }
    if (static_cast<int>(i) == piece) all.back()[number] += by;
  }
  return all[formula.result][0];
}

}  // namespace

std::vector<Tensor> evaluate(const Formula& formula,
                             const std::map<std::string, Tensor>& variables) {
  std::vector<Tensor> pieces;
  for (const Piece& piece : formula.pieces) {
    switch (piece.kind) {
      case Piece::Kind::variable: pieces.push_back(variables.at(piece.name)); break;
      case Piece::Kind::constant: pieces.emplace_back(static_cast<float>(piece.number)); break;
      case Piece::Kind::operation: pieces.push_back(computed(formula, piece, pieces)); break;
    }
  }
  return pieces;
}

Tensor finite_difference(const Formula& formula, const std::vector<Tensor>& from, int piece) {
  Tensor quotient(from[piece].shape());
  for (int i = 0; i < quotient.count(); ++i) {
    const double above = moved(formula, from, piece, i, nudge);
    const double below = moved(formula, from, piece, i, -nudge);
    quotient.mutable_data()[i] = static_cast<float>((above - below) / (2 * nudge));
  }
  return quotient;
}

}  // namespace unfold
