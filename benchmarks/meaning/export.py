"""A network as the arrays that `nlg_server.fidelity.meaning.network` reads: written, read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from benchmarks.meaning.comparer import Comparer, Window

# Layers of one output, whose only row is written.
_ONE_ROW = frozenset({"att.w", "out1.w", "out1.b"})


def export(network: Comparer, path: Path) -> None:
    """Words as eight bits and a scale each, everything else as half floats."""
    words = _array(network.vectors.weight) + _array(network.learnt.weight)
    scales = np.maximum(np.abs(words).max(axis=1) / 127, 1e-6)
    arrays = {name: _as_run(name, weight) for name, weight in _weights(network).items()}
    written: dict[str, Any] = {
        "table": np.round(words / scales[:, None]).astype(np.int8),
        "scales": scales.astype(np.float16),
        **{name: array.astype(np.float16) for name, array in (arrays | _pair(network)).items()},
    }
    np.savez(path, **written)


def restored(path: Path, dropout: float) -> Comparer:
    """The network that `export` wrote, to be trained further."""
    with np.load(path) as file:
        arrays = {name: file[name].astype(np.float32) for name in file.files}
    words = arrays["table"] * arrays["scales"][:, None]
    network = Comparer(words, len(arrays["proj.b"]), dropout)
    plain, told = arrays["cmp.x"], arrays["cmp.a"]
    pair = np.concatenate([plain, told, np.zeros_like(plain), arrays["cmp.p"], arrays["cmp.m"]])
    with torch.no_grad():
        network.pair.weight.copy_(torch.from_numpy(pair.T))
        for name, weight in _weights(network).items():
            weight.copy_(torch.from_numpy(_as_trained(name, arrays[name], weight)))
    return network


def _pair(network: Comparer) -> dict[str, NDArray[np.float32]]:
    """The comparison of x, y, x - y and x * y; the first three are two, once added up."""
    width = network.project.out_features
    weight = _array(network.pair.weight).T
    plain, told, less, product = (weight[width * i : width * (i + 1)] for i in range(4))
    marks = weight[4 * width :]
    return {"cmp.x": plain + less, "cmp.a": told - less, "cmp.p": product, "cmp.m": marks}


def _as_run(name: str, weight: Tensor) -> NDArray[np.float32]:
    """A weight as the forward pass multiplies by it: (in, out), windows (place x in, out)."""
    array = _array(weight)
    if array.ndim == 3:
        rows: NDArray[np.float32] = array.transpose(2, 1, 0).reshape(-1, array.shape[0])
        return rows
    if name in _ONE_ROW:
        row: NDArray[np.float32] = array[0]
        return row
    return array.T if name.endswith(".w") else array


def _as_trained(name: str, array: NDArray[np.float32], weight: Tensor) -> NDArray[np.float32]:
    """What `_as_run` was given: (out, in), windows (out, in, place)."""
    shape = tuple(weight.shape)
    if len(shape) == 3:
        array = array.reshape(shape[::-1]).transpose(2, 1, 0)
    elif name.endswith(".w") and name not in _ONE_ROW:
        array = array.T
    return np.array(array.reshape(shape))


def _weights(network: Comparer) -> dict[str, Tensor]:
    """The weights by their names in the file, but for those of words and of the comparison."""
    first, last = network.head[0], network.head[3]
    return {
        **_layer("proj", network.project),
        **_layer("glob", network.whole),
        **_layer("q", network.key),
        "sq.w": network.plain_key.weight,
        "nothing": network.nothing,
        "match": network.match,
        "cmp.b": network.pair.bias,
        "side": network.side.weight,
        "att.w": network.share.weight,
        **_layer("out0", first),
        **_layer("out1", last),
        **_window("enc0", network.first),
        **_window("enc1", network.second),
        **_window("cc", network.pairs),
    }


def _window(name: str, window: Window) -> dict[str, Tensor]:
    return {
        f"{name}.norm": window.norm.weight,
        f"{name}.shift": window.norm.bias,
        **_layer(f"{name}.c", window.window),
        **_layer(f"{name}.o", window.out),
    }


def _layer(name: str, layer: nn.Module) -> dict[str, Tensor]:
    weights = dict(layer.named_parameters())
    return {f"{name}.w": weights["weight"], f"{name}.b": weights["bias"]}


def _array(weight: Tensor) -> NDArray[np.float32]:
    found: NDArray[np.float32] = weight.detach().float().numpy()
    return found
