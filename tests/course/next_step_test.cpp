// What the next training step of each lab does, seen from inside, against the step itself.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/lab/seen_step.h"
#include "engine/ops/arrange.h"
#include "engine/ops/matmul.h"
#include "tests/engine/numbers.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

Session copy_of(Session& session) { return Session::load(session.save(), labs()); }

double norm(const Tensor& x) {
  double sum = 0;
  for (const float value : x.values()) sum += double{value} * value;
  return std::sqrt(sum);
}

// Of the kernel's gradient, from what flows back into the states alone: inputs and states before,
// times what their gates' sums receive. `gradient` may have been clipped as a whole.
class KernelGradient {
 public:
  KernelGradient(const RecurrentLayer& layer, const CellWeights& weights)
      : layer_(layer), weights_(weights) {}

  void add(const WayBack& back) {
    const int T = back.trace.x.size(0), H = layer_.units;
    const Tensor read = concat({back.trace.x, slice(back.trace.h, 0, 0, T)}, 1);
    Tensor dz(Shape{T, gates() * H});
    for (int t = 0; t < T; ++t) {
      for (int unit = 0; unit < H; ++unit) fill(back, t, unit, dz.mutable_data() + t * gates() * H);
    }
    Tensor transposed(Shape{read.size(1), T});
    for (int t = 0; t < T; ++t) {
      for (int i = 0; i < read.size(1); ++i) {
        transposed.mutable_data()[i * T + t] = read.data()[t * read.size(1) + i];
      }
    }
    const Tensor product = matmul(transposed, dz);
    if (sum_.empty()) sum_ = Tensor::zeros(product.shape());
    for (int i = 0; i < sum_.count(); ++i) sum_.mutable_data()[i] += product.data()[i];
  }

  const Tensor& sum() const { return sum_; }

 private:
  int gates() const { return layer_.cell == CellKind::gru ? 2 : gate_count(layer_.cell); }

  void fill(const WayBack& back, int t, int unit, float* dz) const {
    const Trace& trace = back.trace;
    const int H = layer_.units;
    const auto gate = [&](int which) { return trace.gates[which].parts.data()[t * H + unit]; };
    const float dh = back.dh.data()[(t + 1) * H + unit], h = trace.h.data()[(t + 1) * H + unit];
    if (gate_count(layer_.cell) == 4) {
      const float i = gate(0), g = gate(1), f = gate(2), o = gate(3);
      const float c = trace.c.data()[(t + 1) * H + unit], before = trace.c.data()[t * H + unit];
      const float dc = back.dc.data()[(t + 1) * H + unit];
      dz[unit] = dc * g * i * (1 - i);
      dz[H + unit] = dc * i * (1 - g * g);
      dz[2 * H + unit] = dc * before * f * (1 - f);
      dz[3 * H + unit] = dh * std::tanh(c) * o * (1 - o);
    } else if (layer_.cell == CellKind::gru) {
      const float r = gate(0), u = gate(1), candidate = gate(2);
      const float before = trace.h.data()[t * H + unit];
      dz[H + unit] = dh * (before - candidate) * u * (1 - u);
      // r acts on all candidates by its share of the state.
      double dr = 0;
      for (int other = 0; other < H; ++other) {
        const float a = trace.gates[2].parts.data()[t * H + other];
        const float du = trace.gates[1].parts.data()[t * H + other];
        const double d = double{back.dh.data()[(t + 1) * H + other]} * (1 - du) * (1 - a * a);
        dr += d * weights_.recurrent.data()[unit * 3 * H + 2 * H + other];
      }
      dz[unit] = static_cast<float>(dr * before * r * (1 - r));
    } else {
      dz[unit] = layer_.cell == CellKind::relu_rnn ? (h > 0 ? dh : 0) : dh * (1 - h * h);
    }
  }

  const RecurrentLayer& layer_;
  const CellWeights& weights_;
  Tensor sum_;
};

