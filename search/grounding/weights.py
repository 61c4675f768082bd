"""Learned coefficients of the grounding scores, with where they come from.

Refit with ``python -m benchmarks.grounding FILE --fit``; figures in `benchmarks/RESULTS.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# Logistic regression on 2,064 replies of the Wizard of Wikipedia part of BEGIN (Dziri et al. 2022,
# CC BY 4.0): attributable to the knowledge sentence, or not, as people judged it. AUROC 0.953 over
# ten folds that share no knowledge sentence.
SENTENCE: Final[Mapping[str, float]] = {
    "intercept": -6.729,
    "content": 4.634,
    "words": 3.525,
    "order": 1.797,
    "novel": -0.564,
    "speaker": -2.698,
    "question": -4.307,
}
