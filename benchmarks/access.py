"""`python -m benchmarks.access --json`: random policies, slots and queries against brute force.

Every trial compiles a random `filter:`, fills it with random slots and searches a random corpus
with the real retrieval. A leak is a returned passage that a plain loop over the metadata forbids;
a starved search returned fewer than k passages although k were allowed; a shift is a score that
differs from the one in an index which holds the allowed passages only (every `SHIFT_EVERY`th
trial, since each needs an index of its own).
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

import numpy as np

from benchmarks.figures import report
from benchmarks.word_hash_embedder import WordHashEmbedder
from search.embedding.token_vectors import QueryTokens, TokenSigns
from search.filters import AccessFilter, allowed_mask
from search.lexical.build import build_lexical_index
from search.lexical.index import LexicalIndex
from search.metadata_index import MetadataIndex
from search.query import QueryPart, SearchQuery
from search.ranking.retrieval import RankedRow, retrieve
from search.stores.faiss import FaissStore
from search.vector_store import Vectors

TRIALS = 100_000
TRIALS_PER_CORPUS = 250
SHIFT_EVERY = 20
DIMENSION = 24
LANGUAGES = ("en", "de", "es")
NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
WORDS = ("refund", "battery", "wheel", "policy", "invoice", "the", "of", "Rückgabe", "garantía")
VALUES = ("staff", "customer", "partner", "eu", "us", "2", "true")
DAYS = tuple((NOW.date() + timedelta(days=shift)).isoformat() for shift in (-400, -1, 0, 1, 400))
SLOTS: tuple[Any, ...] = (
    *VALUES, None, "", " ", [], ["staff", "eu"], ["us", None], 2, 2.0, True, {"a": "staff"},
    "{{ slots.b }}", float("nan"),
)  # fmt: skip
# Of a slot that holds one value they make that value's text, of anything else nothing.
MADE = ("{{ slots.%s | lower }}", "{{ slots.%s ~ '' }}", "{{ slots.get('%s') | string }}")
EMBEDDER = WordHashEmbedder(DIMENSION)
METADATA: tuple[Any, ...] = (*VALUES, None, "", [], ["staff", "us"], 2, True, {"x": "staff"})


@dataclass(frozen=True, slots=True)
class Corpus:
    """Random passages with metadata, indexed as they would be in a generation."""

    texts: Sequence[str]
    metadata: Sequence[Mapping[str, Any]]
    vectors: Vectors
    store: FaissStore
    signs: Sequence[TokenSigns]
    languages: Sequence[str]
    lexical: LexicalIndex
    index: MetadataIndex

    @classmethod
    def drawn(cls, rng: random.Random) -> Corpus:
        size = rng.choice((1, 3, 20, 60, 150))
        texts = [" ".join(rng.choices(WORDS, k=rng.randint(1, 12))) for _ in range(size)]
        metadata = [_metadata(rng) for _ in range(size)]
        vectors = _vectors(size, rng)
        languages = rng.choices(LANGUAGES, k=size)
        return cls(
            texts,
            metadata,
            vectors,
            FaissStore.build(vectors),
            EMBEDDER.embed_tokens(texts)[1],
            languages,
            build_lexical_index(texts, languages),
            MetadataIndex.build(metadata),
        )


@dataclass(slots=True)
class Tally:
    """What the trials came to."""

    trials: int = 0
    returned: int = 0
    closed: int = 0
    leaks: int = 0
    starved: int = 0
    compared: int = 0
    shifted: int = 0


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.access", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--trials", type=int, default=TRIALS)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    started = time.perf_counter()
    tally = run(arguments.trials, arguments.seed)
    figures = {name: getattr(tally, name) for name in Tally.__slots__}
    figures |= {"seed": arguments.seed, "seconds": round(time.perf_counter() - started, 1)}
    rows = [(name, value) for name, value in figures.items()]
    report(
        "access", figures, rows=rows, columns=["figure", "value"],
        packages=["faiss-cpu", "jinja2", "numpy"], as_json=arguments.json,
    )  # fmt: skip


def run(trials: int, seed: int) -> Tally:
    """Run `trials` random trials; the same seed draws the same ones."""
    rng, tally = random.Random(seed), Tally()
    while tally.trials < trials:
        corpus = Corpus.drawn(rng)
        for _ in range(min(TRIALS_PER_CORPUS, trials - tally.trials)):
            _trial(corpus, rng, tally)
    return tally


def _trial(corpus: Corpus, rng: random.Random, tally: Tally) -> None:
    policy, slots, k = _policy(rng), _slots(rng), rng.choice((1, 3, 5, 10))
    query, vectors, tokens = _query(rng)
    conditions = AccessFilter.compile(policy).conditions(slots, now=NOW)
    mask = allowed_mask(corpus.index, conditions)
    hits = retrieve(
        query, vectors, corpus.store, corpus.lexical,
        k=k, allowed=mask, tokens=tokens, signs_of=corpus.signs.__getitem__,
    )  # fmt: skip
    permitted = [row for row, entry in enumerate(corpus.metadata) if _may(policy, slots, entry)]
    tally.trials += 1
    tally.returned += len(hits)
    tally.closed += not permitted
    tally.leaks += sum(hit.row not in permitted for hit in hits)
    tally.starved += len(hits) < min(k, len(permitted))
    if permitted and tally.trials % SHIFT_EVERY == 0:
        tally.compared += 1
        tally.shifted += _shifted(corpus, permitted, hits, query, vectors, tokens, k)


def _shifted(
    corpus: Corpus,
    permitted: Sequence[int],
    hits: Sequence[RankedRow],
    query: SearchQuery,
    vectors: Vectors,
    tokens: list[QueryTokens],
    k: int,
) -> bool:
    """Whether an index of the permitted passages alone gives other rows or scores."""
    alone = retrieve(
        query,
        vectors,
        FaissStore.build(corpus.vectors[list(permitted)]),
        build_lexical_index(
            [corpus.texts[row] for row in permitted], [corpus.languages[row] for row in permitted]
        ),
        k=k,
        tokens=tokens,
        signs_of=lambda row: corpus.signs[permitted[row]],
    )
    expected = [(permitted[hit.row], hit.score) for hit in alone]
    if [hit.row for hit in hits] != [row for row, _ in expected]:
        return True
    return not np.allclose([hit.score for hit in hits], [score for _, score in expected], atol=1e-5)


def _metadata(rng: random.Random) -> dict[str, Any]:
    entry = {key: rng.choice(METADATA) for key in ("a", "b") if rng.random() < 0.8}
    if rng.random() < 0.5:
        entry["until"] = rng.choice((*DAYS, "soon", None))
    return entry


def _vectors(count: int, rng: random.Random) -> Vectors:
    drawn = np.random.default_rng(rng.getrandbits(32)).standard_normal((count, DIMENSION))
    unit: Vectors = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _query(rng: random.Random) -> tuple[SearchQuery, Vectors, list[QueryTokens]]:
    texts = [" ".join(rng.choices(WORDS, k=rng.randint(1, 4))) for _ in range(rng.choice((1, 2)))]
    query = SearchQuery(texts[0], tuple(map(QueryPart, texts)), leans=rng.random() < 0.5)
    return query, _vectors(len(texts), rng), EMBEDDER.embed_query_tokens(texts)[1]


def _slots(rng: random.Random) -> dict[str, Any]:
    return {name: rng.choice(SLOTS) for name in ("a", "b") if rng.random() < 0.9}


def _policy(rng: random.Random) -> dict[str, Any]:
    policy: dict[str, Any] = {}
    for key in ("a", "b"):
        if rng.random() < 0.7:
            slot = rng.choice(("a", "b"))
            template = rng.choice(("{{ slots.%s }}", *MADE)) % slot
            values = [rng.choice((template, rng.choice(VALUES)))]
            if rng.random() < 0.3:
                values.append(rng.choice(VALUES))
            operator = rng.choice(("any_of", "any_of", "none_of"))
            policy[key] = {operator: values, "missing": rng.choice(("deny", "deny", "allow"))}
    if rng.random() < 0.4 or not policy:
        policy["until"] = {"at_least": "{{ today }}", "missing": rng.choice(("deny", "allow"))}
    return policy


def _may(policy: Mapping[str, Any], slots: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    """The rules in the plainest words, written apart from `search.filters`."""
    return all(_key_holds(key, rule, slots, entry) for key, rule in policy.items())


def _key_holds(
    key: str, rule: Mapping[str, Any], slots: Mapping[str, Any], entry: Mapping[str, Any]
) -> bool:
    present = entry.get(key) is not None and str(entry[key]).strip() != ""
    has = _plain(entry.get(key))
    if "at_least" in rule:
        day = next(iter(has), "")
        kept = len(day) == 10 and day[:2] == "20" and day >= NOW.date().isoformat()
        return kept if present else rule["missing"] == "allow"
    operator = "any_of" if "any_of" in rule else "none_of"
    named: set[str] = set()
    for value in rule[operator]:
        wanted = _named(value, slots)
        if operator == "none_of" and not wanted:
            return False
        named |= wanted
    if not named:
        return False
    if not present:
        return bool(rule["missing"] == "allow")
    return bool(has & named) if operator == "any_of" else not has & named


def _named(value: str, slots: Mapping[str, Any]) -> set[str]:
    if not value.startswith("{{"):
        return _plain(value)
    made = any(value == template % slot for template in MADE for slot in "ab")
    slot = slots.get(value[14] if "get(" in value else value[9])
    if not made:
        return _plain(slot)
    if isinstance(slot, (list, dict)) or not _plain(slot):
        return set()
    return _plain(str(slot).lower() if "lower" in value else str(slot))


def _plain(value: Any) -> set[str]:
    items = value if isinstance(value, list) else [value]
    plain = set()
    for item in items:
        if isinstance(item, bool):
            plain.add(str(item).lower())
        elif isinstance(item, (int, float)) and item == item:
            plain.add(str(int(item)))
        elif isinstance(item, str) and item.strip():
            plain.add(item.strip())
    return plain


if __name__ == "__main__":
    main()