// The directions agree, and the lengths where nothing was clipped.
void check_alike(const Tensor& ours, const Tensor& labs, bool clips) {
  REQUIRE(ours.shape() == labs.shape());
  const double scale = clips ? norm(labs) / norm(ours) : 1;
  CHECK(scale <= 1.0001);
  double worst = 0;
  for (int i = 0; i < ours.count(); ++i) {
    worst = std::max(worst, std::abs(scale * ours.data()[i] - labs.data()[i]));
  }
  CHECK(worst <= 1e-4 * norm(labs) + 1e-9);
}

// Of every cell of every network of the lab that this step has run.
int check_cells(const Session& session, const NextStep& next) {
  int cells = 0;
  if (next.runs.empty()) return cells;
  for (const Network& network : networks_to_see(session)) {
    for (int place = 0; place < static_cast<int>(network.layers.size()); ++place) {
      const auto* layer = std::get_if<RecurrentLayer>(&network.layers[place]);
      if (layer == nullptr || layer->cell == CellKind::peephole_lstm || layer->reset_after)
        continue;
      for (const bool backwards : {false, true}) {
        if (backwards && !layer->bidirectional) continue;
        const int sequences = next.count_sequences(network, place, backwards);
        if (sequences == 0) continue;
        const CellWeights weights = cell_weights(network, next.before, place)[backwards ? 1 : 0];
        KernelGradient ours(*layer, weights);
        Tensor kernel;
        for (int b = 0; b < sequences; ++b) {
          const auto [run, number] = next.find(network, place, backwards, b);
          if (run->lengths[number] > 0) ours.add(way_back(*layer, weights, *run, number));
          kernel = run->kernel;
        }
        const auto at = std::find_if(next.after.begin(), next.after.end(),
                                     [&](const auto& each) { return each.value.same(kernel); });
        CAPTURE(at->name);
        check_alike(ours.sum(), next.gradients[at - next.after.begin()],
                    network.clipping.kind != Clipping::Kind::none);
        ++cells;
      }
    }
  }
  return cells;
}

}  // namespace

TEST_CASE("The next step that is seen is the one that the run takes, to the last bit") {
  int trained = 0;
  for (const LabEntry& lab : labs()) {
    CAPTURE(lab.about.id);
    Session session(lab, "", small_inputs(lab));
    for (int step = 0; step < 2 && !session.done(); ++step) session.advance();
    while (session.is_within_step()) session.advance();
    Session other = copy_of(session);
    const NextStep next = take_next_step(other);
    if (session.done()) continue;
    session.advance();
    const auto& named = session.variables().named();
    bool moved = false;
    for (std::size_t i = 0; i < named.size(); ++i) {
      CHECK(widest_difference(named[i].value, next.after[i].value) == 0);
      moved |= widest_difference(next.before[i].value, next.after[i].value) > 0;
      const Tensor gradient = named[i].value.dense_gradient();
      REQUIRE(gradient.empty() == next.gradients[i].empty());
      if (!gradient.empty()) CHECK(widest_difference(gradient, next.gradients[i]) == 0);
    }
    trained += moved;
  }
  CHECK(trained >= 17);
}

TEST_CASE("What flows back into the states makes the gradients that the labs apply") {
  int labs_seen = 0;
  for (const LabEntry& lab : labs()) {
    CAPTURE(lab.about.id);
    Session session(lab, "", small_inputs(lab));
    for (int step = 0; step < 2 && !session.done(); ++step) session.advance();
    const NextStep next = take_next_step(session);
    labs_seen += check_cells(session, next) > 0;
  }
  CHECK(labs_seen >= 12);
  for (const char* cell : {"rnn", "lstm", "gru"}) {
    CAPTURE(cell);
    for (const char* lab : {"hihello", "stock", "char-rnn", "long-sentence"}) {
      CAPTURE(lab);
      Session session(find_lab(lab), "", with(small_inputs(find_lab(lab)), {{"cell", cell}}));
      const NextStep next = take_next_step(session);
      CHECK(check_cells(session, next) > 0);
    }
  }
}

