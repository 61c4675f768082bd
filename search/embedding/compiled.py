"""A graph that OpenVINO has compiled: rows of token ids in, vectors out."""

from __future__ import annotations

from collections.abc import Sequence
from queue import SimpleQueue
from typing import Any

import numpy as np

from search.embedding.openvino_runtime import core
from search.vector_store import Vectors


class CompiledGraph:
    """Calls from several threads share a pool of requests.

    Args:
        graph: what `core().read_model` returned; not changed.
        precision: "f32" or "bf16".
        requests: how many inferences may be under way.
        width: how many tokens it takes, of one row; any number of rows of any length without.
    """

    def __init__(
        self, graph: Any, precision: str, requests: int, *, width: int | None = None
    ) -> None:
        self.width = width
        self._inputs = [port.get_any_name() for port in graph.inputs]
        if width:
            graph = graph.clone()
            graph.reshape({name: [1, width] for name in self._inputs})
        compiled = core().compile_model(
            graph,
            "CPU",
            {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": precision},
        )
        self._requests: SimpleQueue[Any] = SimpleQueue()
        for _ in range(requests):
            self._requests.put(compiled.create_infer_request())

    def infer(self, rows: Sequence[Sequence[int]]) -> Vectors:
        """float32 of shape (len(rows), dimension); shorter rows are padded."""
        width = self.width or max(len(row) for row in rows)
        ids = np.zeros((len(rows), width), np.int64)
        mask = np.zeros((len(rows), width), np.int64)
        for i, row in enumerate(rows):
            ids[i, : len(row)] = row
            mask[i, : len(row)] = 1
        fed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        request = self._requests.get()
        try:
            result = request.infer({name: fed[name] for name in self._inputs})
            vectors: Vectors = next(iter(result.values())).copy()
        finally:
            self._requests.put(request)
        return vectors
