"""Everything one server process runs on, wired from a project's settings."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from nlg_server.domain_source import DomainSource
from nlg_server.fidelity import warm_up
from nlg_server.http.forwarding import Upstream
from nlg_server.model_notes import model_notes
from nlg_server.nlg import NlgEndpoint
from nlg_server.project import Project
from nlg_server.rephrasing.judge_loading import judge_of
from nlg_server.rephrasing.rephraser import Refusing, Rephraser
from nlg_server.rephrasing.response_prompts import ResponsePrompts
from nlg_server.searching.answers import SearchAnswers
from nlg_server.searching.knowledge import Knowledge
from nlg_server.telemetry.metrics import Metrics
from nlg_server.telemetry.model_metrics import ModelMetrics
from nlg_server.telemetry.tracing import tracing_of
from nlg_server.webhook import Webhook
from prompts.cassette import RecordedModel
from prompts.completions.cache import CacheSettings
from prompts.completions.split_cache import MASKED_PURPOSES
from prompts.completions.stack import ModelStack, StackOptions, build_model
from prompts.errors import PromptError
from prompts.model import LanguageModel
from prompts.rendering import PromptTemplate

log = logging.getLogger("truephrase")


class Service:
    """Responses, rephraser, search and webhook of one project. Nothing here needs a network.

    `start` begins what loads behind a server that already answers: the model client and the
    search index. `model` replaces the configured one, for tests and demos.
    """

    def __init__(self, project: Project, model: LanguageModel | None = None) -> None:
        self.project = project
        self.metrics = Metrics(tracing_of(project.server.tracing))
        self.domain = DomainSource(project, self.metrics)
        self._warming: asyncio.Task[None] | None = None
        self.model = model or _configured_model(project, self.metrics)
        settings = project.rephrase
        judge = judge_of(settings.judge, self.model)
        rephraser = Rephraser(
            self.model, settings, _prompt(project), self.metrics, judge, _refusing(self.model)
        )
        self.nlg = NlgEndpoint(
            lambda: self.domain.responses,
            rephraser,
            ResponsePrompts(project.folder),
            settings,
            self.metrics,
            show_content=project.server.log_content,
        )
        self.knowledge = Knowledge(project, self.metrics)
        self.search = SearchAnswers(project, self.knowledge, self.model, self.metrics)
        actions = project.actions
        self.upstream = (
            Upstream(actions.upstream, actions.upstream_timeout) if actions.upstream else None
        )
        self.webhook = Webhook(
            self.search.run,
            self.upstream,
            self.domain.as_mapping,
            self.search.budget,
            self.metrics,
        )

    async def start(self) -> None:
        """Begin loading in the background; returns at once."""
        for line in model_notes(self.project):
            log.info("%s", line)
        if (begin := getattr(self.model, "start_loading", None)) is not None:
            begin()
        self.domain.start()
        self.knowledge.start()
        self._warming = asyncio.create_task(asyncio.to_thread(warm_up))

    async def aclose(self) -> None:
        """Stop watching and close connections."""
        if self._warming is not None:
            await asyncio.gather(self._warming, return_exceptions=True)
        await self.domain.aclose()
        await self.knowledge.aclose()
        if self.upstream is not None:
            await self.upstream.aclose()
        if self.model is not None:
            await self.model.aclose()
        await self.metrics.tracing.aclose()

    def readiness(self) -> dict[str, Any]:
        """Which parts are ready: the responses must be, model and search may follow."""
        return {
            "responses": self.domain.loaded,
            "model": getattr(self.model, "ready", self.model is not None),
            "search": self.knowledge.ready,
            "generation": self.knowledge.generation,
        }


def _configured_model(project: Project, metrics: Metrics) -> LanguageModel | None:
    if project.server.cassette is not None:
        return RecordedModel(project.folder / project.server.cassette)
    if not any(group.usable for group in project.groups):
        return None
    server = project.server
    cache = CacheSettings(
        ttl_seconds=server.cache_seconds,
        max_entries=server.cache_entries,
        variants=server.cache_variants,
    )
    options = StackOptions(
        max_in_flight=server.max_model_calls,
        cache=cache if server.cache_seconds and server.cache_entries else None,
        redis_url=server.redis_url,
        shared_purposes=MASKED_PURPOSES if project.rephrase.masking else None,
    )
    return build_model(project.groups, options, ModelMetrics(metrics))


def _refusing(model: LanguageModel | None) -> Refusing:
    return model.refusing if isinstance(model, ModelStack) else lambda group: None


def _prompt(project: Project) -> PromptTemplate:
    try:
        return project.rephrase_prompt()
    except PromptError as error:
        log.error("%s The built-in prompt serves instead.", error)
        return PromptTemplate.builtin("rephrase")
