"""A trained cross-encoder as the OpenVINO graph that ships: weights in eight bits."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks.meaning.cross_encoder import CrossEncoder, pair_batch
from benchmarks.meaning.examples import Example
from search.embedding.openvino_runtime import import_openvino

_SAMPLE = Example("It opens at nine.", "Doors open at nine.", "when?", True, "faithful", 1.0)
# Smaller arrays are biases and norms, which eight bits would harm and hardly shrink.
_LEAST = 10_000


def export(network: CrossEncoder, path: Path) -> None:
    """Write `path` (.xml) and its .bin. Matrices become int8 with a scale for each row."""
    openvino = import_openvino()
    # The tracer warns of shapes that it freezes; the tests compare pairs of several lengths.
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        inputs = tuple(pair_batch([_SAMPLE, _SAMPLE]))
        graph = openvino.convert_model(network.float().eval(), example_input=inputs)
    for node in graph.get_ordered_ops():
        if node.get_type_name() == "Constant":
            _shrink(node)
    graph.validate_nodes_and_infer_types()
    openvino.save_model(graph, str(path), compress_to_fp16=False)


def eight_bits(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """(n, m) as int8, and the scale of each row (n, 1) that gives it back."""
    scale = np.maximum(np.abs(weights).max(axis=1, keepdims=True) / 127, 1e-9).astype(np.float32)
    return np.round(weights / scale).astype(np.int8), scale


def _shrink(node: Any) -> None:
    """Put int8 and a scale in the place of a constant matrix."""
    from openvino import opset13

    weights = node.get_data()
    if weights.ndim != 2 or weights.size < _LEAST or weights.dtype != np.float32:
        return
    small, scale = eight_bits(weights)
    wide = opset13.convert(opset13.constant(small), "f32")
    product = opset13.multiply(wide, opset13.constant(scale))
    for reader in node.output(0).get_target_inputs():
        reader.replace_source_output(product.output(0))
