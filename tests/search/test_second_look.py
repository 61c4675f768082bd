from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.passage import Hit, Passage, SearchResult
from search.query import SearchQuery
from search.second_look import CANDIDATES, SecondLook

TEXTS = ("cats eat fish", "cats eat fish daily", "dogs chase balls", "birds sing songs")


class Found:
    """Finds all texts in order, and remembers how many were asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    async def search(
        self, query: str | SearchQuery, *, k: int = 5, slots: Mapping[str, Any] | None = None
    ) -> SearchResult:
        self.asked.append(k)
        hits = tuple(Hit(Passage(t, t, "s"), 0.9 - i / 10) for i, t in enumerate(TEXTS))
        return SearchResult(SearchQuery.of(query).text, "g", hits[:k])


class Longest:
    def scores(self, query: str, passages: Sequence[str]) -> NDArray[np.float32]:
        return np.array([len(text) for text in passages], np.float32)


def texts(look: SecondLook, k: int) -> list[str]:
    result = asyncio.run(look.search("q", k=k))
    return [hit.passage.text for hit in result.hits]


def test_without_settings_it_changes_nothing() -> None:
    found = Found()
    assert texts(SecondLook(found), 2) == list(TEXTS[:2])
    assert found.asked == [2]


def test_a_reranker_chooses_from_more_than_k() -> None:
    found = Found()
    assert texts(SecondLook(found, Longest()), 1) == ["cats eat fish daily"]
    assert found.asked == [CANDIDATES]


def test_diversity_leaves_out_what_repeats() -> None:
    assert texts(SecondLook(Found(), diversity=1.0), 2) == ["cats eat fish", "dogs chase balls"]
