"""Runs the server: sockets, worker processes, logs."""

from __future__ import annotations

import gc
import logging
import os
import socket
import tempfile
from importlib.util import find_spec
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from nlg_server.http.app import create_app
from nlg_server.project import Project, load_project
from nlg_server.service import Service
from nlg_server.small_products import multiply_on_one_thread
from nlg_server.telemetry.logs import configure_logs
from nlg_server.telemetry.metrics import SHARED_FOLDER
from prompts.errors import SettingsError

log = logging.getLogger("truephrase")

_PROTOCOL = "nlg_server.http.bounded_protocol:BoundedProtocol"
_FOLDER, _ENDPOINTS = "TRUEPHRASE_PROJECT", "TRUEPHRASE_ENDPOINTS"


def serve_project(
    folder: Path,
    endpoints: Path | None = None,
    *,
    host: str | None = None,
    port: int | None = None,
    workers: int = 1,
) -> None:
    """Serve until stopped. Raises SettingsError before a socket is opened."""
    multiply_on_one_thread()
    project = load_project(folder, endpoints)
    _log_as_set(project)
    os.environ[_FOLDER] = str(folder.resolve())
    if endpoints is not None:
        os.environ[_ENDPOINTS] = str(endpoints.resolve())
    host = host or project.server.host
    sockets = [_listen(host, project.port if port is None else port)]
    if port is None and (extra := _action_socket(project, host)) is not None:
        sockets.append(extra)
    for bound in sockets:
        log.info("Listening on http://%s:%d", *bound.getsockname()[:2])
    config = uvicorn.Config(
        "nlg_server.serving:app_of_environment",
        factory=True,
        workers=workers,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=int(project.server.graceful_seconds),
        timeout_keep_alive=30,
        http=_PROTOCOL if find_spec("httptools") else "auto",
        ws="none",
    )
    server = uvicorn.Server(config)
    if workers == 1:
        server.run(sockets)
    else:
        from uvicorn.supervisors import Multiprocess

        with tempfile.TemporaryDirectory(prefix="truephrase-metrics-") as shared:
            os.environ[SHARED_FOLDER] = shared
            Multiprocess(config, sockets).run()


def app_of_environment() -> Starlette:
    """The application of the project that `serve_project` named, for each worker process."""
    named = os.environ.get(_ENDPOINTS)
    project = load_project(Path(os.environ[_FOLDER]), Path(named) if named else None)
    _log_as_set(project)
    app = create_app(Service(project))
    # What is there now stays, so that no full collection walks it while a request waits.
    gc.freeze()
    return app


def _log_as_set(project: Project) -> None:
    server = project.server
    configure_logs(server.log_level, server.log_format, content=server.log_content)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise SettingsError(
            "endpoints.yml",
            "truephrase.port",
            f"{host}:{port} cannot be listened on ({error.strerror}).",
            "Stop what uses it, or choose another port with --port.",
        ) from error
    bound.listen(2048)
    bound.set_inheritable(True)
    return bound


def _action_socket(project: Project, host: str) -> socket.socket | None:
    """A second socket, where `action_endpoint.url` names another port of this machine.

    When that port is taken it is the project's own action server, which is told and left alone.
    """
    port = project.actions.endpoint.port
    if port is None or port == project.port:
        return None
    try:
        return _listen(host, port)
    except SettingsError:
        log.warning(
            "Port %d of action_endpoint.url is taken by another server, so actions do not come "
            "here. Point action_endpoint.url at port %d, and action_endpoint.upstream at that "
            "server.",
            port,
            project.port,
        )
        return None
