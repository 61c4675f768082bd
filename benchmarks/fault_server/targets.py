"""Addresses at which a client fails before any HTTP is spoken: DNS, TLS, refused, unaccepted."""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Callable, Iterator

from benchmarks.fault_server.server import FaultServer


@contextlib.contextmanager
def unresolvable() -> Iterator[str]:
    """A name that no DNS resolves (RFC 2606)."""
    yield "http://model.invalid/v1"


@contextlib.contextmanager
def refused() -> Iterator[str]:
    """A port that is taken and nobody listens on."""
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{unheard.getsockname()[1]}/v1"


@contextlib.contextmanager
def never_accepted() -> Iterator[str]:
    """A listener whose backlog is full, so that connecting itself hangs."""
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(4):
            queued = stack.enter_context(socket.socket())
            queued.setblocking(False)
            queued.connect_ex(listener.getsockname())
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1"


@contextlib.contextmanager
def plain_http_behind_https() -> Iterator[str]:
    """A server that speaks no TLS."""
    with FaultServer() as server:
        yield server.url.replace("http://", "https://")


@contextlib.contextmanager
def untrusted_certificate() -> Iterator[str]:
    """A TLS server whose certificate is signed by nobody the client knows."""
    import trustme

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with FaultServer(tls=context) as server:
        yield server.url


TARGETS: dict[str, Callable[[], contextlib.AbstractContextManager[str]]] = {
    "dns": unresolvable,
    "refused": refused,
    "never_accepted": never_accepted,
    "no_tls": plain_http_behind_https,
    "untrusted_tls": untrusted_certificate,
}
