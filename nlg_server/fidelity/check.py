"""The fidelity check: does a reply say what its template says?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from nlg_server.fidelity.alignment import (
    Change,
    change_between,
    content_faults,
    protected_faults,
)
from nlg_server.fidelity.confirmation import without_confirmation
from nlg_server.fidelity.courtesy import without_courtesy
from nlg_server.fidelity.doubts import all_doubtful
from nlg_server.fidelity.fact_faults import fact_faults
from nlg_server.fidelity.facts.mentions import mention_faults
from nlg_server.fidelity.language import (
    allowed_languages,
    base,
    detect,
    english_sentence,
    is_foreign,
    language_identifier,
    read_in,
)
from nlg_server.fidelity.lexicon import lexicon_of
from nlg_server.fidelity.lexicon.lexicon import SUPPORTED
from nlg_server.fidelity.marks.connectives import connective_faults
from nlg_server.fidelity.marks.duties import duty_faults
from nlg_server.fidelity.marks.negation import (
    beyond_kind_words,
    negation_faults,
)
from nlg_server.fidelity.marks.speech import speech_faults
from nlg_server.fidelity.marks.verbs import verb_faults
from nlg_server.fidelity.meaning import ReadText, meaning
from nlg_server.fidelity.meaning.faults import LIMITS as ODDS
from nlg_server.fidelity.meaning.faults import TRANSLATED, costly, meaning_faults, pieces_said
from nlg_server.fidelity.names.vocative import vocatives
from nlg_server.fidelity.policy import DEFAULT_POLICY, FidelityPolicy
from nlg_server.fidelity.reading import Reading, read, read_template
from nlg_server.fidelity.shape import shape_faults
from nlg_server.fidelity.slots import protected_units, rate_units
from nlg_server.fidelity.vectors import word_vectors
from nlg_server.fidelity.verbatim import Likeness, around_verbatim, likeness, words_of
from nlg_server.fidelity.verdict import ACCEPTED, Finding, Verdict, refused
from prompts.facts import forget_facts

_NO_SLOTS: Mapping[str, object] = MappingProxyType({})
_LONGEST = 1500
# Facts are compared in pairs; a text of nothing else may not take the time of hundreds.
_MOST_FACTS = 60


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

    It asks no language model and nothing outside the process, and decides the same whatever was
    checked before; what it remembers of texts is how they read.

    `slots` are the conversation's (those whose value stands in the template must stay in the
    reply); `language` is the code the reply must be in, None for the template's or the user's;
    `user_text`, what the user said, tells the language and is never trusted: it licenses no fact.

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
    foreign = spoken is None and allowed and is_foreign(reply, template, allowed)
    if foreign or (spoken is not None and allowed and spoken not in allowed):
        wanted = " or ".join(sorted(allowed))
        return refused(Finding("language", "language", f"the reply must be in {wanted}"))
    told = spoken or (base(language) if language else None) or read_in(reply, allowed)
    read_as = told or detect(template) or "en"
    slipped_in = english_sentence(reply, read_as, template)
    if slipped_in is not None:
        message = f"{reply[slice(*slipped_in)].strip()!r} is not in the reply's language"
        return refused(Finding("language", "language", message, None, slipped_in))
    said = _without(reply, vocatives(template, reply, slots, user_text, read_as))
    verdict = _compared(template, said, read_as, slots, user_text, policy)
    if verdict.accepted:
        return verdict
    plain = without_courtesy(said, user_text)
    bare = without_confirmation(template, plain)
    if bare == (template, said):
        return verdict
    again = _compared(*bare, read_as, slots, user_text, policy)
    return again if again.accepted else verdict


def _compared(
    template: str,
    reply: str,
    language: str,
    slots: Mapping[str, object],
    user_text: str,
    policy: FidelityPolicy,
) -> Verdict:
    """What the facts and the meaning say; `language` is the reply's."""
    expected, found = read_template(template), read(reply, language)
    if max(sum(not fact.soft for fact in text.facts) for text in (expected, found)) > _MOST_FACTS:
        return refused(Finding("too_long", "shape", f"at most {_MOST_FACTS} facts are checked"))
    findings = tuple(_faults(expected, found, slots, user_text, policy))
    return refused(*findings) if findings else ACCEPTED


