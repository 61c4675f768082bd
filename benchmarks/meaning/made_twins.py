"""Twins made by rule: of a faithful wording, one in which a word of meaning is another.

Rules stand in `benchmarks/data/twin_rules`, by language. Where a rule fits template and reply alike
both may be changed, and then say the same: so that no word tells by itself that a reply is wrong.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.meaning.examples import Example
from benchmarks.meaning.twins import Twins
from prompts.facts.languages.listed import listed

_RULES: Final = Path(__file__).parent.parent / "data" / "twin_rules"
_WEIGHT: Final = 0.8
_BOTH_CHANGED: Final = 0.5
_SHORTEST: Final = 8
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_ARTICLES: Final = {
    "en": r"the|a|an|your|our|my|this|that|her|his|their",
    "de": r"der|die|das|den|dem|des|Ihr|Ihre|Ihrem|Ihren|dein|deine|unser|unsere|ein|eine|zum|zur"
    r"|vom|beim|im",
    "fr": r"le|la|les|un|une|votre|vos|ton|ta|notre|du|au|des|aux",
    "es": r"el|la|los|las|un|una|su|tu|nuestro|nuestra|del|al",
    "pt": r"o|a|os|as|um|uma|seu|sua|nosso|nossa|do|da|ao|à|no|na",
}
_NO_THINGS: Final = frozenset(
    listed("same other next last first new day time way only lot bit few best more most end")
)
_NAME = re.compile(r"(?<=[\w,] )[A-Z][a-zà-ÿ]{2,}\b(?! [A-Z])")
# Between two things that may change places without changing what is said.
_JOINED = re.compile(r"\W*(?:and|or|und|oder|et|ou|y|o|e|&|/|,)?\W*(?:\w{1,5}\W+)?")
_EQUAL = re.compile(r"\W*(?:\w+ )?(?:is|are|ist|sind|est|es|é)\b.{0,8}")
_APART: Final = 70
_SUBJECT = re.compile(
    r"\s?(?:will|can|could|may|might|must|should|would|have|need|want|get|pay|receive|owe|are|were"
    r"|do|don['’]t|won['’]t|can['’]t|['’]ll|['’]ve|['’]re|['’]d)\b"
)


class Rule(NamedTuple):
    """What a fault of class `kind` puts in the place of what `pattern` finds."""

    kind: str
    pattern: re.Pattern[str]
    replacement: str


class Change(NamedTuple):
    """A changed reply, and the template where it could be changed alike."""

    kind: str
    reply: str
    template: str | None = None


@cache
def rules_of(language: str) -> tuple[Rule, ...]:
    """The rules of a language code."""
    lines = (_RULES / f"{language}.txt").read_text("utf-8").splitlines()
    rules = []
    for line in lines:
        if line and not line.startswith("#"):
            kind, _, rest = line.partition(": ")
            pattern, _, replacement = rest.partition(" =>")
            replacement = replacement.removeprefix(" ").replace("␣", " ")
            rules.append(Rule(kind, re.compile(pattern, re.IGNORECASE), replacement))
    return tuple(rules)


def made_twins(
    faithful: Sequence[tuple[str, Example]], count: int, draw: random.Random
) -> Iterator[Twins]:
    """`count` twins of faithful examples with their languages, the rarer kinds of fault first."""
    seen: Counter[tuple[str, str]] = Counter()
    chosen = list(faithful)
    made = 0
    while made < count:
        before = made
        draw.shuffle(chosen)
        for language, one in chosen:
            changes = list(changes_of(one.template, one.reply, language, draw))
            if not changes or made == count:
                continue
            change = min(
                changes, key=lambda c: (seen[language, c.kind] + 1) * draw.uniform(0.2, 1.0)
            )
            seen[language, change.kind] += 1
            made += 1
            yield _twins(one, change, draw)
        if made == before:
            return


def _twins(one: Example, change: Change, draw: random.Random) -> Twins:
    wrong = one._replace(same=False, kind=change.kind, weight=_WEIGHT)
    if change.template is not None and draw.random() < _BOTH_CHANGED:
        told = one._replace(template=change.template, reply=change.reply)
        return Twins(told, wrong._replace(template=change.template))
    return Twins(one, wrong._replace(reply=change.reply))


def changes_of(template: str, reply: str, language: str, draw: random.Random) -> Iterator[Change]:
    """One change of the reply for each rule that fits it."""
    for rule in rules_of(language):
        text = _changed(rule, reply, draw)
        if text is not None:
            once = len(rule.pattern.findall(reply)) == len(rule.pattern.findall(template)) == 1
            yield Change(rule.kind, text, _changed(rule, template, draw) if once else None)
    for kind, changed in (
        ("role_exchange", _persons_exchanged(reply) if language == "en" else None),
        ("missing_fact", _without_a_sentence(template, reply, draw)),
    ):
        if changed is not None:
            yield Change(kind, changed)
    exchanged = _things_exchanged(template, reply, language, draw)
    if exchanged is not None:
        yield exchanged


def _changed(rule: Rule, text: str, draw: random.Random) -> str | None:
    """`text` with one of the places that the rule finds changed."""
    found = list(rule.pattern.finditer(text))
    if not found:
        return None
    match = draw.choice(found)
    new = match.expand(rule.replacement)
    if match[0][:1].isupper():
        new = new[:1].upper() + new[1:]
    changed = re.sub(r" {2,}", " ", text[: match.start()] + new + text[match.end() :]).strip()
    changed = re.sub(r" ([.,!?])", r"\1", changed)
    if text[:1].isupper():
        changed = changed[:1].upper() + changed[1:]
    return changed if changed.lower() != text.lower() and len(changed) > _SHORTEST else None


def _persons_exchanged(text: str) -> str | None:
    """The first English sentence that has both, with "we" for "you" and "you" for "us"."""
    sentences = _SENTENCE_END.split(text)
    for number, sentence in enumerate(sentences):
        both = re.search(r"\b(?:we|I|us|me)\b", sentence) and re.search(r"\byou\b", sentence, re.I)
        if both and "?" not in sentence and not re.search(r"\bam\b|I['’]m\b", sentence):
            told = _exchange_persons(sentence)
            return " ".join([*sentences[:number], told, *sentences[number + 1 :]])
    return None


def _exchange_persons(sentence: str) -> str:
    several = bool(re.search(r"\b(?:we|us)\b", sentence, re.IGNORECASE))

    def other(match: re.Match[str]) -> str:
        if match[0].lower() != "you":
            word = "you"
        elif match.start() == 0 or _SUBJECT.match(sentence, match.end()):
            word = "we" if several else "I"
        else:
            word = "us" if several else "me"
        return word.capitalize() if match.start() == 0 else word

    return re.sub(r"\b(?:we|I|us|me|you)\b", other, sentence, flags=re.IGNORECASE)


def _without_a_sentence(template: str, reply: str, draw: random.Random) -> str | None:
    """The reply without a sentence that tells, without figures, what the template tells."""
    sentences = _SENTENCE_END.split(reply)
    told = _stems(template)
    telling = [
        number
        for number, sentence in enumerate(sentences)
        if len(_stems(sentence) & told) > 1 and not re.search(r"\d", sentence)
    ]
    if len(sentences) < 2 or not telling:
        return None
    gone = draw.choice(telling)
    left = " ".join(sentences[:gone] + sentences[gone + 1 :])
    return left if len(left) > _SHORTEST else None


def _stems(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[^\W\d_]{5,}", text.lower())}


def _things_exchanged(
    template: str, reply: str, language: str, draw: random.Random
) -> Change | None:
    """Two nouns behind like articles, or two names, of both texts in each other's places."""
    pairs = [
        (first, second)
        for things in (_nouns(template, reply, language), _names(template, reply, language))
        for first, second in combinations(things, 2)
        if _apart(reply, first, second) and first[0].lower() != second[0].lower()
    ]
    if not pairs:
        return None
    (one, start, end), (other, later, stop) = draw.choice(pairs)
    changed = reply[:start] + other + reply[end:later] + one + reply[stop:]
    return Change("role_exchange", changed, _exchanged(template, one, other))


