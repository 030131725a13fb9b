#!/usr/bin/env python3
"""Writes CoreTests/Fixtures/golden/mlp-two-hidden.json: heads of two hidden layers, forwards and backwards in double precision.

  make-head-fixture.py        needs nothing but Python

out = W3 relu(W2 relu(W1 x + b1) + b2) + b3 (the derivative of relu at 0 is 0); loss = sum(out * r); gradients of all.
"""
import json
import pathlib
import random


def product(a, b):
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


def transposed(a):
    return [list(column) for column in zip(*a)]


def array(a):
    if isinstance(a[0], list):
        return {"shape": [len(a), len(a[0])], "data": [x for row in a for x in row]}
    return {"shape": [len(a)], "data": list(a)}


def case(sizes, rows, draw):
    def normal(n, m):
        return [[draw.gauss(0, 0.6) for _ in range(m)] for _ in range(n)]

    x, r = normal(rows, sizes[0]), normal(rows, sizes[-1])
    params, grads, inputs, value = {}, {}, [], x
    for layer, (width, below) in enumerate(zip(sizes[1:], sizes), 1):
        params[f"W{layer}"], params[f"b{layer}"] = normal(width, below), normal(1, width)[0]
        inputs.append(value)
        value = product(value, transposed(params[f"W{layer}"]))
        value = [[v + b for v, b in zip(row, params[f"b{layer}"])] for row in value]
        if layer < len(sizes) - 1:
            value = [[max(v, 0.0) for v in row] for row in value]
    gradient = r
    for layer in range(len(sizes) - 1, 0, -1):
        grads[f"W{layer}"] = product(transposed(gradient), inputs[layer - 1])
        grads[f"b{layer}"] = [sum(column) for column in zip(*gradient)]
        gradient = product(gradient, params[f"W{layer}"])
        if layer > 1:
            gradient = [[g if v > 0 else 0.0 for g, v in zip(row, kept)] for row, kept in zip(gradient, inputs[layer - 1])]
    grads["x"] = gradient
    loss = sum(v * w for row, weights in zip(value, r) for v, w in zip(row, weights))
    return {
        "x": array(x), "r": array(r), "out": array(value), "loss": loss,
        "params": {name: array(a) for name, a in params.items()}, "grads": {name: array(a) for name, a in grads.items()},
    }


draw = random.Random(7)
cases = [case([5, 6, 4, outputs], 7, draw) for outputs in (1, 2)]
path = pathlib.Path(__file__).parent.parent / "CoreTests/Fixtures/golden/mlp-two-hidden.json"
path.write_text(json.dumps({"topic": "mlp", "dtype": "float64", "cases": cases}) + "\n")
