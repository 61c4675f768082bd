"""The judge of search answers that `search.judge` names, without waiting for it to load."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from prompts.budget import Budget
from prompts.errors import ModelNotReady, SettingsError
from prompts.model import LanguageModel

if TYPE_CHECKING:
    from nlg_server.project import Project
    from search.answering.answer_judge import AnswerJudge, Statement

log = logging.getLogger("truephrase")

_KEY = "search.judge"


class LoadingAnswerJudge:
    """Loads a cross-encoder in a thread; until it is there, answers become quotes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._judge: AnswerJudge | None = None
        threading.Thread(target=self._load, name="load-search-judge", daemon=True).start()

    async def objection(
        self, question: str, statements: Sequence[Statement], budget: Budget
    ) -> str | None:
        """What the judge objects; raises ModelNotReady while it loads, or where it cannot."""
        if self._judge is None:
            raise ModelNotReady("the judge is not loaded")
        return await self._judge.objection(question, statements, budget)

    def _load(self) -> None:
        try:
            self._judge = _cross_encoder(self._name)
        except SettingsError as error:
            log.error("%s Until it is mended, passages are quoted.", error)


def search_judge_of(
    project: Project, setting: str | None, model: LanguageModel | None, *, wait: bool = False
) -> AnswerJudge | None:
    """The judge that `search.judge` names: a model group, or ``cross-encoder:NAME``.

    None where there is no model, for then there is nothing to judge. A cross-encoder takes seconds
    to load; it does so in the background unless `wait` is set. Raises SettingsError where there is
    no such group, and with `wait` where the cross-encoder cannot be used.
    """
    from nlg_server.rephrasing.judge import CROSS_ENCODER

    if not setting:
        return None
    if setting.startswith(CROSS_ENCODER):
        name = setting.removeprefix(CROSS_ENCODER)
        if model is None:
            return None
        return _cross_encoder(name) if wait else LoadingAnswerJudge(name)
    check_judge(project, _KEY, setting)
    from search.answering.answer_judge import ModelAnswerJudge

    return None if model is None else ModelAnswerJudge(model, setting)


def check_judge(project: Project, key: str, setting: str | None) -> None:
    """Raise SettingsError where `setting`, that of `key`, names no model group there is."""
    from nlg_server.rephrasing.judge import CROSS_ENCODER

    if not setting or setting.startswith(CROSS_ENCODER) or project.server.cassette is not None:
        return
    if project.group_named(setting) is None:
        raise SettingsError(
            project.endpoints.name, key, f"{setting!r} is no model group.",
            "Name one of `model_groups`, or write `cross-encoder:<model>`.",
        )  # fmt: skip


def _cross_encoder(name: str) -> AnswerJudge:
    from nlg_server.rephrasing.judge import load_cross_encoder
    from search.answering.answer_judge import CrossEncoderAnswerJudge

    return CrossEncoderAnswerJudge(load_cross_encoder(name, _KEY))
