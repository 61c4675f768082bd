"""Log lines as text for people or JSON for machines. Never a message text, slot value or key.

What an exception says may hold any of them, so its type and its frames are told, not its words.
"""

from __future__ import annotations

import logging
import sys
import time
from types import TracebackType
from typing import TypeAlias

import msgspec

from nlg_server.telemetry.request_id import current_request_id
from nlg_server.telemetry.tracebacks import wordless

_TEXT = "%(asctime)s %(levelname)-7s %(name)s [%(request_id)s] %(message)s"


_NOISY = ("httpx", "httpcore", "openai", "LiteLLM", "watchfiles", "faiss", "uvicorn.access")


class _WithRequestId(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id()
        return True


_Raised: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class TextFormatter(logging.Formatter):
    """A line for people; exceptions say what they say only where `content` lets them."""

    def __init__(self, *, content: bool = False) -> None:
        super().__init__(_TEXT)
        self._content = content

    def format(self, record: logging.LogRecord) -> str:
        if record.exc_info:
            record.exc_text = None  # another handler may have kept the exception's words there
        return super().format(record)

    def formatException(self, ei: _Raised) -> str:  # logging's own name
        if self._content or ei[1] is None:
            return super().formatException(ei)
        return wordless(ei[1])


class JsonFormatter(TextFormatter):
    """One JSON object a line: time (UTC, ISO 8601), level, logger, request_id, message, error."""

    def format(self, record: logging.LogRecord) -> str:
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        fields = {
            "time": f"{stamp}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "request_id": getattr(record, "request_id", "-"),
            "message": record.getMessage(),
        }
        if record.exc_info:
            fields["error"] = self.formatException(record.exc_info)
        return msgspec.json.encode(fields).decode()


def configure_logs(level: str = "info", style: str = "text", *, content: bool = False) -> None:
    """Send all log lines to standard error; `style` is ``text`` or ``json``.

    `content` lets exceptions say their words, which may hold texts and slot values.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_WithRequestId())
    formatter = JsonFormatter if style == "json" else TextFormatter
    handler.setFormatter(formatter(content=content))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for noisy in _NOISY:
        logging.getLogger(noisy).setLevel(max(logging.WARNING, root.level))
