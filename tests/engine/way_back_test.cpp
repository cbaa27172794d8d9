// How a gradient flows back through a cell, against finite differences and the fused operations.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/core/tape.h"
#include "engine/nn/network/model.h"
#include "engine/nn/network/text.h"
#include "engine/nn/network/way_back.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/arrange.h"
#include "engine/ops/reduce.h"
#include "tests/engine/numbers.h"

using namespace unfold;

namespace {

class Runs final : public SequenceWatch {
 public:
  std::vector<CellRun> all;
  std::vector<DropoutRun> dropouts;

 private:
  void flowed(const SequenceFlow& flow) override { all.emplace_back(flow); }
  void dropped(const DropoutFlow& flow) override { dropouts.emplace_back(flow); }
};

// A model of a line, its variables away from where they start, and a loss of some weights for its
// outputs, uneven ones.
struct Made {
  explicit Made(const std::string& line) : network(read_network(line)), model(network, variables) {
    unsigned seed = 20;
    for (Tensor& variable : variables.tensors()) {
      const Tensor values = some(variable.shape(), seed++) * 0.7f;
      std::copy_n(values.data(), values.count(), variable.mutable_data());
    }
  }

  std::vector<CellRun> walk(const Tensor& x, const std::vector<int>& lengths) {
    State initial;
    for (const Tensor& zero : model.zero_state(x.size(0))) {
      initial.push_back(some(zero.shape(), 5) * 0.5f);
    }
    Runs runs;
    Tape tape;
    const Tensor outputs =
        model.forward(x, lengths, initial, NetworkModel::Purpose::training).outputs;
    tape.backward(reduce_sum(outputs * some(outputs.shape(), 9)));
    return runs.all;
  }

  Network network;
  Variables variables;
  NetworkModel model;
};

struct Seen {
  const RecurrentLayer& layer;
  CellWeights weights;
  const CellRun& run;
  WayBack of(int sequence) const { return way_back(layer, weights, run, sequence); }
};

Seen seen(const Made& made, const std::vector<CellRun>& runs, int place, bool backwards = false) {
  const auto& named = made.variables.named();
  const CellRun* run = run_of(runs, cell_kernel(made.network, named, place, backwards));
  REQUIRE(run != nullptr);
  return {std::get<RecurrentLayer>(made.network.layers[place]),
          cell_weights(made.network, named, place)[backwards ? 1 : 0], *run};
}

double product(const Tensor& a, const Tensor& b) {
  double sum = 0;
  for (int i = 0; i < a.count(); ++i) sum += double{a.data()[i]} * b.data()[i];
  return sum;
}

// What the loss changes by from the state before step t on, with this state there.
double loss_from(const Seen& cell, const WayBack& back, int t, const State& state) {
  const Trace& trace = back.trace;
  const int T = trace.x.size(0);
  double loss = 0;
  if (t > 0) loss += product(state.back(), slice(back.outside, 0, t - 1, 1));
  const bool ends = !cell.run.d_final_c.empty() && state.size() == 2;
  Tensor last_c = state.front();
  if (t < T) {
    const Trace rest = traced_cell(cell.layer, cell.weights, slice(trace.x, 0, t, T - t), state);
    loss += product(slice(rest.h, 0, 1, T - t), slice(back.outside, 0, t, T - t));
    if (ends) last_c = slice(rest.c, 0, T - t, 1);
  }
  if (ends) loss += product(last_c, slice(cell.run.d_final_c, 0, 1, 1));
  return loss;
}

// By moving each number of each state: c at the step itself acts by h as well.
void check_differences(const Seen& cell, int sequence) {
  const WayBack back = cell.of(sequence);
  const Trace& trace = back.trace;
  const int T = trace.x.size(0), H = cell.layer.units;
  const bool has_c = !trace.c.empty();
  REQUIRE(back.dh.shape() == Shape{T + 1, H});
  constexpr float step = 1.0f / 128;
  for (int t = 0; t <= T; ++t) {
    for (int unit = 0; unit < H; ++unit) {
      const auto difference = [&](bool of_c) {
        double moved[2];
        for (const int sign : {0, 1}) {
          Tensor h = slice(trace.h, 0, t, 1), c = has_c ? slice(trace.c, 0, t, 1) : Tensor();
          const float by = sign == 0 ? -step : step;
          (of_c ? c : h).mutable_data()[unit] += by;
          if (of_c && t > 0) {
            const auto gate = std::find_if(trace.gates.begin(), trace.gates.end(),
                                           [](const auto& each) { return each.name == "o"; });
            const float* at = gate->parts.data() + (t - 1) * H + unit;
            double o = *at;
            if (!cell.weights.peepholes.empty()) {
              const double z = std::log(o / (1 - o));
              const double seen = cell.weights.peepholes[2].data()[unit];
              o = 1 / (1 + std::exp(-(z + seen * double{by})));
            }
            h.mutable_data()[unit] = static_cast<float>(o * std::tanh(c.data()[unit]));
          }
          moved[sign] = loss_from(cell, back, t, has_c ? State{c, h} : State{h});
        }
        return (moved[1] - moved[0]) / (2 * double{step});
      };
      CAPTURE(t);
      CAPTURE(unit);
      CHECK(std::abs(back.dh.data()[t * H + unit] - difference(false)) <= 2e-3);
      if (has_c) CHECK(std::abs(back.dc.data()[t * H + unit] - difference(true)) <= 2e-3);
    }
  }
}

constexpr const char* cells[] = {
    "rnn 3", "rnn 3 bias=none",  "lstm 3", "lstm 3 peepholes", "lstm 3 bias=none",
    "gru 3", "gru 3 reset_after"};

}  // namespace

