#include "engine/nn/network/trace.h"

#include <algorithm>

#include "engine/core/require.h"
#include "engine/kernels/math.h"
#include "engine/nn/network/layer_cells.h"
#include "engine/nn/network/model.h"
#include "engine/nn/network/training.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/arrange.h"
#include "engine/ops/matmul.h"
#include "engine/ops/select.h"

namespace unfold {
namespace {

using Part = TracedGate::Part;
using Function = float (*)(float);

float identity(float z) { return z; }
float sigmoid_of(float z) { return kernels::sigmoid(z); }
float tanh_of(float z) { return kernels::tanh(z); }
float relu_of(float z) { return std::max(z, 0.0f); }

// The cell's formulas, step by step.
class Tracing {
 public:
  Tracing(const RecurrentLayer& layer, const CellWeights& weights, const Tensor& x,
          const State& before, std::span<const HeldNumber> held)
      : layer_(layer), weights_(weights), held_(held), T_(x.size(0)), H_(layer.units) {
    trace_.x = held_input(x);
    from_input_ = matmul(trace_.x, weights.kernel);
    const bool has_c = gate_count(layer.cell) == 4;
    trace_.h = begun(before.back());
    hold("h", 0, row(trace_.h, 0));
    if (has_c) {
      trace_.c = begun(before.front());
      hold("c", 0, row(trace_.c, 0));
    }
    for (const std::string_view name : names()) {
      trace_.gates.push_back(
          {name, Tensor::zeros(Shape{weights.peepholes.empty() ? 4 : 5, T_, H_})});
    }
  }

  Trace run() {
    for (t_ = 0; t_ < T_; ++t_) {
      if (!trace_.c.empty()) {
        lstm();
      } else if (layer_.cell == CellKind::gru) {
        gru();
      } else {
        rnn();
      }
      hold("h", t_ + 1, row(trace_.h, t_ + 1));
    }
    return std::move(trace_);
  }

 private:
  std::span<const std::string_view> names() const {
    static constexpr std::string_view lstm[] = {"i", "g", "f", "o"};
    static constexpr std::string_view gru[] = {"r", "u", "candidate"}, rnn[] = {"z"};
    if (gate_count(layer_.cell) == 4) return lstm;
    if (layer_.cell == CellKind::gru) return gru;
    return rnn;
  }

  // Of one row of what has this name.
  void hold(std::string_view name, int row, float* values) const {
    for (const HeldNumber& each : held_) {
      if (each.name == name && !each.is_weight() && each.at[1] == row) {
        values[each.at[2]] = each.value;
      }
    }
  }

  Tensor held_input(const Tensor& x) const {
    if (held_.empty()) return x;
    Tensor own(x.shape(), x.values());
    for (int t = 0; t < T_; ++t) hold("x", t, own.mutable_data() + t * x.size(1));
    return own;
  }

  Tensor begun(const Tensor& before) const {
    Tensor rows(Shape{T_ + 1, H_});
    std::copy_n(before.data(), H_, rows.mutable_data());
    return rows;
  }

  float* row(Tensor& rows, int t) const { return rows.mutable_data() + t * H_; }
  float* at(int gate, Part part) {
    return trace_.gates[gate].parts.mutable_data() + (part * T_ + t_) * H_;
  }
  float* value(int gate) { return at(gate, Part::value); }

  // (1, gates · H): the share of the state before this step.
  Tensor from_state() {
    return matmul(Tensor(Shape{1, H_}, {row(trace_.h, t_), static_cast<std::size_t>(H_)}),
                  weights_.recurrent);
  }

  // A gate from the shares of input and bias and this one of the state; of a cell state `c` too.
  void set(int gate, Function function, const float* from_state, const float* c = nullptr,
           const float* peephole = nullptr) {
    const float* from_input = from_input_.data() + (t_ * gate_total() + gate) * H_;
    const float* bias = weights_.bias.data() + gate * H_;
    for (int unit = 0; unit < H_; ++unit) {
      float z = from_input[unit] + from_state[unit] + bias[unit];
      at(gate, Part::from_input)[unit] = from_input[unit];
      at(gate, Part::from_state)[unit] = from_state[unit];
      at(gate, Part::from_bias)[unit] = bias[unit];
      if (peephole != nullptr) z += at(gate, Part::from_cell)[unit] = peephole[unit] * c[unit];
      value(gate)[unit] = function(z);
    }
    hold(trace_.gates[gate].name, t_, value(gate));
  }
  int gate_total() const { return static_cast<int>(trace_.gates.size()); }

