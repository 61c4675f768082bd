"""The ASGI application: one route a thing that Rasa, a probe or Prometheus asks for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nlg_server.handler import Handler
from nlg_server.http.authentication import Authentication
from nlg_server.http.bodies import SECONDS_KEY
from nlg_server.http.endpoint_app import EndpointApp
from nlg_server.http.openapi import openapi_document
from nlg_server.http.replies import json_reply
from nlg_server.service import Service
from nlg_server.telemetry.recording import announced_recorder

_EXAMPLES = 20
"""Names of responses in the OpenAPI description, at most."""


def create_app(service: Service) -> Starlette:
    """The application of one service; its lifespan starts and closes the service."""
    project, metrics = service.project, service.metrics
    limit = int(project.server.max_body_mb * 2**20)
    answer_nlg: Handler = service.nlg.answer
    answer_webhook: Handler = service.webhook.answer
    recorder = announced_recorder(project.server, metrics)
    if recorder is not None:
        answer_nlg, answer_webhook = recorder.around(answer_nlg), recorder.around(answer_webhook)
    callers = Authentication(project.rephrase.endpoint)
    nlg = EndpointApp("nlg", answer_nlg, callers, limit, metrics)
    webhook = EndpointApp(
        "webhook",
        answer_webhook,
        Authentication(project.actions.endpoint),
        limit,
        metrics,
    )

    async def health(request: Request) -> Response:
        return json_reply({"status": "ok"})

    async def ready(request: Request) -> Response:
        parts = service.readiness()
        return json_reply(
            {"ready": parts["responses"], **parts}, 200 if parts["responses"] else 503
        )

    async def actions(request: Request) -> Response:
        return json_reply(await service.webhook.actions())

    async def exposition(request: Request) -> Response:
        return Response(metrics.exposition(), media_type="text/plain; version=0.0.4")

    async def openapi(request: Request) -> Response:
        # Names of responses are for those who may ask for them.
        names = [] if callers.required else [*service.domain.responses][:_EXAMPLES]
        return json_reply(openapi_document(names))

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[Mapping[str, Any]]:
        await service.start()
        if recorder is not None:
            recorder.start()
        try:
            yield {SECONDS_KEY: project.server.request_seconds}
        finally:
            await service.aclose()
            if recorder is not None:
                await asyncio.to_thread(recorder.close)

    routes = [
        *(Route(path, nlg) for path in ("/nlg", "/nlg/", "/")),
        *(Route(path, webhook) for path in ("/webhook", "/webhook/")),
        Route("/actions", actions),
        Route("/health", health),
        Route("/ready", ready),
        Route("/metrics", exposition),
        Route("/openapi.json", openapi),
    ]
    return Starlette(routes=routes, lifespan=lifespan)
