#include "engine/kernels/cells.h"

#include "engine/kernels/map.h"
#include "engine/kernels/math.h"

namespace unfold::kernels {
namespace {

// NaN stays NaN.
f32x4 relu(f32x4 z) { return select(z <= splat(0), splat(0), z); }

// dy · f'(z) from y = f(z), in TensorFlow's order.
f32x4 sigmoid_gradient(f32x4 y, f32x4 dy) { return dy * y * (splat(1) - y); }
f32x4 tanh_gradient(f32x4 y, f32x4 dy) { return dy * (splat(1) - y * y); }
f32x4 relu_gradient(f32x4 y, f32x4 dy) { return select(y > splat(0), dy, splat(0)); }

}  // namespace

void rnn_forward(int H, Activation activation, const float* z, const float* b, float* h) noexcept {
  if (activation == Activation::tanh)
    for_lanes(H, [=](Lanes at) { at.set(h, tanh(at(z) + at(b))); });
  else
    for_lanes(H, [=](Lanes at) { at.set(h, relu(at(z) + at(b))); });
}

void rnn_backward(int H, Activation activation, const float* h, const float* dh,
                  float* dz) noexcept {
  if (activation == Activation::tanh)
    for_lanes(H, [=](Lanes at) { at.set(dz, tanh_gradient(at(h), at(dh))); });
  else
    for_lanes(H, [=](Lanes at) { at.set(dz, relu_gradient(at(h), at(dh))); });
}

void lstm_forward(int H, float forget_bias, Peepholes peepholes, const float* z, const float* b,
                  const float* c_before, float* gates, float* c, float* tanh_c, float* h) noexcept {
  const bool with_peepholes = peepholes.i != nullptr;
  for_lanes(H, [=](Lanes at) {
    const f32x4 before = at(c_before);
    f32x4 z_i = at(z) + at(b);
    const f32x4 z_j = at(z + H) + at(b + H);
    f32x4 z_f = at(z + 2 * H) + at(b + 2 * H) + splat(forget_bias);
    if (with_peepholes) {
      z_i += at(peepholes.i) * before;
      z_f += at(peepholes.f) * before;
    }
    const f32x4 i = sigmoid(z_i), j = tanh(z_j), f = sigmoid(z_f);
    at.set(gates, i);
    at.set(gates + H, j);
    at.set(gates + 2 * H, f);
    at.set(c, before * f + i * j);
  });
  for_lanes(H, [=](Lanes at) {
    const f32x4 after = at(c);
    f32x4 z_o = at(z + 3 * H) + at(b + 3 * H);
    if (with_peepholes) z_o += at(peepholes.o) * after;
    const f32x4 o = sigmoid(z_o), shown = tanh(after);
    at.set(gates + 3 * H, o);
    at.set(tanh_c, shown);
    at.set(h, shown * o);
  });
}

void lstm_backward(int H, Peepholes peepholes, const float* gates, const float* tanh_c,
                   const float* c_before, const float* dh, float* dc, float* dz) noexcept {
  const bool with_peepholes = peepholes.i != nullptr;
  for_lanes(H, [=](Lanes at) {
    const f32x4 i = at(gates), j = at(gates + H), f = at(gates + 2 * H), o = at(gates + 3 * H);
    const f32x4 shown = at(tanh_c), before = at(c_before), d_h = at(dh);
    const f32x4 dz_o = sigmoid_gradient(o, d_h * shown);
    f32x4 d_c = at(dc) + tanh_gradient(shown, d_h * o);
    if (with_peepholes) d_c += dz_o * at(peepholes.o);
    const f32x4 dz_i = sigmoid_gradient(i, d_c * j);
    const f32x4 dz_j = tanh_gradient(j, d_c * i);
    const f32x4 dz_f = sigmoid_gradient(f, d_c * before);
    f32x4 d_before = d_c * f;
    if (with_peepholes) d_before += dz_i * at(peepholes.i) + dz_f * at(peepholes.f);
    at.set(dz, dz_i);
    at.set(dz + H, dz_j);
    at.set(dz + 2 * H, dz_f);
    at.set(dz + 3 * H, dz_o);
    at.set(dc, d_before);
  });
}

void gru_gates_forward(int H, const float* z, const float* b, const float* h_before, float* ru,
                       float* rh) noexcept {
  for_lanes(H, [=](Lanes at) {
    const f32x4 before = at(h_before);
    const f32x4 r = sigmoid(at(z) + at(b)), u = sigmoid(at(z + H) + at(b + H));
    at.set(ru, r);
    at.set(ru + H, u);
    at.set(rh, r * before);
  });
}

void gru_state_forward(int H, const float* z, const float* b, const float* ru,
                       const float* h_before, float* candidate, float* h) noexcept {
  for_lanes(H, [=](Lanes at) {
    const f32x4 u = at(ru + H), before = at(h_before), next = tanh(at(z) + at(b));
    at.set(candidate, next);
    at.set(h, u * before + (splat(1) - u) * next);
  });
}

void gru_state_backward(int H, const float* ru, const float* candidate, const float* h_before,
                        const float* dh, float* dz, float* du, float* dh_before) noexcept {
  for_lanes(H, [=](Lanes at) {
    const f32x4 u = at(ru + H), next = at(candidate), before = at(h_before), d_h = at(dh);
    at.set(dz, tanh_gradient(next, d_h * (splat(1) - u)));
    at.set(du, d_h * before - d_h * next);
    at.set(dh_before, d_h * u);
  });
}

void gru_gates_backward(int H, const float* ru, const float* h_before, const float* drh,
                        const float* du, float* dz, float* dh_before) noexcept {
  for_lanes(H, [=](Lanes at) {
    const f32x4 r = at(ru), u = at(ru + H), d_rh = at(drh), d_u = at(du), d_before = at(dh_before);
    at.set(dz, sigmoid_gradient(r, d_rh * at(h_before)));
    at.set(dz + H, sigmoid_gradient(u, d_u));
    at.set(dh_before, d_before + d_rh * r);
  });
}

void reset_after_gru_forward(int H, const float* zx, const float* zh, const float* b,
                             const float* bh, const float* h_before, float* gates, float* state,
                             float* h) noexcept {
  for_lanes(H, [=](Lanes at) {
    const auto sum = [&](int gate) {
      const int from = gate * H;
      return (at(zx + from) + at(b + from)) + (at(zh + from) + at(bh + from));
    };
    const f32x4 r = sigmoid(sum(0)), u = sigmoid(sum(1)), before = at(h_before);
    const f32x4 of_state = at(zh + 2 * H) + at(bh + 2 * H);
    const f32x4 candidate = tanh((at(zx + 2 * H) + at(b + 2 * H)) + r * of_state);
    at.set(gates, r);
    at.set(gates + H, u);
    at.set(gates + 2 * H, candidate);
    at.set(state, of_state);
    at.set(h, u * before + (splat(1) - u) * candidate);
  });
}

void reset_after_gru_backward(int H, const float* gates, const float* state, const float* h_before,
                              const float* dh, float* dzx, float* dzh, float* dh_before) noexcept {
  for_lanes(H, [=](Lanes at) {
    const f32x4 r = at(gates), u = at(gates + H), candidate = at(gates + 2 * H), d_h = at(dh);
    const f32x4 dz = tanh_gradient(candidate, d_h * (splat(1) - u));
    const f32x4 dr = sigmoid_gradient(r, dz * at(state));
    const f32x4 du = sigmoid_gradient(u, d_h * at(h_before) - d_h * candidate);
    at.set(dzx, dr);
    at.set(dzx + H, du);
    at.set(dzx + 2 * H, dz);
    at.set(dzh, dr);
    at.set(dzh + H, du);
    at.set(dzh + 2 * H, dz * r);
    at.set(dh_before, d_h * u);
  });
}

}  // namespace unfold::kernels
