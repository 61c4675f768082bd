"""A larger network that reads both texts at once, for what the small one is unsure of.

Twelve layers of multilingual-e5-small (a cross-encoder: every word sees every other of both
texts), trained by `benchmarks.meaning.cross` and run by OpenVINO without torch. Some 8 ms a pair,
against 1 ms of the small network, which compares two texts that were read apart.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
from tokenizers import Tokenizer

from nlg_server.fidelity.meaning.pair import lay_out
from prompts.errors import PackageDamaged
from search.embedding.openvino_runtime import core

GRAPH: Final = "cross_encoder.xml"
TOKENIZER: Final = "cross_encoder.json"
# Bfloat16 is no faster for one pair; groups of 128 numbers that share a scale are an eighth faster
# than 32, and move the odds by 0.03. Processors differ by up to 0.1 all the same.
_SETTINGS: Final = {
    "PERFORMANCE_HINT": "LATENCY",
    "INFERENCE_PRECISION_HINT": "f32",
    "DYNAMIC_QUANTIZATION_GROUP_SIZE": 128,
}


class CrossEncoder:
    """Compares two texts in any two of five languages; safe in many threads."""

    def __init__(self, folder: Path) -> None:
        """Load `GRAPH`, with its .bin, and `TOKENIZER`: 0.5 s. Raises PackageDamaged."""
        self._tokenizer = _loaded(folder / TOKENIZER, Tokenizer.from_file)
        compiled = _loaded(
            folder / GRAPH, lambda graph: core().compile_model(graph, "CPU", _SETTINGS)
        )
        self._request = compiled.create_infer_request()
        self._lock = threading.Lock()

    def score(self, template: str, reply: str) -> float:
        """The logarithm of the odds that the reply says what the template says."""
        row = lay_out(self._pieces(template), self._pieces(reply))
        pieces = np.array([row.pieces], np.int64)
        fed = [pieces, np.ones_like(pieces), np.array([row.reply], np.int64)]
        with self._lock:
            found = self._request.infer(fed)
            return float(next(iter(found.values()))[0])

    def _pieces(self, text: str) -> list[int]:
        pieces: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return pieces


def _loaded(file: Path, load: Callable[[str], Any]) -> Any:
    try:
        return load(str(file))
    except Exception as error:  # tokenizers raises bare Exception, OpenVINO RuntimeError
        reason = str(error).strip().splitlines()[-1]
        message = f"{file}: cannot be loaded ({reason}) Install truephrase again."
        raise PackageDamaged(message) from error
