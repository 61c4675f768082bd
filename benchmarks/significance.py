"""Are the benchmark's verdicts honest? ``python -m benchmarks.significance --json``

Simulates comparisons of variants that do not differ (A/A) and of variants that do, with cases in
clusters, and compares the intervals with those of independent libraries.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.figures import report
from benchmarks.statistics import cases_needed, compare, mean_interval

ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class World:
    """How simulated cases come about.

    A conversation is easy or hard for both variants alike (`shared`), and for each variant apart
    (`apart`), both in logits; `size` is the mean number of cases of a conversation. `effect` is
    what the second variant is better by, in logits.
    """

    conversations: int
    size: int = 4
    shared: float = 1.0
    apart: float = 0.8
    effect: float = 0.0
    scores: bool = False

    def draw(self, random: np.random.Generator) -> tuple[Any, Any, Any]:
        """Scores of both variants and the cluster of each case."""
        sizes = 1 + random.poisson(self.size - 1, self.conversations)
        clusters = np.repeat(np.arange(self.conversations), sizes)
        level = 0.8 + self.shared * random.standard_normal(self.conversations)
        found = []
        for effect in (0.0, self.effect):
            own = level + effect + self.apart * random.standard_normal(self.conversations)
            chance = 1 / (1 + np.exp(-own[clusters]))
            found.append(self._outcomes(chance, random))
        return found[0], found[1], clusters

    def _outcomes(
        self, chance: NDArray[np.float64], random: np.random.Generator
    ) -> NDArray[np.float64]:
        if self.scores:
            return random.beta(6 * chance, 6 * (1 - chance))
        return (random.random(chance.size) < chance).astype(np.float64)

    def true_difference(self, random: np.random.Generator) -> float:
        """The mean difference, from a very large sample."""
        large = World(200_000, self.size, self.shared, self.apart, self.effect, self.scores)
        first, second, _ = large.draw(random)
        return float(second.mean() - first.mean())


def false_positives(world: World, trials: int, seed: int) -> float:
    """Share of comparisons of equal variants that are called different."""
    return _rejected(world, trials, seed)


def power_at_recommended(world: World, trials: int, seed: int) -> tuple[float, float]:
    """Power and mean number of cases, when each pilot's recommended number is really drawn."""
    random = np.random.default_rng(seed)
    truth = world.true_difference(random)
    found, sizes = 0, []
    for trial in range(trials):
        first, second, clusters = world.draw(random)
        pilot = compare(first, second, clusters, flips=99)
        needed = cases_needed(pilot.standard_error, pilot.clusters, pilot.n, truth)
        sizes.append(needed)
        count = max(2, round(needed * pilot.clusters / pilot.n))
        full = World(count, world.size, world.shared, world.apart, world.effect, world.scores)
        a, b, groups = full.draw(random)
        compared = compare(a, b, groups, flips=999, seed=trial)
        found += compared.p_value < ALPHA and compared.difference > 0
    return found / trials, float(np.mean(sizes))


def coverage(world: World, trials: int, seed: int) -> float:
    """Share of 95 % intervals of the difference that hold the true one."""
    random = np.random.default_rng(seed)
    truth = world.true_difference(random)
    hits = 0
    for _ in range(trials):
        first, second, clusters = world.draw(random)
        compared = compare(first, second, clusters, flips=9)
        hits += compared.low <= truth <= compared.high
    return hits / trials


def naive_false_positives(world: World, trials: int, seed: int) -> float:
    """What a test that overlooks clusters would call different: the reason not to."""
    random = np.random.default_rng(seed)
    called = 0
    for _ in range(trials):
        first, second, _ = world.draw(random)
        called += compare(first, second, None, flips=499).p_value < ALPHA
    return called / trials


