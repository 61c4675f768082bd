"""The bounds of durations: how long, or how long before and after something."""

from __future__ import annotations

import re

from nlg_server.fidelity.bounds import words

_PAST = re.compile(
    r"\b(?:(?<![a-z]s )last|past|previous|letzten|vergangenen|últim[oa]s|derni[eè]re?s)\s$",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\s(?:on(?=[,.;!?]|$)|later|go(?:es)? by|have (?:gone|passed)|pass\b|después|später"
    r"|plus tard|depois)",
    re.IGNORECASE,
)
_DIRECTLY_AFTER = re.compile(
    r"\b(?:after|once|nach|tras|después de|après|após|depois de)\s"
    r"(?:an? |the )?(?:first |next |initial )?$",
    re.I,
)
_IN = re.compile(
    r"\b(?:in|for|en|em|dans)\s(?:another |the next )?$|\b(?:good for|lasts?)\s$", re.IGNORECASE
)
_AHEAD = re.compile(
    r"[^\w.!?]{0,3}(?:before|ahead|prior|beforehand|in advance|early|earlier|of the (?:event|start)"
    r"|vor(?:her)?\b"
    r"|antes|avant(?! d)|à l'avance)",
    re.IGNORECASE,
)
# After something that is told, and not merely after so long.
_BEHIND = re.compile(
    r"[^\w.!?]{0,3}(?:after(?:wards?)?|danach|nach|después|tras|après|depois|após)\b", re.IGNORECASE
)
_CALLED_OFF = re.compile(
    r"cancel|refund|return|resched|chang|rebook|call(?:ed|ing)? (?:it )?off|\bfree\b|\bmov(?:e|ing)"
    r"|\bshift|\badd\b|\badded|\bedit|amend|modif|postpon|stornier|absag"
    r"|cancela|annul|reembols|rembours",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\b(no |not )?(earlier|later) than\s$", re.IGNORECASE)
_WINDOW_BEFORE = re.compile(
    r"\b(?:within|inside|in)\W{1,2}(?:the )?(?:last )?$|\b(?:earliest|as early as)\b[^.!?]{0,40}$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\b(?:until|till|no later than|as late as|hasta|bis|jusqu['’]à|até)\W{1,2}"
    r"(?:eine |une |una |uma |an? )?$",
    re.IGNORECASE,
)
# "no later than 14 days after moving in"
_SINCE = re.compile(
    r"\W{0,3}(?:after|from|following|nach|tras|después|après|após|depois)\b", re.IGNORECASE
)


# "Over three years you pay $40", "spread over three years": for so long, and no longer.
_DURING = re.compile(
    r"(?:^\s?|\b(?:spread|split|divided|distributed|paid|pay|repaid|repay|payable)\s)"
    r"over\s(?:the )?$",
    re.IGNORECASE,
)
# "Spätestens nach drei Tagen" is within them.
_AT_LATEST = re.compile(
    r"\b(?:spätestens|at the latest|no later than|a más tardar|au plus tard|no máximo|como máximo"
    r"|no mais tardar)\s(?:nach|in|after|en|em|dans|après|após|tras|depois de)\s(?:de )?$",
    re.IGNORECASE,
)
# "Sixty minutes late" is a delay of them.
_DELAYED = re.compile(
    r"\b(?:late|delay\w{0,3}|verspät\w{1,5}|später|retras\w{1,3}|retard\w{0,2}|atras\w{1,3})\b",
    re.IGNORECASE,
)


def duration_bounds(found: set[str], before: str, after: str, sentence: str) -> set[str]:
    """The bounds of a duration: how long, or, before something, how long ahead of it."""
    found -= {"beyond", "within"}
    if _BEHIND.match(after):
        found.add("~behind")
    if _AHEAD.match(after):
        found.add("~ahead")
        if words.ENDS.search(sentence):
            found |= {"~min", "~max"}
        compared = _COMPARED.search(before)
        if compared:
            early = (compared[2].casefold() == "earlier") != bool(compared[1])
            found = found - {"max", "min", "~turned"} | {"min" if early else "max"}
        elif _WINDOW_BEFORE.search(before):
            found.add("max")
        elif (
            words.BEFORE_AFTER.search(after)
            or _DEADLINE.search(before)
            or ("max" in found and _may_still(before, sentence))
        ):
            found = found - {"max"} | {"min"}
        return found
    if _AT_LATEST.search(before):
        return found - {"max"} | {"inside"}
    if _DURING.search(before) and not _DELAYED.match(after.lstrip()):
        found.discard("min")
    if _DEADLINE.search(before) and _SINCE.match(after):
        found.add("max")
    if _DIRECTLY_AFTER.search(before) or _LATER.match(after):
        found.add("after")
    elif _IN.search(before):
        ending = not before.endswith(("for ", "last ", "lasts ")) and words.ENDS.search(sentence)
        found |= {"~after", "~max"} if ending else {"~after"}
    if _DELAYED.search(sentence):
        found.add("~after")
    if words.INSIDE.search(before) or _PAST.search(before):
        found = found - {"max"} | {"inside"}
    return found


def _may_still(before: str, sentence: str) -> bool:
    """Whether "up to 48 hours before" is a deadline: until then one may still cancel."""
    return bool(re.search(r"\bup to\W", before, re.IGNORECASE) and _CALLED_OFF.search(sentence))
