"""The fidelity check: does a reply say what its template says?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from nlg_server.fidelity.alignment import LIMITS, change_between, content_faults
from nlg_server.fidelity.bounds import bound_faults
from nlg_server.fidelity.claims import claim_faults
from nlg_server.fidelity.classes import class_faults
from nlg_server.fidelity.comparison import fact_differences
from nlg_server.fidelity.connectives import connective_faults
from nlg_server.fidelity.content import Unit, units_of
from nlg_server.fidelity.duties import duty_faults
from nlg_server.fidelity.language import allowed_languages, base, detect
from nlg_server.fidelity.lexicon import lexicon_of
from nlg_server.fidelity.lexicon.lexicon import SUPPORTED
from nlg_server.fidelity.named import settled_names
from nlg_server.fidelity.negation import Negation, negation_faults, negations
from nlg_server.fidelity.policy import DEFAULT_POLICY, FidelityPolicy
from nlg_server.fidelity.roles import role_faults
from nlg_server.fidelity.sentences import sentence_faults
from nlg_server.fidelity.shape import shape_faults
from nlg_server.fidelity.slots import protected_units, rate_faults, rate_units
from nlg_server.fidelity.speech import speech_faults
from nlg_server.fidelity.spellings import settled_spellings
from nlg_server.fidelity.swaps import swap_faults
from nlg_server.fidelity.verbs import verb_faults
from nlg_server.fidelity.verdict import ACCEPTED, Finding, Verdict, refused
from nlg_server.fidelity.vocative import vocatives
from prompts.facts import Fact, find_facts, forget_facts

_NO_SLOTS: Mapping[str, object] = MappingProxyType({})
_LONGEST = 1500


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text with what was found in it."""

    text: str
    language: str
    facts: tuple[Fact, ...]
    units: tuple[Unit, ...]
    negated: tuple[Negation, ...]


def check(
    template: str,
    reply: str,
    *,
    slots: Mapping[str, object] = _NO_SLOTS,
    language: str | None = None,
    user_text: str = "",
    policy: FidelityPolicy = DEFAULT_POLICY,
) -> Verdict:
    """Whether `reply` may go out in place of the filled `template`.

    A pure function: no model, no clock, no memory. `slots` are the conversation's (those whose
    value stands in the template must stay in the reply); `language` is the code the reply must be
    in, None for the template's or the user's; `user_text`, what the user said, tells the language
    and is never trusted: it licenses no fact.

    >>> check("It costs $12.50.", "That will be 12.50 dollars.").accepted
    True
    >>> check("It costs $12.50.", "That will be $12.05.").findings[0].message
    'the amount must stay $12.50, not $12.05'
    """
    if reply == template:
        return ACCEPTED
    if max(len(template), len(reply)) > _LONGEST:
        return refused(Finding("too_long", "shape", f"at most {_LONGEST} characters are checked"))
    shape = next(iter(shape_faults(template, reply, policy)), None)
    if shape is not None:
        return refused(shape)
    spoken = detect(reply)
    allowed = allowed_languages(template, user_text, language)
    if spoken is not None and allowed and spoken not in allowed:
        wanted = " or ".join(sorted(allowed))
        return refused(Finding("language", "language", f"the reply must be in {wanted}"))
    read_as = spoken or (base(language) if language else None) or detect(template) or "en"
    expected = _read_template(template)
    found = _read(_without(reply, vocatives(template, reply, slots, user_text)), read_as)
    findings = tuple(_faults(expected, found, slots, policy))
    return refused(*findings) if findings else ACCEPTED


def _faults(
    expected: _Reading, found: _Reading, slots: Mapping[str, object], policy: FidelityPolicy
) -> Iterator[Finding]:
    template, reply = expected.text, found.text
    languages = (expected.language, found.language)
    ours, theirs = settled_spellings(template, reply, expected.facts, found.facts, languages)
    expected, found = replace(expected, facts=ours), replace(found, facts=theirs)
    yield from fact_differences(
        template,
        reply,
        settled_names(
            expected.facts, expected.units, found.units, reply=False, languages=languages
        ),
        settled_names(found.facts, found.units, expected.units, reply=True, languages=languages),
    )
    same = expected.language == found.language
    yield from bound_faults(template, reply, expected.facts, found.facts, same=same)
    yield from swap_faults(
        template, reply, expected.facts, found.facts, expected.units, found.units
    )
    if same:
        yield from rate_faults(template, reply, expected.facts, found.facts)
    limits = LIMITS[policy.strictness]
    if limits is None:
        return
    if found.language not in SUPPORTED or expected.language not in SUPPORTED:
        yield Finding("language", "language", "the reply's language cannot be checked")
        return
    yield from negation_faults(
        expected.negated, found.negated, expected.units, found.units, (template, reply)
    )
    yield from speech_faults(template, reply)
    yield from sentence_faults(
        reply, expected.units, found.units, translated=expected.language != found.language
    )
    if expected.language == found.language:
        yield from connective_faults(template, reply)
        yield from duty_faults(template, reply)
    if expected.language == found.language == "en":
        yield from verb_faults(template, reply)
        yield from role_faults(template, reply, expected.facts, found.facts)
    protected = protected_units(template, expected.units, slots, translated=not same) | rate_units(
        template, expected.units
    )
    english = expected.language == found.language == "en"
    change = change_between(expected.units, found.units, english=english)
    if same:
        yield from class_faults(template, reply)
    if english:
        yield from claim_faults(reply, change)
    yield from content_faults(
        template,
        reply,
        expected.units,
        found.units,
        protected,
        change,
        limits[0] if english else limits[1],
    )


def _without(reply: str, spans: list[tuple[int, int]]) -> str:
    """`reply` with the spans blanked out; every other character keeps its place."""
    for start, end in spans:
        reply = reply[:start] + " " * (end - start) + reply[end:]
    return reply


@lru_cache(maxsize=1024)
def _read_template(template: str) -> _Reading:
    return _read(template, detect(template) or "en")


def _read(text: str, language: str) -> _Reading:
    facts = find_facts(text, language)
    units = tuple(units_of(text, facts, lexicon_of(language)))
    return _Reading(text, language, facts, units, tuple(negations(text, units, language)))


def prepare(template: str, user_text: str = "") -> None:
    """Read a template before its reply is there, while the model works; it halves the check."""
    _read_template(template)
    detect(user_text)


def forget() -> None:
    """Drop what was remembered of texts, so that a timing measures the work."""
    _read_template.cache_clear()
    detect.cache_clear()
    forget_facts()
