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

# Logistic regression on 964 answers of seven models to answerable MTRAG tasks (answers MIT, tasks
# Apache-2.0), towards their RL_F faithfulness. `best`: support of the best sentence; `new`: log(1 +
# content words of the passages that the question did not bring); `cosine`: see `answer_score`.
# AUROC against RL_F > 0.5 over five folds that share no conversation: 0.929, without cosine 0.913.
ANSWER_WITH_COSINE: Final[Mapping[str, float]] = {
    "intercept": -2.96,
    "best": 2.007,
    "new": 0.588,
    "cosine": 2.475,
}
ANSWER: Final[Mapping[str, float]] = {"intercept": -1.816, "best": 2.603, "new": 0.683}
