"""What answers the body of a request; the seam between HTTP and what stands around an answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.responses import Response
from starlette.types import Scope

Handler = Callable[[bytes, Scope], Response | Awaitable[Response]]
"""Answers at once with a Response, or with an awaitable where it has to wait."""
