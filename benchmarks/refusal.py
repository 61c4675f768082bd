"""Does it know that it does not know? Share of unanswerable questions refused.

    python -m benchmarks.refusal clapnq.jsonl --json
    python -m benchmarks.refusal clinc150.jsonl --json
    python -m benchmarks.refusal mtrag_unanswerable_tasks.jsonl --json

The questions are those of `benchmarks.refusal_cases`; `benchmarks.refusal_fit` fits the weights.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.figures import report
from benchmarks.ranking import auroc, interval, refused_at
from benchmarks.refusal_cases import read_cases
from benchmarks.vector_cache import VectorCache
from search.answering.relevance import assess


def figures_of(
    scores: Sequence[float],
    cosines: Sequence[float],
    answerable: Sequence[bool],
    groups: Sequence[str],
) -> dict[str, Any]:
    """Ours, and those of the best cosine alone."""
    return {
        "auroc": auroc(scores, answerable),
        "interval_95": interval(scores, answerable, groups),
        "refused_at_90": refused_at(scores, answerable, 0.90),
        "refused_at_95": refused_at(scores, answerable, 0.95),
        "answerable": sum(answerable),
        "unanswerable": len(answerable) - sum(answerable),
        "cosine_alone": {
            "auroc": auroc(cosines, answerable),
            "refused_at_90": refused_at(cosines, answerable, 0.90),
            "refused_at_95": refused_at(cosines, answerable, 0.95),
        },
    }


def main(
    file: Path,
    passages: Annotated[Path | None, typer.Option(help="mtrag_passages.jsonl")] = None,
    lexical: Annotated[bool, typer.Option(help="Do not embed sentences.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """AUROC, and the share refused while 90 and 95 % of the answerable are answered."""
    vectors = VectorCache()
    scores: list[float] = []
    cosines: list[float] = []
    answerable: list[bool] = []
    groups: list[str] = []
    started = time.perf_counter()
    for case in read_cases(file, passages, vectors):
        judged = assess(case.questions, case.hits, embed=None if lexical else vectors)
        scores.append(judged.score)
        cosines.append(case.hits[0].cosine)
        answerable.append(case.answerable)
        groups.append(case.group)
    vectors.save()
    figures = figures_of(scores, cosines, answerable, groups)
    figures["seconds"] = time.perf_counter() - started
    names = ("auroc", "refused_at_90", "refused_at_95")
    alone = figures["cosine_alone"]
    report(
        "refusal",
        figures,
        rows=[("Truephrase", *(figures[n] for n in names)), ("cosine", *(alone[n] for n in names))],
        columns=("", "AUROC", "refused at 90 %", "refused at 95 %"),
        packages=("numpy", "truephrase"),
        as_json=json,
    )


if __name__ == "__main__":
    typer.run(main)