  void rnn() {
    const Tensor state = from_state();
    set(0, identity, state.data());
    const Function function = layer_.cell == CellKind::relu_rnn ? relu_of : tanh_of;
    std::transform(value(0), value(0) + H_, row(trace_.h, t_ + 1), function);
  }

  void lstm() {
    enum { i, g, f, o };
    const Tensor state = from_state();
    const float* before = row(trace_.c, t_);
    float *c = row(trace_.c, t_ + 1), *h = row(trace_.h, t_ + 1);
    const auto gate = [&](int gate, const float* seen, std::size_t peephole) {
      const bool looks = !weights_.peepholes.empty();
      set(gate, sigmoid_of, state.data() + gate * H_, seen,
          looks ? weights_.peepholes[peephole].data() : nullptr);
    };
    gate(i, before, 0);
    gate(f, before, 1);
    set(g, tanh_of, state.data() + g * H_);
    for (int unit = 0; unit < H_; ++unit) {
      c[unit] = before[unit] * value(f)[unit] + value(i)[unit] * value(g)[unit];
    }
    hold("c", t_ + 1, c);
    gate(o, c, 2);
    for (int unit = 0; unit < H_; ++unit) h[unit] = kernels::tanh(c[unit]) * value(o)[unit];
  }

  void gru() {
    enum { r, u, candidate };
    const float* before = row(trace_.h, t_);
    float* h = row(trace_.h, t_ + 1);
    Tensor state = from_state();
    if (layer_.reset_after) state = state + weights_.recurrent_bias;
    set(r, sigmoid_of, state.data());
    set(u, sigmoid_of, state.data() + H_);
    set(candidate, tanh_of, reset(state).data());
    for (int unit = 0; unit < H_; ++unit) {
      h[unit] = value(u)[unit] * before[unit] + (1.0f - value(u)[unit]) * value(candidate)[unit];
    }
  }

  // The state's share of a GRU's candidate: of the state times r, or times r behind the product.
  Tensor reset(const Tensor& from_state) {
    const Tensor r(Shape{1, H_}, {value(0), static_cast<std::size_t>(H_)});
    if (layer_.reset_after) return r * slice(from_state, 1, 2 * H_, H_);
    const Tensor h(Shape{1, H_}, {row(trace_.h, t_), static_cast<std::size_t>(H_)});
    return matmul(r * h, slice(weights_.recurrent, 1, 2 * H_, H_));
  }

  const RecurrentLayer& layer_;
  const CellWeights& weights_;
  std::span<const HeldNumber> held_;
  int T_, H_, t_ = 0;
  Tensor from_input_;  // (T, gates · H)
  Trace trace_;
};

}  // namespace

Trace traced_cell(const RecurrentLayer& layer, const CellWeights& weights, const Tensor& x,
                  const State& before, std::span<const HeldNumber> held) {
  return Tracing(layer, weights, x, before, held).run();
}

namespace {

bool has_outputs(const Network& network, std::span<const Variables::Named> variables) {
  for (int place = last_recurrent(network) + 1; place < static_cast<int>(network.layers.size());
       ++place) {
    const std::string kernel = layer_scope(network, place) + "/kernel";
    const bool is_there = std::any_of(variables.begin(), variables.end(),
                                      [&](const auto& each) { return each.name == kernel; });
    if (std::holds_alternative<DenseLayer>(network.layers[place]) && !is_there) return false;
  }
  return true;
}

// One sequence on its way up through the layers.
class Reading {
 public:
  Reading(const Network& network, std::span<const Variables::Named> variables,
          const Examples& examples, const CellChoice& cell, std::span<const HeldNumber> held)
      : network_(network),
        variables_(variables),
        state_(examples.state),
        chosen_(cell),
        held_(held),
        last_(last_recurrent(network)) {
    const Tensor sequence = slice(examples.x, 0, cell.example, 1);
    const int T = examples.lengths.empty() ? sequence.size(1) : examples.lengths[cell.example];
    if (T > 0) here_ = sequence.rank() == 3 ? rows_of(sequence, T) : looked_up(sequence, T);
  }