def largest_deviation(trials: int = 200, seed: int = 3) -> dict[str, float]:
    """Largest absolute deviation from scipy and, where it is installed, evalconfidence."""
    stats: Any = import_module("scipy.stats")

    random = np.random.default_rng(seed)
    wilson = mcnemar = paired = 0.0
    for _ in range(trials):
        n = int(random.integers(5, 300))
        a = (random.random(n) < random.uniform(0.05, 0.95)).astype(float)
        b = (random.random(n) < random.uniform(0.05, 0.95)).astype(float)
        ours = mean_interval(a)
        theirs = stats.binomtest(int(a.sum()), n).proportion_ci(method="wilson")
        wilson = max(wilson, abs(ours.low - theirs.low), abs(ours.high - theirs.high))
        up, down = int((b > a).sum()), int((b < a).sum())
        exact = stats.binomtest(up, up + down, 0.5).pvalue if up + down else 1.0
        mcnemar = max(mcnemar, abs(compare(a, b).p_value - float(exact)))
        x, y = random.normal(size=n), random.normal(size=n)
        interval = stats.ttest_rel(y, x).confidence_interval()
        compared = compare(x, y, span=None, flips=9)
        paired = max(paired, abs(compared.low - interval.low), abs(compared.high - interval.high))
    found = {"wilson": wilson, "mcnemar": mcnemar, "paired_t": paired}
    return {**found, **_against_evalconfidence(random, trials)}


def _against_evalconfidence(random: np.random.Generator, trials: int) -> dict[str, float]:
    try:
        peer: Any = import_module("evalconfidence")
    except ImportError:
        return {}
    worst = 0.0
    for _ in range(trials):
        n = int(random.integers(20, 200))
        values = random.normal(size=n)
        clusters = random.integers(0, n // 4, size=n)
        items = [
            peer.ItemResult(str(i), "m", float(value), cluster_id=str(cluster))
            for i, (value, cluster) in enumerate(zip(values, clusters, strict=True))
        ]
        low, high = peer.standard_error(items, cluster="cluster_id").ci
        ours = mean_interval(values.tolist(), clusters.tolist())
        worst = max(worst, abs(ours.low - low), abs(ours.high - high))
    return {"clustered_t": worst}


def _rejected(world: World, trials: int, seed: int) -> float:
    random = np.random.default_rng(seed)
    called = 0
    for trial in range(trials):
        first, second, clusters = world.draw(random)
        called += compare(first, second, clusters, flips=999, seed=trial).p_value < ALPHA
    return called / trials


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the simulations; `--trials` A/A comparisons, a quarter of that for power."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    yes_no, scores = World(40), World(40, scores=True)
    few = max(50, options.trials // 4)
    rates = {
        "yes_no": false_positives(yes_no, options.trials, options.seed),
        "scores": false_positives(scores, options.trials, options.seed + 1),
        "unclustered": false_positives(World(80, size=1, apart=0.0), options.trials, options.seed),
    }
    power, mean_cases = power_at_recommended(World(40, effect=0.6), few, options.seed + 2)
    power_scores, mean_scores = power_at_recommended(
        World(40, effect=0.4, scores=True), few, options.seed + 3
    )
    figures = {
        "false_positive_rate": max(rates.values()),
        "false_positive_rates": rates,
        "comparisons": options.trials,
        "naive_false_positive_rate": naive_false_positives(yes_no, few, options.seed + 4),
        "power": min(power, power_scores),
        "powers": {"yes_no": power, "scores": power_scores},
        "recommended_cases": {"yes_no": mean_cases, "scores": mean_scores},
        "power_trials": few,
        "coverage": coverage(World(40, effect=0.6), options.trials, options.seed + 5),
        "largest_deviation": largest_deviation(),
        "seconds": time.perf_counter() - started,
    }
    report(
        "significance",
        figures,
        columns=("figure", "value"),
        rows=[(key, value) for key, value in figures.items() if isinstance(value, float | int)],
        packages=("numpy", "scipy", "evalconfidence"),
        as_json=options.json,
    )


if __name__ == "__main__":
    main()
