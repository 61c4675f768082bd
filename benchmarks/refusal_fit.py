"""Fits the weights of `search.answering.relevance`, and what to expect of them on unseen questions.

    python -m benchmarks.refusal_fit FOLDER --json

FOLDER holds the three files of `benchmarks.refusal` and MTRAG's passages. Logistic regression with
one intercept a source, each source weighing the same and in it the answerable as much as the
others, and a ridge on standardised features. The one intercept that is shipped puts the
default threshold where 95 % or more of the answerable questions of each source are answered. Folds
share no conversation, passage or intent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Annotated, Any, Final

import numpy as np
import numpy.typing as npt
import typer

from benchmarks.figures import report
from benchmarks.ranking import auroc, refused_at
from benchmarks.refusal_cases import read_cases
from benchmarks.vector_cache import VectorCache
from search.answering.relevance import THRESHOLD, Embed, RelevanceFeatures, assess

SOURCES: Final = ("clapnq.jsonl", "clinc150.jsonl", "mtrag_unanswerable_tasks.jsonl")
RIDGE: Final = 0.01  # beside the sum over the sources of their mean log losses, classes balanced
_STEPS = 30  # of Newton's method; it settles in about eight
_ANSWERED = 0.95

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Sample:
    """The questions of all sources: one row each.

    `features` float64[rows, features]; `answerable` 0.0 or 1.0; `source` the place in `SOURCES`;
    `group` a number for each conversation, passage or intent.
    """

    features: Floats
    answerable: Floats
    source: Rows
    group: Rows

    def only(self, rows: npt.NDArray[Any]) -> Sample:
        """The rows chosen by a mask or by their places."""
        return Sample(
            self.features[rows], self.answerable[rows], self.source[rows], self.group[rows]
        )


@dataclass(frozen=True, slots=True)
class Fitted:
    """One coefficient a feature, in its own unit, and one intercept a source."""

    coefficients: Floats
    intercepts: Floats

    def logits(self, sample: Sample) -> Floats:
        """float64[rows]."""
        found: Floats = sample.features @ self.coefficients + self.intercepts[sample.source]
        return found


def read_sample(folder: Path, embed: Embed) -> Sample:
    """Every question of the three sources, as `search.answering.relevance` sees it."""
    features: list[tuple[float, ...]] = []
    answerable: list[bool] = []
    source: list[int] = []
    groups: list[str] = []
    for number, name in enumerate(SOURCES):
        for case in read_cases(folder / name, None, embed):
            judged = assess(case.questions, case.hits, embed=embed)
            if judged.features is None:
                continue
            features.append(astuple(judged.features))
            answerable.append(case.answerable)
            source.append(number)
            groups.append(f"{name} {case.group}")
    return Sample(
        np.array(features),
        np.array(answerable, float),
        np.array(source),
        np.unique(groups, return_inverse=True)[1],
    )


def fit(sample: Sample, ridge: float = RIDGE) -> Fitted:
    """The ridge-regularised optimum, by Newton's method."""
    kind = sample.source * 2 + sample.answerable.astype(int)
    weights = 0.5 / np.bincount(kind)[kind]
    mean = np.average(sample.features, axis=0, weights=weights)
    spread = np.sqrt(np.average((sample.features - mean) ** 2, axis=0, weights=weights)) + 1e-9
    design = np.hstack([(sample.features - mean) / spread, np.eye(len(SOURCES))[sample.source]])
    size = sample.features.shape[1]
    penalty = np.where(np.arange(design.shape[1]) < size, ridge, 1e-6)
    found = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        likely = 1.0 / (1.0 + np.exp(-design @ found))
        slope = design.T @ (weights * (likely - sample.answerable)) + penalty * found
        bend = (design.T * (weights * likely * (1.0 - likely))) @ design + np.diag(penalty)
        found -= np.linalg.solve(bend, slope)
    coefficients = found[:size] / spread
    return Fitted(coefficients, found[size:] - coefficients @ mean)


def held_out(sample: Sample, folds: int, random: np.random.Generator) -> Floats:
    """float64[rows]: the logit of each question under weights fitted without its group."""
    fold = (random.permutation(sample.group.max() + 1) % folds)[sample.group]
    found = np.zeros(len(fold))
    for number in range(folds):
        apart = fold == number
        found[apart] = fit(sample.only(~apart)).logits(sample.only(apart))
    return found


def measured(logits: Floats, sample: Sample) -> dict[str, dict[str, float]]:
    """AUROC, and the share refused while 90 and 95 % are answered, by source."""
    figures: dict[str, dict[str, float]] = {}
    for number, name in enumerate(SOURCES):
        own = sample.source == number
        scores, truth = logits[own].tolist(), (sample.answerable[own] > 0).tolist()
        figures[name] = {
            "auroc": auroc(scores, truth),
            "refused_at_90": refused_at(scores, truth, 0.90),
            "refused_at_95": refused_at(scores, truth, _ANSWERED),
        }
    return figures


def intercept_of(sample: Sample, coefficients: Floats) -> float:
    """The intercept with which `THRESHOLD` answers 95 % or more of each source's answerable."""
    logits = sample.features @ coefficients
    answerable = sample.answerable > 0
    own = [logits[answerable & (sample.source == number)] for number in range(len(SOURCES))]
    lowest = min(np.quantile(each, 1.0 - _ANSWERED, method="lower") for each in own)
    return float(math.log(THRESHOLD / (1.0 - THRESHOLD)) - lowest)


def averaged(runs: Sequence[dict[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    """The mean of each figure over the runs."""
    return {
        name: {key: float(np.mean([run[name][key] for run in runs])) for key in figures}
        for name, figures in runs[0].items()
    }


def main(
    folder: Path,
    folds: int = 5,
    repeats: int = 20,
    seed: int = 0,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """The weights to ship, and their figures on the same and on unseen questions."""
    vectors = VectorCache()
    sample = read_sample(folder, vectors)
    vectors.save()
    fitted = fit(sample)
    names = [field.name for field in fields(RelevanceFeatures)]
    weights = {"intercept": intercept_of(sample, fitted.coefficients)}
    weights |= dict(zip(names, fitted.coefficients.tolist(), strict=True))
    random = np.random.default_rng(seed)
    runs = [measured(held_out(sample, folds, random), sample) for _ in range(repeats)]
    same, apart = measured(fitted.logits(sample), sample), averaged(runs)
    report(
        "refusal_fit",
        {
            "weights": {name: round(value, 3) for name, value in weights.items()},
            "apart": apart,
            "same": same,
        },
        rows=[
            (name, *(apart[name][key] for key in apart[name]), same[name]["refused_at_90"])
            for name in SOURCES
        ],
        columns=("", "AUROC apart", "at 90 % apart", "at 95 % apart", "at 90 % same"),
        packages=("numpy", "truephrase"),
        as_json=json,
    )


if __name__ == "__main__":
    typer.run(main)
