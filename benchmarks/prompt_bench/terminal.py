"""What the terminal shows: progress while it runs, a leaderboard, and a verdict in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from benchmarks.prompt_bench.case import Case
from benchmarks.prompt_bench.outcome import Outcome

_STYLE = {"better": "green", "worse": "red", "alike": "cyan", "undecided": "yellow"}
_LINES = 12  # verdicts that fit a terminal, the clear ones first
_ACROSS = 3  # variants that fit beside each other
_SHOWN = 8  # measures that fit a terminal; the report has all


@contextmanager
def live_progress(console: Console, total: int) -> Iterator[Any]:
    """A bar that counts replies, and how many the checks let out or failed."""
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[tally]}"), TimeElapsedColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("replies", total=total, tally="")
        counts = {"accepted": 0, "refused": 0, "failed": 0}

        def note(case: Case, outcome: Outcome) -> None:
            key = "failed" if outcome.error else "accepted" if outcome.accepted else "refused"
            counts[key] += 1
            told = " ".join(f"{count} {name}" for name, count in counts.items() if count)
            bar.update(task, advance=1, tally=told)

        yield note


def show(console: Console, document: Mapping[str, Any], *, brief: bool = False) -> None:
    """Print leaderboard (not with `brief`) and verdicts of a result document."""
    if not brief:
        console.print(leaderboard(document))
    lines = verdict_lines(document)
    for line in lines[:_LINES]:
        console.print(line)
    if len(lines) > _LINES:
        console.print(f"… and {len(lines) - _LINES} more comparisons in the report.")
    for gap in gaps(document):
        console.print(Text(gap, style="yellow"))


def leaderboard(document: Mapping[str, Any]) -> Table:
    """Each figure with its 95 % interval: a column a variant, best first, if few."""
    cases = document["cases"]
    clusters = len({case["cluster"] for case in cases})
    title = f"{document['name']}: {len(cases)} cases in {clusters} conversations"
    measures = shown_measures(document)
    table = Table(title=title, caption="mean [95 % interval, clustered by conversation]")
    variants = ranked(document)
    arrows = {"higher": " ↑", "lower": " ↓"}
    heads = [f"{m['name']}{arrows.get(m['better'], '')}" for m in measures]
    cells = [
        [figure_text(variant["figures"].get(m["name"]), m["unit"]) for m in measures]
        for variant in variants
    ]
    names = [variant["name"] for variant in variants]
    corner, across, down = "variant", heads, names
    if len(variants) <= _ACROSS:
        corner, across, down = "measure", names, heads
        cells = [list(row) for row in zip(*cells, strict=True)]
    table.add_column(corner, overflow="fold")
    for head in across:
        table.add_column(Text(head), justify="right", overflow="fold")
    for head, row in zip(down, cells, strict=True):
        table.add_row(Text(head), *row)
    return table


def shown_measures(document: Mapping[str, Any], most: int = _SHOWN) -> list[Mapping[str, Any]]:
    """Decisive measures first, then the others that any variant has a figure of."""
    had = {name for variant in document["variants"] for name in variant["figures"]}
    present = [m for m in document["measures"] if m["name"] in had]
    return sorted(present, key=lambda m: not m["decisive"])[:most]


def ranked(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Variants by their decisive measures, best first."""
    decisive = [m for m in document["measures"] if m["decisive"]]

    def rank(variant: Mapping[str, Any]) -> tuple[float, ...]:
        figures = variant["figures"]
        signs = {"higher": -1.0, "lower": 1.0}
        return tuple(
            signs.get(m["better"], 0.0) * figures[m["name"]]["mean"]
            if m["name"] in figures
            else float("inf")
            for m in decisive
        )

    return sorted(document["variants"], key=rank)


def figure_text(figure: Mapping[str, Any] | None, unit: str) -> str:
    """``94.0 [91.1, 96.0] %`` for a share, ``0.412 [0.388, 0.436]`` for others."""
    if figure is None:
        return "–"
    scale, digits = (100, 1) if unit in ("share", "F1", "0–1") else (1, 2)
    if figure["mean"] and abs(figure["mean"]) < 0.01 and scale == 1:
        digits = 5
    mean = f"{scale * figure['mean']:.{digits}f}"
    if figure["low"] is None or figure["high"] is None:
        return mean
    low, high = (f"{scale * figure[key]:.{digits}f}" for key in ("low", "high"))
    return f"{mean} [{low}, {high}]"


def verdict_lines(document: Mapping[str, Any]) -> list[Text]:
    """A line for each decisive comparison."""
    return [
        Text(verdict_text(pair), style=_STYLE[pair["call"]])
        for pair in sorted(document["comparisons"], key=lambda pair: pair["adjusted"])
        if pair["decisive"]
    ]


def verdict_text(pair: Mapping[str, Any]) -> str:
    """``brief is better than plain on accepted: +6.0 [+2.1, +9.9] points, p = 0.003``."""
    difference = f"{100 * pair['difference']:+.1f}"
    if pair["low"] is not None:
        difference += f" [{100 * pair['low']:+.1f}, {100 * pair['high']:+.1f}]"
    told = f"{difference} points, p = {pair['adjusted']:.3g} ({pair['test']}, Holm)"
    first, second, measure = pair["first"], pair["second"], pair["measure"]
    if pair["call"] in ("better", "worse"):
        return f"{second} is {pair['call']} than {first} on {measure}: {told}."
    if pair["call"] == "alike":
        return f"{second} and {first} are alike on {measure}: {told}."
    more = f" About {pair['more_cases']} more would tell." if pair["more_cases"] else ""
    return f"Not enough cases to tell {second} from {first} on {measure}: {told}.{more}"


def gaps(document: Mapping[str, Any]) -> Sequence[str]:
    """What the run could not do, variant by variant."""
    lines = []
    if all(variant["kind"] == "template" for variant in document["variants"]):
        lines.append(
            "No model was asked: these are the templates as they are. Give the project a model in "
            "endpoints.yml (`model_groups`), or compare prompts and models in a bench.yml."
        )
    for variant in document["variants"]:
        for key, cause in (
            ("missing", "have no recording: record them with a live model and `record: cassettes`"),
            ("not_run", "were not run: the budget was used up"),
            ("errors", f"failed, most of them so: {variant.get('usual_error')}"),
        ):
            if variant[key]:
                lines.append(
                    f"{variant['name']}: {variant[key]} of {variant['cases']} cases {cause}."
                )
    return lines
