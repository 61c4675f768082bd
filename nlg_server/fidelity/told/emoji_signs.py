"""Signs beside what is told in words too: "Your table is booked ✅" adds nothing to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nlg_server.fidelity.marks.vocabulary import FIRM_HEDGES, FUTURE, NEGATORS, PERFECT
from prompts.facts import Fact

_TICKS: Final = frozenset("✅✔☑")
_MONEY: Final = frozenset("💲💵💶💷")
_NO: Final = frozenset("❌🚫⛔✖")
_WORDS: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE_END: Final = re.compile(r"[.!?\n]")
_LOCKED: Final = re.compile(
    r"\b(?:(?:is|are|now|been|stays?) locked|secur\w+|safety|PIN|passwords?|passcodes?|verif\w+"
    r"|identity|confidential|gesperrt|sicherheit\w*|passwort|seguridad|contraseña|sécurité"
    r"|mot de passe|senha|segurança)\b",
    re.IGNORECASE,
)
_UNLOCKED: Final = re.compile(
    r"\b(?:un-?lock\w*|open\w*|entsperr\w*|desbloque\w*|débloqu\w*)\b", re.IGNORECASE
)
_DONE: Final = re.compile(
    r"^(?:\W|ok(?:ay)?,? |i(?:['’]ve| have)? )*\w{2,15}(?:ed|sent|paid|set|done)\b(?!\?)"
    r"|\b(?:done|ready|all set|erledigt|fertig|gebucht|bestätigt|reserviert|bestellt|gestellt"
    r"|ges[ae]ndet|verschickt|bezahlt|überwiesen|abgeschlossen|eingegangen|eingeschaltet"
    r"|gespeichert|aktiviert"
    r"|eingetragen|(?:confirm|reserv|envi|guard|activ|pag|hech|cread|actualiz)(?:ad)?[oa]s?"
    r"|list[oa]s?|(?:confirm|réserv|envoy|enregistr|pay|activ|ajout)ée?s?|c['’]est fait"
    r"|pront[oa]s?|feit[oa]s?|salv[oa]s?|marcad[oa]s?|agendad[oa]s?|ativad[oa]s?)\b",
    re.IGNORECASE,
)
_FAILED: Final = re.compile(
    r"\b(?:fail\w*|denied|declin\w+|reject\w+|refus\w+|expir\w+|error|problem|unfortunately|sorry"
    r"|cancel\w*|block\w*|lock\w*|overdue|fehl\w+|abgelehnt|abgelaufen|gesperrt|storniert|leider|rechaz\w+"
    r"|caducad\w+|lo siento|bloque\w+|annul\w+|échou\w+|désolé\w*|expirad\w+|recusad\w+)\b",
    re.IGNORECASE,
)


def without_signs(
    template: str,
    reply: str,
    facts: tuple[Fact, ...],
    expected: Sequence[Fact],
    *,
    denied: bool,
) -> tuple[Fact, ...]:
    """The reply's facts without the signs that tell no more than the words do.

    A tick goes with what the template tells as done, money with an amount, a lock with what is
    locked or secret, a sign for "no" with a sentence of the reply that denies.

    Args:
        expected: the template's facts; one that has signs itself decides which there are.
        denied: whether the template denies something.
    """
    if all(fact.kind != "emoji" for fact in facts) or any(f.kind == "emoji" for f in expected):
        return facts
    allowed = set[str]()
    if not denied and _done(template):
        allowed |= _TICKS
    if any(fact.kind == "amount" for fact in expected):
        allowed |= _MONEY
    if _LOCKED.search(template) and not _UNLOCKED.search(template):
        allowed.add("🔒")
    return tuple(
        fact
        for fact in facts
        if fact.kind != "emoji"
        or not (fact.text in allowed or (fact.text in _NO and _denies(reply[: fact.start])))
    )


def _done(template: str) -> bool:
    told = PERFECT.search(template) or _DONE.search(template)
    return bool(told) and not _FAILED.search(template) and not _open(template)


def _denies(before: str) -> bool:
    """Whether the sentence that ends a text denies something."""
    sentence = _SENTENCE_END.split(before.rstrip(".!?\n "))[-1]
    words = _WORDS.findall(sentence.lower().replace("’", "'"))
    return not NEGATORS.isdisjoint(words) or bool(_FAILED.search(sentence))


def _open(template: str) -> bool:
    """Whether the template tells of what is to come, or only perhaps."""
    return bool(FUTURE.search(template) or FIRM_HEDGES.search(template))
