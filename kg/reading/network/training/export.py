"""Write a trained network as an ONNX graph, with the encoder's weights in eight bits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
import onnx  # type: ignore[import-not-found, unused-ignore]
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper  # type: ignore[import-not-found, unused-ignore]

from kg.reading.network.training.data import Sample
from kg.reading.network.training.joint import Joint, collate

KEPT = 0.98
"""Share of a product's input channels that are not scaled down before going to eight bits."""
MICROSOFT = "com.microsoft"
Floats: TypeAlias = NDArray[np.float32]


class _Graph:
    """Collects nodes and weights; `smooth` holds, per matrix product, what its input channels are divided by.

    A few channels of [CLS] are several times larger than all others.  Dividing them, and multiplying the
    weights' rows, changes nothing in the product and spares eight bits from having to span that range.
    """

    def __init__(self, smooth: Mapping[str, Floats]) -> None:
        self.smooth = smooth
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, array: Floats) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def product(self, kind: str, x: str, name: str, weight: Floats, *more: str, **attributes: object) -> str:
        scale = self.smooth.get(name)
        if scale is not None:
            weight = weight * scale[:, None]
            x = self.add("Mul", [x, self.weight(name + ".scale", (1 / scale).astype(np.float32))], name + ".input")
        domain = MICROSOFT if kind == "Attention" else ""
        return self.add(kind, [x, self.weight(name + ".w", weight), *more], name, domain, **attributes)

    def add(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output


def build_graph(model: Joint, smooth: Mapping[str, Floats]) -> onnx.ModelProto:
    """The network as ONNX: ids, shape, length of each window -> the score vector of each piece."""
    state = {k: v.detach().float().numpy() for k, v in model.state_dict().items()}
    g = _Graph(smooth)
    x = _embed(g, state)
    for n in range(model.encoder.layers_count):
        x = _layer(g, state, f"encoder.layers.{n}.", x, model.encoder.layers[n].heads)
    outputs = []
    for part in ("span", "pair"):
        hidden = _linear(g, state, f"{part}_hidden", x)
        active = g.add("Gelu", [hidden], f"{part}_active", MICROSOFT)
        outputs.append(_linear(g, state, f"{part}_out", active))
    g.add("Concat", outputs, "scores", axis=-1)
    shape = ["batch", "pieces"]
    graph = helper.make_graph(
        g.nodes,
        "attribution",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT64, shape),
            helper.make_tensor_value_info("shape", TensorProto.INT64, shape),
            helper.make_tensor_value_info("length", TensorProto.INT32, ["batch"]),
        ],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [*shape, None])],
        g.weights,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def _embed(g: _Graph, state: dict[str, Floats]) -> str:
    word = g.add("Gather", [g.weight("word", state["encoder.word.weight"]), "ids"], "word_rows")
    kind = g.add("Gather", [g.weight("kind", state["encoder.shape.weight"]), "shape"], "shape_rows")
    g.weights.append(numpy_helper.from_array(np.array([0], dtype=np.int64), "zero"))
    g.weights.append(numpy_helper.from_array(np.array([1], dtype=np.int64), "one"))
    g.weights.append(numpy_helper.from_array(np.array([2], dtype=np.int64), "two"))
    g.add("Shape", ["ids"], "ids_shape")
    g.add("Slice", ["ids_shape", "one", "two", "zero"], "pieces")
    place = g.add(
        "Slice", [g.weight("place", state["encoder.position.weight"]), "zero", "pieces", "zero"], "place_rows"
    )
    g.add("Add", [word, kind], "word_and_shape")
    g.add("Add", ["word_and_shape", place], "embedded")
    names = [g.weight(f"norm_{p}", state[f"encoder.norm.{p}"]) for p in ("weight", "bias")]
    return g.add("LayerNormalization", ["embedded", *names], "normed", axis=-1, epsilon=1e-12)


def _linear(g: _Graph, state: dict[str, Floats], name: str, x: str) -> str:
    product = g.add("MatMul", [x, g.weight(name + ".w", state[name + ".weight"].T)], name + ".product")
    return g.add("Add", [product, g.weight(name + ".b", state[name + ".bias"])], name + ".sum")


def _layer(g: _Graph, state: dict[str, Floats], at: str, x: str, heads: int) -> str:
    def w(name: str) -> str:
        return g.weight(at + name, state[at + name])

    def product(kind: str, x: str, name: str, *more: str, **attributes: object) -> str:
        return g.product(kind, x, at + name, state[f"{at}{name}.weight"].T, *more, **attributes)

    y = product("Attention", x, "qkv", w("qkv.bias"), "length", num_heads=heads)
    y = product("MatMul", y, "out")
    x = _skip(g, [x, y, w("norm1.weight"), w("norm1.bias"), w("out.bias")], at + "norm1")
    y = product("MatMul", x, "up")
    y = g.add("BiasGelu", [y, w("up.bias")], at + "active", MICROSOFT)
    y = product("MatMul", y, "down")
    return _skip(g, [x, y, w("norm2.weight"), w("norm2.bias"), w("down.bias")], at + "norm2")


def _skip(g: _Graph, inputs: list[str], output: str) -> str:
    return g.add("SkipLayerNormalization", inputs, output + ".out", MICROSOFT, epsilon=1e-12)


def channel_peaks(plain: Path, samples: Sequence[Sample]) -> dict[str, Floats]:
    """Largest absolute value of each input channel of the products to be kept in eight bits."""
    import onnxruntime

    graph = onnx.load(plain)
    products = [n for n in graph.graph.node if n.op_type in {"Attention", "MatMul"} and n.name.startswith("encoder")]
    inputs = sorted({n.input[0] for n in products})
    graph.graph.output.extend(helper.make_tensor_value_info(x, TensorProto.FLOAT, None) for x in inputs)
    session = onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
    peaks: dict[str, Floats] = {}
    for one in samples:
        batch = collate([one])
        feed = {"ids": batch.ids.numpy(), "shape": batch.shape.numpy()}
        feed["length"] = np.array([len(one.ids) + 2], dtype=np.int32)
        for name, value in zip(inputs, session.run(inputs, feed), strict=True):
            top = np.abs(value).max((0, 1))
            peaks[name] = np.maximum(peaks[name], top) if name in peaks else top
    return {n.name: peaks[n.input[0]] for n in products}


def export(model: Joint, folder: Path, samples: Sequence[Sample], reduce_range: bool = False) -> None:
    """Write `model.onnx` (eight bits) and `heads.npz`, and beside the folder `plain.onnx` (for comparison)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    plain, smooth = folder.parent / "plain.onnx", folder.parent / "smooth.onnx"
    onnx.save(build_graph(model, {}), plain)
    peaks = channel_peaks(plain, samples)
    scales = {k: np.maximum(v / np.quantile(v, KEPT), 1).astype(np.float32) for k, v in peaks.items()}
    onnx.save(build_graph(model, scales), smooth)
    quantize_dynamic(
        smooth,
        folder / "model.onnx",
        op_types_to_quantize=["MatMul", "Attention", "Gather"],
        per_channel=True,
        reduce_range=reduce_range,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=[f"{a}_{b}.product" for a in ("span", "pair") for b in ("hidden", "out")],
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )
    smooth.unlink()
    np.savez(folder / "heads.npz", **vars(model.heads()))
