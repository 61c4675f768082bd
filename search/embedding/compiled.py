"""A graph that OpenVINO has compiled: rows of token ids in, vectors of texts and tokens out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from queue import SimpleQueue
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from search.embedding.openvino_runtime import core, import_openvino
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
        if width:
            graph = graph.clone()
            graph.reshape({port.get_any_name(): [1, width] for port in graph.inputs})
        compiled = core().compile_model(
            graph,
            "CPU",
            {"PERFORMANCE_HINT": hint, "INFERENCE_PRECISION_HINT": precision},
        )
        self.requests = requests or compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS")
        self._requests: SimpleQueue[_Request] = SimpleQueue()
        for _ in range(self.requests):
            self._requests.put(_Request(compiled.create_infer_request()))

    def infer(self, rows: Sequence[Sequence[int]], use: Callable[[Inferred], Result]) -> Result:
        """What `use` makes of the vectors of `rows`, of which the shorter are padded."""
        width = self.width or max(len(row) for row in rows)
        request = self._requests.get()
        try:
            return use(request.inferred(rows, width))
        finally:
            self._requests.put(request)


class _Request:
    """One inference at a time, with inputs that stay where they are while the shape stays.

    Handing them over anew is a twentieth of a short query's time.
    """

    def __init__(self, request: Any) -> None:
        self._request = request
        self._inputs = [port.get_any_name() for port in request.model_inputs]
        self._outputs = len(request.model_outputs)
        self._fed: dict[str, NDArray[np.int64]] = {}

    def inferred(self, rows: Sequence[Sequence[int]], width: int) -> Inferred:
        if not self._fed or self._fed["input_ids"].shape != (len(rows), width):
            self._feed(len(rows), width)
        ids, mask = self._fed["input_ids"], self._fed["attention_mask"]
        ids.fill(0)
        mask.fill(0)
        for i, row in enumerate(rows):
            ids[i, : len(row)] = row
            mask[i, : len(row)] = 1
        self._request.infer()
        vectors, *tokens = (self._request.get_output_tensor(i).data for i in range(self._outputs))
        return Inferred(vectors, tokens[0] if tokens else None)

    def _feed(self, rows: int, width: int) -> None:
        tensor = import_openvino().Tensor
        names = ("input_ids", "attention_mask", "token_type_ids")
        fed = {name: np.zeros((rows, width), np.int64) for name in names}
        for name in self._inputs:
            self._request.set_tensor(name, tensor(fed[name], shared_memory=True))
        self._fed = fed
