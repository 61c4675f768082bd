"""A graph that OpenVINO has compiled: rows of token ids in, vectors of texts and tokens out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from queue import SimpleQueue
from typing import Any, NamedTuple, TypeVar

import numpy as np

from search.embedding.openvino_runtime import core
from search.vector_store import Vectors

Result = TypeVar("Result")


class Inferred(NamedTuple):
    """`vectors` float32[rows, d]; `tokens` float32[rows, width, d], None where the graph has none.

    Both are the request's own memory, good until `CompiledGraph.infer` returns.
    """

    vectors: Vectors
    tokens: Vectors | None


class CompiledGraph:
    """Calls from several threads share a pool of requests.

    Args:
        graph: what `core().read_model` returned; not changed.
        precision: "f32" or "bf16".
        requests: how many inferences may be under way; None for as many as the hint is for.
        width: how many tokens it takes, of one row; any number of rows of any length without.
        hint: "LATENCY", where all cores work on one inference, or "THROUGHPUT", one on each.
    """

    def __init__(
        self,
        graph: Any,
        precision: str,
        requests: int | None,
        *,
        width: int | None = None,
        hint: str = "LATENCY",
    ) -> None:
        self.width = width
        self._inputs = [port.get_any_name() for port in graph.inputs]
        if width:
            graph = graph.clone()
            graph.reshape({name: [1, width] for name in self._inputs})
        compiled = core().compile_model(
            graph,
            "CPU",
            {"PERFORMANCE_HINT": hint, "INFERENCE_PRECISION_HINT": precision},
        )
        self.requests = requests or compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS")
        self._requests: SimpleQueue[Any] = SimpleQueue()
        for _ in range(self.requests):
            self._requests.put(compiled.create_infer_request())

    def infer(self, rows: Sequence[Sequence[int]], use: Callable[[Inferred], Result]) -> Result:
        """What `use` makes of the vectors of `rows`, of which the shorter are padded."""
        width = self.width or max(len(row) for row in rows)
        ids = np.zeros((len(rows), width), np.int64)
        mask = np.zeros((len(rows), width), np.int64)
        for i, row in enumerate(rows):
            ids[i, : len(row)] = row
            mask[i, : len(row)] = 1
        fed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        request = self._requests.get()
        try:
            result = request.infer(
                {name: fed[name] for name in self._inputs}, share_inputs=True, share_outputs=True
            )
            vectors, *tokens = result.values()
            return use(Inferred(vectors, tokens[0] if tokens else None))
        finally:
            self._requests.put(request)
