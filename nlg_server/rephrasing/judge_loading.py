"""A judge that takes seconds to load, loaded behind a server that already answers."""

from __future__ import annotations

import logging
import threading

from nlg_server.rephrasing.judge import CROSS_ENCODER, Judge, Opinion, judge_from
from prompts.budget import Budget
from prompts.errors import ModelNotReady, SettingsError
from prompts.model import LanguageModel

log = logging.getLogger("truephrase")


class LoadingJudge:
    """Loads a cross-encoder in a thread; until it is there, no rephrase is vouched for."""

    def __init__(self, setting: str) -> None:
        self._setting = setting
        self._judge: Judge | None = None
        threading.Thread(target=self._load, name="load-judge", daemon=True).start()

    async def compare(self, template: str, reply: str, budget: Budget) -> Opinion:
        """The judge's opinion; raises ModelNotReady while it loads, or where it cannot."""
        if self._judge is None:
            raise ModelNotReady("the judge is not loaded")
        return await self._judge.compare(template, reply, budget)

    def _load(self) -> None:
        try:
            self._judge = judge_from(self._setting, None)
        except SettingsError as error:
            log.error("%s Until it is mended, templates go out.", error)


def judge_of(setting: str | None, model: LanguageModel | None) -> Judge | None:
    """The judge of the setting `nlg.judge`, without waiting for it; raises SettingsError."""
    if setting and setting.startswith(CROSS_ENCODER):
        return LoadingJudge(setting)
    return judge_from(setting, model)
