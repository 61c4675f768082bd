"""Records requests for `truephrase bench`, off the path of replies: ``serve --record FILE``."""

from __future__ import annotations

import logging
import os
import secrets
import threading
from collections import deque
from collections.abc import Awaitable
from pathlib import Path

import msgspec
from starlette.responses import Response
from starlette.types import Scope

from nlg_server.handler import Handler
from nlg_server.settings.server import ServerSettings
from nlg_server.telemetry.metrics import Metrics
from nlg_server.telemetry.recorded_request import RecordingRules, recorded_line
from nlg_server.telemetry.rotating_lines import RotatingLines
from prompts.providers.thread_switching import switch_often

log = logging.getLogger("truephrase.record")

FILE_VARIABLE, KEY_VARIABLE = "TRUEPHRASE_RECORD", "TRUEPHRASE_RECORD_KEY"
"""Tell each worker process the file and the key, which lives as long as the server."""

_WAITING = 256
_WAITING_BYTES = 32 * 2**20
_CLOSING_SECONDS = 2.0


class Recorder:
    """Keeps request bodies in a bounded queue; a thread masks and writes them.

    `offer` never waits: what does not fit is dropped, and counted as such.
    """

    def __init__(self, lines: RotatingLines, rules: RecordingRules, metrics: Metrics) -> None:
        self._lines, self._rules, self._count = lines, rules, metrics.recordings.labels
        self._waiting: deque[bytes] = deque()
        self._bytes = 0
        self._change = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="recorder", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        switch_often()
        self._thread.start()

    def close(self) -> None:
        """Write what waits, for at most two seconds, and stop."""
        with self._change:
            self._closed = True
            self._change.notify()
        self._thread.join(_CLOSING_SECONDS)

    def offer(self, body: bytes) -> None:
        """Record `body` when there is time."""
        with self._change:
            full = len(self._waiting) >= _WAITING or self._bytes + len(body) > _WAITING_BYTES
            if not full and not self._closed:
                self._waiting.append(body)
                self._bytes += len(body)
                self._change.notify()
                return
        self._count("dropped").inc()

    def around(self, handler: Handler) -> Handler:
        """`handler`, with each of its requests offered before it is answered."""

        def recorded(body: bytes, scope: Scope) -> Response | Awaitable[Response]:
            self.offer(body)
            return handler(body, scope)

        return recorded

    def _work(self) -> None:
        while (body := self._next()) is not None:
            self._count(self._recorded(body)).inc()

    def _next(self) -> bytes | None:
        with self._change:
            self._change.wait_for(lambda: self._waiting or self._closed)
            if not self._waiting:
                return None
            body = self._waiting.popleft()
            self._bytes -= len(body)
            return body

    def _recorded(self, body: bytes) -> str:
        try:
            line = recorded_line(body, self._rules)
            if line is None:
                return "not_asked"
            self._lines.append(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return "unreadable"
        except Exception as error:  # a reply is worth more than its recording
            log.warning("a request was not recorded: %s", type(error).__name__)
            return "failed"
        return "recorded"


def announce(path: Path) -> None:
    """Have this process and its workers record to `path`."""
    os.environ[FILE_VARIABLE] = str(path.resolve())
    os.environ[KEY_VARIABLE] = secrets.token_hex(16)


def announced_recorder(settings: ServerSettings, metrics: Metrics) -> Recorder | None:
    """The recorder that `announce` asked for. Raises SettingsError for an unusable file."""
    path = os.environ.get(FILE_VARIABLE)
    if not path:
        return None
    lines = RotatingLines(Path(path), int(settings.record_max_mb * 2**20))
    lines.check()
    key = os.environ.get(KEY_VARIABLE) or secrets.token_hex(16)
    rules = RecordingRules(settings.record_consent_slot, settings.record_masked, key.encode())
    return Recorder(lines, rules, metrics)
