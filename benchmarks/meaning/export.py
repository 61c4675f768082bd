"""Writes a trained network as the arrays that `nlg_server.fidelity.meaning.network` reads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from benchmarks.meaning.comparer import Comparer, Window


def export(network: Comparer, path: Path) -> None:
    """Words as eight bits and a scale each, everything else as half floats."""
    words = _array(network.vectors.weight) + _array(network.learnt.weight)
    scales = np.maximum(np.abs(words).max(axis=1) / 127, 1e-6)
    arrays = {name: array.astype(np.float16) for name, array in _arrays(network).items()} | {
        "table": np.round(words / scales[:, None]).astype(np.int8),
        "scales": scales.astype(np.float16),
    }
    np.savez(path, **arrays)


def _arrays(network: Comparer) -> dict[str, NDArray[np.float32]]:
    width = network.project.out_features
    pair = _array(network.pair.weight).T
    # The comparison takes x, y, x - y and x * y; the first three are two, once added up.
    plain, told, less, product = (pair[width * i : width * (i + 1)] for i in range(4))
    first, last = network.head[0], network.head[3]
    return {
        **_linear("proj", network.project),
        **_linear("glob", network.whole),
        **_linear("q", network.key),
        "sq.w": _array(network.plain_key.weight).T,
        "nothing": _array(network.nothing),
        "match": _array(network.match),
        "cmp.x": plain + less,
        "cmp.a": told - less,
        "cmp.p": product,
        "cmp.m": pair[4 * width :],
        "cmp.b": _array(network.pair.bias),
        "side": _array(network.side.weight),
        "att.w": _array(network.share.weight)[0],
        **_linear("out0", first),
        "out1.w": _array(last.weight)[0],
        "out1.b": _array(last.bias)[0],
        **_window("enc0", network.first),
        **_window("enc1", network.second),
        **_window("cc", network.pairs),
    }


def _window(name: str, window: Window) -> dict[str, NDArray[np.float32]]:
    kernel = _array(window.window.weight)
    return {
        f"{name}.norm": _array(window.norm.weight),
        f"{name}.shift": _array(window.norm.bias),
        f"{name}.c.w": kernel.transpose(2, 1, 0).reshape(-1, kernel.shape[0]),
        f"{name}.c.b": _array(window.window.bias),
        **_linear(f"{name}.o", window.out),
    }


def _linear(name: str, layer: nn.Module) -> dict[str, NDArray[np.float32]]:
    return {f"{name}.w": _array(layer.weight).T, f"{name}.b": _array(layer.bias)}


def _array(weight: object) -> NDArray[np.float32]:
    found: NDArray[np.float32] = torch.as_tensor(weight).detach().float().numpy()
    return found
