"""From a query to ranked rows: candidates of both halves, scored by both, fused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.embedding.token_vectors import QueryTokens
from search.lexical.index import LexicalIndex, best, main_of
from search.lexical.word_pairs import PAIRED, TextOf, WordPairs
from search.query import SearchQuery
from search.ranking.beside import JUDGED, Beside, Surroundings, with_neighbours
from search.ranking.context_weight import part_weights
from search.ranking.embedder_profile import MINILM, EmbedderProfile
from search.ranking.feedback import COMPARED, STEP, feedback
from search.ranking.fusion import Fusion, fusion_for, probability
from search.ranking.late_interaction import COMPARED as LATELY_COMPARED
from search.ranking.late_interaction import LateInteraction, SignsOf
from search.text.language import detect_language
from search.vector_store import Mask, Rows, Vectors, VectorStore

CANDIDATES = 100

Scores = NDArray[np.float32]


class RankedRow(NamedTuple):
    """A row of the index and why it stands where it stands.

    `score` is the calibrated probability of relevance, 0-1; ranks are 1-based within the half that
    proposed the row, None where that half did not.
    """

    row: int
    score: float
    cosine: float
    bm25: float
    dense_rank: int | None
    lexical_rank: int | None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Rows with the scores of both halves, in parallel, and the order that each half proposed.

    `vector` is what they were compared with: the parts of the query as one; `rarities` tells of
    each part how rare its terms are.
    """

    vector: Vectors
    rows: Rows
    cosines: Scores
    bm25: Scores
    coverage: Scores
    dense_order: Rows
    lexical_order: Rows
    rarities: tuple[Mapping[str, float], ...] = ()


def retrieve(
    query: SearchQuery,
    vectors: Vectors,
    store: VectorStore,
    lexical: LexicalIndex,
    *,
    k: int,
    allowed: Mask | None = None,
    candidates: int = CANDIDATES,
    profile: EmbedderProfile = MINILM,
    text_of: TextOf | None = None,
    beside: Beside | None = None,
    tokens: Sequence[QueryTokens] | None = None,
    signs_of: SignsOf | None = None,
) -> list[RankedRow]:
    """The k best allowed rows, best first.

    Args:
        vectors: float32 of shape (number of query parts, d), each of length 1.
        allowed: rows that this user may see; None allows all. No other row has any influence.
        candidates: how many rows each half proposes.
        profile: what the embedder's cosines mean.
        text_of: the text of a row; with it, words that stand side by side in the query count where
            they do so in a passage too.
        beside: the rows whose text runs into that of a row.
        tokens, signs_of: those of the query's parts, and the signs of a row's; with both, each
            word of the query looks for its like in the likeliest passages.
    """
    weights = part_weights(query, vectors, profile)
    languages = lexical.languages_of(allowed)
    found = find_candidates(
        query, weights, vectors, store, lexical, allowed=allowed, depth=max(candidates, k),
        languages=languages,
    )  # fmt: skip
    language = query_language(query, languages)
    pairs = WordPairs.of(query.parts[0].text, language, text_of) if text_of else None
    around = Surroundings(store, beside or _nothing, allowed)
    late = None
    if tokens is not None and signs_of is not None:
        late = LateInteraction.of(query, weights, tokens, found.rarities, signs_of)
    fusion = fusion_for(language, profile)
    return rank(found, fusion, profile, k=k, pairs=pairs, around=around, late=late)


def query_language(query: SearchQuery, languages: Sequence[str]) -> str | None:
    """The language of the query, or of most passages where it tells too little.

    `languages` are those of the passages that may be seen, the commonest first.
    """
    longest = max((part.text for part in query.parts), key=len, default="")
    return detect_language(longest, likely=main_of(languages))


