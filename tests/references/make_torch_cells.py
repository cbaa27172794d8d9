"""Writes torch_cells.h: values and gradients of recurrent layers, computed by PyTorch in double.

    python3 tests/references/make_torch_cells.py > tests/references/torch_cells.h

RNN and LSTM are torch.nn's own modules on packed sequences. PyTorch's GRU resets after the product,
TensorFlow's before it, so the GRU is spelled out and differentiated by PyTorch. Weights are given in
TensorFlow's layout: kernel [D + H, gates * H]; LSTM gates i, j, f, o with a forget bias of 1.
The loss is sum(outputs * weights) + sum(final state * weights), with weights 1, 2, 3, ... scaled.
"""

import torch

torch.manual_seed(20)
torch.set_default_dtype(torch.float64)
B, T, D, H = 3, 4, 2, 5
LENGTHS = [4, 2, 3]


def uneven(shape):
    count = torch.Size(shape).numel()
    return (torch.arange(1, count + 1) / count).reshape(shape)


def numbers(name, tensor):
    values = ", ".join(f"{v:.9g}" for v in tensor.detach().float().flatten().tolist())
    print(f"inline const std::vector<float> {name} = {{{values}}};")


def draw(*shape):
    return torch.rand(*shape).mul(1.6).sub(0.8).float().double().requires_grad_()


def report(prefix, tensors, loss, leaves):
    loss.backward()
    for name, tensor in tensors.items():
        numbers(f"{prefix}_{name}", tensor)
    for name, leaf in leaves.items():
        numbers(f"{prefix}_{name}", leaf)
        numbers(f"{prefix}_d_{name}", leaf.grad)


def through_module(module, kernel, bias, order, x, state):
    """Runs a torch.nn module with weights that are functions of a TensorFlow kernel and bias."""
    gates = [kernel[:, g * H:(g + 1) * H] for g in order]
    weights = torch.cat(gates, 1)
    biases = torch.cat([bias[g * H:(g + 1) * H] for g in order])
    module._flat_weights = [weights[:D].T, weights[D:].T, biases, torch.zeros_like(biases)]
    packed = torch.nn.utils.rnn.pack_padded_sequence(x, LENGTHS, True, False)
    result, final = module(packed, state)
    outputs, _ = torch.nn.utils.rnn.pad_packed_sequence(result, True, 0.0, T)
    return outputs, final


def rnn():
    x, kernel, bias, h = draw(B, T, D), draw(D + H, H), draw(H), draw(B, H)
    outputs, final = through_module(
        torch.nn.RNN(D, H, batch_first=True), kernel, bias, [0], x, h[None])
    loss = (outputs * uneven(outputs.shape)).sum() + (final[0] * uneven(h.shape)).sum()
    report("rnn", {"outputs": outputs, "final_h": final[0]}, loss,
           {"x": x, "kernel": kernel, "bias": bias, "h": h})


def lstm():
    x, kernel, bias = draw(B, T, D), draw(D + H, 4 * H), draw(4 * H)
    c, h = draw(B, H), draw(B, H)
    with_forget = bias + torch.cat([torch.zeros(2 * H), torch.ones(H), torch.zeros(H)])
    outputs, (final_h, final_c) = through_module(
        torch.nn.LSTM(D, H, batch_first=True), kernel, with_forget, [0, 2, 1, 3], x,
        (h[None], c[None]))
    loss = ((outputs * uneven(outputs.shape)).sum() + (final_c[0] * uneven(c.shape)).sum()
            + (final_h[0] * uneven(h.shape)).sum())
    report("lstm", {"outputs": outputs, "final_c": final_c[0], "final_h": final_h[0]}, loss,
           {"x": x, "kernel": kernel, "bias": bias, "c": c, "h": h})


def gru():
    x, h0 = draw(B, T, D), draw(B, H)
    gates, gate_bias = draw(D + H, 2 * H), draw(2 * H)
    candidate, candidate_bias = draw(D + H, H), draw(H)
    h, outputs = h0, []
    for t in range(T):
        r, u = torch.sigmoid(torch.cat([x[:, t], h], 1) @ gates + gate_bias).chunk(2, 1)
        new = torch.tanh(torch.cat([x[:, t], r * h], 1) @ candidate + candidate_bias)
        active = (t < torch.tensor(LENGTHS))[:, None]
        stepped = u * h + (1 - u) * new
        outputs.append(torch.where(active, stepped, torch.zeros(())))
        h = torch.where(active, stepped, h)
    outputs = torch.stack(outputs, 1)
    loss = (outputs * uneven(outputs.shape)).sum() + (h * uneven(h.shape)).sum()
    report("gru", {"outputs": outputs, "final_h": h}, loss,
           {"x": x, "gate_kernel": gates, "gate_bias": gate_bias, "candidate_kernel": candidate,
            "candidate_bias": candidate_bias, "h": h0})


print("// Made by make_torch_cells.py, which says what the numbers are.")
print("// clang-format off")
print("#pragma once\n\n#include <vector>\n\nnamespace unfold::torch_cells {\n")
print(f"constexpr int B = {B}, T = {T}, D = {D}, H = {H};")
print(f"inline const std::vector<int> lengths = {{{', '.join(map(str, LENGTHS))}}};")
rnn()
lstm()
gru()
print("\n}  // namespace unfold::torch_cells")