  bool is_empty() const { return here_.empty(); }

  SequenceTrace traced() {
    const bool goes_on = has_outputs(network_, variables_);
    const int end = goes_on ? static_cast<int>(network_.layers.size()) : last_ + 1;
    for (int place = 0; place < end; ++place) pass(place);
    if (goes_on) result_.outputs = here_;
    return std::move(result_);
  }

 private:
  // Its first T steps.
  static Tensor rows_of(const Tensor& sequence, int T) {
    const int D = sequence.size(2);
    return {Shape{T, D}, sequence.values().first(static_cast<std::size_t>(T) * D)};
  }

  Tensor looked_up(const Tensor& sequence, int T) const {
    std::vector<int> symbols(T);
    std::transform(sequence.data(), sequence.data() + T, symbols.begin(),
                   [](float symbol) { return static_cast<int>(symbol); });
    const InputLayer& input = network_.input;
    if (input.kind == InputLayer::Kind::one_hot) return one_hot(symbols, input.size);
    return embedding_lookup(table_of(network_, variables_), symbols);
  }

  void pass(int place) {
    const Layer& layer = network_.layers[place];
    if (const auto* dense = std::get_if<DenseLayer>(&layer)) {
      const auto [kernel, bias] = dense_weights(network_, variables_, place);
      const Tensor y = matmul(here_, kernel);
      here_ = activated(dense->activation, bias.empty() ? y : y + bias);
    } else if (const auto* recurrent = std::get_if<RecurrentLayer>(&layer)) {
      const std::vector<Trace> traces = both(*recurrent, place);
      here_ = outputs(traces[0]);
      Tensor h = last_row(here_);
      if (recurrent->bidirectional) {
        const Tensor back = outputs(traces[1]);
        here_ = merged(*recurrent->bidirectional, here_, flipped(back));
        h = merged(*recurrent->bidirectional, h, last_row(back));
      }
      final_h_.push_back(h);
      if (place == last_) here_ = read_out();
    }
  }

  Tensor read_out() const {
    switch (network_.readout) {
      case Readout::every_step: return here_;
      case Readout::last: return final_h_.back();
      case Readout::all_layers: return concat(final_h_, 1);
    }
    return Tensor();
  }

  // Of the forward cell and, of a bidirectional layer, the backward one.
  std::vector<Trace> both(const RecurrentLayer& layer, int place) {
    std::vector<Trace> traces;
    for (const CellWeights& weights : cell_weights(network_, variables_, place)) {
      const bool is_backward = !traces.empty(), flips = layer.backwards || is_backward;
      const std::vector<HeldNumber> held = held_in(place, is_backward);
      const CellWeights own = with_held(weights, held);
      traces.push_back(
          traced_cell(layer, own, flips ? flipped(here_) : here_, before(layer), held));
      if (place == chosen_.place && is_backward == chosen_.backwards) {
        result_.cell = traces.back();
        result_.weights = own;
      }
    }
    return traces;
  }

  std::vector<HeldNumber> held_in(int place, bool backwards) const {
    std::vector<HeldNumber> own;
    std::copy_if(held_.begin(), held_.end(), std::back_inserter(own), [&](const HeldNumber& each) {
      return each.place == place && each.backwards == backwards &&
             (each.is_weight() || each.at[0] == chosen_.example);
    });
    return own;
  }

  // The state in which the next cell begins.
  State before(const RecurrentLayer& layer) {
    State own;
    for (int tensors = gate_count(layer.cell) == 4 ? 2 : 1; tensors > 0; --tensors) {
      own.push_back(state_.empty() ? Tensor::zeros(Shape{1, layer.units})
                                   : slice(state_.at(tensors_++), 0, chosen_.example, 1));
    }
    return own;
  }

