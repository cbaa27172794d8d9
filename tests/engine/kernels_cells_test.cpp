#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include "engine/kernels/cells.h"
#include "engine/kernels/math.h"
#include "tests/engine/kernels_values.h"

// Every cell is written here once more, one unit at a time: with float and the kernels' functions
// it must give the same bits, with double and libm's nearly the same numbers, and the latter's
// finite differences check the way back.
namespace unfold::kernels {
namespace {

using kernels::sigmoid;
using kernels::tanh;
double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }
double tanh(double x) { return std::tanh(x); }

constexpr int widths[] = {1, 2, 3, 4, 5, 7, 8, 10, 13};
constexpr double near = 1e-6;

template <typename T>
struct Lstm {
  T i, j, f, o, c, tanh_c, h;
};
template <typename T>
Lstm<T> lstm(T z_i, T z_j, T z_f, T z_o, T c_before, T forget_bias, const T* peephole) {
  Lstm<T> s;
  z_f = z_f + forget_bias;
  if (peephole) {
    z_i = z_i + peephole[0] * c_before;
    z_f = z_f + peephole[1] * c_before;
  }
  s.i = sigmoid(z_i);
  s.j = tanh(z_j);
  s.f = sigmoid(z_f);
  s.c = c_before * s.f + s.i * s.j;
  if (peephole) z_o = z_o + peephole[2] * s.c;
  s.o = sigmoid(z_o);
  s.tanh_c = tanh(s.c);
  s.h = s.tanh_c * s.o;
  return s;
}

template <typename T>
T gru_state(T z, T u, T h_before) {
  return u * h_before + (1 - u) * tanh(z);
}

double slope(const std::function<double(double)>& f, double x) {
  constexpr double step = 1e-5;
  return (f(x + step) - f(x - step)) / (2 * step);
}

void check_near(float value, double expected) {
  CHECK(std::abs(value - expected) <= near * std::max(1.0, std::abs(expected)));
}

// The inputs and results of one LSTM row; the lists end where the kernel may go.
struct LstmRow {
  int H;
  float forget_bias;
  std::vector<float> z, b, c_before, w_i, w_f, w_o, gates, c, tanh_c, h;
  bool with_peepholes;

  LstmRow(int H, float forget_bias, bool with_peepholes)
      : H(H),
        forget_bias(forget_bias),
        z(Values(1).list(4 * H, 3)),
        b(Values(2).list(4 * H)),
        c_before(Values(3).list(H, 2)),
        w_i(Values(4).list(H)),
        w_f(Values(5).list(H)),
        w_o(Values(6).list(H)),
        gates(4 * H),
        c(H),
        tanh_c(H),
        h(H),
        with_peepholes(with_peepholes) {
    lstm_forward(H, forget_bias, peepholes(), z.data(), b.data(), c_before.data(), gates.data(),
                 c.data(), tanh_c.data(), h.data());
  }
  Peepholes peepholes() const {
    return with_peepholes ? Peepholes{w_i.data(), w_f.data(), w_o.data()} : Peepholes{};
  }
  float input(int gate, int unit) const { return z[gate * H + unit] + b[gate * H + unit]; }

  template <typename T>
  Lstm<T> composed(int unit, T z_i, T z_j, T z_f, T z_o, T before) const {
    const T peephole[] = {w_i[unit], w_f[unit], w_o[unit]};
    return lstm<T>(z_i, z_j, z_f, z_o, before, forget_bias, with_peepholes ? peephole : nullptr);
  }
  template <typename T>
  Lstm<T> composed(int unit) const {
    return composed<T>(unit, input(0, unit), input(1, unit), input(2, unit), input(3, unit),
                       c_before[unit]);
  }
};

std::vector<LstmRow> lstm_rows() {
  std::vector<LstmRow> rows;
  for (int H : widths)
    for (float forget_bias : {0.0f, 1.0f})
      for (bool with_peepholes : {false, true}) rows.emplace_back(H, forget_bias, with_peepholes);
  return rows;
}

}  // namespace

TEST_CASE("lstm_forward has the bits of its formula, unit by unit") {
  for (const LstmRow& row : lstm_rows())
    for (int unit = 0; unit < row.H; ++unit) {
      const Lstm<float> s = row.composed<float>(unit);
      CHECK(row.gates[unit] == s.i);
      CHECK(row.gates[row.H + unit] == s.j);
      CHECK(row.gates[2 * row.H + unit] == s.f);
      CHECK(row.gates[3 * row.H + unit] == s.o);
      CHECK(row.c[unit] == s.c);
      CHECK(row.tanh_c[unit] == s.tanh_c);
      CHECK(row.h[unit] == s.h);
    }
}

