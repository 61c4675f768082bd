"""Every measure of the benchmark, in one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from benchmarks.prompt_bench.case import Case, Task
from benchmarks.prompt_bench.measures import (
    correctness,
    facts,
    grounding,
    judged,
    operation,
    retrieval,
    wording,
)
from benchmarks.prompt_bench.measures.measure import Measure, Score
from benchmarks.prompt_bench.outcome import Outcome

DIVERSITY = "diversity"
ASSERTIONS = "assertions"
_BOTH: tuple[Task, ...] = ("rephrase", "search")
_REPHRASE: tuple[Task, ...] = ("rephrase",)
_SEARCH: tuple[Task, ...] = ("search",)


def _apart(case: Case, outcome: Outcome) -> float | None:
    """Diversity needs all replies of a variant, so the scoring of a whole variant adds it."""
    return None


def _share(name: str, tasks: Sequence[Task], meaning: str, source: str, score: Score) -> Measure:
    """A measure from 0 to 1 of which more is better."""
    return Measure(name, "share", "higher", 1.0, tasks, meaning, source, score)


MEASURES: tuple[Measure, ...] = (
    _share(
        "accepted",
        _REPHRASE,
        "let out by the fidelity check",
        "nlg_server.fidelity",
        operation.accepted,
    ),
    _share(
        "facts_kept",
        _REPHRASE,
        "the template's facts in the reply",
        "prompts.facts",
        facts.facts_kept,
    ),
    _share(
        "language_kept",
        _BOTH,
        "in the language asked for",
        "prompts.facts.languages",
        wording.language_kept,
    ),
    Measure(
        "length_ratio",
        "words per template word",
        "",
        None,
        _REPHRASE,
        "length against the template",
        "ours",
        wording.length_ratio,
    ),
    Measure(
        "readability",
        "LIX",
        "lower",
        100.0,
        _BOTH,
        "ease of reading",
        "Björnsson 1968",
        wording.readability,
    ),
    Measure(
        "register",
        "0–1",
        "higher",
        1.0,
        _BOTH,
        "style like the user's own",
        "ours, five features",
        wording.register_similarity,
    ),
    Measure(
        "repetition",
        "share",
        "lower",
        1.0,
        _BOTH,
        "trigrams the bot has said before",
        "ours",
        wording.repetition,
    ),
    _share(
        DIVERSITY,
        _REPHRASE,
        "bigrams new among replies to one response",
        "after Li et al. 2016",
        _apart,
    ),
    Measure(
        "unfaithful_out",
        "share",
        "lower",
        1.0,
        _REPHRASE,
        "goes out though people judged it unfaithful",
        "recorded in the cases",
        judged.wrong_out,
    ),
    _share(
        "faithful_out",
        _REPHRASE,
        "faithful by people's judgement, and goes out",
        "recorded in the cases",
        judged.right_out,
    ),
    _share(
        "grounded",
        _SEARCH,
        "sentences that a passage backs",
        "search.grounding",
        grounding.grounded,
    ),
    _share(
        "citation_precision",
        _SEARCH,
        "citations that back their sentence",
        "after Gao et al. 2023 (ALCE)",
        grounding.citation_precision,
    ),
    _share(
        "citation_recall",
        _SEARCH,
        "sentences with a right citation",
        "after Gao et al. 2023 (ALCE)",
        grounding.citation_recall,
    ),
    Measure(
        "answer_f1",
        "F1",
        "higher",
        1.0,
        _SEARCH,
        "words shared with the reference",
        "Rajpurkar et al. 2016",
        correctness.answer_f1,
    ),
    _share(
        "refusal_right",
        _SEARCH,
        "says so where there is no answer",
        "search.grounding",
        grounding.refusal_right,
    ),
    _share(
        "answered_right",
        _SEARCH,
        "answers where there is one",
        "search.grounding",
        grounding.answered_right,
    ),
    _share(
        "recall@5",
        _SEARCH,
        "relevant passages found",
        "standard",
        retrieval.recall_at_k,
    ),
    Measure(
        "ndcg@5",
        "0–1",
        "higher",
        1.0,
        _SEARCH,
        "relevant passages found early",
        "Järvelin & Kekäläinen 2002",
        retrieval.ndcg_at_k,
    ),
    Measure(
        "failed",
        "share",
        "lower",
        1.0,
        _BOTH,
        "model or prompt failed",
        "prompts.errors",
        operation.failed,
    ),
    Measure(
        "latency",
        "s",
        "lower",
        None,
        _BOTH,
        "time of the model's calls",
        "measured when called",
        operation.latency,
    ),
    Measure(
        "tokens",
        "tokens",
        "lower",
        None,
        _BOTH,
        "prompt and completion",
        "the provider",
        operation.tokens,
    ),
    Measure(
        "cost",
        "US$",
        "lower",
        None,
        _BOTH,
        "price of the calls",
        "litellm's price table",
        operation.cost,
    ),
)
_PRIMARY: Mapping[Task, tuple[str, ...]] = {
    "rephrase": ("accepted", "facts_kept"),
    "search": ("grounded", "refusal_right", "answered_right"),
}


def known_measures(task: Task) -> tuple[str, ...]:
    """Names of the measures of a task."""
    return tuple(measure.name for measure in MEASURES if task in measure.tasks)


def default_measures(task: Task) -> tuple[str, ...]:
    """What a plan measures that does not say."""
    return known_measures(task)


def primary_measures(task: Task) -> tuple[str, ...]:
    """What a plan decides by that does not say."""
    return _PRIMARY[task]


def measure_named(name: str) -> Measure | None:
    """The measure of that name; ``facts_kept:amount`` and ``judged:name`` are made on demand."""
    family, _, member = name.partition(":")
    if member and family == "facts_kept":
        score = partial(facts.facts_kept_of, member)
        return Measure(
            name,
            "share",
            "higher",
            1.0,
            _REPHRASE,
            f"facts of kind {member}",
            "prompts.facts",
            score,
        )
    if member and family == "judged":
        score = partial(judged.judged, member)
        return Measure(
            name,
            "0–1",
            "higher",
            1.0,
            _BOTH,
            f"{member}, as recorded",
            "recorded in the cases",
            score,
        )
    return next((measure for measure in MEASURES if measure.name == name), None)
