"""Figures of a score that should be high for one class and low for the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """Probability that a positive scores above a negative, ties counting half; NaN with one class.

    >>> auroc([0.9, 0.2, 0.4], [True, False, True])
    1.0
    """
    values, truth = np.asarray(scores, float), np.asarray(positive, bool)
    if truth.all() or not truth.any():
        return float("nan")
    order = values.argsort(kind="stable")
    _, place, counts = np.unique(values[order], return_inverse=True, return_counts=True)
    ends = counts.cumsum()
    middle = (ends - counts + 1 + ends) / 2
    ranks = np.empty(len(values))
    ranks[order] = middle[place]
    positives = int(truth.sum())
    negatives = len(truth) - positives
    return float((ranks[truth].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def refused_at(scores: Sequence[float], answerable: Sequence[bool], share: float) -> float:
    """Share of the unanswerable below the threshold that answers at least `share` of the rest."""
    values, truth = np.asarray(scores, float), np.asarray(answerable, bool)
    refused = int(truth.sum() * (1.0 - share) + 1e-9)
    threshold = np.sort(values[truth])[refused]
    return float((values[~truth] < threshold).mean())


def interval(
    scores: Sequence[float],
    positive: Sequence[bool],
    groups: Sequence[str],
    *,
    draws: int = 500,
    seed: int = 0,
) -> tuple[float, float]:
    """95 % interval of `auroc`, from a bootstrap over whole groups (conversations, passages)."""
    values, truth = np.asarray(scores, float), np.asarray(positive, bool)
    names, place = np.unique(np.asarray(groups), return_inverse=True)
    members = [np.flatnonzero(place == index) for index in range(len(names))]
    random = np.random.default_rng(seed)
    found: list[float] = []
    for _ in range(draws):
        drawn = np.concatenate([members[i] for i in random.integers(0, len(names), len(names))])
        figure = auroc(values[drawn].tolist(), truth[drawn].tolist())
        if figure == figure:
            found.append(figure)
    if not found:
        return float("nan"), float("nan")
    low, high = np.quantile(found, [0.025, 0.975])
    return float(low), float(high)
