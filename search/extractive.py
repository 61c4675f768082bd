"""The answer without a model: a stored answer or the best sentences, quoted exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.citations import Citation, cite
from search.grounding.sentences import sentences
from search.grounding.terms import content_stems, rarity
from search.passage import Hit

_MAX_SENTENCES = 3
_MAX_CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class Extract:
    """Text quoted from one passage, `citations` one for each stretch; `score` 0-1."""

    text: str
    citations: tuple[Citation, ...]
    score: float


def extract(question: str, hits: Sequence[Hit]) -> Extract | None:
    """The stretch of the hits that answers best; None where nothing of the question is found.

    The first hit with a stored answer gives that answer, as in Rasa Pro's extractive search.
    """
    if not hits:
        return None
    first = hits[0]
    if first.passage.answer:
        return _stored(first)
    wanted = set(content_stems(question))
    best: Extract | None = None
    for hit in hits:
        found = _best_stretch(wanted, hit)
        if found is not None and (best is None or found.score > best.score):
            best = found
    return best


def _stored(hit: Hit) -> Extract:
    passage = hit.passage
    answer = passage.answer or ""
    start = passage.text.find(answer)
    place = (start, start + len(answer)) if start >= 0 else (0, len(passage.text))
    return Extract(answer, (cite(passage, 1, *place),), hit.score)


def _best_stretch(wanted: set[str], hit: Hit) -> Extract | None:
    text = hit.passage.text
    parts = sentences(text)
    stems = [set(content_stems(part.text)) for part in parts]
    weights = rarity(stems)
    total = sum(weights.get(term, 3.0) for term in wanted) or 1.0
    scores = [sum(weights[term] for term in wanted & found) / total for found in stems]
    if not scores or max(scores) <= 0.0:
        return None
    best = max(range(len(parts)), key=lambda i: (scores[i], -i))
    end = best
    while (
        end + 1 < len(parts)
        and end + 1 - best < _MAX_SENTENCES
        and parts[end + 1].end - parts[best].start <= _MAX_CHARACTERS
    ):
        end += 1
    start, stop = parts[best].start, parts[end].end
    return Extract(
        text[start:stop], (cite(hit.passage, 1, start, stop),), scores[best] * 0.5 + hit.score * 0.5
    )
