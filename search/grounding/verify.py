"""Verification of a reply against the passages it was written from; pure, no model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from search.answering.citations import marks, without_marks, without_source_list
from search.grounding.abstention import abstains
from search.grounding.contradiction import denied, misplaced_fact
from search.grounding.evidence import Evidence
from search.grounding.introduction import statements, without_yes_or_no
from search.grounding.layout import orders
from search.grounding.links import tags, unknown_links
from search.grounding.overstated import denies_more, excludes_more
from search.grounding.sentences import Sentence, sentences
from search.grounding.stated import foreign_fact
from search.grounding.support import best_support, other_supports
from search.grounding.terms import content_stems, function_words
from search.grounding.verdict import Reason, Support, Verdict, Verification
from search.text.language import detect_language
from search.text.tokens import terms
from search.text.visible_text import visible

_MAX_CHARACTERS = 8000
_MAX_SENTENCES = 60
_FENCE = re.compile(r"^(?:```|~~~)\s*\w*$")
# A sentence this close to a passage repeats it, whatever it sounds like.
_CLEARLY_STATED = 0.8
_OF_A_LINK = re.compile(r"://|www\.|\w\.\w")
_TELLING_WORDS = 2  # different function words that the passage's language does not have
_DETECTABLE = 25  # characters from which on the language of a sentence is believed


def verify(reply: str, evidence: Sequence[Evidence], *, floor: float) -> Verification:
    """Judge each sentence of `reply`; pure, and the same for the same arguments.

    Args:
        evidence: the passages that the prompt showed, in their numbered order.
        floor: lowest support score that goes out (`search.options.LEVELS`). The facts, links and
            negations of a sentence are checked whatever the floor.
    """
    body = without_source_list(visible(reply))[:_MAX_CHARACTERS]
    parts = sentences(body)
    verdicts = _with_layout(
        [judge(body, sentence, evidence, floor) for sentence in parts[:_MAX_SENTENCES]], evidence
    )
    kept = [verdict for verdict in verdicts if verdict.supported]
    return Verification(body, verdicts, min((verdict.score for verdict in kept), default=0.0))


def _with_layout(verdicts: list[Verdict], evidence: Sequence[Evidence]) -> tuple[Verdict, ...]:
    """Headings and lead-ins stay where what they lead to stays."""
    for index in range(len(verdicts) - 2, -1, -1):
        verdict = verdicts[index]
        support = verdict.support
        if verdict.reason != "unsupported" or support is None or not verdicts[index + 1].supported:
            continue
        if orders(verdict.text, evidence) and not denied(verdict.text, evidence[support.passage]):
            verdicts[index] = replace(verdict, supported=True, reason="layout")
    return tuple(verdicts)


def judge(body: str, sentence: Sentence, evidence: Sequence[Evidence], floor: float) -> Verdict:
    """The verdict on one sentence of `body`, or on what remains without its introduction."""
    text = re.sub(r"\s+([.,;:!?])", r"\1", without_marks(sentence.text)).strip()
    answer = without_yes_or_no(text)
    text = answer or text
    if not answer or _FENCE.match(text) or not content_stems(text):
        return Verdict(text, sentence.start, sentence.end, False, "empty")
    sources = [passage.whole for passage in evidence]
    unknown = unknown_links(_unbroken(body, sentence), sources) or tuple(
        tag for tag in tags(text) if not any(tag in source for source in sources)
    )
    if unknown:
        return Verdict(text, sentence.start, sentence.end, False, "unknown_link", unknown[0])
    found: Verdict | None = None
    for statement in statements(text):
        reason, detail, support = _judged(sentence.text, statement, evidence, floor)
        supported = reason == "supported"
        if supported and statement != text and support and support.score < _CLEARLY_STATED:
            break  # what stood before it may have been part of what it says
        if found is None or supported:
            found = Verdict(
                statement, sentence.start, sentence.end, supported, reason, detail, support
            )
        if supported or reason == "abstention":
            break
    assert found is not None
    return found


def _judged(
    raw: str, text: str, evidence: Sequence[Evidence], floor: float
) -> tuple[Reason, str, Support | None]:
    support = best_support(text, evidence)
    if support is None:
        return "unsupported", "", None
    if support.score < _CLEARLY_STATED and abstains(text):
        return "abstention", "", support
    if support.score < floor:
        return *_why_unsupported(raw, text, evidence, support), support
    reason, detail = _contradicted(text, evidence, support)
    if reason == "changed_fact" and misplaced_fact(text, evidence[support.passage]) is None:
        for other in other_supports(text, evidence, beside=support.passage):
            if other.score >= floor and _contradicted(text, evidence, other)[0] == "supported":
                return "supported", "", other
    return reason, detail, support


def _contradicted(text: str, evidence: Sequence[Evidence], support: Support) -> tuple[Reason, str]:
    """What the passage that backs `text` has against it; "supported" where it has nothing."""
    backing = evidence[support.passage]
    language = _other_language(text, backing) if support.score < _CLEARLY_STATED else ""
    if language:
        return "other_language", language
    foreign = foreign_fact(text, backing) or misplaced_fact(text, backing)
    if foreign is None:
        stretch = backing.text[support.start : support.end]
        foreign = excludes_more(text, stretch) or None
        unsaid = support.score < _CLEARLY_STATED and denies_more(text, stretch)
        if foreign is None:
            return ("negation" if unsaid or denied(text, backing) else "supported"), ""
    return "changed_fact", foreign


def _why_unsupported(
    raw: str, text: str, evidence: Sequence[Evidence], support: Support
) -> tuple[Reason, str]:
    invented = _invented(raw, len(evidence))
    if invented:
        return "invented_citation", invented
    language = _other_language(text, evidence[support.passage])
    return ("other_language", language) if language else ("unsupported", "")


def _unbroken(body: str, sentence: Sentence) -> str:
    """The sentence with what is glued to it on either side, so that no link is cut in two."""
    start, end = sentence.start, sentence.end
    while start > 0 and not body[start - 1].isspace():
        start -= 1
    while end < len(body) and not body[end].isspace():
        end += 1
    return body[start:end]


def _invented(text: str, passages: int) -> str:
    numbers = (number for mark in marks(text) for number in mark.numbers)
    return next((str(number) for number in numbers if not 1 <= number <= passages), "")


def _other_language(text: str, backing: Evidence) -> str:
    """The language of `text` where it is surely not that of the passage, else empty.

    Links tell no language, and one word that both could share ("VA", "per") is not enough.
    """
    text = " ".join(word for word in text.split() if not _OF_A_LINK.search(word))
    if backing.language is None or len(text) < _DETECTABLE:
        return ""
    language = detect_language(text, likely=backing.language)
    if language is None or language == backing.language:
        return ""
    telling = function_words(language) - function_words(backing.language)
    said = telling.intersection(terms(text))
    return language if len(said) >= _TELLING_WORDS or not telling else ""
