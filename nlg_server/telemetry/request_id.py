"""The id that ties a request's log lines together."""

from __future__ import annotations

import re
import uuid
from contextvars import ContextVar

from starlette.types import Scope

_current: ContextVar[str] = ContextVar("request_id", default="-")
_ALLOWED = re.compile(rb"[A-Za-z0-9._:-]{1,128}")


def current_request_id() -> str:
    """The id of the request being answered in this task; ``-`` outside of one."""
    return _current.get()


def enter_request(scope: Scope) -> str:
    """Take the caller's ``X-Request-Id`` where it is a plain token, else make one."""
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _ALLOWED.fullmatch(value):
            request_id: str = value.decode("ascii")
            break
    else:
        request_id = uuid.uuid4().hex[:16]
    _current.set(request_id)
    return request_id
