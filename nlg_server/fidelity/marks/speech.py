"""Speech acts: a question stays a question, an offer an offer, a plan a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlg_server.fidelity.marks.vocabulary import (
    FIRM_HEDGES,
    FUTURE,
    HEDGES,
    MONTH_MAY,
    OFFER,
    ONGOING,
    OPPOSITES,
    PASSIVE_FUTURE,
    PERFECT,
    REQUEST,
    STATES,
    WITHIN,
)
from nlg_server.fidelity.verdict import Finding

_QUESTION = re.compile(r"[^.!?\n]{0,400}\?")
_INVERTED = re.compile(
    r"(?:are|is|do|does|did|can|could|would|will|shall|should|have|has|what|when|where|which|who|how)"
    r" [^.!?]{3,300}$",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\b(?:i|we|someone|(?:an?|one of our|our) \w{1,15})(?:['’]ll| will|['’]m going to|['’]re "
    r"going to)"
    r" (?:\w{1,12}ly )?(?!need|help|assist|wait|see|be (?:happy|glad|able|here))\w{2,20}|\bich "
    r"werde\b"
    r"|\bwir werden\b",
    re.IGNORECASE,
)
_COMMITS = re.compile(
    r"\b(?:i|we|our|someone|team|agents?|members?|representatives?)\b[^.!?\n]{0,60}?"
    r"(?:['’]ll|\bwill\b|\bshall\b|\bgoing to\b|\w{3,}ing\b|\bcan\b|\bwon['’]t\b|\bwe\b)"
    r"|\b(?:i|we)['’](?:ll|m|re)\b|\blet me\b|\b\w{3,}ing\b|\b(?:shall|should|can|may) (?:i|we)\b"
    r"|\bwerde\b|\bwerden\b|\bich\b|\bwir\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:all(?! set| good| done)|every|each|any|alle[nrs]?|jede[rsnm]?|tod[oa]s|cada|tous"
    r"|toutes|chaque)\b",
    re.I,
)
_MOST = re.compile(
    r"\b(?:most|some|many|several|few|certain|einige|manche|die meisten|viele|algun[oa]s"
    r"|muchos|la mayoría|quelques|certains"
    r"|la plupart|algumas?|muitos|a maioria)\b",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"\b(?:ready|about|waiting|yet|remains) to (?:be )?(?!go\b|help\b|assist\b)\w{3,20}",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"n['’]t\b|\b(?:not|no|cannot|never|nicht|kein\w*|pas|não|without|un\w{5,})\b",
    re.IGNORECASE,
)
_RETRACTS = re.compile(
    r"\b(?:(?:just|only) (?:kidding|joking)|actually,? (?:no|not)\b|not true|untrue|isn['’]t true"
    r"|scratch that|on second thought|(?:forget|disregard|ignore) (?:that|this|it|what)"
    r"|no es (?:verdad|cierto)|ce n['’]est pas vrai|não é verdade|nicht wahr\b(?!\?))",
    re.IGNORECASE,
)
# What is "open until eight" closes at eight, which the bounds of the time compare.
_OPEN_UNTIL = re.compile(
    r"\b(?:open|geöffnet|offen|abiert[oa]s?|abre|ouvert\w*|abert[oa]s?)\b"
    r"(?=[^.!?;\n]{0,24}\b(?:until|till?|bis|hasta|jusqu|até)\b)",
    re.IGNORECASE,
)
_ASIDE_WORDS = 7
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_WORD = re.compile(r"[^\W\d_]+")
# Every word of each pair's patterns, so that most pairs are passed by at the cost of a look-up.
_OPPOSITE_WORDS = tuple(
    frozenset(
        word
        for pattern in pair
        for spelled in (pattern.pattern, pattern.pattern.replace("s?", ""))
        for word in _WORD.findall(spelled.replace(r"\b", " "))
    )
    for pair in OPPOSITES
)


def speech_faults(template: str, reply: str) -> Iterator[Finding]:
    """Questions dropped or put, offers made, plans told as done, doubts told as certain."""
    asked = _QUESTION.findall(template)
    asks = _asked(reply, " ".join(asked))
    if not asked and _INVERTED.match(template):
        asked = [template]
    offers = bool(OFFER.search(reply))
    if asked and not asks and not REQUEST.search(reply):
        yield Finding("question_dropped", "question", "the question must still be asked")
    elif (
        asked
        and not asks
        and OFFER.search(template)
        and not offers
        and not re.search(r"let me know|sag|dime|dites|diga|confirm", reply, re.IGNORECASE)
    ):
        yield Finding("question_dropped", "question", "the offer must still be made")
    if asks and not asked and (OFFER.search(asks[-1]) or not REQUEST.search(template)):
        yield Finding("speech_act", "question", "a statement must not become a question")
    retracted = _RETRACTS.search(reply)
    if retracted and not _RETRACTS.search(template):
        message = "nothing may be taken back"
        yield Finding("negation", "retraction", message, None, retracted.span())
    yield from _tense(template, reply)
    yield from _possibility(template, reply)
    yield from _opposites(template, reply)
    promise = _PROMISE.search(reply)
    if promise and not _COMMITS.search(template):
        yield Finding("promise_added", "promise", "nothing may be promised", None, promise.span())
    part, whole = _MOST.search(reply), _ALL.search(template)
    if (part and whole and not _ALL.search(reply) and not _MOST.search(template)) or (
        _MOST.search(template) and _ALL.search(reply) and not part and not whole
    ):
        yield Finding("bound", "quantifier", "all must stay all, and some stay some")


def _opposites(template: str, reply: str) -> Iterator[Finding]:
    template, reply = (
        _OPEN_UNTIL.sub(lambda found: " " * len(found[0]), text) for text in (template, reply)
    )
    words = frozenset(_WORD.findall(reply.lower()))
    for (one, other), opposites in zip(OPPOSITES, _OPPOSITE_WORDS, strict=True):
        if opposites.isdisjoint(words):
            continue
        ones, others = one.search(reply), other.search(reply)
        if not ones and not others:
            continue
        wanted_ones, wanted_others = one.search(template), other.search(template)
        turned = ones or others
        if turned and bool(ones) != bool(others) and bool(wanted_ones) != bool(wanted_others):
            # "not free" may well be told as "taken", never "later" as "not earlier".
            denied = one in STATES and bool(_DENIAL.search(template)) != bool(_DENIAL.search(reply))
            if bool(ones) == bool(wanted_others) and not denied:
                message = f"{turned[0]!r} turns the meaning round"
                yield Finding("bound", "opposite", message, None, turned.span())
        elif wanted_ones and wanted_others and bool(ones) != bool(others):
            kept, pattern = (ones, one) if ones else (others, other)
            if kept and len(pattern.findall(reply)) > len(pattern.findall(template)):
                message = f"{kept[0]!r} turns the meaning round"
                yield Finding("bound", "opposite", message, None, kept.span())
        elif ones and others and wanted_ones and wanted_others and one is not WITHIN:
            first = wanted_ones.start() < wanted_others.start()
            if first != (ones.start() < others.start()):
                yield Finding("bound", "opposite", "opposites must not change places")


def _asked(reply: str, asked: str) -> list[str]:
    """Questions of the reply, but for a short aside before its statement ("Curious how?").

    One that shares a word with what is `asked` is no aside.
    """
    found = list(_QUESTION.finditer(reply))
    questions = [match[0] for match in found]
    if len(found) == 1 and len(questions[0].split()) <= _ASIDE_WORDS:
        rest = reply[found[0].end() :]
        shared = _LONG_WORD.findall(asked.casefold())
        aside = set(_LONG_WORD.findall(questions[0].casefold())).isdisjoint(shared)
        if aside and len(rest.split()) > 2 and not OFFER.search(questions[0]):
            return []
    return questions


def _tense(template: str, reply: str) -> Iterator[Finding]:
    planned, plans = FUTURE.search(template), FUTURE.search(reply)
    if (
        planned
        and not plans
        and PERFECT.search(reply)
        and not PERFECT.search(template)
        and not ONGOING.search(reply)
    ):
        message = "what is yet to come must not be told as done"
        yield Finding("speech_act", "tense", message, planned.span(), None)
    undone = _UNDONE.search(reply)
    if undone and not planned and not _UNDONE.search(template) and "?" not in template:
        message = "what is done must not be told as yet to come"
        yield Finding("speech_act", "tense", message, None, undone.span())
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
