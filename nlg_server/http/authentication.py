"""Checks that a request carries what endpoints.yml makes Rasa send. Constant time."""

from __future__ import annotations

import base64
import hmac
from urllib.parse import parse_qs

from starlette.types import Scope

from nlg_server.settings.endpoint import Endpoint
from prompts.errors import RequestError


class Authentication:
    """Compares token, basic auth and custom headers with an endpoint block's."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._token = endpoint.token.encode() if endpoint.token else None
        self._token_name = endpoint.token_name
        self._headers = {
            name.lower().encode("latin-1", "replace"): value.encode("utf-8")
            for name, value in endpoint.headers.items()
        }
        if endpoint.basic_auth:
            pair = ":".join(endpoint.basic_auth).encode()
            self._headers.setdefault(b"authorization", b"Basic " + base64.b64encode(pair))
        self.required = self._token is not None or bool(self._headers)

    def check(self, scope: Scope) -> None:
        """Raise RequestError (401), naming what is missing or wrong but never a secret."""
        if not self.required:
            return
        sent = dict(scope["headers"])
        for name, expected in self._headers.items():
            if not hmac.compare_digest(sent.get(name, b""), expected):
                raise RequestError(401, f"the header {name.decode()!r} is missing or wrong")
        if self._token is None:
            return
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        token = (query.get(self._token_name) or [""])[-1].encode()
        if not hmac.compare_digest(token, self._token):
            raise RequestError(401, f"the query parameter {self._token_name!r} is missing or wrong")