Thing = tuple[str, int, int]


def _nouns(template: str, reply: str, language: str) -> list[Thing]:
    case = "" if language == "de" else "(?i)"  # German nouns have a capital
    pattern = re.compile(rf"{case}\b(?:{_ARTICLES[language]}) ([^\W\d_]{{4,}})\b")
    told = template.lower()
    return [
        (match[1], match.start(1), match.end(1))
        for match in pattern.finditer(reply)
        if match[1].lower() in told
        and match[1].lower() not in _NO_THINGS
        and (language != "de" or match[1][0].isupper())
    ]


def _names(template: str, reply: str, language: str) -> list[Thing]:
    if language == "de":  # where any noun has a capital
        return []
    return [(match[0], *match.span()) for match in _NAME.finditer(reply) if match[0] in template]


def _apart(reply: str, first: Thing, second: Thing) -> bool:
    between = reply[first[2] : second[1]]
    alike = first[0].endswith("s") == second[0].endswith("s")
    joined = _JOINED.fullmatch(between) or _EQUAL.fullmatch(between)
    return alike and len(between) <= _APART and not joined


def _exchanged(template: str, one: str, other: str) -> str | None:
    pattern = re.compile(rf"\b(?:{re.escape(one)}|{re.escape(other)})\b", re.IGNORECASE)
    found = [match[0].lower() for match in pattern.finditer(template)]
    if sorted(found) != sorted((one.lower(), other.lower())):
        return None
    return pattern.sub(lambda match: other if match[0].lower() == one.lower() else one, template)
