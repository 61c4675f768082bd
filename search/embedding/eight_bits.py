"""Weights of an OpenVINO graph in eight bits: a quarter of the bytes to read for each inference."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.embedding.openvino_runtime import import_openvino

# Smaller arrays are biases and norms, which eight bits would harm and hardly shrink.
_LEAST = 10_000


def shrink(graph: Any) -> None:
    """Put uint8, a zero point and a scale for each row in the place of every constant matrix."""
    import_openvino()
    for node in graph.get_ordered_ops():
        if node.get_type_name() == "Constant":
            _shrink(node)
    graph.validate_nodes_and_infer_types()


def eight_bits(
    weights: NDArray[np.float32],
) -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.float32]]:
    """(n, m) as uint8, and each row's zero point and scale, (n, 1), that give it back.

    ``(small - zero) * scale`` is within a scale of the weight; zero itself stays zero.
    """
    least = np.minimum(weights.min(axis=1, keepdims=True), 0)
    most = np.maximum(weights.max(axis=1, keepdims=True), 0)
    scale = np.maximum((most - least) / 255, 1e-9).astype(np.float32)
    zero = np.round(-least / scale)
    small = np.clip(np.round(weights / scale + zero), 0, 255)
    return small.astype(np.uint8), zero.astype(np.uint8), scale


def _shrink(node: Any) -> None:
    from openvino import opset13

    weights = node.get_data()
    if weights.ndim != 2 or weights.size < _LEAST or weights.dtype != np.float32:
        return
    small, zero, scale = eight_bits(weights)
    wide, middle = (opset13.convert(opset13.constant(part), "f32") for part in (small, zero))
    product = opset13.multiply(opset13.subtract(wide, middle), opset13.constant(scale))
    for reader in node.output(0).get_target_inputs():
        reader.replace_source_output(product.output(0))
