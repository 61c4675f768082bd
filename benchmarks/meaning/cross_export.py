"""A trained cross-encoder as the OpenVINO graph that ships: weights in eight bits."""

from __future__ import annotations

import warnings
from pathlib import Path

import torch

from benchmarks.meaning.cross_encoder import CrossEncoder, pair_batch
from benchmarks.meaning.examples import Example
from search.embedding.eight_bits import shrink
from search.embedding.openvino_runtime import import_openvino

_SAMPLE = Example("It opens at nine.", "Doors open at nine.", "when?", True, "faithful", 1.0)


def export(network: CrossEncoder, path: Path) -> None:
    """Write `path` (.xml) and its .bin. Matrices become eight bits wide."""
    openvino = import_openvino()
    # The tracer warns of shapes that it freezes; the tests compare pairs of several lengths.
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        inputs = tuple(pair_batch([_SAMPLE, _SAMPLE]))
        graph = openvino.convert_model(network.float().eval(), example_input=inputs)
    shrink(graph)
    openvino.save_model(graph, str(path), compress_to_fp16=False)
