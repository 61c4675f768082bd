"""Sends cases through the real rephraser, with a model that replies whatever the case says."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from benchmarks.hostile.audit import strangers
from benchmarks.hostile.case import Case
from benchmarks.hostile.generator import cases
from benchmarks.hostile.tally import Tally
from nlg_server.rephrasing.prompt import RephraseTask
from nlg_server.rephrasing.rephraser import Rephraser, Wording
from nlg_server.settings.rephrasing import RephraseSettings
from nlg_server.telemetry.metrics import Metrics
from prompts.budget import Budget
from prompts.conversation import Conversation
from prompts.model import Completion, CompletionRequest
from prompts.rendering import PromptTemplate

# The words around the values are not what is attacked here; a short prompt renders faster.
_PROMPT = "{{ current_input }}\n{{ suggested_response }}"


class HostileModel:
    """Says `reply`, to whatever it is asked."""

    def __init__(self) -> None:
        self.reply = ""

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
        return Completion(self.reply, model="hostile")

    async def aclose(self) -> None:
        pass


def attack(seed: int, replies: int, part: str = "all") -> Tally:
    """Judge `replies` generated cases on the templates of `part`."""
    return asyncio.run(judge(cases(seed, replies, part)))


async def judge(attacks: Iterable[Case]) -> Tally:
    """What became of each case: the text that goes out is compared with what is known of it."""
    model = HostileModel()
    rephraser = Rephraser(
        model,
        RephraseSettings(model_group="hostile"),
        PromptTemplate.from_source(_PROMPT),
        Metrics(),
    )
    tally = Tally()
    for case in attacks:
        model.reply = case.reply
        task = RephraseTask(
            case.template,
            Conversation(current_input=case.user_text, slots=case.slots),
            case.slots,
            case.language,
        )
        _count(tally, case, await rephraser.word(task, Budget.of(60.0)))
    return tally


def _count(tally: Tally, case: Case, wording: Wording) -> None:
    tally.replies[case.fault] += 1
    tally.reasons[wording.reason] += 1
    if not wording.rephrased:
        tally.refused += 1
        if wording.text.encode() != case.template.encode():
            tally.foreign += 1
            tally.keep(f"foreign:{case.fault}", case.template, wording.text)
        return
    tally.accepted[case.fault] += 1
    if wording.text == case.template or wording.text in case.harmless:
        return
    if not case.faithful:
        tally.out[case.fault] += 1
        tally.keep(case.fault, case.template, wording.text)
    elif case.exact and strangers(case.template, wording.text):
        tally.audited += 1
        tally.keep(f"audit:{case.fault}", case.template, wording.text)
