"""Write a trained network as an ONNX graph, with the encoder's weights in eight bits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import onnx  # type: ignore[import-not-found, unused-ignore]
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper  # type: ignore[import-not-found, unused-ignore]

from kg.reading.network.training.data import Sample
from kg.reading.network.training.joint import Joint, collate

KEPT = 0.98
"""Share of a product's input channels that are not scaled down before going to eight bits."""
UNEVEN = 3.0
"""How many times larger than these the largest channel is at least, that scaling is worth its time."""
MICROSOFT = "com.microsoft"
Floats: TypeAlias = NDArray[np.float32]


class Graph:
    """Collects nodes and weights; with `smooth`, products and embeddings are in eight bits.

    `smooth` holds, per matrix product, what its input channels are divided by: a few channels of [CLS] are several
    times larger than all others.  Dividing them, and multiplying the weights' rows, changes nothing in the product and
    spares eight bits from having to span that range.  Weights take whole numbers up to `most`: fewer of them lose a
    little, but a file of them can be compressed.
    """

    def __init__(self, smooth: Mapping[str, Floats] | None, most: int = 127) -> None:
        self.smooth = smooth
        self.most = most
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, array: NDArray[Any]) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(self, kind: str, inputs: list[str], *outputs: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, outputs, name=outputs[0], domain=domain, **attributes))
        return outputs[0]

    def product(self, x: str, name: str, weight: Floats, bias: Floats) -> str:
        """`x` by a weight, and a bias added, which the product in eight bits does in one go."""
        bias_name = self.weight(name + ".bias", bias)
        if self.smooth is None:
            both = self.add("MatMul", [x, self.weight(name + ".weight", weight)], name + ".product")
            return self.add("Add", [both, bias_name], name)
        if name in self.smooth:
            scale = self.smooth[name]
            x = self.add("Mul", [x, self.weight(name + ".scale", 1 / scale)], name + ".input")
            weight = weight * scale[:, None]
        whole, step = eight_bits(weight, 0, self.most)
        inputs = [x, self.weight(name + ".whole", whole), self.weight(name + ".step", step), "", bias_name]
        return self.add("DynamicQuantizeMatMul", inputs, name, domain=MICROSOFT)

    def rows(self, ids: str, name: str, table: Floats) -> str:
        """The rows of an embedding."""
        if self.smooth is None:
            return self.add("Gather", [self.weight(name, table), ids], name + ".rows")
        whole, step = eight_bits(table, None)
        found = self.add("Gather", [self.weight(name, whole), ids], name + ".whole")
        return self.add("DequantizeLinear", [found, self.weight(name + ".step", step)], name + ".rows")

    def norm(self, x: str, name: str, state: Mapping[str, Floats], key: str) -> str:
        parts = [self.weight(f"{name}.{part}", state[f"{key}.{part}"]) for part in ("weight", "bias")]
        return self.add("LayerNormalization", [x, *parts], name, axis=-1, epsilon=1e-12)


def eight_bits(weight: Floats, axis: int | None, most: int = 127) -> tuple[NDArray[np.int8], Floats]:
    """A weight as whole numbers up to most times a step: one for each column (axis 0), or one for all (None)."""
    step = np.asarray(np.maximum(np.abs(weight).max(axis), 1e-12) / most, dtype=np.float32)
    return np.round(weight / step).astype(np.int8), step


def build_graph(model: Joint, smooth: Mapping[str, Floats] | None) -> onnx.ModelProto:
    """The network as ONNX: ids and shape of a window -> the score vector of each piece.

    A window is read by itself: padding would cost time, and a mask the quick way of attending.  There are operators for
    more at once, but onnxruntime's `SkipLayerNormalization` takes five times as long as its parts, `Attention` half as
    long again.
    """
    state = {k: v.detach().float().numpy() for k, v in model.state_dict().items()}
    g = Graph(smooth)
    x = _embed(g, state)
    for n in range(model.encoder.layers_count):
        x = layer(g, state, f"encoder.layers.{n}.", x, model.encoder.layers[n].heads)
    outputs = []
    for part in ("span", "pair"):
        hidden = linear(g, state, f"{part}_hidden", x)
        active = g.add("Gelu", [hidden], f"{part}_active", domain=MICROSOFT)
        outputs.append(linear(g, state, f"{part}_out", active))
    g.add("Concat", outputs, "scores", axis=-1)
    shape = ["batch", "pieces"]
    taken = [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in ("ids", "shape")]
    given = [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [*shape, None])]
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
    graph = helper.make_graph(g.nodes, "attribution", taken, given, g.weights)
    return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def _embed(g: Graph, state: dict[str, Floats]) -> str:
    word = g.rows("ids", "word", state["encoder.word.weight"])
    kind = g.rows("shape", "kind", state["encoder.shape.weight"])
    zero, one, two = (g.weight(str(n), np.array([n], dtype=np.int64)) for n in range(3))
    g.add("Slice", [g.add("Shape", ["ids"], "size"), one, two, zero], "pieces")
    place = g.weight("place", state["encoder.position.weight"])
    g.add("Slice", [place, zero, "pieces", zero], "place_rows")
    x = g.add("Add", [g.add("Add", [word, kind], "word_and_kind"), "place_rows"], "embedded")
    return g.norm(x, "normed", state, "encoder.norm")


