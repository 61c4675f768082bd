"""`python -m benchmarks.retrieval PASSAGES.jsonl QUERIES.jsonl --json`: what is found, how high.

For each set (or language) the figures at the top are those of the whole pipeline: the query is
built from the conversation and both halves are fused. `dense` and `lexical` are the halves alone
with that same query; `lastturn` is the whole pipeline on the last message only, with its halves;
`rewrite` on a human's rewrite of it, over the questions that have one (`rewrite.n`).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import report
from benchmarks.retrieval.index import CachedEmbeddings, PoolIndex, build_indexes
from benchmarks.retrieval.measures import averaged, measures
from benchmarks.retrieval.questions import Question, read_passages, read_questions
from prompts.conversation import Conversation, Turn
from prompts.errors import BenchError
from search.embedding.choice import embedder_for
from search.embedding.local_model import DEFAULT_MODEL
from search.embedding.token_vectors import QueryTokens
from search.indexing.profiling import profile_of
from search.lexical.word_pairs import WordPairs
from search.query import SearchQuery, build_query
from search.ranking.beside import Surroundings
from search.ranking.context_weight import part_weights
from search.ranking.embedder_profile import MINILM, EmbedderProfile
from search.ranking.fusion import Fusion, fusion_for
from search.ranking.late_interaction import LateInteraction
from search.ranking.retrieval import find_candidates, query_language, rank
from search.vector_store import Vectors

DEPTH = 100
DENSE, LEXICAL = Fusion(1.0, 0.0, 0.0), Fusion(0.0, 1.0, 0.0)
Key = tuple[str, str]
Measured = dict[str, dict[str, float]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.retrieval", description=__doc__)
    parser.add_argument("passages", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--model", default=DEFAULT_MODEL, help="embedding model: name or path")
    parser.add_argument("--cache", type=Path, help="folder to keep embeddings in between runs")
    parser.add_argument(
        "--overlap", type=int, help="cut long passages into windows that share so many tokens"
    )
    arguments = parser.parse_args()
    passages, questions = read_passages(arguments.passages), read_questions(arguments.queries)
    embedder = embedder_for(arguments.model)[0]
    profile = profile_of(embedder)
    embeddings = CachedEmbeddings(embedder, arguments.cache)
    indexes = build_indexes(passages, arguments.model, embeddings, overlap=arguments.overlap)
    missing = {question.index for question in questions} - indexes.keys()
    if missing:
        raise BenchError(f"{arguments.passages}: no passages for {', '.join(sorted(missing))}.")
    sets = evaluate(questions, indexes, embeddings, profile)
    rows = [_table_row(name, figures) for name, figures in sets.items()]
    columns = ["set", "n", "recall@5", "nDCG@5", "dense", "lexical", "last turn", "rewrite"]
    figures = {
        "sets": sets,
        "passages": len(passages),
        "chunks": sum(len(index.owners) for index in indexes.values()),
        "model": arguments.model,
        "overlap": arguments.overlap,
    }
    report(
        "retrieval",
        figures,
        rows=rows,
        columns=columns,
        packages=["faiss-cpu", "numpy", "openvino", "PyStemmer"],
        as_json=arguments.json,
    )


def evaluate(
    questions: Sequence[Question],
    indexes: dict[str, PoolIndex],
    embeddings: CachedEmbeddings,
    profile: EmbedderProfile = MINILM,
) -> dict[str, Any]:
    """The figures of every set in `questions`."""

    def measured(
        asked: Sequence[Question], query_of: Callable[[Question], SearchQuery]
    ) -> dict[Key, Measured]:
        return _measured(asked, indexes, embeddings, profile, query_of)

    conversation = measured(questions, conversation_query)
    lastturn = measured(questions, lambda q: SearchQuery.of(q.turns[-1]))
    rewritten = [question for question in questions if question.rewrite]
    rewrite = measured(rewritten, lambda q: SearchQuery.of(q.rewrite or q.turns[-1]))
    sets: dict[str, Any] = {}
    for name in dict.fromkeys(question.set for question in questions):
        keys = [question.key for question in questions if question.set == name]
        sets[name] = {"n": len(keys), **_halves(conversation, keys)}
        sets[name]["lastturn"] = _halves(lastturn, keys)
        with_rewrite = [key for key in keys if key in rewrite]
        if with_rewrite:
            sets[name]["rewrite"] = {"n": len(with_rewrite), **_halves(rewrite, with_rewrite)}
            # The same questions, so that the two can be compared.
            sets[name]["rewrite"]["conversation"] = averaged(
                conversation[key]["fused"] for key in with_rewrite
            )
    return sets


def conversation_query(question: Question) -> SearchQuery:
    """The query that the server would build from this conversation."""
    turns = tuple(Turn("user", text) for text in question.turns)
    return build_query(Conversation(turns=turns, current_input=question.turns[-1]))


def _measured(
    questions: Sequence[Question],
    indexes: dict[str, PoolIndex],
    embeddings: CachedEmbeddings,
    profile: EmbedderProfile,
    query_of: Callable[[Question], SearchQuery],
) -> dict[Key, Measured]:
    queries = [query_of(question) for question in questions]
    texts = list(dict.fromkeys(part.text for query in queries for part in query.parts))
    row = {text: number for number, text in enumerate(texts)}
    vectors, tokens = embeddings.queries(texts)
    return {
        question.key: _search(
            indexes[question.index],
            question,
            query,
            vectors[[row[part.text] for part in query.parts]],
            tokens and [tokens[row[part.text]] for part in query.parts],
            profile,
        )
        for question, query in zip(questions, queries, strict=True)
    }


def _search(
    index: PoolIndex,
    question: Question,
    query: SearchQuery,
    vectors: Vectors,
    tokens: list[QueryTokens] | None,
    profile: EmbedderProfile,
) -> Measured:
    weights = part_weights(query, vectors, profile)
    found = find_candidates(
        query, weights, vectors, index.store, index.lexical, allowed=None, depth=DEPTH
    )
    language = query_language(query, index.lexical.languages_of())
    orders = {"fused": fusion_for(language, profile), "dense": DENSE, "lexical": LEXICAL}
    pairs = WordPairs.of(query.parts[0].text, language, index.texts.__getitem__)
    late = None
    if tokens and index.signs_of:
        late = LateInteraction.of(query, weights, tokens, found.rarities, index.signs_of)
    whole: dict[str, Any] = {
        "pairs": pairs, "around": Surroundings(index.store, index.beside), "late": late
    }  # fmt: skip
    ranked = {
        name: rank(found, fusion, profile, k=DEPTH, **(whole if name == "fused" else {}))
        for name, fusion in orders.items()
    }
    return {
        name: measures(index.passages(rows), question.relevant) for name, rows in ranked.items()
    }


def _halves(measured: dict[Key, Measured], keys: Sequence[Key]) -> dict[str, Any]:
    def mean(order: str) -> dict[str, float]:
        return averaged(measured[key][order] for key in keys)

    return {**mean("fused"), "dense": mean("dense"), "lexical": mean("lexical")}


def _table_row(name: str, figures: dict[str, Any]) -> list[Any]:
    def pair(part: dict[str, Any]) -> str:
        return f"{part['recall@5']:.3f} / {part['ndcg@5']:.3f}"

    rewrite = pair(figures["rewrite"]) if "rewrite" in figures else "–"
    halves = [pair(figures[half]) for half in ("dense", "lexical", "lastturn")]
    return [name, figures["n"], figures["recall@5"], figures["ndcg@5"], *halves, rewrite]


if __name__ == "__main__":
    main()