TEST_CASE("lstm_forward is its formula in double, to float's precision") {
  for (const LstmRow& row : lstm_rows())
    for (int unit = 0; unit < row.H; ++unit) {
      const Lstm<double> s = row.composed<double>(unit);
      check_near(row.c[unit], s.c);
      check_near(row.h[unit], s.h);
    }
}

TEST_CASE("lstm_backward gives the slopes of the formula, with and without peepholes") {
  for (const LstmRow& row : lstm_rows()) {
    const int H = row.H;
    const std::vector<float> dh = Values(7).list(H), dc_after = Values(8).list(H);
    std::vector<float> dc = dc_after, dz(4 * H);
    lstm_backward(H, row.peepholes(), row.gates.data(), row.tanh_c.data(), row.c_before.data(),
                  dh.data(), dc.data(), dz.data());
    for (int unit = 0; unit < H; ++unit) {
      const auto slope_of = [&](int input) {
        double x[] = {row.input(0, unit), row.input(1, unit), row.input(2, unit),
                      row.input(3, unit), row.c_before[unit]};
        const auto loss = [&](double value) {
          x[input] = value;
          const Lstm<double> s = row.composed<double>(unit, x[0], x[1], x[2], x[3], x[4]);
          return s.h * dh[unit] + s.c * dc_after[unit];
        };
        return slope(loss, x[input]);
      };
      for (int gate = 0; gate < 4; ++gate) check_near(dz[gate * H + unit], slope_of(gate));
      check_near(dc[unit], slope_of(4));
    }
  }
}

TEST_CASE("lstm_forward and lstm_backward may write over what they read") {
  const LstmRow row(7, 1, true);
  std::vector<float> gates = row.z, c = row.c_before, tanh_c(7), h(7);
  lstm_forward(7, 1, row.peepholes(), gates.data(), row.b.data(), c.data(), gates.data(), c.data(),
               tanh_c.data(), h.data());
  CHECK(gates == row.gates);
  CHECK(c == row.c);
  CHECK(h == row.h);

  const std::vector<float> dh = Values(7).list(7);
  std::vector<float> dc(7, 0.5f), dz(28), dc_in_place = dc;
  lstm_backward(7, row.peepholes(), row.gates.data(), tanh_c.data(), row.c_before.data(), dh.data(),
                dc.data(), dz.data());
  lstm_backward(7, row.peepholes(), gates.data(), tanh_c.data(), row.c_before.data(), dh.data(),
                dc_in_place.data(), gates.data());
  CHECK(gates == dz);
  CHECK(dc_in_place == dc);
}

TEST_CASE("rnn_forward has the bits of activation(z + b), in place too") {
  for (int H : widths) {
    const std::vector<float> z = Values(1).list(H, 3), b = Values(2).list(H);
    std::vector<float> h(H), rectified = z;
    rnn_forward(H, Activation::tanh, z.data(), b.data(), h.data());
    rnn_forward(H, Activation::relu, rectified.data(), b.data(), rectified.data());
    for (int unit = 0; unit < H; ++unit) {
      const float x = z[unit] + b[unit];
      CHECK(h[unit] == tanh(x));
      CHECK(rectified[unit] == (x > 0 ? x : 0));
    }
  }
}

TEST_CASE("A NaN is not hidden by relu") {
  const float z = std::numeric_limits<float>::quiet_NaN(), b = 0;
  float h = 0;
  rnn_forward(1, Activation::relu, &z, &b, &h);
  CHECK(std::isnan(h));
}

TEST_CASE("rnn_backward gives the slopes of the activation") {
  for (int H : widths) {
    const std::vector<float> z = Values(1).list(H, 3), b = Values(2).list(H),
                             dh = Values(3).list(H);
    std::vector<float> h(H), dz(H);
    rnn_forward(H, Activation::tanh, z.data(), b.data(), h.data());
    rnn_backward(H, Activation::tanh, h.data(), dh.data(), dz.data());
    for (int unit = 0; unit < H; ++unit) {
      const auto loss = [&](double x) { return tanh(x) * dh[unit]; };
      check_near(dz[unit], slope(loss, double(z[unit]) + b[unit]));
    }
    rnn_forward(H, Activation::relu, z.data(), b.data(), h.data());
    rnn_backward(H, Activation::relu, h.data(), dh.data(), dz.data());
    for (int unit = 0; unit < H; ++unit) CHECK(dz[unit] == (z[unit] + b[unit] > 0 ? dh[unit] : 0));
  }
}