def linear(g: Graph, state: dict[str, Floats], name: str, x: str) -> str:
    return g.product(x, name, state[name + ".weight"].T, state[name + ".bias"])


def layer(g: Graph, state: dict[str, Floats], at: str, x: str, heads: int) -> str:
    y = g.add("Split", [linear(g, state, at + "qkv", x)], at + "q", at + "k", at + "v", axis=-1, num_outputs=3)
    parts = [at + "q", at + "k", at + "v"]
    y = g.add("MultiHeadAttention", parts, at + "attended", domain=MICROSOFT, num_heads=heads)
    x = g.add("Add", [x, linear(g, state, at + "out", y)], at + "middle")
    x = g.norm(x, at + "norm1", state, at + "norm1")
    y = g.add("Gelu", [linear(g, state, at + "up", x)], at + "active", domain=MICROSOFT)
    x = g.add("Add", [x, linear(g, state, at + "down", y)], at + "end")
    return g.norm(x, at + "norm2", state, at + "norm2")


def channel_peaks(plain: onnx.ModelProto, feeds: Iterable[Mapping[str, NDArray[Any]]]) -> dict[str, Floats]:
    """Largest absolute value of each input channel of each product, by the product's name, over what is fed in."""
    import onnxruntime

    products = [n for n in plain.graph.node if n.op_type == "MatMul"]
    inputs = sorted({n.input[0] for n in products})
    plain.graph.output.extend(helper.make_tensor_value_info(x, TensorProto.FLOAT, None) for x in inputs)
    session = onnxruntime.InferenceSession(plain.SerializeToString(), providers=["CPUExecutionProvider"])
    peaks: dict[str, Floats] = {}
    for feed in feeds:
        for name, value in zip(inputs, session.run(inputs, feed), strict=True):
            top = np.abs(value).reshape(-1, value.shape[-1]).max(0)
            peaks[name] = np.maximum(peaks[name], top) if name in peaks else top
    return {n.name.removesuffix(".product"): peaks[n.input[0]] for n in products}


def smoothing(plain: onnx.ModelProto, feeds: Iterable[Mapping[str, NDArray[Any]]]) -> dict[str, Floats]:
    """What the input channels of the products with uneven ones are divided by."""
    peaks = channel_peaks(plain, feeds)
    return {name: _divisors(peak) for name, peak in peaks.items() if peak.max() > UNEVEN * np.quantile(peak, KEPT)}


def _divisors(peak: Floats) -> Floats:
    """What a product's input channels are divided by, from their largest values."""
    divisors: Floats = np.maximum(peak / np.quantile(peak, KEPT), 1).astype(np.float32)
    return divisors


def export(model: Joint, folder: Path, samples: Sequence[Sample]) -> None:
    """Write `model.onnx` (eight bits) and `heads.npz`, and beside the folder `plain.onnx` (for comparison)."""
    folder.mkdir(parents=True, exist_ok=True)
    plain = build_graph(model, None)
    onnx.save(plain, folder.parent / "plain.onnx")
    batches = (collate([one]) for one in samples)
    smooth = smoothing(plain, ({"ids": each.ids.numpy(), "shape": each.shape.numpy()} for each in batches))
    onnx.save(build_graph(model, smooth), folder / "model.onnx")
    np.savez(folder / "heads.npz", **vars(model.heads()))


def table_place(path: Path) -> dict[str, Any]:
    """Where in the file the rows of the word pieces lie, how many of which width, and how far apart the numbers are."""
    weights = {each.name: each for each in onnx.load(path).graph.initializer}
    rows, width = weights["word"].dims
    step = float(numpy_helper.to_array(weights["word.step"]).item())
    return {"at": path.read_bytes().find(weights["word"].raw_data), "rows": rows, "width": width, "step": step}