def _faults(
    expected: Reading,
    found: Reading,
    slots: Mapping[str, object],
    user_text: str,
    policy: FidelityPolicy,
) -> Iterator[Finding]:
    languages = (expected.language, found.language)
    facts = tuple(fact_faults(expected, found))
    if policy.strictness == 0 or not all_doubtful(facts, expected.text, found.text):
        yield from facts
        return
    if not set(languages).issubset(SUPPORTED):
        yield Finding("language", "language", "the reply's language cannot be checked")
        return
    same = expected.language == found.language
    english = same and found.language == "en"
    change = change_between(expected.units, found.units, english=english)
    # Of a translation the network judges whether the words are right; names are facts.
    values = protected_units(expected, found, slots) if same else frozenset()
    rates = rate_units(expected.text, expected.units)
    protected = values | rates
    lost = tuple(
        protected_faults(found.text, change, expected.units, found.units, protected, values)
    )
    doubts = facts + lost
    if same:
        texts, stated = (expected.text, found.text), (expected.facts, found.facts)
        doubts += tuple(mention_faults(texts, stated, (expected.units, found.units), change))
    yield from _meaning_faults(expected, found, change, doubts, user_text, policy)


def _meaning_faults(
    expected: Reading,
    found: Reading,
    change: Change,
    doubts: tuple[Finding, ...],
    user_text: str,
    policy: FidelityPolicy,
) -> Iterator[Finding]:
    """Why a reply whose facts are the template's, or may be, says something else all the same."""
    marks, near = tuple(_marks(expected, found, change)), Likeness.FREE
    if expected.language == found.language:
        words, spoken = (
            words_of(text.text, text.facts, lexicon_of(text.language).stem)
            for text in (expected, found)
        )
        asks_alike = expected.text.count("?") == found.text.count("?")
        around = around_verbatim(words, spoken, found.units) if asks_alike else None
        if around == () and not doubts:
            yield from costly(marks)
            return
        if around and len(around) > 1:
            message = f"nothing in the message says {around[0].text!r}"
            place = (around[0].start, around[-1].end)
            marks += (Finding("content_added", "sentence", message, None, place),)
        near = likeness(words, spoken, asks_alike=asks_alike)
    ours, theirs = _meant(expected.text), meaning().read(found.text)
    limit = ODDS[policy.strictness]
    if expected.language != found.language:
        limit -= TRANSLATED
    yield from meaning_faults(
        ours,
        theirs,
        user_text,
        marks,
        doubts,
        limit,
        likeness=near,
        english=change.english,
    )


def _marks(expected: Reading, found: Reading, change: Change) -> Iterator[Finding]:
    """What makes it likelier that a reply says something else."""
    template, reply = expected.text, found.text
    negated = found.negated
    same = expected.language == found.language
    # No word of a translation stands in its template, whatever its opening speaks of.
    if same and len(negated) > len(expected.negated):
        negated = beyond_kind_words(negated, template, reply)
    yield from negation_faults(
        expected.negated, negated, expected.units, found.units, (template, reply)
    )
    yield from speech_faults(template, reply)
    if same:
        yield from connective_faults(template, reply)
        yield from duty_faults(template, reply)
    if change.english:
        yield from verb_faults(template, reply)
    yield from content_faults(template, reply, expected.units, found.units, change)


def _without(reply: str, spans: list[tuple[int, int]]) -> str:
    """`reply` with the spans blanked out; every other character keeps its place."""
    for start, end in spans:
        reply = reply[:start] + " " * (end - start) + reply[end:]
    return reply


# A reading holds 1.5 KB a piece, and is wanted only while its template's replies come in.
@lru_cache(maxsize=128)
def _meant(text: str) -> ReadText:
    return meaning().read(text)


def prepare(template: str, user_text: str = "") -> None:
    """Read a template before its reply is there, while the model works; it halves the check."""
    read = read_template(template)
    if read.language in SUPPORTED:
        _meant(template)
        pieces_said(user_text)
    detect(user_text)


def warm_up() -> None:
    """Load lexicons, words, the small network and what tells languages, so that no request waits.

    It takes about a second; the cross-encoder loads when it is first asked.
    """
    for code in SUPPORTED:
        lexicon_of(code)
    word_vectors()
    meaning().read("Hello.")
    language_identifier()


def forget() -> None:
    """Drop what was remembered of texts, so that a timing measures the work."""
    read_template.cache_clear()
    _meant.cache_clear()
    pieces_said.cache_clear()
    detect.cache_clear()
    forget_facts()
