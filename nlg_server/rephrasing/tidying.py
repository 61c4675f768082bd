"""The harmless outer noise of a model's reply, taken off before the check."""

from __future__ import annotations

_QUOTES = (('"', '"'), ("“", "”"), ("„", "“"), ("«", "»"))


def tidy(reply: str, template: str) -> str:
    """`reply` without outer white space, and without quotes around the whole of it.

    Quotes stay when the template has them too.
    """
    reply = reply.strip()
    for opening, closing in _QUOTES:
        inner = reply[1:-1]
        if (
            len(reply) > 2
            and reply.startswith(opening)
            and reply.endswith(closing)
            and opening not in inner
            and closing not in inner
            and not template.startswith(opening)
        ):
            return inner.strip()
    return reply
