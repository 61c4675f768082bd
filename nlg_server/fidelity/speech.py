"""Speech acts: a question stays a question, an offer an offer, a plan a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlg_server.fidelity.marks import (
    FIRM_HEDGES,
    FUTURE,
    HEDGES,
    INVITES,
    MONTH_MAY,
    OFFER,
    ONGOING,
    PASSIVE_FUTURE,
    PERFECT,
    REQUEST,
)
from nlg_server.fidelity.verdict import Finding

_QUESTION = re.compile(r"[^.!?\n]{0,400}\?")
_ASIDE_WORDS = 6


def speech_faults(template: str, reply: str) -> Iterator[Finding]:
    """Questions dropped or put, offers made, plans told as done, doubts told as certain."""
    asked, asks = _QUESTION.findall(template), _asked(reply)
    offers = bool(OFFER.search(reply))
    if asked and not asks and not REQUEST.search(reply):
        yield Finding("question_dropped", "question", "the question must still be asked")
    elif asked and not asks and OFFER.search(template) and not offers:
        if not re.search(r"let me know|sag|dime|dites|diga|confirm", reply, re.IGNORECASE):
            yield Finding("question_dropped", "question", "the offer must still be made")
    if asks and not asked:
        if OFFER.search(asks[-1]) or not REQUEST.search(template):
            yield Finding("speech_act", "question", "a statement must not become a question")
    elif offers and asks and not OFFER.search(template) and not INVITES.search(template):
        if OFFER.search(asks[-1]) and not re.search(r"correct|right", template, re.IGNORECASE):
            yield Finding("speech_act", "offer", "nothing new may be offered")
    yield from _tense(template, reply)
    yield from _possibility(template, reply)


def _asked(reply: str) -> list[str]:
    """Questions of the reply, but for a short aside before its statement ("Curious how?")."""
    found = list(_QUESTION.finditer(reply))
    questions = [match[0] for match in found]
    if len(found) == 1 and len(questions[0].split()) <= _ASIDE_WORDS:
        rest = reply[found[0].end() :]
        if len(rest.split()) > _ASIDE_WORDS and not OFFER.search(questions[0]):
            return []
    return questions


def _tense(template: str, reply: str) -> Iterator[Finding]:
    planned, plans = FUTURE.search(template), FUTURE.search(reply)
    if planned and not plans and PERFECT.search(reply) and not PERFECT.search(template):
        if not ONGOING.search(reply):
            message = "what is yet to come must not be told as done"
            yield Finding("speech_act", "tense", message, planned.span(), None)
    passive = PASSIVE_FUTURE.search(reply)
    if passive and not planned and PERFECT.search(template):
        message = "what is done must not be told as yet to come"
        yield Finding("speech_act", "tense", message, None, passive.span())


def _possibility(template: str, reply: str) -> Iterator[Finding]:
    doubt = FIRM_HEDGES.search(MONTH_MAY.sub("", template))
    if doubt and not HEDGES.search(reply):
        message = f"what is only possible ({doubt[0]!r}) must stay so"
        yield Finding("modality", "possibility", message, None, None)
    new_doubt = FIRM_HEDGES.search(MONTH_MAY.sub("", reply))
    if new_doubt and not HEDGES.search(MONTH_MAY.sub("", template)):
        message = f"what is certain must not become a {new_doubt[0]!r}"
        yield Finding("modality", "possibility", message, None, None)
