"""The append-only record of a run: what each request was answered, so that no call is repeated."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType

import msgspec

from prompts.errors import BenchError
from prompts.model import Completion

VERSION = 1


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One answered call: `key` hashes all that was sent, `seconds` is how long it took."""

    key: str
    seconds: float
    text: str
    model: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0

    @classmethod
    def of(cls, key: str, seconds: float, completion: Completion) -> Entry:
        return cls(
            key,
            seconds,
            completion.text,
            completion.model,
            completion.prompt_tokens,
            completion.completion_tokens,
            completion.cost,
        )

    @property
    def completion(self) -> Completion:
        return Completion(
            self.text, self.model, self.prompt_tokens, self.completion_tokens, self.cost
        )


class Journal:
    """Entries by key, in memory and in a file that is only ever appended to.

    A line goes to the file as one write before the answer is used, so killing the process at any
    time loses at most the calls that were still unanswered. A torn last line is cut off.
    """

    def __init__(self, path: Path, entries: dict[str, Entry]) -> None:
        self.path = path
        self._entries = entries
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    @classmethod
    def open(cls, path: Path, *, fresh: bool = False) -> Journal:
        """Read the file, if there is one; `fresh` sets an earlier one aside as ``.old``.

        Raises BenchError for a file that is no journal of this version.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        if fresh and path.exists():
            path.replace(path.with_suffix(path.suffix + ".old"))
        entries = _read(path) if path.exists() and path.stat().st_size else {}
        journal = cls(path, entries)
        if os.fstat(journal._file).st_size == 0:
            os.write(journal._file, b'{"truephrase_bench_journal":%d}\n' % VERSION)
        return journal

    def get(self, key: str) -> Entry | None:
        """The entry under `key`."""
        return self._entries.get(key)

    def add(self, entry: Entry) -> None:
        """Keep an entry, in the file first."""
        os.write(self._file, msgspec.json.encode(entry) + b"\n")
        self._entries[entry.key] = entry

    def __len__(self) -> int:
        return len(self._entries)

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._file)


def _read(path: Path) -> dict[str, Entry]:
    data = path.read_bytes()
    if not data.endswith(b"\n"):
        data = data[: data.rfind(b"\n") + 1]
        os.truncate(path, len(data))
    lines = data.splitlines()
    if lines and lines[0] != b'{"truephrase_bench_journal":%d}' % VERSION:
        raise BenchError(
            f"{path}:1: is no journal of version {VERSION}. Move it away, or run with --fresh."
        )
    entries: dict[str, Entry] = {}
    decoder = msgspec.json.Decoder(Entry)
    for number, line in enumerate(lines[1:], start=2):
        try:
            entry = decoder.decode(line)
        except msgspec.MsgspecError as error:
            raise BenchError(
                f"{path}:{number}: is damaged ({error}). Delete this line, or run with --fresh."
            ) from error
        entries[entry.key] = entry
    return entries
