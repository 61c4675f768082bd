"""One HTTP endpoint: authentication, body limit, request id, timing; and no exception gets out."""

from __future__ import annotations

import logging
from time import perf_counter

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from nlg_server.handler import Handler
from nlg_server.http.authentication import Authentication
from nlg_server.http.bodies import CallerLeft, read_body
from nlg_server.http.hangup import until_hangup
from nlg_server.http.replies import error_reply
from nlg_server.telemetry.metrics import Metrics
from nlg_server.telemetry.request_id import enter_request
from prompts.errors import RequestError

log = logging.getLogger("truephrase.http")


class EndpointApp:
    """An ASGI application for ``POST`` on one path.

    A handler that answers at once returns a Response; one that waits returns an awaitable, which
    is cancelled when the caller hangs up.
    """

    def __init__(
        self, name: str, handler: Handler, auth: Authentication, limit: int, metrics: Metrics
    ) -> None:
        self._name, self._handler, self._auth, self._limit = name, handler, auth, limit
        self._metrics = metrics
        self._seconds = metrics.seconds.labels("request")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        start = perf_counter()
        request_id = enter_request(scope)
        self._metrics.in_flight.inc()
        try:
            with self._metrics.tracing.request(f"POST /{self._name}", scope["headers"]):
                response = await self._respond(scope, receive)
                self._metrics.tracing.note(
                    {"http.response.status_code": response.status_code, "request.id": request_id}
                )
            response.headers["x-request-id"] = request_id
            await response(scope, receive, send)
        except CallerLeft:
            self._metrics.replies.labels(self._name, "error", "caller_left").inc()
        finally:
            self._metrics.in_flight.dec()
            self._seconds.observe(perf_counter() - start)

    async def _respond(self, scope: Scope, receive: Receive) -> Response:
        if scope["method"] != "POST":
            return Response(status_code=405, headers={"allow": "POST"})
        try:
            self._auth.check(scope)
            body = await read_body(scope, receive, self._limit)
            answer = self._handler(body, scope)
            if isinstance(answer, Response):
                return answer
            return await until_hangup(answer, receive)
        except RequestError as error:
            self._metrics.replies.labels(self._name, "error", f"http_{error.status}").inc()
            log.warning("%s: %d: %s", self._name, error.status, error)
            return error_reply(error.status, str(error))
        except CallerLeft:
            raise
        except Exception:
            self._metrics.replies.labels(self._name, "error", "internal_error").inc()
            log.exception("%s: internal error", self._name)
            return error_reply(500, "internal error; see the server's log")