TEST_CASE("A lab with several networks shows each of them") {
  Session session(find_lab("gradient-flow"), "", small_inputs(find_lab("gradient-flow")));
  const NextStep next = take_next_step(session);
  CHECK(check_cells(session, next) == 3);
}

TEST_CASE("After the last step the next one is that of a longer run") {
  Session session(find_lab("hihello"), "", {{"steps", "3"}});
  finish(session);
  Session longer(find_lab("hihello"), "", {{"steps", "4"}});
  finish(longer);
  const NextStep next = take_next_step(session);
  const auto& named = longer.variables().named();
  for (std::size_t i = 0; i < named.size(); ++i) {
    CHECK(widest_difference(named[i].value, next.after[i].value) == 0);
  }
}

TEST_CASE("A lab that computes at once has no next step that moves weights") {
  Session session(find_lab("one-cell"), "", {});
  CHECK(take_next_step(session).runs.empty());
  finish(session);
  CHECK(take_next_step(session).after.empty());
}

TEST_CASE("A step that is seen has the masks with which it was taken") {
  const LabEntry& lab = find_lab("dropout");
  for (const char* place : {"before", "behind"}) {
    CAPTURE(place);
    Session session(lab, "", with(small_inputs(lab), {{"place", place}, {"layers", "2"}}));
    const bool is_before = std::string_view(place) == "before";
    const int low = is_before ? 1 : 0;
    const auto seen_at = [&](int layer) {
      Session other = copy_of(session);
      return *see_next_step(other, *session.network(), {.place = layer, .example = 1})->cell;
    };
    const WayBack below = seen_at(low), above = seen_at(low + 2);
    CHECK(below.x_mask.empty() != is_before);
    CHECK(above.h_mask.empty() == is_before);
    CHECK(widest_difference(below.h_mask, above.x_mask) == 0);
    const std::span<const float> mask = above.x_mask.values(), x = above.trace.x.values();
    for (std::size_t i = 0; i < mask.size(); ++i) CHECK((mask[i] == 0) == (x[i] == 0));
  }
}

TEST_CASE("A step that is seen has the norms, the moves and the symbols of its network alone") {
  const LabEntry& lab = find_lab("gradient-flow");
  Session session(lab, "", small_inputs(lab));
  const std::vector<Network> networks = networks_to_see(session);
  REQUIRE(networks.size() == 3);
  CHECK(networks[0] == *session.network());
  Session other = copy_of(session);
  const auto seen = see_next_step(other, networks[2], {.place = 0, .example = 99});
  REQUIRE(seen);
  CHECK(seen->sequence == seen->sequences - 1);
  REQUIRE(seen->cells.size() == 1);
  const Tensor& dh = seen->cell->dh;
  const int T = dh.size(0), H = dh.size(1);
  CHECK(static_cast<int>(seen->reads.size()) == T - 1);
  for (int t = 0; t < T; ++t) {
    CHECK(seen->cells[0].dh[t] == doctest::Approx(norm(slice(dh, 0, t, 1))).epsilon(1e-6));
  }
  CHECK(seen->cells[0].dc.empty());
  CHECK(H == 8);
  for (const SeenWeights& each : seen->weights) {
    CHECK(each.name.starts_with("gru/"));
    CHECK(each.is_own == (each.name.find("dense") == std::string::npos));
    CHECK(each.move > 0);
    CHECK(each.before != each.after);
    REQUIRE(each.gradient);
    if (each.gradients.empty()) continue;
    CHECK(*each.gradient == doctest::Approx(norm(each.gradients)).epsilon(1e-6));
    CHECK(each.move == doctest::Approx(norm(each.moves)).epsilon(1e-6));
    CHECK(each.moves.data()[each.most] == each.after - each.before);
  }
  CHECK_THROWS_WITH(see_next_step(session, networks[0], {.place = 1}),
                    "[way back] there is no such cell at 1");
}
