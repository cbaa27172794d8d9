#include "engine/nn/candidate_losses.h"

#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "engine/core/require.h"
#include "engine/core/tape.h"
#include "engine/kernels/map.h"
#include "engine/kernels/math.h"
#include "engine/ops/loss.h"
#include "engine/ops/matrices.h"
#include "engine/ops/reduce.h"
#include "engine/ops/select.h"

namespace unfold {
namespace {

using kernels::f32x4;
using kernels::Sum;
using Ids = std::vector<int, PoolAllocator<int>>;

// How an example b meets the classes: its true one in column 0, the candidates from column 1 on.
struct Meeting {
  Tensor weights, biases, inputs;
  Ids labels, candidates;

  int B() const { return inputs.size(0); }
  int E() const { return inputs.size(1); }
  int S() const { return static_cast<int>(candidates.size()); }
  const float* input(int b) const { return inputs.data() + b * E(); }
  const float* true_weights(int b) const {
    return weights.data() + static_cast<std::ptrdiff_t>(labels[b]) * E();
  }
  kernels::ConstMatrix candidate_columns(const Tensor& z) const {
    return {z.data() + 1, B(), S(), 1 + S()};
  }
  kernels::Matrix candidate_columns(Tensor& z) const {
    return {z.mutable_data() + 1, B(), S(), 1 + S()};
  }
};

void check(const Meeting& meeting, const Candidates& candidates) {
  const char* op = "sampled_logits";
  const Tensor &weights = meeting.weights, &biases = meeting.biases, &inputs = meeting.inputs;
  require(weights.rank() == 2 && biases.rank() == 1 && biases.size(0) == weights.size(0), op,
          "weights of shape ", weights.shape(), " and biases of shape ", biases.shape(),
          " do not fit, they must be (V, E) and (V)");
  require(inputs.rank() == 2 && inputs.size(1) == weights.size(1), op, "inputs of shape ",
          inputs.shape(), " do not fit weights of shape ", weights.shape());
  require(static_cast<int>(meeting.labels.size()) == inputs.size(0), op, "there are ",
          inputs.size(0), " inputs and ", meeting.labels.size(), " labels");
  require(candidates.true_expected.size() == meeting.labels.size() &&
              candidates.sampled_expected.size() == candidates.ids.size(),
          op, "the candidates were drawn for other labels");
}

Tensor log_of(std::span<const float> expected) {
  Tensor y(Shape{static_cast<int>(expected.size())});
  kernels::map(y.count(), expected.data(), y.mutable_data(),
               [](f32x4 count) { return kernels::log(count); });
  return y;
}

// logits[b][1 + s] = inputs · candidate_weights + biases - log expected
void candidate_logits(const Meeting& meeting, const Tensor& candidate_weights,
                      const Candidates& candidates, Tensor& logits) {
  const Tensor packed = packed_transposed(rows(candidate_weights));
  kernels::gemm(rows(meeting.inputs), packed.data(), meeting.candidate_columns(logits), Sum::fresh);
  const Tensor bias = rows_at("sampled_logits", meeting.biases, meeting.candidates);
  const Tensor log_expected = log_of(candidates.sampled_expected);
  for (int b = 0; b < meeting.B(); ++b) {
    float* z = logits.mutable_data() + b * (1 + meeting.S()) + 1;
    kernels::for_lanes(meeting.S(), [&](kernels::Lanes at) {
      at.set(z, at(z) + at(bias.data()) - at(log_expected.data()));
    });
  }
}

// logits[b][0] = inputs · weights[label] + biases[label] - log expected
void true_logits(const Meeting& meeting, const Candidates& candidates, Tensor& logits) {
  const Tensor log_expected = log_of(candidates.true_expected);
  for (int b = 0; b < meeting.B(); ++b) {
    const float product = kernels::dot(meeting.E(), meeting.input(b), meeting.true_weights(b));
    logits.mutable_data()[b * (1 + meeting.S())] =
        product + meeting.biases.data()[meeting.labels[b]] - log_expected.data()[b];
  }
}

void remove_hits(const Meeting& meeting, Tensor& logits) {
  float* z = logits.mutable_data();
  for (const int label : meeting.labels) {
    ++z;
    for (const int id : meeting.candidates) {
      if (id == label) *z = std::numeric_limits<float>::lowest();
      ++z;
    }
  }
}

// The first column of z: what belongs to the true classes.
Tensor true_column(const Tensor& z) {
  Tensor column(Shape{z.size(0)});
  for (int b = 0; b < z.size(0); ++b) column.mutable_data()[b] = z.data()[b * z.size(1)];
  return column;
}

// Row b is factors[b] times the row that row(b) names.
template <typename Row>
Tensor scaled_rows(const Tensor& factors, int width, Row row) {
  Tensor y(Shape{factors.count(), width});
  for (int b = 0; b < factors.count(); ++b) {
    const f32x4 factor = kernels::splat(factors.data()[b]);
    kernels::map(width, row(b), y.mutable_data() + b * width, [=](f32x4 v) { return factor * v; });
  }
  return y;
}

Tensor input_gradient(const Meeting& meeting, const Tensor& candidate_weights, const Tensor& dz) {
  Tensor dx =
      scaled_rows(true_column(dz), meeting.E(), [&](int b) { return meeting.true_weights(b); });
  const Tensor packed_weights = packed(rows(candidate_weights));
  kernels::gemm(meeting.candidate_columns(dz), packed_weights.data(), rows(dx), Sum::onto);
  return dx;
}

void accumulate_weights(const Meeting& meeting, const Tensor& dz) {
  meeting.weights.accumulate_rows(
      meeting.labels,
      scaled_rows(true_column(dz), meeting.E(), [&](int b) { return meeting.input(b); }));
  Tensor of_candidates(Shape{meeting.S(), meeting.E()});
  kernels::gemm_transposed(meeting.candidate_columns(dz), rows(meeting.inputs), rows(of_candidates),
                           Sum::fresh);
  meeting.weights.accumulate_rows(meeting.candidates, of_candidates);
}

void accumulate_biases(const Meeting& meeting, const Tensor& dz) {
  meeting.biases.accumulate_rows(meeting.labels, true_column(dz));
  const Tensor sums = reduce_sum(dz, 0);
  meeting.biases.accumulate_rows(meeting.candidates,
                                 Tensor(Shape{meeting.S()}, sums.values().subspan(1)));
}

}  // namespace

Tensor sampled_logits(const Tensor& weights, const Tensor& biases, std::span<const int> labels,
                      const Tensor& inputs, const Candidates& candidates,
                      bool remove_accidental_hits) {
  Meeting meeting{weights, biases, inputs, Ids(labels.begin(), labels.end()), candidates.ids};
  check(meeting, candidates);
  for (const int label : labels) {
    require(label >= 0 && label < weights.size(0), "sampled_logits", "label ", label,
            " is outside [0, ", weights.size(0), ")");
  }
  const Tensor candidate_weights = rows_at("sampled_logits", weights, candidates.ids);
  Tensor logits(Shape{meeting.B(), 1 + meeting.S()});
  candidate_logits(meeting, candidate_weights, candidates, logits);
  true_logits(meeting, candidates, logits);
  if (remove_accidental_hits) remove_hits(meeting, logits);
  return Tape::record("sampled_logits", {weights, biases, inputs}, logits,
                      [=, meeting = std::move(meeting)](const Tensor& dz) {
                        if (meeting.inputs.tracked()) {
                          meeting.inputs.accumulate(input_gradient(meeting, candidate_weights, dz));
                        }
                        if (meeting.weights.tracked()) accumulate_weights(meeting, dz);
                        if (meeting.biases.tracked()) accumulate_biases(meeting, dz);
                      });
}

Tensor nce_loss(const Tensor& weights, const Tensor& biases, std::span<const int> labels,
                const Tensor& inputs, const Candidates& candidates, bool remove_accidental_hits) {
  const Tensor logits =
      sampled_logits(weights, biases, labels, inputs, candidates, remove_accidental_hits);
  const std::vector<int, PoolAllocator<int>> first(labels.size(), 0);
  return reduce_sum(sigmoid_cross_entropy(logits, one_hot(first, logits.size(1))), 1);
}

Tensor sampled_softmax_loss(const Tensor& weights, const Tensor& biases,
                            std::span<const int> labels, const Tensor& inputs,
                            const Candidates& candidates, bool remove_accidental_hits) {
  const Tensor logits =
      sampled_logits(weights, biases, labels, inputs, candidates, remove_accidental_hits);
  const std::vector<int, PoolAllocator<int>> first(labels.size(), 0);
  return softmax_cross_entropy(logits, first);
}

}  // namespace unfold
