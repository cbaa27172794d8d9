#include "engine/nn/network/way_back.h"

#include <algorithm>
#include <memory>

#include "engine/core/tape.h"
#include "engine/kernels/math.h"
#include "engine/nn/reset_after_gru.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/arrange.h"
#include "engine/ops/reduce.h"

namespace unfold {
namespace {

std::unique_ptr<Cell> cell_of(const RecurrentLayer& layer, const CellWeights& weights) {
  const int H = layer.units;
  const Tensor kernel = concat({weights.kernel, weights.recurrent}, 0);
  const Tensor& bias = weights.bias;
  if (gate_count(layer.cell) == 4) {
    constexpr float in_the_bias = 0;
    const std::vector<Tensor>& seen = weights.peepholes;
    const PeepholeWeights peepholes =
        seen.empty() ? PeepholeWeights{} : PeepholeWeights{seen[0], seen[1], seen[2]};
    return std::make_unique<LstmCell>(kernel, bias, in_the_bias, peepholes);
  }
  if (layer.reset_after) {
    return std::make_unique<ResetAfterGruCell>(kernel, bias, weights.recurrent_bias);
  }
  if (layer.cell == CellKind::gru) {
    return std::make_unique<GruCell>(slice(kernel, 1, 0, 2 * H), slice(bias, 0, 0, 2 * H),
                                     slice(kernel, 1, 2 * H, H), slice(bias, 0, 2 * H, H));
  }
  const bool is_relu = layer.cell == CellKind::relu_rnn;
  return std::make_unique<BasicRnnCell>(
      kernel, bias, is_relu ? kernels::Activation::relu : kernels::Activation::tanh);
}

// Its row (1, …), of a tensor (B, …); zeros (1, H) of an empty one.
Tensor row_of(const Tensor& batch, int b, int H) {
  return batch.empty() ? Tensor::zeros(Shape{1, H}) : slice(batch, 0, b, 1);
}

// What comes from outside to h after each step: (T, H).
Tensor outside_of(const CellRun& run, int b, int T, int H) {
  Tensor rows = Tensor::zeros(Shape{T, H});
  if (!run.d_outputs.empty()) {
    std::copy_n(run.d_outputs.data() + b * run.d_outputs.size(1) * H, T * H, rows.mutable_data());
  }
  if (run.d_final_h.empty()) return rows;
  float* last = rows.mutable_data() + (T - 1) * H;
  for (int unit = 0; unit < H; ++unit) last[unit] += run.d_final_h.data()[b * H + unit];
  return rows;
}

// What is added to a state so that its gradient is known: zeros.
using Probes = std::vector<State>;

State probed(const State& state, Probes& probes) {
  State sum;
  probes.emplace_back();
  for (const Tensor& tensor : state) {
    probes.back().push_back(Tensor::variable(Tensor::zeros(tensor.shape())));
    sum.push_back(tensor + probes.back().back());
  }
  return sum;
}

// (T + 1, H), of one of the state's tensors.
Tensor gradients_of(const Probes& probes, std::size_t which) {
  std::vector<Tensor> rows;
  for (const State& state : probes) {
    const Tensor& gradient = state[which].gradient();
    rows.push_back(gradient.empty() ? Tensor::zeros(state[which].shape()) : gradient);
  }
  return concat(rows, 0);
}

// The probes of c stand behind the h that is made of it: what flows to c by that is added.
void add_by_output(const Trace& trace, const CellWeights& weights, const Tensor& dh, Tensor& dc) {
  const int T = trace.x.size(0), H = trace.h.size(1);
  constexpr int output = 3;
  const float* o = trace.gates[output].parts.data();
  const float* seen = weights.peepholes.empty() ? nullptr : weights.peepholes[2].data();
  for (int at = 0; at < T * H; ++at) {
    const float tanh_c = kernels::tanh(trace.c.data()[H + at]);
    float by = o[at] * (1.0f - tanh_c * tanh_c);
    if (seen != nullptr) by += tanh_c * o[at] * (1.0f - o[at]) * seen[at % H];
    dc.mutable_data()[H + at] += dh.data()[H + at] * by;
  }
}

bool is_dropout(const Layer& layer) { return std::holds_alternative<DropoutLayer>(layer); }

// Of the layer at this place; null where that is none of dropout.
const DropoutRun* dropout_at(const Network& network, int place,
                             std::span<const DropoutRun> dropouts) {
  const auto begin = network.layers.begin(), end = network.layers.end();
  if (place < 0 || place >= end - begin || !is_dropout(begin[place])) return nullptr;
  const auto all = static_cast<std::size_t>(std::count_if(begin, end, is_dropout));
  if (all != dropouts.size()) return nullptr;
  return &dropouts[static_cast<std::size_t>(std::count_if(begin, begin + place, is_dropout))];
}

// Of one sequence, (T, D). Of a state that is read out at the end nothing is dropped before that.
Tensor mask_rows(const Tensor& mask, int sequence, int T) {
  const Tensor own = slice(mask, 0, sequence, 1);
  const int D = mask.shape()[mask.rank() - 1];
  if (mask.rank() == 3) return slice(own, 1, 0, T).view(Shape{T, D});
  return T == 1 ? own : concat({Tensor::filled(Shape{T - 1, D}, 1), own}, 0);
}

}  // namespace

DropoutRun::DropoutRun(const DropoutFlow& flow)
    : y(flow.y), mask(flow.y.shape()), is_recorded(flow.y.tracked()) {
  const std::span<const float> uniform = flow.uniform.values();
  std::transform(uniform.begin(), uniform.end(), mask.mutable_data(),
                 [&](float u) { return flow.keep + u >= 1 ? 1 / flow.keep : 0.0f; });
}

CellRun::CellRun(const SequenceFlow& flow)
    : x(flow.x),
      kernel(flow.kernel),
      initial_c(flow.initial_c),
      initial_h(flow.initial_h),
      lengths(flow.lengths.begin(), flow.lengths.end()),
      d_outputs(flow.d_outputs),
      d_final_c(flow.d_final_c),
      d_final_h(flow.d_final_h) {}

const CellRun* run_of(std::span<const CellRun> runs, const Tensor& kernel) {
  const auto found = std::find_if(runs.begin(), runs.end(),
                                  [&](const CellRun& run) { return run.kernel.same(kernel); });
  return found == runs.end() ? nullptr : &*found;
}

WayBack way_back(const RecurrentLayer& layer, const CellWeights& weights, const CellRun& run,
                 int sequence) {
  const int T = run.lengths[sequence], D = run.x.size(2), H = layer.units;
  const Tensor x = slice(slice(run.x, 0, sequence, 1), 1, 0, T).view(Shape{T, D});
  State before;
  if (gate_count(layer.cell) == 4) before.push_back(row_of(run.initial_c, sequence, H));
  before.push_back(row_of(run.initial_h, sequence, H));
  WayBack result{.trace = traced_cell(layer, weights, x, before),
                 .dh = {},
                 .dc = {},
                 .outside = outside_of(run, sequence, T, H),
                 .x_mask = {},
                 .h_mask = {}};

  const std::unique_ptr<Cell> cell = cell_of(layer, weights);
  Probes probes;
  Tape tape;
  State state = probed(before, probes);
  Tensor loss = 0.0f;  // whose gradients from outside are these
  for (int t = 0; t < T; ++t) {
    state = probed(cell->step(slice(x, 0, t, 1), state).state, probes);
    loss = loss + reduce_sum(state.back() * slice(result.outside, 0, t, 1));
  }
  const bool has_c = before.size() == 2;
  if (has_c && !run.d_final_c.empty()) {
    loss = loss + reduce_sum(state.front() * row_of(run.d_final_c, sequence, H));
  }
  tape.backward(loss);
  result.dh = gradients_of(probes, before.size() - 1);
  if (!has_c) return result;
  result.dc = gradients_of(probes, 0);
  add_by_output(result.trace, weights, result.dh, result.dc);
  return result;
}

void add_masks(WayBack& back, const Network& network, int place, const CellRun& run, int sequence,
               std::span<const DropoutRun> dropouts) {
  const auto& layer = std::get<RecurrentLayer>(network.layers[place]);
  const int T = run.lengths[sequence];
  const DropoutRun* below = dropout_at(network, place - 1, dropouts);
  if (below != nullptr && below->y.same(run.x)) back.x_mask = mask_rows(below->mask, sequence, T);
  const DropoutRun* above = dropout_at(network, place + 1, dropouts);
  if (above == nullptr || layer.bidirectional || layer.backwards) return;
  if (above->mask.shape()[above->mask.rank() - 1] != layer.units) return;
  back.h_mask = mask_rows(above->mask, sequence, T);
}

}  // namespace unfold
