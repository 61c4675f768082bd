"""The user's own name, said to them: it adds nothing to a reply."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nlg_server.fidelity.slots import slot_values
from prompts.facts import Fact, find_facts

_TITLE = r"(?:(?:Herrn?|Frau|Mr|Mrs|Ms|Mx|Dr|Señora?|Sra?|Monsieur|Madame|Mme|Senhora?)\.? )?"
_NAME = rf"(?P<name>{_TITLE}" + r"[^\W\d_a-z][^\W\d_]{1,20}(?: [^\W\d_a-z][^\W\d_]{1,20})?)"
_TITLED = re.compile(rf"\A{_TITLE}")
_VOCATIVE = re.compile(
    rf"(?:,\s{_NAME}(?=[,.!?:;])|(?:^|[.!?]\s)(?P<lead>[^\W\d_]{{2,12}}(?:'s)?,? )"
    rf"{_NAME.replace('<name>', '<second>')}(?=[,.!?:])"
    rf"|(?:^|[.!?]\s){_NAME.replace('<name>', '<first>')}[,:])"
)
_EXCLAMATION = re.compile(r"[¡]?(?:[^\W\d_]+[,'’\s]{1,2}){0,6}[^\W\d_]+\s?!")
# A first sentence of kindness: it ends with an exclamation mark or holds a word of sympathy.
_KIND = re.compile(
    r"[^.!?\n]{2,70}!|(?=[^.!?\n]{0,70}\b(?:sorry|rough|hard|tough|long|forever|endless|awful|annoying"
    r"|understand|know|hear you|feel|no fun|stings|hurts|nice|lovely|great|respect|why you ask)\b)"
    r"[^.!?\n]{2,70}[.!]",
    re.IGNORECASE,
)
_GRANTS = re.compile(
    r"\b(?:free|refund\w*|discount\w*|off|confirm\w*|book(?:ed|ing)|yes|done|granted|cancel\w*|agreed"
    r"|approved|deal|will|get|got|cost\w*|only|until|from|at least)\b|[%$€£]",
    re.IGNORECASE,
)
# How long words begin, whatever their endings.
_LONG = re.compile(r"\b[^\W\d_]{4,6}")
_UNIT = re.compile(r"(?<=\w)[\s-].*|(?<=\d)\D+", re.DOTALL)
_OF_THEIRS = frozenset({"number", "duration", "date", "ordinal", "name"})
_CAPITAL = re.compile(r"\b[^\W\d_a-z][^\W\d_]+")
_LONGEST_USER_TEXT = 2000
_MOST_OF_A_NAME = 3
# What a message ends with before its writer's name: "is it confirmed? Claire Dumas".
_SIGNED = re.compile(
    r"(?:(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bmrs)(?<!\bsra)(?<!\bsr)\.|[?!])\s{1,2}\Z"
)
# Slots that hold the user's own name, not a hotel's or a friend's.
_NAME_SLOT = re.compile(
    r"(?:(?:user|customer|client|caller|guest|member|person|first|last|full|given|family|my|own"
    r"|account|holder|contact)_?)*(?:name|surname|nombre|apellidos?|vorname|nachname|prénom|prenom"
    r"|nom|nome|sobrenome)\Z|(?:user|customer|client|caller|member|nombre|usuario|kunde)\Z",
    re.IGNORECASE,
)
# How users say who they are; asked for it, they say the name last. No other word is their name.
_SAID = re.compile(
    r"(?:\bname:|\b(?:my name(?:['’]s| is)|name is|i['’]?m|i am|this is|it['’]s|call me|here is"
    r"|ich bin|ich hei(?:ß|ss)e|mein name ist|hier ist|me llamo|mi nombre es|soy|je m['’]appelle"
    r"|je suis|mon nom est|meu nome é|me chamo|sou(?: [oa])?|regards|cheers|thanks)\b|[-–—])"
    r"[\s,:]{1,3}(?:[^\W\d_]{1,20}[ ,]{1,2}){0,1}$",
    re.IGNORECASE,
)


def vocatives(
    template: str, reply: str, slots: Mapping[str, object], user_text: str, language: str
) -> list[tuple[int, int]]:
    """Spans of names set off by commas that the user's own words, or slots for names, hold.

    The reply is in `language`, whose days are no names.
    """
    spans: list[tuple[int, int]] = []
    said = user_text[-_LONGEST_USER_TEXT:].casefold().rstrip()
    named = {key: value for key, value in slots.items() if _NAME_SLOT.match(key)}
    held = " ".join(slot_values(named)).casefold()
    for match in _VOCATIVE.finditer(reply):
        group = next(name for name in ("name", "second", "first") if match[name])
        name = match[group]
        if name in template:
            continue
        if any(fact.kind == "date" for fact in find_facts(name, language)):
            continue
        bare = _TITLED.sub("", name).casefold()
        word = re.compile(rf"\b{re.escape(bare)}\b")
        if word.search(held) or any(_is_theirs(said, at) for at in word.finditer(said)):
            spans.append(match.span(group))
    return spans + _echoes(template, reply, said)


def _is_theirs(said: str, name: re.Match[str]) -> bool:
    """Whether the user gives `name` as their own: with words for it, last, or as all they say."""
    if name.end() == len(said) or _SAID.search(said[max(0, name.start() - 60) : name.start()]):
        return True
    start = said.rfind("\n", 0, name.start()) + 1
    message = said[start : said.find("\n", name.end()) % (len(said) + 1)]
    before, behind = message[: name.start() - start], message[name.end() - start :]
    signed = bool(_SIGNED.search(before)) and len(behind.split()) < _MOST_OF_A_NAME - 1
    leads = not before.strip() and behind.startswith((",", "."))
    return signed or leads or len(message.split()) <= _MOST_OF_A_NAME


def _echoes(template: str, reply: str, said: str) -> list[tuple[int, int]]:
    """Names that the user said, in an exclamation of a few words that opens: "Ooh, Japan!"."""
    if not said:
        return []
    opening = _EXCLAMATION.match(reply)
    if opening is None:
        return _told_by_the_user(template, reply, said)
    return _told_by_the_user(template, reply, said) + [
        match.span()
        for match in _CAPITAL.finditer(reply, 0, opening.end())
        if match[0] not in template and re.search(rf"\b{re.escape(match[0].casefold())}\b", said)
    ]


def _told_by_the_user(template: str, reply: str, said: str) -> list[tuple[int, int]]:
    """What the user said of themselves, in a kind word that opens: "Four days, that's rough!".

    It may not speak of what the template speaks of, and grant nothing.
    """
    opening = _KIND.match(reply)
    if opening is None or opening.end() == len(reply) or _GRANTS.search(opening[0]):
        return []
    words = set(_LONG.findall(opening[0].casefold()))
    if not words.isdisjoint(_LONG.findall(template.casefold())):
        return []
    facts = [fact for fact in find_facts(opening[0]) if fact.kind in _OF_THEIRS]
    if not facts:
        return []
    told = {_told(fact) for fact in find_facts(said)}
    return [(fact.start, fact.end) for fact in facts if _told(fact) in told]


def _told(fact: Fact) -> str:
    """What a fact tells without its unit: 4 of "four days" and of "the 4th day"."""
    if fact.kind not in ("number", "duration", "ordinal"):
        return fact.value
    numbers = [other.value for other in find_facts(_UNIT.sub("", fact.text))]
    return numbers[0] if numbers else fact.value