TEST_CASE("What flows back into each state is how the loss changes with it") {
  for (const char* cell : cells) {
    CAPTURE(cell);
    Made made(std::string("features 2 | ") + cell + " | dense 4");
    const auto runs = made.walk(some({3, 5, 2}, 3), {5, 0, 4});
    for (const int sequence : {0, 2}) check_differences(seen(made, runs, 0), sequence);
  }
}

TEST_CASE("It does in every layer, both directions, and where the last state alone is read") {
  {
    Made made("features 2 | lstm 3 | gru 4 | rnn 3 | dense 2");
    const auto runs = made.walk(some({2, 4, 2}, 3), {4, 3});
    for (int place = 0; place < 3; ++place) check_differences(seen(made, runs, place), 1);
  }
  for (const char* merge : {"", " merge=sum", " merge=mul"}) {
    Made made(std::string("features 2 | bidirectional lstm 3") + merge + " | dense 2");
    const auto runs = made.walk(some({2, 4, 2}, 3), {4, 3});
    for (const bool backwards : {false, true}) {
      check_differences(seen(made, runs, 0, backwards), 1);
    }
  }
  Made last("features 2 | lstm 3 | gru 3 | last | dense 2");
  const auto runs = last.walk(some({2, 4, 2}, 3), {4, 3});
  for (int place = 0; place < 2; ++place) check_differences(seen(last, runs, place), 1);
}

TEST_CASE("A cell behind dropout is seen with the mask that acted") {
  Made made("features 4 | rnn 6 | dropout 0.5 | lstm 3 | dense 2");
  const auto runs = made.walk(some({2, 4, 4}, 3), {});
  const Seen upper = seen(made, runs, 1 + 1);
  const WayBack back = upper.of(1);
  const Tensor below = seen(made, runs, 0).of(1).trace.h;
  int dropped = 0;
  for (int i = 0; i < back.trace.x.count(); ++i) {
    const float read = back.trace.x.data()[i], was = below.data()[6 + i];
    dropped += read == 0;
    CHECK((read == 0 || std::abs(read - 2 * was) < 1e-6f));
  }
  CHECK(dropped > 4);
  CHECK(dropped < 20);
  check_differences(upper, 1);
}

