"""How differently a variant words the same response from one time to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from benchmarks.prompt_bench.case import Case
from benchmarks.prompt_bench.measures.wording import said, words
from benchmarks.prompt_bench.outcome import Outcome


def diversity(pairs: Sequence[tuple[Case, Outcome]]) -> Mapping[str, float]:
    """By case id: share of the reply's word bigrams that no other reply to the same response has.

    `pairs` are all outcomes of one variant. After distinct-2 (Li et al. 2016), taken reply by
    reply so that it has an interval. Responses that occur once are left out; so are replies that
    merely repeat another, which count 0.
    """
    groups: dict[str, list[tuple[str, frozenset[tuple[str, str]]]]] = defaultdict(list)
    for case, outcome in pairs:
        found = words(said(outcome))
        bigrams = frozenset(pairwise(found))
        if bigrams and (case.response or case.template):
            groups[case.response or case.template].append((case.id, bigrams))
    scores: dict[str, float] = {}
    for members in groups.values():
        if len(members) < 2:
            continue
        counts: dict[tuple[str, str], int] = defaultdict(int)
        for _, bigrams in members:
            for bigram in bigrams:
                counts[bigram] += 1
        for identity, bigrams in members:
            scores[identity] = sum(counts[bigram] == 1 for bigram in bigrams) / len(bigrams)
    return scores
