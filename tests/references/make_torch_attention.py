"""Writes torch_attention.h: a decoder with attention, its values and gradients by PyTorch in double.

    python3 tests/references/make_torch_attention.py > tests/references/torch_attention.h

The decoder is TensorFlow's legacy attention_decoder, spelled out: x' = [x, context] W + b; the cell,
which is torch.nn.LSTMCell with its weights in TensorFlow's layout (gates i, j, f, o, a forget bias
of 1); scores v . tanh(values K + [c, h] Q + q); softmax over the source steps within the length;
context; [h, context] U + u. The loss is sum(outputs * weights) + sum(attention * weights)
+ sum(final c * weights), with weights 1, 2, 3, ... scaled.
"""

import torch
from torch.nn.utils.stateless import functional_call

torch.manual_seed(21)
torch.set_default_dtype(torch.float64)
B, S, T, D, H, A, I, O = 2, 4, 3, 3, 5, 6, 2, 4
LENGTHS = [4, 1]


def uneven(shape):
    count = torch.Size(shape).numel()
    return (torch.arange(1, count + 1) / count).reshape(shape)


def numbers(name, tensor):
    values = ", ".join(f"{v:.9g}" for v in tensor.detach().float().flatten().tolist())
    print(f"inline const std::vector<float> {name} = {{{values}}};")


def draw(*shape):
    return torch.rand(*shape).mul(1.6).sub(0.8).float().double().requires_grad_()


leaves = {
    "xs": draw(T, B, D), "values": draw(B, S, H), "c": draw(B, H), "h": draw(B, H),
    "cell_kernel": draw(I + H, 4 * H), "cell_bias": draw(4 * H),
    "input_kernel": draw(D + H, I), "input_bias": draw(I),
    "key_kernel": draw(H, A), "query_kernel": draw(2 * H, A), "query_bias": draw(A), "v": draw(A),
    "output_kernel": draw(2 * H, O), "output_bias": draw(O),
}
w = leaves
cell = torch.nn.LSTMCell(I, H)
order = [0, 2, 1, 3]
forget = torch.cat([torch.zeros(2 * H), torch.ones(H), torch.zeros(H)])
kernel = torch.cat([w["cell_kernel"].split(H, 1)[g] for g in order], 1)
bias = torch.cat([(w["cell_bias"] + forget).split(H)[g] for g in order])
cell_weights = {"weight_ih": kernel[:I].T, "weight_hh": kernel[I:].T,
                "bias_ih": bias, "bias_hh": torch.zeros_like(bias)}

keys = w["values"] @ w["key_kernel"]
padding = torch.arange(S)[None] >= torch.tensor(LENGTHS)[:, None]
c, h, context = w["c"], w["h"], torch.zeros(B, H)
outputs, attention = [], []
for x in w["xs"]:
    read = torch.cat([x, context], 1) @ w["input_kernel"] + w["input_bias"]
    h, c = functional_call(cell, cell_weights, (read, (h, c)))
    query = torch.cat([c, h], 1) @ w["query_kernel"] + w["query_bias"]
    scores = torch.tanh(keys + query[:, None]) @ w["v"]
    weights = torch.softmax(scores.masked_fill(padding, -torch.inf), 1)
    context = (weights[:, :, None] * w["values"]).sum(1)
    outputs.append(torch.cat([h, context], 1) @ w["output_kernel"] + w["output_bias"])
    attention.append(weights)
results = {"outputs": torch.stack(outputs), "weights": torch.stack(attention), "final_c": c}
sum((r * uneven(r.shape)).sum() for r in results.values()).backward()

print("// Made by make_torch_attention.py, which says what the numbers are.")
print("// clang-format off\n#pragma once\n\n#include <vector>\n\nnamespace unfold::torch_attention {\n")
print(f"constexpr int B = {B}, S = {S}, T = {T}, D = {D}, H = {H}, A = {A}, I = {I}, O = {O};")
print(f"inline const std::vector<int> lengths = {{{', '.join(map(str, LENGTHS))}}};")
for name, tensor in results.items():
    numbers(name, tensor)
for name, leaf in leaves.items():
    numbers(name, leaf)
    numbers(f"d_{name}", leaf.grad)
print("\n}  // namespace unfold::torch_attention")
