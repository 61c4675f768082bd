"""Tracebacks without what exceptions say: their words may hold a text, a slot value or a key."""

from __future__ import annotations

import traceback

_HEAD = "Traceback (most recent call last):\n"
_THEN = "\n\nAfter which came:\n\n"
_WITHIN = "\n\nWhich held:\n\n"


def wordless(error: BaseException) -> str:
    """Frames and types of `error`, of what it came of, first, and of what a group holds, last."""
    return _THEN.join(_told(one) for one in reversed(_chain(error)))


def _chain(error: BaseException) -> list[BaseException]:
    """`error`, what it came of, and so on; each once, as a chain may lead back into itself."""
    found: list[BaseException] = []
    earlier: BaseException | None = error
    while earlier is not None and not any(earlier is one for one in found):
        found.append(earlier)
        hidden = earlier.__suppress_context__
        earlier = earlier.__cause__ or (None if hidden else earlier.__context__)
    return found


def _told(error: BaseException) -> str:
    frames = "".join(traceback.format_tb(error.__traceback__))
    own = (_HEAD + frames if frames else "") + _kind(error)
    held = getattr(error, "exceptions", ())  # an ExceptionGroup's, from Python 3.11 on
    parts = [wordless(one) for one in held if isinstance(one, BaseException)]
    return own + "".join(_WITHIN + part for part in parts)


def _kind(error: BaseException) -> str:
    kind = type(error)
    room = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    return room + kind.__qualname__
