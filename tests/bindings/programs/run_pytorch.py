"""Runs exported PyTorch programs: reads [{"path": …, "steps": …}] and writes what each gives."""

import json
import runpy
import sys

import torch

torch.set_num_threads(1)

MOST_SEQUENCES, MOST_STEPS = 3, 28


def numbers(tensor):
    return {"shape": list(tensor.shape), "values": tensor.double().flatten().tolist()}


def run(path, steps):
    program = runpy.run_path(path)
    network = program["load_network"]()
    result = {}
    if "x" in program:
        x = program["x"][:MOST_SEQUENCES, :MOST_STEPS]
        more = [program[name] for name in ("states", "lengths") if name in program]
        result["x"] = numbers(x)
        result["outputs"] = numbers(program["predict"](network, x, *more))
    if steps:
        result["losses"] = program["train"](network, steps)
    return result


json.dump([run(**case) for case in json.load(sys.stdin)], sys.stdout)
