"""Overlapping hits: joined, exact, k of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.passage import Hit, Passage
from search.ranking.overlap import joined_overlaps

TEXT = "".join(chr(0x4E00 + n) for n in range(60))
SPANS = st.tuples(st.integers(0, 50), st.integers(1, 10), st.sampled_from("ab"))


def hit(number: int, start: int, length: int, source: str) -> Hit:
    text = TEXT[start : start + length]
    passage = Passage(f"{number:x}", text, source, start=start, end=start + length)
    return Hit(passage, score=1 - number / 100)


@given(st.lists(SPANS, max_size=12), st.integers(1, 6))
def test_no_two_hits_share_text_and_each_is_what_its_document_says(
    spans: list[tuple[int, int, str]], k: int
) -> None:
    hits = [hit(n, *span) for n, span in enumerate(spans)]
    found = joined_overlaps(hits, k)
    assert len(found) <= k
    taken: set[tuple[str, int]] = set()
    for each in found:
        passage = each.passage
        assert passage.text == TEXT[passage.start : passage.end]
        places = {(passage.source, n) for n in range(passage.start, passage.end)}
        assert not places & taken
        taken |= places
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    everything = {
        (h.passage.source, n) for h in hits for n in range(h.passage.start, h.passage.end)
    }
    assert len(found) == k or taken == everything


def test_an_overlapping_hit_adds_its_text_to_the_better_one_and_frees_its_place() -> None:
    found = joined_overlaps([hit(1, 10, 10, "a"), hit(2, 5, 8, "a"), hit(3, 40, 5, "a")], 2)
    assert [each.passage.id for each in found] == ["2+1", "3"]
    assert (found[0].passage.start, found[0].passage.end, found[0].score) == (5, 20, 0.99)
