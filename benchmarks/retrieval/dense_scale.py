"""`python -m benchmarks.retrieval.dense_scale PASSAGES QUERIES [PASSAGES QUERIES …] --json`

What a cosine alone says about relevance, where there are no words to search (a vector database):
the logistic model behind `search.stores.collection_retriever.DENSE_ONLY`. The five nearest of
each question are taken, from its own index (relevant or not) and from the next one (not). The
figures are those of conversations held out, in five folds; the fit is over all.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.figures import report
from benchmarks.retrieval.__main__ import conversation_query
from benchmarks.retrieval.index import CachedEmbeddings, PoolIndex, build_indexes
from benchmarks.retrieval.questions import Question, read_passages, read_questions
from search.embedding.choice import embedder_for
from search.embedding.local_model import DEFAULT_MODEL
from search.ranking.context_weight import part_weights
from search.ranking.embedder_profile import MINILM
from search.ranking.retrieval import combined

FOLDS, DEPTH = 5, 5
# The default model's cosines are not to be trusted in these; indexes of them are left out.
LANGUAGES = ("de", "es", "ru", "zh", "ar", "el", "hi", "th", "tr", "vi", "ro")
Numbers = NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.retrieval.dense_scale")
    parser.add_argument("files", type=Path, nargs="+", help="passages, queries, passages, …")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--cache", type=Path, help="folder to keep embeddings in between runs")
    arguments = parser.parse_args()
    if len(arguments.files) % 2:
        parser.error("give pairs of files: passages and their queries")
    embeddings = CachedEmbeddings(embedder_for(DEFAULT_MODEL)[0], arguments.cache)
    indexes: dict[str, PoolIndex] = {}
    questions: list[Question] = []
    for passages, queries in zip(arguments.files[::2], arguments.files[1::2], strict=True):
        pool = [p for p in read_passages(passages) if p.index not in LANGUAGES]
        indexes |= build_indexes(pool, DEFAULT_MODEL, embeddings)
        questions += [q for q in read_questions(queries) if q.index in indexes]
    rows = list(observations(questions, indexes, embeddings))
    similarity = np.array([row[0] for row in rows])
    relevant = np.array([row[1] for row in rows], np.float64)
    fold = np.array([row[2] for row in rows])
    weight, bias = fitted(similarity, relevant)
    held_out = np.empty(len(rows))
    for number in range(FOLDS):
        model = fitted(similarity[fold != number], relevant[fold != number])
        held_out[fold == number] = predicted(similarity[fold == number], *model)
    figures = {
        "similarity_weight": weight,
        "bias": bias,
        "observations": len(rows),
        "questions": len(questions),
        "held_out": {
            "auroc": auroc(held_out, relevant),
            "log_loss": log_loss(held_out, relevant),
            "calibration_error": calibration_error(held_out, relevant),
        },
    }
    table = [[key, value] for key, value in figures.items()]
    report(
        "retrieval.dense_scale", figures, rows=table, columns=["figure", "value"],
        packages=["numpy", "scipy"], as_json=arguments.json,
    )  # fmt: skip


def observations(
    questions: Sequence[Question], indexes: Mapping[str, PoolIndex], embeddings: CachedEmbeddings
) -> Iterator[tuple[float, bool, int]]:
    """Similarity, relevance and fold of the nearest passages of every question."""
    queries = [conversation_query(question) for question in questions]
    texts = list(dict.fromkeys(part.text for query in queries for part in query.parts))
    place = {text: number for number, text in enumerate(texts)}
    vectors, _ = embeddings.queries(texts)
    names = sorted(indexes)
    for question, query in zip(questions, queries, strict=True):
        own = vectors[[place[part.text] for part in query.parts]]
        vector = combined(own, part_weights(query, own, MINILM))
        fold = hashlib.sha256(question.group.encode()).digest()[0] % FOLDS
        other = names[(names.index(question.index) + 1) % len(names)]
        for name in (question.index, other):
            rows, cosines = indexes[name].store.search(vector, DEPTH)
            for row, similarity in zip(rows, MINILM.similarity(cosines), strict=True):
                right = name == question.index and indexes[name].owners[row] in question.relevant
                yield float(similarity), right, fold


def fitted(similarity: Numbers, relevant: Numbers) -> tuple[float, float]:
    """Weight and bias of least log loss."""
    # By name: scipy has no types.
    optimize: Any = import_module("scipy.optimize")
    found = optimize.minimize(
        lambda model: log_loss(predicted(similarity, *model), relevant), x0=[1.0, 0.0]
    )
    return float(found.x[0]), float(found.x[1])


def predicted(similarity: Numbers, weight: float, bias: float) -> Numbers:
    """The probability of relevance."""
    likely: Numbers = 1.0 / (1.0 + np.exp(-(weight * similarity + bias)))
    return likely


def log_loss(likely: Numbers, relevant: Numbers) -> float:
    """Mean negative log-likelihood."""
    sure = np.clip(likely, 1e-9, 1 - 1e-9)
    return float(-np.mean(relevant * np.log(sure) + (1 - relevant) * np.log(1 - sure)))


def auroc(likely: Numbers, relevant: Numbers) -> float:
    """Area under the ROC curve, by ranks (Mann and Whitney)."""
    stats: Any = import_module("scipy.stats")
    ranks = stats.rankdata(likely)
    positive = relevant.sum()
    negative = len(relevant) - positive
    above = ranks[relevant == 1].sum() - positive * (positive + 1) / 2
    return float(above / (positive * negative))


def calibration_error(likely: Numbers, relevant: Numbers, bins: int = 10) -> float:
    """Mean distance of predicted and actual share over bins of equal size."""
    order = np.array_split(np.argsort(likely), bins)
    gaps = [abs(likely[part].mean() - relevant[part].mean()) for part in order]
    return float(np.mean(gaps))


if __name__ == "__main__":
    main()
