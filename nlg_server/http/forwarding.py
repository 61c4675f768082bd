"""Passes a request for another action on to the project's own action server, unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.types import Scope

from nlg_server.http.replies import error_reply

if TYPE_CHECKING:
    import httpx

_PASSED_ON = (b"content-type", b"authorization", b"x-request-id", b"traceparent")


class Upstream:
    """The project's own action server, at one configured URL and nowhere else."""

    def __init__(self, url: str, timeout: float) -> None:
        self.url, self._timeout = url, timeout
        self._client: httpx.AsyncClient | None = None

    async def forward(self, action: str, body: bytes, scope: Scope) -> Response:
        """The upstream's status, body and content type; 502 or 504 when it does not answer."""
        import httpx

        if self._client is None:
            self._client = httpx.AsyncClient(timeout=self._timeout, trust_env=False)
        passed = [(name, value) for name, value in scope["headers"] if name in _PASSED_ON]
        url = httpx.URL(self.url)
        if query := scope.get("query_string", b""):
            url = url.copy_merge_params(httpx.QueryParams(query.decode("latin-1")))
        try:
            answer = await self._client.post(url, content=body, headers=passed)
        except httpx.TimeoutException:
            return self._failed(504, action, f"did not answer within {self._timeout:g} s")
        except httpx.HTTPError as error:
            return self._failed(502, action, f"cannot be reached ({type(error).__name__})")
        media_type = answer.headers.get("content-type", "application/json")
        return Response(answer.content, answer.status_code, {"content-type": media_type})

    async def actions(self) -> list[dict[str, str]]:
        """The upstream's own ``GET /actions``; empty when it does not answer within a second."""
        import httpx

        url = httpx.URL(self.url)
        try:
            async with httpx.AsyncClient(timeout=1.0, trust_env=False) as client:
                answer = await client.get(
                    url.copy_with(path=url.path.removesuffix("webhook") + "actions")
                )
            listed = answer.json()
        except (httpx.HTTPError, ValueError):
            return []
        if not isinstance(listed, list):
            return []
        return [
            item for item in listed if isinstance(item, dict) and isinstance(item.get("name"), str)
        ]

    async def aclose(self) -> None:
        """Close the pooled connections."""
        if self._client is not None:
            await self._client.aclose()

    def _failed(self, status: int, action: str, what: str) -> Response:
        message = (
            f"{action!r} was passed on to action_endpoint.upstream {self.url}, which {what}. "
            "Start that server, or mend the URL."
        )
        return error_reply(status, message, action_name=action)