  static Tensor outputs(const Trace& trace) { return slice(trace.h, 0, 1, trace.h.size(0) - 1); }
  static Tensor last_row(const Tensor& rows) { return slice(rows, 0, rows.size(0) - 1, 1); }
  static Tensor flipped(const Tensor& rows) {
    const Shape& shape = rows.shape();
    return reshape(reverse_sequence(rows.view(Shape{1, shape[0], shape[1]})), shape);
  }

  const Network& network_;
  std::span<const Variables::Named> variables_;
  const State& state_;
  CellChoice chosen_;
  std::span<const HeldNumber> held_;
  int last_;                 // recurrent layer
  std::size_t tensors_ = 0;  // of the state that have been taken
  Tensor here_;              // (T, D), what the next layer reads
  std::vector<Tensor> final_h_;
  SequenceTrace result_;
};

// The loss of these rows of outputs (n, F), by itself.
float loss_of_rows(const Network& network, const Tensor& outputs, std::span<const int> targets) {
  const int n = outputs.size(0);
  const Tensor scores = outputs.view(Shape{1, n, outputs.size(1)});
  return loss_of_symbols(network, scores, targets, Tensor::ones(Shape{1, n})).item();
}

bool is_of_symbols(NetworkLoss loss) {
  return loss == NetworkLoss::softmax_cross_entropy || loss == NetworkLoss::sequence_loss ||
         loss == NetworkLoss::minus_y_log_p0;
}

bool is_of_numbers(NetworkLoss loss) {
  return loss == NetworkLoss::mean_squared_error || loss == NetworkLoss::sum_squared_error;
}

TracedLoss loss_of_targets(const Network& network, const Tensor& outputs,
                           const std::vector<int>& targets) {
  TracedLoss loss{.targets = targets, .all = loss_of_rows(network, outputs, targets)};
  for (int row = 0; row < outputs.size(0); ++row) {
    loss.by_row.push_back(
        loss_of_rows(network, slice(outputs, 0, row, 1), std::span(targets).subspan(row, 1)));
  }
  return loss;
}

}  // namespace

std::optional<SequenceTrace> trace_sequence(const Network& network,
                                            std::span<const Variables::Named> variables,
                                            const Examples& examples, const CellChoice& cell,
                                            std::span<const HeldNumber> held) {
  require(cell.example >= 0 && cell.example < examples.x.size(0), "trace", "there is no example ",
          cell.example);
  const auto* layer = cell.place >= 0 && cell.place < static_cast<int>(network.layers.size())
                          ? std::get_if<RecurrentLayer>(&network.layers[cell.place])
                          : nullptr;
  require(layer != nullptr, "trace", "there is no recurrent layer at ", cell.place);
  require(layer->bidirectional || !cell.backwards, "trace", "the layer has no backward cell");
  check_held(held, network, examples);
  Reading reading(network, variables, examples, cell, held);
  if (reading.is_empty()) return std::nullopt;
  return reading.traced();
}

std::optional<Trace> trace(const Network& network, std::span<const Variables::Named> variables,
                           const Examples& examples, const CellChoice& cell) {
  auto traced = trace_sequence(network, variables, examples, cell);
  if (!traced) return std::nullopt;
  return std::move(traced->cell);
}

std::optional<TracedLoss> loss_of_sequence(const Network& network, const Tensor& outputs,
                                           const Examples& examples, int example) {
  if (outputs.empty() || examples.y.empty()) return std::nullopt;
  const Tensor y = slice(examples.y, 0, example, 1);
  if (is_of_symbols(network.loss) && y.count() == outputs.size(0)) {
    return loss_of_targets(network, outputs, {y.values().begin(), y.values().end()});
  }
  if (!is_of_numbers(network.loss) || y.count() != outputs.count()) return std::nullopt;
  const Tensor wanted = y.view(outputs.shape());
  TracedLoss loss{.all = loss_of_numbers(network, outputs, wanted).item()};
  for (int row = 0; row < outputs.size(0); ++row) {
    loss.by_row.push_back(
        loss_of_numbers(network, slice(outputs, 0, row, 1), slice(wanted, 0, row, 1)).item());
  }
  return loss;
}

}  // namespace unfold
