"""Scores the fidelity check: ``python -m benchmarks.fidelity PAIRS.jsonl … --json``.

Two forms of file are told apart by their keys. *Pairs* hold a filled template, the conversation
and a rephrase labelled faithful or unfaithful. *Values* hold the slot values that a system turn
should state and its text, labelled kept or changed: they have no template, so `check_values` reads
each slot's canonical value against the text ("changed" counts as unfaithful, "kept" as faithful).
"""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.fidelity_rows import Judged, is_pair, judge, read_rows, user_words, verdict_of
from benchmarks.fidelity_scores import by, faithful_refused, unfaithful_accepted
from benchmarks.figures import report
from nlg_server.fidelity import DEFAULT_POLICY, FidelityPolicy, prepare, warm_up
from nlg_server.fidelity.check import forget
from nlg_server.small_products import multiply_on_one_thread
from prompts.errors import BenchError

_STRICTNESSES = range(5)
_REPEATS = 5


def score(rows: list[dict[str, Any]], policy: FidelityPolicy) -> dict[str, Any]:
    """Every figure of one set of rows."""
    judged = list(judge(rows, policy))
    figures: dict[str, Any] = {
        "rows": len(rows),
        "unfaithful_accepted": unfaithful_accepted(judged)["share"],
        "faithful_refused": faithful_refused(judged)["share"],
        "unfaithful_accepted_interval": unfaithful_accepted(judged),
        "faithful_refused_interval": faithful_refused(judged),
        **timings(rows, policy),
        "by_error": by(judged, lambda row: row.error),
        "by_difficulty": by(judged, lambda row: row.difficulty),
        "by_language": by(judged, lambda row: row.language),
        "refused_for": dict(_reasons(judged)),
    }
    if any(map(is_pair, rows)):
        figures["trade_off"] = trade_off(rows)
    return figures


def trade_off(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Both shares at each strictness: the curve on which the default was chosen."""
    curve = []
    for strictness in _STRICTNESSES:
        judged = list(judge(rows, FidelityPolicy(strictness=strictness)))
        curve.append(
            {
                "strictness": strictness,
                "unfaithful_accepted": unfaithful_accepted(judged)["share"],
                "faithful_refused": faithful_refused(judged)["share"],
            }
        )
    return curve


def timings(rows: list[dict[str, Any]], policy: FidelityPolicy) -> dict[str, float]:
    """Milliseconds a verdict takes on one core; ``prepared`` with the template read beforehand.

    The server reads the template while the model works (`prepare`), so that is what a reply waits;
    the other figures start from nothing remembered. Each row is timed five times and its fastest
    time counts, so that other processes on the machine do not; the percentiles are over rows.
    """
    warm_up()
    for row in rows[:50]:
        verdict_of(row, policy)
    gc.collect()
    gc.disable()
    try:
        cold = sorted(_fastest(row, policy, prepared=False) for row in rows)
        ready = sorted(_fastest(row, policy, prepared=True) for row in rows)
    finally:
        gc.enable()
    last = len(rows) - 1
    return {
        "p50_ms": cold[round(0.5 * last)],
        "p99_ms": cold[round(0.99 * last)],
        "max_ms": cold[last],
        "prepared_p50_ms": ready[round(0.5 * last)],
        "prepared_p99_ms": ready[round(0.99 * last)],
    }


def _fastest(row: dict[str, Any], policy: FidelityPolicy, *, prepared: bool) -> float:
    times = []
    for _ in range(_REPEATS):
        forget()
        if prepared and is_pair(row):
            prepare(row["filled"], user_words(row))
        start = time.perf_counter()
        verdict_of(row, policy)
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def _reasons(judged: list[Judged]) -> list[tuple[str, int]]:
    wrong = Counter(row.verdict.reason for row in judged if row.faithful and row.verdict.findings)
    return wrong.most_common()


def _table(figures: dict[str, Any]) -> list[list[Any]]:
    rows: list[list[Any]] = []
    overall = {
        "unfaithful_accepted": figures["unfaithful_accepted_interval"],
        "faithful_refused": figures["faithful_refused_interval"],
    }
    rows.append(["all", *_cells(overall)])
    for part in ("by_error", "by_difficulty", "by_language"):
        for name, shares in figures[part].items():
            rows.append([f"{part[3:]}: {name}", *_cells(shares)])
    rows += [
        [
            f"strictness {point['strictness']}",
            f"{point['unfaithful_accepted'] or 0:.3f}",
            f"{point['faithful_refused'] or 0:.3f}",
        ]
        for point in figures.get("trade_off", ())
    ]
    rows.append([f"p50 / p99 ms: {figures['p50_ms']:.3f} / {figures['p99_ms']:.3f}", "", ""])
    return rows


def _cells(shares: dict[str, Any]) -> list[str]:
    cells = []
    for value in (shares["unfaithful_accepted"], shares["faithful_refused"]):
        if value["share"] is None:
            cells.append("–")
        else:
            interval = f"{value['low']:.3f}–{value['high']:.3f}"
            cells.append(f"{value['share']:.3f} ({interval}, n={value['n']})")
    return cells


def main(
    files: Annotated[list[Path], typer.Argument(help="JSONL files of pairs or of values.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    strictness: Annotated[
        int, typer.Option(min=0, max=4, help="Strictness of the check.")
    ] = DEFAULT_POLICY.strictness,
) -> None:
    """Score the fidelity check on labelled rephrases or values."""
    multiply_on_one_thread()
    try:
        rows = [row for file in files for row in read_rows(file)]
    except BenchError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2) from error
    figures = score(rows, FidelityPolicy(strictness=strictness))
    figures["user_turns_seen"] = sum(bool(user_words(row)) for row in rows)
    report(
        "fidelity",
        figures,
        rows=_table(figures),
        columns=("rows", "unfaithful accepted (95 %)", "faithful refused (95 %)"),
        packages=("truephrase", "PyStemmer", "py3langid"),
        as_json=as_json,
    )


if __name__ == "__main__":
    typer.run(main)
