"""A denial told as half of one: "must not" as "need not", "none" as "not all"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlg_server.fidelity.verdict import Finding

# "Don't worry" is no ban, nor "you can't miss it"; "you don't pay" tells what is so.
_FORBIDDEN: Final = re.compile(
    r"\b(?:must not|mustn['’]?t|may not|(?:is|are) not allowed"
    r"|(?:can ?not|can['’]?t)(?! (?:miss|go wrong|wait|take|be more))"
    r"|(?:darf\w{0,3}|dürfen) (?:\w+ ){0,3}?nicht"
    r"|no (?:debe|puede)[ns]?|ne (?:doit|doivent|devez|pouvez|peut) pas|não (?:deve|pode)m?)\b"
    r"|(?:^|[.!?:,;]\s|\b(?:please|so|and|but) )(?:do not|don['’]t|never)(?! (?:have to|need to"
    r"|worry|panic|hesitate|rush|hurry|stress|wait|feel|mind|think|be (?:afraid|shy|alarmed)))\b",
    re.IGNORECASE,
)
_NEEDLESS: Final = re.compile(
    r"\b(?:need not|needn['’]?t|(?:do|does)(?: not|n['’]t) (?:have|need) to|no need to"
    r"|(?:is|are) not required to|(?:muss|müssen|musst|brauch\w{0,3}) (?:\w+ ){0,4}?nicht"
    r"|no (?:hace falta|es necesario|tienes? que|necesitas?)|(?:pas besoin|n['’]est pas nécessaire)"
    r"|não (?:precisa|é necessário|tem que)\w{0,2})\b",
    re.IGNORECASE,
)
_NONE: Final = re.compile(
    r"\b(?:no(?!\s*[,.!;:])(?! (?:problem|worries|doubt|longer|more than))|none of|neither"
    r"|kein(?:e[rnms]?)?|ning[uú]n[ao]?|aucune?|nenhuma?)\b",
    re.IGNORECASE,
)
_SOME: Final = re.compile(
    r"\b(?:some|only|einige\w?|nur|algun[oa]s|s[oó]lo|solamente|certaine?s|quelques|seulement"
    r"|apenas|somente)\b",
    re.IGNORECASE,
)
_IN_PART: Final = re.compile(
    r"\b(?:not (?:all|every|everyone|everything)|nicht (?:alle\w?|jede\w?)|no tod[oa]s?"
    r"|pas tou(?:s|te?s?)|nem tod[oa]s?)\b",
    re.IGNORECASE,
)


def in_part_faults(template: str, reply: str) -> Iterator[Finding]:
    """What is forbidden told as needless, or the reverse, and none told as not all."""
    forbidden, needless = _FORBIDDEN.search(template), _NEEDLESS.search(reply)
    if forbidden and needless and not _NEEDLESS.search(template) and not _FORBIDDEN.search(reply):
        message = f"{forbidden[0]!r} must stay, not {needless[0]!r}"
        yield Finding("negation", "forbidden", message, forbidden.span(), needless.span())
    free, bans = _NEEDLESS.search(template), _FORBIDDEN.search(reply)
    if free and bans and not _FORBIDDEN.search(template) and not _NEEDLESS.search(reply):
        message = f"{free[0]!r} must stay, not {bans[0]!r}"
        yield Finding("negation", "forbidden", message, free.span(), bans.span())
    none, part = _NONE.search(template), _IN_PART.search(reply)
    told = _IN_PART.search(template) or _SOME.search(template) or _NONE.search(reply)
    if none and part and not told:
        message = f"none ({none[0]!r}) must stay none, not {part[0]!r}"
        yield Finding("bound", "none", message, none.span(), part.span())