TEST_CASE("A step is recorded for as long as somebody watches, and changes nothing by that") {
  const auto gradients = [](bool watched) {
    Made made("features 2 | lstm 3 | dense 2");
    std::optional<Runs> runs;
    if (watched) runs.emplace();
    const Tensor x = some({2, 3, 2}, 3);
    Tape tape;
    tape.backward(reduce_sum(made.model.forward(x).outputs));
    if (watched) CHECK(runs->all.size() == 1);
    std::vector<Tensor> all;
    for (const Tensor& variable : made.variables.tensors()) all.push_back(variable.gradient());
    return all;
  };
  const auto seen = gradients(true), unseen = gradients(false);
  for (std::size_t i = 0; i < seen.size(); ++i) CHECK(widest_difference(seen[i], unseen[i]) == 0);
}

TEST_CASE("The masks of dropout below and above a cell are those of the step, for each sequence") {
  Made made("features 3 | dropout keep=0.6 | gru 4 | dropout keep=0.5 | lstm 5 | dropout keep=0.7");
  const Tensor x = some(Shape{2, 6, 3}, 3);
  Runs runs;
  Tape tape;
  const std::vector<int> lengths{4, 6};
  const Tensor outputs =
      made.model.forward(x, lengths, {}, NetworkModel::Purpose::training).outputs;
  tape.backward(reduce_sum(outputs));
  REQUIRE(runs.dropouts.size() == 3);
  for (int sequence : {0, 1}) {
    const auto masked = [&](int place) {
      const Seen cell = seen(made, runs.all, place);
      WayBack back = cell.of(sequence);
      add_masks(back, made.network, place, cell.run, sequence, runs.dropouts);
      return back;
    };
    const WayBack low = masked(1), high = masked(3);
    const int T = low.trace.x.size(0);
    const Tensor own = slice(slice(x, 0, sequence, 1), 1, 0, T).view(Shape{T, 3});
    CHECK(widest_difference(own * low.x_mask, low.trace.x) < 1e-6);
    CHECK(widest_difference(low.h_mask, high.x_mask) == 0);
    CHECK(widest_difference(slice(low.trace.h, 0, 1, T) * low.h_mask, high.trace.x) < 1e-6);
    const Tensor up = slice(slice(outputs, 0, sequence, 1), 1, 0, T).view(Shape{T, 5});
    CHECK(widest_difference(slice(high.trace.h, 0, 1, T) * high.h_mask, up) < 1e-6);
    CHECK(std::set<float>(high.h_mask.data(), high.h_mask.data() + T * 5) ==
          std::set<float>{0, 1 / 0.7f});
  }
}

TEST_CASE("Dropout behind a readout drops of the last state; without dropout there is no mask") {
  Made made("features 2 | rnn 6 | last | dropout keep=0.5 | dense 1");
  Runs runs;
  Tape tape;
  const Tensor outputs =
      made.model.forward(some(Shape{1, 3, 2}, 3), {}, {}, NetworkModel::Purpose::training).outputs;
  tape.backward(reduce_sum(outputs));
  const Seen cell = seen(made, runs.all, 0);
  WayBack back = cell.of(0);
  add_masks(back, made.network, 0, cell.run, 0, runs.dropouts);
  CHECK(back.x_mask.empty());
  REQUIRE(back.h_mask.shape() == Shape{3, 6});
  const Tensor last = slice(back.h_mask, 0, 2, 1);
  CHECK(widest_difference(last, runs.dropouts[0].mask) == 0);
  CHECK(widest_difference(slice(back.h_mask, 0, 0, 2), Tensor::ones(Shape{2, 6})) == 0);

  WayBack other = cell.of(0);
  add_masks(other, made.network, 0, cell.run, 0, {});
  CHECK(other.h_mask.empty());
}
