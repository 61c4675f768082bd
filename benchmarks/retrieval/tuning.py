"""`python -m benchmarks.retrieval.tuning PASSAGES.jsonl QUERIES.jsonl --json`: is it overfitted?

Cross-validation over conversations: for each fold the setting that is best on the other folds is
measured on the held-out one. `validated` are those figures, `shipped` those of the setting in the
code on the same questions; where the two agree, the setting was not fitted to rows.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from statistics import fmean
from typing import Any

from benchmarks.figures import report
from benchmarks.retrieval.__main__ import DEPTH, conversation_query
from benchmarks.retrieval.index import CachedEmbeddings, PoolIndex, build_indexes
from benchmarks.retrieval.measures import averaged, measures
from benchmarks.retrieval.questions import Question, read_passages, read_questions
from search.embedding.choice import embedder_for
from search.embedding.local_model import DEFAULT_MODEL
from search.lexical.word_pairs import PAIR_WEIGHT, WordPairs
from search.ranking.beside import SHARE, Surroundings
from search.ranking.context_weight import CONTEXT_WEIGHT, ContextWeight, part_weights
from search.ranking.embedder_profile import MINILM
from search.ranking.feedback import STEP
from search.ranking.fusion import BOTH, Fusion
from search.ranking.late_interaction import WEIGHT, LateInteraction
from search.ranking.retrieval import find_candidates, query_language, rank

FOLDS = 5
COVERAGE = (0.76, 0.9, 1.05)
PAIRS = (0.0, 0.3, 0.6)
ALONE = (1.5, 1.63, 1.75)
LEANING = (0.13, 0.25)
SHARES = (0.2, 0.35)
STEPS = (0.2, 0.4)
LATE = (0.0, 0.75, 1.25, 1.75)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is chosen: the weights of words beside meaning, of the context, of word pairs and of
    the windows beside one, the step of the feedback, and the weight of late interaction.
    """

    coverage: float
    context: ContextWeight
    pairs: float
    share: float
    step: float
    late: float

    @property
    def fusion(self) -> Fusion:
        # On the scale of the shipped one, for what word pairs add is on it too.
        return Fusion(BOTH.similarity_weight, BOTH.similarity_weight * self.coverage, 0.0)


WORDS = BOTH.coverage_weight / BOTH.similarity_weight
SHIPPED = Setting(WORDS, CONTEXT_WEIGHT, PAIR_WEIGHT, SHARE, STEP, WEIGHT)
GRID = [
    Setting(coverage, ContextWeight(alone, leaning), *others)
    for coverage, alone, leaning, *others in product(
        COVERAGE, ALONE, LEANING, PAIRS, SHARES, STEPS, LATE
    )
]
Scores = Mapping[tuple[str, str], Mapping[str, float]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.retrieval.tuning")
    parser.add_argument("passages", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--cache", type=Path, help="folder to keep embeddings in between runs")
    arguments = parser.parse_args()
    questions = read_questions(arguments.queries)
    embeddings = CachedEmbeddings(embedder_for(DEFAULT_MODEL)[0], arguments.cache)
    indexes = build_indexes(read_passages(arguments.passages), DEFAULT_MODEL, embeddings)
    found = scores_of([*GRID, SHIPPED], questions, indexes, embeddings)
    validated, chosen = cross_validated(questions, found)
    sets: dict[str, dict[str, Any]] = {
        name: {
            "n": len(keys),
            "validated": averaged(validated[key] for key in keys),
            "shipped": averaged(found[SHIPPED][key] for key in keys),
        }
        for name, keys in _sets(questions).items()
    }
    rows = [
        [name, kind, figures[kind]["recall@5"], figures[kind]["ndcg@5"]]
        for name, figures in sets.items()
        for kind in ("validated", "shipped")
    ]
    choices = [
        (s.coverage, s.context.alone, s.context.leaning, s.pairs, s.share, s.step, s.late)
        for s in chosen
    ]
    report(
        "retrieval.tuning", {"sets": sets, "folds": FOLDS, "chosen": choices}, rows=rows,
        columns=["set", "setting", "recall@5", "nDCG@5"], as_json=arguments.json,
    )  # fmt: skip


def cross_validated(
    questions: Sequence[Question], found: Mapping[Setting, Scores]
) -> tuple[Scores, list[Setting]]:
    """The held-out measures of every question, and the setting that each fold chose."""
    validated: dict[tuple[str, str], Mapping[str, float]] = {}
    chosen = []
    for fold in range(FOLDS):
        training = [q for q in questions if _fold(q) != fold]
        sets = _sets(training)
        best = max(GRID, key=lambda setting: _worth(sets, found[setting]))
        chosen.append(best)
        validated |= {q.key: found[best][q.key] for q in questions if _fold(q) == fold}
    return validated, chosen


def scores_of(
    settings: Sequence[Setting],
    questions: Sequence[Question],
    indexes: Mapping[str, PoolIndex],
    embeddings: CachedEmbeddings,
) -> dict[Setting, Scores]:
    """The measures of every question under every setting."""
    queries = [conversation_query(question) for question in questions]
    texts = list(dict.fromkeys(part.text for query in queries for part in query.parts))
    place = {text: number for number, text in enumerate(texts)}
    vectors, tokens = embeddings.queries(texts)
    assert tokens is not None, "the default model tells them"
    found: dict[Setting, dict[tuple[str, str], Mapping[str, float]]] = {s: {} for s in settings}
    for question, query in zip(questions, queries, strict=True):
        index = indexes[question.index]
        places = [place[part.text] for part in query.parts]
        own = vectors[places]
        candidates = {}
        language = query_language(query, index.lexical.languages_of())
        pairs = WordPairs.of(query.parts[0].text, language, index.texts.__getitem__)
        for setting in settings:
            weights = part_weights(query, own, MINILM, setting.context)
            key = weights.tobytes()
            if key not in candidates:
                proposed = find_candidates(
                    query, weights, own, index.store, index.lexical, allowed=None, depth=DEPTH
                )
                candidates[key] = (
                    proposed,
                    LateInteraction.of(
                        query,
                        weights,
                        [tokens[row] for row in places],
                        proposed.rarities,
                        index.signs.__getitem__,
                    ),
                )
            candidate, late = candidates[key]
            ranked = rank(
                candidate,
                setting.fusion,
                MINILM,
                k=DEPTH,
                pairs=replace(pairs, weight=setting.pairs),
                around=Surroundings(index.store, index.beside, share=setting.share),
                step=setting.step,
                late=replace(late, weight=setting.late),
            )
            found[setting][question.key] = measures(index.passages(ranked), question.relevant)
    return dict(found)


def _sets(questions: Sequence[Question]) -> dict[str, list[tuple[str, str]]]:
    sets: dict[str, list[tuple[str, str]]] = {}
    for question in questions:
        sets.setdefault(question.set, []).append(question.key)
    return sets


def _worth(sets: Mapping[str, Sequence[tuple[str, str]]], scores: Scores) -> float:
    return fmean(
        fmean(scores[key]["ndcg@5"] + scores[key]["recall@5"] for key in keys)
        for keys in sets.values()
    )


def _fold(question: Question) -> int:
    return hashlib.sha256(question.group.encode()).digest()[0] % FOLDS


if __name__ == "__main__":
    main()
