"""Small words that turn a sentence: "and" and "or", "only" and "also", "about" and "exactly"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlg_server.fidelity.verdict import Finding

_AND = r"and|und|y|et|e"
_OR = r"or|oder|o|u|ou"
_JOINED = re.compile(
    rf"(?=(?<![\w'’])(?P<left>[\w'’]+)[^\w\s]{{0,2}},?\s(?P<joint>{_AND}|{_OR})\s\W?(?P<right>[\w'’]+))",
    re.IGNORECASE,
)
_OR_WORD = re.compile(rf"(?:{_OR})\Z", re.IGNORECASE)
_WHICH = re.compile(
    r"\b(?:which|welche[nrsm]?|cuál|cuáles|quell?e?s?|qual|quais)\b[^.!?]*\?", re.IGNORECASE
)
_ONLY = re.compile(
    r"\b(?:only|solely|exclusively|nur|ausschließlich|solo|sólo|solamente|únicamente|seulement"
    r"|uniquement|apenas|somente)\b|\bne [^.!?]{1,40}\bque\b",
    re.IGNORECASE,
)
# What stands for "only" in other words.
_LIMITS = re.compile(
    r"\b(?:just|nothing|no one|nobody|none|alone|limit\w*|no other|not any|no more than|sole"
    r"|except|unless|all i can|until|the one|lediglich|bloß|allein|nichts|niemand|nada|nadie|sino"
    r"|limita\w*|rien|seul\w*|nadie|ninguém|nada|só|qu['’]|que)\b",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"\b(?:also|even|as well|too|auch|sogar|también|incluso|aussi|même|também|até mesmo)\b", re.I
)
_NOT_ONLY = re.compile(r"(?:\bnot|n['’]t) only\b", re.IGNORECASE)
_EVEN_IF = re.compile(r"\beven if\b|\bselbst wenn\b|\baunque\b|\bmême si\b|\bmesmo se\b", re.I)
# A condition of the template, and what must stand in the reply for it.
_CONDITIONS = tuple(
    (re.compile(rf"\b(?:{one})\b", re.IGNORECASE), re.compile(rf"\b(?:{kept})", re.IGNORECASE))
    for one, kept in (
        (
            "unless",
            "unless|except|otherwise|without|if[^.!?]{1,60}?(?:n['’]t|not|no|never)\\b|or else"
            "|until|as long as|provided|not[^.!?]{1,60}?if",
        ),
        (
            "except|excluding|apart from|other than",
            "except|exclud|apart from|other than|but|not|n['’]t|without|aside|bar|save|all the"
            " others?|every other",
        ),
        (
            "if(?! you(?:['’]d| would)? (?:like|want|need|wish))(?= (?:you|we|it|the|your|they))",
            "if|when|once|as soon|should you|in case|provided|whether|after|upon|with|by|unless"
            "|to|and|just|please|then|have|got|having",
        ),
    )
)


def connective_faults(template: str, reply: str) -> Iterator[Finding]:
    """Small words turned round, in two texts of one language."""
    yield from _joints(template, reply)
    only = _ONLY.search(template)
    if only and not _ONLY.search(reply) and not _LIMITS.search(reply):
        yield Finding("bound", "only", f"{only[0]!r} must stay", only.span(), None)
    also = _ALSO.search(reply)
    if also and only and not _ALSO.search(template):
        yield Finding("bound", "only", f"not {also[0]!r}, but {only[0]!r}", None, also.span())
    not_only = _NOT_ONLY.search(reply)
    if not_only and only and not _NOT_ONLY.search(template):
        yield Finding("bound", "only", f"not {not_only[0]!r}", None, not_only.span())
    yield from _conditions(template, reply)


def _conditions(template: str, reply: str) -> Iterator[Finding]:
    for condition, kept in _CONDITIONS:
        found = condition.search(template)
        if found and not kept.search(reply):
            message = f"the condition {found[0]!r} must stay"
            yield Finding("bound", "condition", message, found.span(), None)
    even = _EVEN_IF.search(reply)
    if even and not _EVEN_IF.search(template):
        yield Finding("bound", "condition", f"not {even[0]!r}", None, even.span())


def _joints(template: str, reply: str) -> Iterator[Finding]:
    """Two words joined by "and" that the reply joins by "or", or the reverse.

    A list that becomes the choice of a question ("Basic or Plus?") is no fault.
    """
    ours: dict[tuple[str, str], bool] = {}
    for match in _JOINED.finditer(template):
        ours[_sides(match)] = bool(_OR_WORD.match(match["joint"]))
    for match in _JOINED.finditer(reply) if ours else ():
        wanted = ours.get(_sides(match))
        if wanted is None or wanted == bool(_OR_WORD.match(match["joint"])):
            continue
        end = re.search(r"[.!?\n]", reply[match.end("right") :])
        chosen = not wanted and _WHICH.search(template) and "?" in reply
        if (end is None or end[0] != "?" or wanted) and not chosen:
            message = f"{match['joint']!r} turns the meaning round"
            yield Finding("bound", "joint", message, None, match.span("joint"))


def _sides(match: re.Match[str]) -> tuple[str, str]:
    return match["left"].casefold(), match["right"].casefold()