TEST_CASE("The GRU's way forward has the bits of its formula, unit by unit") {
  for (int H : widths) {
    const std::vector<float> z = Values(1).list(2 * H, 3), b = Values(2).list(2 * H);
    const std::vector<float> h_before = Values(3).list(H), z_next = Values(4).list(H, 3);
    std::vector<float> ru(2 * H), rh(H), candidate(H), h(H);
    gru_gates_forward(H, z.data(), b.data(), h_before.data(), ru.data(), rh.data());
    gru_state_forward(H, z_next.data(), b.data(), ru.data(), h_before.data(), candidate.data(),
                      h.data());
    for (int unit = 0; unit < H; ++unit) {
      const float r = sigmoid(z[unit] + b[unit]), u = sigmoid(z[H + unit] + b[H + unit]);
      const float x = z_next[unit] + b[unit];
      CHECK(ru[unit] == r);
      CHECK(ru[H + unit] == u);
      CHECK(rh[unit] == r * h_before[unit]);
      CHECK(candidate[unit] == tanh(x));
      CHECK(h[unit] == gru_state<float>(x, u, h_before[unit]));
      check_near(h[unit], gru_state<double>(x, u, h_before[unit]));
    }
  }
}

TEST_CASE("gru_state_backward gives the slopes of the new state") {
  for (int H : widths) {
    const std::vector<float> z = Values(1).list(H, 3), b = Values(2).list(H);
    const std::vector<float> h_before = Values(3).list(H), dh = Values(4).list(H);
    std::vector<float> ru = Values(5).list(2 * H), candidate(H), h(H);
    for (float& gate : ru) gate = 0.5f + 0.5f * gate;
    gru_state_forward(H, z.data(), b.data(), ru.data(), h_before.data(), candidate.data(),
                      h.data());
    std::vector<float> dz(H), du(H), dh_before(H, 9.0f);
    gru_state_backward(H, ru.data(), candidate.data(), h_before.data(), dh.data(), dz.data(),
                       du.data(), dh_before.data());
    for (int unit = 0; unit < H; ++unit) {
      const double x = z[unit] + b[unit], u = ru[H + unit], before = h_before[unit], d = dh[unit];
      check_near(dz[unit], slope([&](double v) { return d * gru_state(v, u, before); }, x));
      check_near(du[unit], slope([&](double v) { return d * gru_state(x, v, before); }, u));
      check_near(dh_before[unit], slope([&](double v) { return d * gru_state(x, u, v); }, before));
    }
  }
}

TEST_CASE("gru_gates_backward gives the slopes of the gates and adds to dh_before") {
  for (int H : widths) {
    const std::vector<float> z = Values(1).list(2 * H, 3), b = Values(2).list(2 * H);
    const std::vector<float> h_before = Values(3).list(H), drh = Values(4).list(H),
                             du = Values(5).list(H);
    std::vector<float> ru(2 * H), rh(H), dz(2 * H), dh_before(H, 0.25f);
    gru_gates_forward(H, z.data(), b.data(), h_before.data(), ru.data(), rh.data());
    gru_gates_backward(H, ru.data(), h_before.data(), drh.data(), du.data(), dz.data(),
                       dh_before.data());
    for (int unit = 0; unit < H; ++unit) {
      const double x_r = z[unit] + b[unit], x_u = z[H + unit] + b[H + unit];
      const auto loss_r = [&](double v) { return sigmoid(v) * h_before[unit] * drh[unit]; };
      const auto loss_u = [&](double v) { return sigmoid(v) * du[unit]; };
      check_near(dz[unit], slope(loss_r, x_r));
      check_near(dz[H + unit], slope(loss_u, x_u));
      check_near(dh_before[unit], 0.25 + sigmoid(x_r) * drh[unit]);
    }
  }
}

TEST_CASE("A cell writes nothing beyond its row") {
  for (int H : widths) {
    const std::vector<float> in = Values(1).list(4 * H);
    const auto guarded = [](int n) { return std::vector<float>(n + 4, 0.5f); };
    std::vector<float> four = guarded(4 * H), c = guarded(H), shown = guarded(H), h = guarded(H);
    lstm_forward(H, 1, {}, in.data(), in.data(), in.data(), four.data(), c.data(), shown.data(),
                 h.data());
    lstm_backward(H, {}, in.data(), in.data(), in.data(), in.data(), c.data(), four.data());
    rnn_forward(H, Activation::tanh, in.data(), in.data(), h.data());
    for (int i = 0; i < 4; ++i) {
      CHECK(four[4 * H + i] == 0.5f);
      for (const auto* list : {&c, &shown, &h}) CHECK((*list)[H + i] == 0.5f);
    }
  }
}

}  // namespace unfold::kernels
