"""A larger network that reads both texts at once, for what the small one is unsure of.

Six layers of MiniLM (a cross-encoder: every word sees every other of both texts), trained by
`benchmarks.meaning.cross` and run by OpenVINO without torch. Some 7 ms a pair, against 1 ms of
the small network, which compares two texts that were read apart.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from nlg_server.fidelity.meaning.pair import lay_out
from prompts.errors import PackageDamaged
from search.embedding.openvino_runtime import core

GRAPH: Final = "cross_encoder.xml"
# Bfloat16 is no faster for one pair. Processors differ by up to 0.1 in the odds all the same.
_SETTINGS: Final = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": "f32"}


class CrossEncoder:
    """Compares two texts given as word pieces of all-MiniLM-L6-v2; safe in many threads."""

    def __init__(self, graph: Path) -> None:
        """Load `graph`, an .xml file beside its .bin: 0.3 s. Raises PackageDamaged."""
        try:
            compiled = core().compile_model(str(graph), "CPU", _SETTINGS)
        except RuntimeError as error:  # OpenVINO's only kind
            reason = str(error).strip().splitlines()[-1]
            raise PackageDamaged(
                f"{graph}: cannot be loaded ({reason}) Install truephrase again."
            ) from error
        self._request = compiled.create_infer_request()
        self._lock = threading.Lock()

    def score(self, template: Sequence[int], reply: Sequence[int]) -> float:
        """The logarithm of the odds that the reply says what the template says."""
        row = lay_out(template, reply)
        pieces = np.array([row.pieces], np.int64)
        fed = [pieces, np.ones_like(pieces), np.array([row.reply], np.int64)]
        with self._lock:
            found = self._request.infer(fed)
            return float(next(iter(found.values()))[0])
