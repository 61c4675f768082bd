"""Verification of a reply against the passages it was written from; pure, no model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search.citations import marks, without_marks, without_source_list
from search.grounding.abstention import abstains
from search.grounding.contradiction import denied, misplaced_fact
from search.grounding.evidence import Evidence
from search.grounding.links import tags, unknown_links
from search.grounding.sentences import Sentence, sentences
from search.grounding.stated import foreign_fact
from search.grounding.support import best_support
from search.grounding.terms import content_stems
from search.grounding.verdict import Reason, Support, Verdict, Verification
from search.language import detect_language
from search.visible_text import visible

_MAX_CHARACTERS = 8000
_MAX_SENTENCES = 60
# "Yes, ...": a bare yes or no is backed by no passage; what follows it may be.
_YES_NO = re.compile(
    r"^(?:yes|no|ja|nein|s[ií]|oui|non|sim|n[aã]o)\s*[,.!:;–—-]\s*(?=\S)", re.IGNORECASE
)
# A sentence this close to a passage repeats it, whatever it sounds like.
_CLEARLY_STATED = 0.8
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
    verdicts = tuple(judge(body, sentence, evidence, floor) for sentence in parts[:_MAX_SENTENCES])
    kept = [verdict for verdict in verdicts if verdict.supported]
    return Verification(body, verdicts, min((verdict.score for verdict in kept), default=0.0))


def judge(body: str, sentence: Sentence, evidence: Sequence[Evidence], floor: float) -> Verdict:
    """The verdict on one sentence of `body`."""
    text = re.sub(r"\s+([.,;:!?])", r"\1", without_marks(sentence.text)).strip()
    answered = _YES_NO.match(text)
    if answered:
        text = text[answered.end() : answered.end() + 1].upper() + text[answered.end() + 1 :]

    def verdict(reason: Reason, detail: str = "", support: Support | None = None) -> Verdict:
        supported = reason == "supported"
        return Verdict(text, sentence.start, sentence.end, supported, reason, detail, support)

    if not content_stems(text) or _YES_NO.match(text + ", x"):
        return verdict("empty")
    sources = [passage.whole for passage in evidence]
    unknown = unknown_links(_unbroken(body, sentence), sources) or tuple(
        tag for tag in tags(text) if not any(tag in source for source in sources)
    )
    if unknown:
        return verdict("unknown_link", unknown[0])
    support = best_support(text, evidence)
    if support is None:
        return verdict("unsupported")
    if support.score < _CLEARLY_STATED and abstains(text):
        return verdict("abstention", "", support)
    if support.score < floor:
        return verdict(*_why_unsupported(sentence.text, text, evidence, support), support)
    backing = evidence[support.passage]
    language = _other_language(text, backing) if support.score < _CLEARLY_STATED else ""
    if language:
        return verdict("other_language", language, support)
    foreign = foreign_fact(text, backing) or misplaced_fact(text, backing)
    if foreign is not None:
        return verdict("changed_fact", foreign, support)
    return verdict("negation" if denied(text, backing) else "supported", "", support)


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
    """The language of `text` where it is surely not that of the passage, else empty."""
    if backing.language is None or len(text) < _DETECTABLE:
        return ""
    language = detect_language(text, likely=backing.language)
    return "" if language is None or language == backing.language else language
