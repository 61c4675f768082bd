"""Is an answer grounded in its passages? Scores against human and judged labels.

    python -m benchmarks.grounding begin.jsonl --json
    python -m benchmarks.grounding mtrag_llm_answers.jsonl --json

Rows of BEGIN carry `knowledge`, `response` and `label`; rows of MTRAG answers `task_id`,
`response` and `metrics.RL_F`, their contexts standing in two companion files.
"""

from __future__ import annotations

import gc
import math
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from benchmarks.figures import report
from benchmarks.ranking import auroc, interval
from benchmarks.rows import beside, read_rows
from prompts.errors import BenchError
from search.answering.citations import without_marks
from search.answering.relevance import Embed
from search.grounding.answer_score import answer_score
from search.grounding.evidence import Evidence, read_evidence
from search.grounding.sentences import sentences
from search.grounding.support import best_support
from search.grounding.terms import stems

ATTRIBUTABLE = "Fully attributable"
FAITHFUL = 0.5


@dataclass(frozen=True, slots=True)
class Case:
    """An answer, what it was given, and whether it is grounded; `group` shares a bootstrap draw."""

    source: str
    group: str
    question: str
    answer: str
    passages: tuple[tuple[str, str], ...]
    grounded: bool
    whole: bool  # an answer of many sentences, rather than one reply to one sentence


def reply_score(answer: str, evidence: Sequence[Evidence]) -> float:
    """Support of a short reply: the mean log-odds of its sentences, weighted by their length."""
    parts = [without_marks(part.text) for part in sentences(answer)]
    found = [(best_support(part, evidence), len(stems(part))) for part in parts]
    total = sum(length for support, length in found if support)
    if not total:
        return 0.0
    odds = sum(log_odds(support.score) * length for support, length in found if support) / total
    return 1.0 / (1.0 + math.exp(-odds))


def log_odds(probability: float) -> float:
    """The logistic function's inverse."""
    return math.log(probability / (1.0 - probability))


def score(case: Case, embed: Embed | None) -> tuple[float, float]:
    """The score of a case, and the seconds that it took, embedding apart."""
    cosine = _cosine(case, embed) if case.whole and embed else None
    started = time.perf_counter()
    evidence = [read_evidence(text, title) for title, text in case.passages]
    if case.whole:
        found = [
            best_support(without_marks(part.text), evidence) for part in sentences(case.answer)
        ]
        supports = [support.score for support in found if support]
        value = answer_score(case.question, case.answer, supports, evidence, cosine)
    else:
        value = reply_score(case.answer, evidence)
    return value, time.perf_counter() - started


def _cosine(case: Case, embed: Embed) -> float:
    said = [part.text for part in sentences(case.answer)]
    known = [part.text for _, text in case.passages for part in sentences(text)]
    known += [text for _, text in case.passages]
    if not said or not known:
        return 0.0
    return float((embed(said) @ embed(known).T).max(axis=1).mean())


def begin_cases(rows: Sequence[dict[str, Any]]) -> list[Case]:
    """Rows in the form of BEGIN."""
    return [
        Case(
            f"begin_{row['src']}",
            row["knowledge"].casefold()[:60],
            row["message"],
            row["response"],
            (("", row["knowledge"]),),
            row["label"] == ATTRIBUTABLE,
            whole=False,
        )
        for row in rows
    ]


def answer_cases(rows: Sequence[dict[str, Any]], tasks: Path, passages: Path) -> list[Case]:
    """Rows in the form of MTRAG answers: those to answerable tasks that were judged."""
    task = {row["task_id"]: row for row in read_rows(tasks)}
    text = {row["id"]: (row["title"], row["text"]) for row in read_rows(passages)}
    cases: list[Case] = []
    for row in rows:
        about = task.get(row["task_id"])
        judged = row["metrics"].get("RL_F")
        if about is None or judged is None or about["answerability"] != ["ANSWERABLE"]:
            continue
        cases.append(
            Case(
                "mtrag_answers",
                row["task_id"].split("<")[0],
                about["input"][-1]["text"],
                row["response"],
                tuple(text[name] for name in about["context_ids"]),
                judged > FAITHFUL,
                whole=True,
            )
        )
    return cases


def read_cases(file: Path, tasks: Path | None, passages: Path | None) -> list[Case]:
    """The cases of a file, whichever of the two forms it has."""
    rows = read_rows(file)
    if rows and "knowledge" in rows[0]:
        return begin_cases(rows)
    if rows and "metrics" in rows[0]:
        return answer_cases(
            rows,
            beside(file, "mtrag_unanswerable_tasks.jsonl", tasks),
            beside(file, "mtrag_passages.jsonl", passages),
        )
    raise BenchError(f"{file}: has rows of neither form: `knowledge` or `metrics` is missing.")


def figures_of(
    scored: Mapping[str, Sequence[tuple[float, bool, str]]], times: Sequence[float]
) -> dict[str, Any]:
    """AUROC with its interval by source, and the time an answer took."""
    areas, intervals = {}, {}
    for name, rows in scored.items():
        values, truth = [row[0] for row in rows], [row[1] for row in rows]
        areas[name] = auroc(values, truth)
        intervals[name] = interval(values, truth, [row[2] for row in rows])
    return {
        "auroc": areas,
        "interval_95": intervals,
        "answers": {name: len(rows) for name, rows in scored.items()},
        "grounded": {name: sum(row[1] for row in rows) for name, rows in scored.items()},
        "milliseconds": {
            "mean": float(np.mean(times) * 1e3),
            "p99": float(np.quantile(times, 0.99) * 1e3),
        },
    }


def main(
    file: Path,
    tasks: Annotated[Path | None, typer.Option(help="mtrag_unanswerable_tasks.jsonl")] = None,
    passages: Annotated[Path | None, typer.Option(help="mtrag_passages.jsonl")] = None,
    lexical: Annotated[bool, typer.Option(help="Without an embedder.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """AUROC by source, and the time an answer takes."""
    cases = read_cases(file, tasks, passages)
    embed = None
    if not lexical and any(case.whole for case in cases):
        from benchmarks.vector_cache import VectorCache

        embed = VectorCache()
    scored: dict[str, list[tuple[float, bool, str]]] = defaultdict(list)
    times: list[float] = []
    gc.freeze()  # as the server does with what it has loaded
    for case in cases:
        value, seconds = score(case, embed)
        scored[case.source].append((value, case.grounded, case.group))
        times.append(seconds)
    if embed is not None:
        embed.save()
    figures = figures_of(scored, times)
    table = [
        (name, figures["auroc"][name], *figures["interval_95"][name], len(rows))
        for name, rows in scored.items()
    ]
    report(
        "grounding",
        figures,
        rows=table,
        columns=("source", "AUROC", "95 % from", "to", "answers"),
        packages=("numpy", "truephrase"),
        as_json=json,
    )


if __name__ == "__main__":
    typer.run(main)
