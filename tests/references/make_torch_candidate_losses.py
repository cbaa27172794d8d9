"""Writes torch_candidate_losses.h: nce_loss and sampled_softmax_loss with gradients, in double.

    python3 tests/references/make_torch_candidate_losses.py > tests/references/torch_candidate_losses.h

Spelled out as tf.nn.nce_loss and tf.nn.sampled_softmax_loss do it (_compute_sampled_logits), with
some labels among the candidates. The loss that is differentiated is sum(losses * (1, 2, 3, 4) / 4).
"""

import torch

torch.manual_seed(21)
torch.set_default_dtype(torch.float64)
V, E, B, S = 9, 6, 4, 5
labels = torch.tensor([8, 1, 8, 3])
candidates = torch.tensor([3, 8, 0, 5, 2])


def numbers(name, tensor):
    values = ", ".join(f"{v:.9g}" for v in tensor.detach().float().flatten().tolist())
    print(f"inline const std::vector<float> {name} = {{{values}}};")


def draw(*shape):
    return torch.rand(*shape).mul(3).sub(1.5).float().double().requires_grad_()


def expected(n):
    return torch.rand(n).add(0.1).float().double()


weights, biases, inputs = draw(V, E), draw(V), draw(B, E)
true_expected, sampled_expected = expected(B), expected(S)


def logits(remove):
    true = (inputs * weights[labels]).sum(1) + biases[labels] - true_expected.log()
    sampled = inputs @ weights[candidates].T + biases[candidates] - sampled_expected.log()
    if remove:
        hits = labels[:, None] == candidates[None]
        sampled = torch.where(hits, torch.tensor(-3.4e38), sampled)
    return torch.cat([true[:, None], sampled], 1)


def nce(remove):
    z = logits(remove)
    answers = torch.zeros_like(z)
    answers[:, 0] = 1
    return torch.nn.functional.binary_cross_entropy_with_logits(z, answers, reduction="none").sum(1)


def sampled_softmax(remove):
    first = torch.zeros(B, dtype=torch.long)
    return torch.nn.functional.cross_entropy(logits(remove), first, reduction="none")


def report(name, losses):
    for leaf in (weights, biases, inputs):
        leaf.grad = None
    (losses * torch.arange(1, B + 1) / B).sum().backward()
    print()
    numbers(f"{name}_losses", losses)
    for leaf_name, leaf in (("weights", weights), ("biases", biases), ("inputs", inputs)):
        numbers(f"{name}_d_{leaf_name}", leaf.grad)


print("// Made by make_torch_candidate_losses.py, which says what the numbers are.")
print("// clang-format off")
print("#pragma once\n\n#include <vector>\n\nnamespace unfold::torch_candidate_losses {\n")
numbers("weights", weights)
numbers("biases", biases)
numbers("inputs", inputs)
numbers("true_expected", true_expected)
numbers("sampled_expected", sampled_expected)
report("nce", nce(False))
report("nce_without_hits", nce(True))
report("softmax", sampled_softmax(True))
report("softmax_with_hits", sampled_softmax(False))
print("\n}  // namespace unfold::torch_candidate_losses")
