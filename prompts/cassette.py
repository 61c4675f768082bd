"""Recorded models: a JSON Lines file of requests and what a model once answered to them.

Each line is ``{"key": …, "request": {…}, "completion": {…}}``; `key` is `request_key` of the
request, so a recording answers exactly the prompt that was sent, and nothing that resembles it.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from prompts.budget import Budget
from prompts.errors import BenchError, CassetteMiss
from prompts.model import Completion, CompletionRequest, LanguageModel
from prompts.request_key import request_key


class Recording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a cassette."""

    key: str
    request: CompletionRequest
    completion: Completion


def read_cassette(path: Path) -> tuple[Recording, ...]:
    """Every recording in `path`; raises BenchError, naming file and line, for a bad line."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise BenchError(f"{path}: cannot be read: {error.strerror}") from None
    numbered = enumerate(lines, start=1)
    return tuple(_recording(path, number, line) for number, line in numbered if line.strip())


def _recording(path: Path, number: int, line: bytes) -> Recording:
    try:
        recording = msgspec.json.decode(line, type=Recording)
    except msgspec.MsgspecError as error:
        raise BenchError(f"{path}:{number}: no recording: {error}") from None
    if recording.key != request_key(recording.request):
        raise BenchError(f"{path}:{number}: the key is not that of the request; record it anew")
    return recording


class RecordedModel:
    """Replays a cassette: no network, no invention.

    A request that was recorded several times gets these answers in turn, and the last one ever
    after. One that was not raises CassetteMiss.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._answers: dict[str, list[Completion]] = {}
        self._given: dict[str, int] = {}
        for recording in read_cassette(path):
            self._answers.setdefault(recording.key, []).append(recording.completion)

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
        """The recorded completion of exactly this request."""
        budget.require()
        key = request_key(request)
        answers = self._answers.get(key)
        if answers is None:
            raise CassetteMiss(
                f"{self._path}: no recording of this {request.purpose} request ({key[:12]}); "
                "record it with a model"
            )
        turn = self._given.get(key, 0)
        self._given[key] = turn + 1
        return answers[min(turn, len(answers) - 1)]

    async def aclose(self) -> None:
        pass


class RecordingModel:
    """Appends each completion of `inner` to the cassette at `path`, as it came."""

    def __init__(self, inner: LanguageModel, path: Path) -> None:
        self._inner = inner
        self._path = path

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
        """`inner`'s completion, written down before it is returned."""
        completion = await self._inner.complete(request, budget)
        line = msgspec.json.encode(Recording(request_key(request), request, completion)) + b"\n"
        # One write of one line: several recorders of the same file do not tear each other's.
        with self._path.open("ab", buffering=0) as cassette:
            cassette.write(line)
        return completion

    async def aclose(self) -> None:
        await self._inner.aclose()
