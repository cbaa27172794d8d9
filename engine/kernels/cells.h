// The pointwise part of the recurrent cells for one row of H units: bias, gates and new state in
// one pass. Products with the weights come before, in gemm.h.
#pragma once

namespace unfold::kernels {

enum class Activation { tanh, relu };

// h = activation(z + b). z and h may be the same memory, here and below.
void rnn_forward(int H, Activation activation, const float* z, const float* b, float* h) noexcept;
// dz = dh · activation'(z), from h alone.
void rnn_backward(int H, Activation activation, const float* h, const float* dh,
                  float* dz) noexcept;

// Weights of the connections from the cell state to the gates; all null for none.
struct Peepholes {
  const float* i = nullptr;
  const float* f = nullptr;
  const float* o = nullptr;
};

// z[4H] holds the products in gate order i, j, f, o (TensorFlow's). With z + b and the peepholes:
//   c = c_before · sigmoid(f + forget_bias) + sigmoid(i) · tanh(j),  h = tanh(c) · sigmoid(o)
// i and f look at c_before, o at c. `gates`[4H] keeps sigmoid(i), tanh(j), sigmoid(f +
// forget_bias), sigmoid(o) and `tanh_c`[H] keeps tanh(c) for the way back.
void lstm_forward(int H, float forget_bias, Peepholes peepholes, const float* z, const float* b,
                  const float* c_before, float* gates, float* c, float* tanh_c, float* h) noexcept;
// In: dh, and in dc what flows to c from later steps. Out: dz[4H] before the bias, and in dc what
// flows on to c_before. dc is read and written.
void lstm_backward(int H, Peepholes peepholes, const float* gates, const float* tanh_c,
                   const float* c_before, const float* dh, float* dc, float* dz) noexcept;

// First half of the GRU: z[2H] holds the products of gates r, u;  ru = sigmoid(z + b) and
// rh = r · h_before, which the candidate's product takes.
void gru_gates_forward(int H, const float* z, const float* b, const float* h_before, float* ru,
                       float* rh) noexcept;
// Second half: candidate = tanh(z + b), h = u · h_before + (1 - u) · candidate.
void gru_state_forward(int H, const float* z, const float* b, const float* ru,
                       const float* h_before, float* candidate, float* h) noexcept;
// Way back through the second half: dz of the candidate, du (of the gate's value), and dh_before
// is set to u · dh.
void gru_state_backward(int H, const float* ru, const float* candidate, const float* h_before,
                        const float* dh, float* dz, float* du, float* dh_before) noexcept;
// Way back through the first half, from d(rh) and du: dz[2H] of r, u, and dh_before gains
// r · d(rh).
void gru_gates_backward(int H, const float* ru, const float* h_before, const float* drh,
                        const float* du, float* dz, float* dh_before) noexcept;

// The GRU that resets after the product, gates r, u and the candidate c: zx[3H] and zh[3H] hold the
// products of input and state, b and bh their biases.
//   r, u = sigmoid(zx + b + zh + bh),  c = tanh(zx + b + r · (zh + bh)),  h = u · h_before + (1 -
//   u) · c
// `gates`[3H] keeps r, u, c and `state`[H] keeps zh + bh of c for the way back. gates and zx may be
// the same memory.
void reset_after_gru_forward(int H, const float* zx, const float* zh, const float* b,
                             const float* bh, const float* h_before, float* gates, float* state,
                             float* h) noexcept;
// dzx[3H] and dzh[3H] of both products, and dh_before is set to u · dh. gates and dzx may be the
// same memory.
void reset_after_gru_backward(int H, const float* gates, const float* state, const float* h_before,
                              const float* dh, float* dzx, float* dzh, float* dh_before) noexcept;

}  // namespace unfold::kernels
