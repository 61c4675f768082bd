"""The switch for the whole suite: offline, no key, and no model request can leave this machine."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"
for variable in list(os.environ):
    if variable.endswith("_API_KEY"):
        del os.environ[variable]

ALLOW_MODEL_REQUESTS = False
"""Set to True by hand to let a test reach a real provider; never committed so."""


class RealRequestRefused(AssertionError):
    """A test tried to reach another machine."""


def _is_local(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket
    host = str(address[0])
    return host in ("localhost", "::1", "0.0.0.0", "") or host.startswith("127.")


@pytest.fixture(autouse=True, scope="session")
def no_real_model_requests() -> Iterator[None]:
    """Every connection to another machine fails, whichever library opens it."""
    if ALLOW_MODEL_REQUESTS:
        yield
        return
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded(original: Any) -> Any:
        def attempt(self: socket.socket, address: Any) -> Any:
            if not _is_local(address):
                raise RealRequestRefused(f"a test tried to connect to {address!r}")
            return original(self, address)

        return attempt

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded(connect))
    patch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
    yield
    patch.undo()
