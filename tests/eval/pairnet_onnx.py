"""Writes the network of `pairnet` as an ONNX graph with its products in eight bits, of which the weights use four.

So the file, compressed, is half as large; what that costs is less than chance does from one training to the next.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

from kg.reading.clashes.comparer import OUTPUTS, SIDE
from kg.reading.network.table import load_table
from kg.reading.network.training.export import MICROSOFT, Graph, layer, linear, smoothing
from tests.eval.pairnet import FIRST, PairNet

LONGEST = 2 * SIDE + 3
MOST = 7
"""The largest whole number that stands for a weight."""


def build(net: PairNet, smooth: dict[str, np.ndarray] | None) -> onnx.ModelProto:
    """Rows of the shared table, and the part that each piece belongs to -> its scores."""
    state = {name: value.detach().float().numpy() for name, value in net.state_dict().items()}
    g = Graph(smooth, MOST)
    kind = g.add("Gather", [g.weight("kind", state["encoder.shape.weight"][:4]), "part"], "kinds")
    zero, one, two = (g.weight(str(n), np.array([n], dtype=np.int64)) for n in range(3))
    g.add("Slice", [g.add("Shape", ["part"], "size"), one, two, zero], "pieces")
    place = g.weight("place", state["encoder.position.weight"][:LONGEST])
    g.add("Slice", [place, zero, "pieces", zero], "places")
    x = g.add("Add", [g.add("Add", ["words", kind], "words_and_kinds"), "places"], "embedded")
    x = g.norm(x, "normed", state, "encoder.norm")
    for n in range(len(net.encoder.layers)):
        x = layer(g, state, f"encoder.layers.{n}.", x, net.encoder.layers[n].heads)
    first = g.add("Squeeze", [g.add("Slice", [x, zero, one, one], "first"), one], "first_row")
    left, right = (_mean(g, x, number) for number in (FIRST, FIRST + 1))
    apart = g.add("Abs", [g.add("Sub", [left, right], "difference")], "apart")
    compared = [first, g.add("Add", [left, right], "sum"), apart, g.add("Mul", [left, right], "like")]
    both = g.add("Concat", compared, "both", axis=-1)
    hidden = g.add("Gelu", [linear(g, state, "hidden", both)], "active", domain=MICROSOFT)
    weight, bias = g.weight("out.weight", state["out.weight"].T), g.weight("out.bias", state["out.bias"])
    g.add("Add", [g.add("MatMul", [hidden, weight], "product"), bias], "scores")
    shape = [1, "pieces"]
    taken = [
        helper.make_tensor_value_info("words", TensorProto.FLOAT, [*shape, net.encoder.width]),
        helper.make_tensor_value_info("part", TensorProto.INT64, shape),
    ]
    given = [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, OUTPUTS])]
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
    graph = helper.make_graph(g.nodes, "pairs", taken, given, g.weights)
    return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def _mean(g: Graph, x: str, number: int) -> str:
    """The mean of the pieces that belong to one saying."""
    name = f"side{number}."
    wanted = g.weight(name + "number", np.array(number, dtype=np.int64))
    mine = g.add("Cast", [g.add("Equal", ["part", wanted], name + "is")], name + "mine", to=TensorProto.FLOAT)
    total = g.add(
        "ReduceSum",
        [g.add("Mul", [x, g.add("Unsqueeze", [mine, "2"], name + "wide")], name + "kept"), "1"],
        name + "total",
        keepdims=0,
    )
    many = g.add(
        "Max", [g.add("ReduceSum", [mine, "1"], name + "sum"), g.weight(name + "least", np.float32(1))], name + "many"
    )
    return g.add("Div", [total, many], name + "mean")


def export(net: PairNet, path: Path, samples: Sequence[tuple[list[int], list[int]]]) -> None:
    """Writes the graph; ``samples`` show which channels are large."""
    table = load_table()
    assert table is not None
    feeds = ({"words": table.rows(np.array([ids])), "part": np.array([part])} for ids, part in samples)
    graph = build(net, smoothing(build(net, None), feeds))
    path.write_bytes(gzip.compress(graph.SerializeToString(deterministic=True), mtime=0))
