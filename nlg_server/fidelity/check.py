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
from nlg_server.fidelity.bounds.faults import bound_faults
from nlg_server.fidelity.doubts import all_doubtful
from nlg_server.fidelity.facts.comparison import fact_differences
from nlg_server.fidelity.facts.differences import difference_faults
from nlg_server.fidelity.facts.former import former_faults
from nlg_server.fidelity.facts.increments import increment_faults
from nlg_server.fidelity.facts.left_or_used import left_or_used_faults
from nlg_server.fidelity.facts.neighbours import replacement_faults, turned_round_faults
from nlg_server.fidelity.facts.per_units import per_unit_faults
from nlg_server.fidelity.facts.quotations import outside_quotations
from nlg_server.fidelity.facts.rates import duration_faults, frequency_faults, recurring_faults
from nlg_server.fidelity.facts.swaps import swap_faults
from nlg_server.fidelity.language import (
    allowed_languages,
    base,
    detect,
    english_sentence,
    language_identifier,
    read_in,
)
from nlg_server.fidelity.lexicon import lexicon_of
from nlg_server.fidelity.lexicon.lexicon import SUPPORTED
from nlg_server.fidelity.marks.asked import asked_faults
from nlg_server.fidelity.marks.classes import class_faults, direction_faults
from nlg_server.fidelity.marks.connectives import connective_faults
from nlg_server.fidelity.marks.duties import duty_faults
from nlg_server.fidelity.marks.emoji_signs import without_signs
from nlg_server.fidelity.marks.features import feature_faults
from nlg_server.fidelity.marks.mentions import mention_faults
from nlg_server.fidelity.marks.negation import (
    beyond_kind_words,
    negation_faults,
)
from nlg_server.fidelity.marks.roles import role_faults
from nlg_server.fidelity.marks.speech import speech_faults
from nlg_server.fidelity.marks.told_done import told_done_faults
from nlg_server.fidelity.marks.verbs import verb_faults
from nlg_server.fidelity.meaning import ReadText, meaning
from nlg_server.fidelity.meaning.faults import LIMITS as ODDS
from nlg_server.fidelity.meaning.faults import TRANSLATED, costly, meaning_faults, pieces_said
from nlg_server.fidelity.names.addressed import addressed_faults
from nlg_server.fidelity.names.named import settled_names
from nlg_server.fidelity.names.titles import title_faults
from nlg_server.fidelity.names.vocative import vocatives
from nlg_server.fidelity.policy import DEFAULT_POLICY, FidelityPolicy
from nlg_server.fidelity.reading import Reading, read, read_template
from nlg_server.fidelity.shape import shape_faults
from nlg_server.fidelity.slots import protected_units, rate_faults, rate_units
from nlg_server.fidelity.told.spellings import settled_spellings
from nlg_server.fidelity.vectors import word_vectors
from nlg_server.fidelity.verbatim import adds_pronouns, around_verbatim, is_near_copy, words_of
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
    told = spoken or (base(language) if language else None) or read_in(reply, allowed)
    read_as = told or detect(template) or "en"
    foreign = english_sentence(reply, read_as, template)
    if foreign is not None:
        message = f"{reply[slice(*foreign)].strip()!r} is not in the reply's language"
        return refused(Finding("language", "language", message, None, foreign))
    expected = read_template(template)
    found = read(_without(reply, vocatives(template, reply, slots, user_text, read_as)), read_as)
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
    facts = tuple(_fact_faults(expected, found))
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
    values = protected_units(expected.text, expected.units, slots) if same else frozenset()
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
    marks, near_copy, alike, judged = tuple(_marks(expected, found, change)), False, False, False
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
        near_copy = is_near_copy(words, spoken)
        # A question that is gone may say again what stands before it.
        alike = near_copy or (asks_alike and is_near_copy(words, spoken, once=True))
        judged = near_copy and not adds_pronouns(words, spoken) if change.english else alike
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
        near_copy=near_copy,
        alike=alike,
        judged=judged,
        english=expected.language == found.language == "en",
    )


def _fact_faults(expected: Reading, found: Reading) -> Iterator[Finding]:
    """What is wrong with the facts of a reply, in any language."""
    template, reply = expected.text, found.text
    languages = (expected.language, found.language)
    said = without_signs(
        template, reply, found.facts, expected.facts, denied=bool(expected.negated)
    )
    own, told = outside_quotations(expected.facts, said), outside_quotations(said, expected.facts)
    ours, theirs = settled_spellings(template, reply, own, told, languages)
    differences = tuple(
        fact_differences(
            template,
            reply,
            settled_names(ours, expected.units, found.units, reply=False, languages=languages),
            settled_names(theirs, found.units, expected.units, reply=True, languages=languages),
        )
    )
    yield from differences or former_faults(template, reply, ours, theirs)
    yield from title_faults(template, reply)
    if found.language == "en":
        yield from addressed_faults(template, reply)
    same = expected.language == found.language
    yield from bound_faults(template, reply, ours, theirs, same=same)
    swapped = tuple(swap_faults(template, reply, ours, theirs, expected.units, found.units))
    yield from swapped or turned_round_faults(template, reply, ours, theirs)
    if same:
        yield from rate_faults(template, reply, ours, theirs, english=languages[0] == "en")
        yield from class_faults(template, reply, found.language)
        yield from feature_faults(template, reply)
    else:
        yield from frequency_faults(template, reply)
    yield from asked_faults(template, reply)
    yield from told_done_faults(template, reply)
    yield from difference_faults(template, reply, ours, theirs)
    yield from left_or_used_faults(template, reply, ours, theirs)
    yield from per_unit_faults(template, reply, ours, theirs)
    yield from increment_faults(template, reply, ours, theirs)
    yield from recurring_faults(template, reply, ours, theirs)
    yield from replacement_faults(template, reply, ours, theirs)
    if languages == ("en", "en"):
        yield from role_faults(template, reply, ours, theirs)
        yield from direction_faults(template, reply)
        yield from duration_faults(template, reply, ours, theirs)


def _marks(expected: Reading, found: Reading, change: Change) -> Iterator[Finding]:
    """What makes it likelier that a reply says something else."""
    template, reply = expected.text, found.text
    negated = found.negated
    if len(negated) > len(expected.negated):
        negated = beyond_kind_words(negated, template, reply)
    yield from negation_faults(
        expected.negated, negated, expected.units, found.units, (template, reply)
    )
    yield from speech_faults(template, reply)
    if expected.language == found.language:
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
    """Load lexicons, words, network and the language model, so that no request waits.

    It takes about a second.
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