def find_candidates(
    query: SearchQuery,
    weights: Scores,
    vectors: Vectors,
    store: VectorStore,
    lexical: LexicalIndex,
    *,
    allowed: Mask | None,
    depth: int,
    languages: Sequence[str] | None = None,
) -> Candidates:
    """The `depth` best rows of each half, every one scored by both.

    `languages` are those of the allowed passages, where the caller has asked for them already.
    """
    share = weights / max(float(weights.sum()), 1e-9)
    vector = combined(vectors, share)
    bm25 = np.zeros(lexical.count, np.float32)
    coverage = np.zeros(lexical.count, np.float32)
    rarities: list[Mapping[str, float]] = [{} for _ in query.parts]
    for number, (part, weight) in enumerate(zip(query.parts, share, strict=True)):
        if weight > 0:
            match = lexical.match(part.text, allowed=allowed, languages=languages)
            bm25 += weight * match.scores
            coverage += weight * match.coverage
            rarities[number] = match.rarities
    lexical_order = best(coverage, depth)[0]
    dense_order, cosines = store.search(vector, depth, allowed=allowed)
    by_words_only = np.ones(lexical.count, np.bool_)
    by_words_only[dense_order] = False
    missing = lexical_order[by_words_only[lexical_order]]
    if len(missing):
        cosines = np.concatenate([cosines, store.vectors(missing) @ vector])
    rows = np.concatenate([dense_order, missing])
    return Candidates(
        vector,
        rows,
        cosines,
        bm25[rows],
        coverage[rows],
        dense_order,
        lexical_order,
        tuple(rarities),
    )


def combined(vectors: Vectors, weights: Scores) -> Vectors:
    """One vector of length 1 for all parts of a query."""
    vector: Vectors = (weights @ vectors).astype(np.float32)
    vector /= np.float32(max(float(np.linalg.norm(vector)), 1e-9))
    return vector


def rank(
    found: Candidates,
    fusion: Fusion,
    profile: EmbedderProfile,
    *,
    k: int,
    pairs: WordPairs | None = None,
    around: Surroundings | None = None,
    step: float = STEP,
    late: LateInteraction | None = None,
) -> list[RankedRow]:
    """Order the candidates by fused evidence, equal ones by row.

    The likeliest are looked at again: with the windows beside them, by word pairs, by what they
    have in common with each other (`search.ranking.feedback`, which moves by `step`), and word by
    word (`search.ranking.late_interaction`). The last two never lift a passage over one that was
    not looked at.
    """
    similarity = profile.similarity
    evidence = fusion.evidence(similarity(found.cosines), found.coverage)
    if around is not None:
        likeliest = _likeliest(found.rows, evidence)[:JUDGED]
        own = found.cosines[likeliest]
        mixed = with_neighbours(found.vector, found.rows[likeliest], own, around)
        evidence[likeliest] += fusion.of_similarity(similarity(mixed) - similarity(own))
    if pairs is not None and pairs.pairs:
        likeliest = _likeliest(found.rows, evidence)[:PAIRED]
        shares = [pairs.share(row) for row in found.rows[likeliest].tolist()]
        evidence[likeliest] += np.float32(pairs.weight) * np.array(shares, np.float32)
    if around is not None:
        compared = _likeliest(found.rows, evidence)[:COMPARED]
        vectors = around.store.vectors(found.rows[compared])
        lost = feedback(found.vector, vectors, probability(evidence[compared]), step)
        _lose(evidence, compared, fusion.of_similarity(lost / np.float32(profile.spread)))
    if late is not None and late.worth > 0:
        compared = _likeliest(found.rows, evidence)[:LATELY_COMPARED]
        near = late.closeness(found.rows[compared].tolist())
        lost = np.float32(late.worth / profile.spread) * (near - near.max(initial=0.0))
        _lose(evidence, compared, fusion.of_similarity(lost))
    scores = probability(evidence)
    order = _likeliest(found.rows, evidence)[:k]
    dense_rank = {row: place for place, row in enumerate(found.dense_order.tolist(), 1)}
    lexical_rank = {row: place for place, row in enumerate(found.lexical_order.tolist(), 1)}
    # Plain numbers at once: taking them one by one from arrays costs ten times as much.
    columns = (column[order].tolist() for column in (found.rows, scores, found.cosines, found.bm25))
    return [
        RankedRow(row, score, cosine, bm25, dense_rank.get(row), lexical_rank.get(row))
        for row, score, cosine, bm25 in zip(*columns, strict=True)
    ]


def _lose(evidence: Scores, compared: Rows, lost: Scores) -> None:
    """Take `lost`, none above 0, from those compared, and the most of it from all others."""
    most = lost.min(initial=0.0)
    evidence[compared] += lost - most
    evidence += most


def _likeliest(rows: Rows, evidence: Scores) -> Rows:
    """Positions by evidence, the best first, equal ones by row."""
    return np.lexsort((rows, -evidence))


def _nothing(row: int) -> tuple[int, ...]:
    return ()
