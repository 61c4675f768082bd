from __future__ import annotations

import pytest

from search.grounding.evidence import read_evidence
from search.grounding.overstated import denies_more, excludes_more
from search.grounding.verify import verify
from search.options import LEVELS


@pytest.mark.parametrize(
    ("sentence", "stretch", "word"),
    [
        ("Mira is the planet's only moon.", "Mira is a moon of the planet.", "only"),
        ("Mira is the only moon.", "There is only one moon, Mira.", ""),
        ("You pay only by card.", "You cannot pay in cash.", ""),
        ("You pay not only by card.", "You pay by card.", ""),
        ("Man zahlt nur mit Karte.", "Man zahlt mit Karte.", "nur"),
    ],
)
def test_exclusion_needs_a_source(sentence: str, stretch: str, word: str) -> None:
    assert excludes_more(sentence, stretch) == word


def test_a_denial_needs_one_too() -> None:
    assert denies_more("Traffic is not lost.", "Traffic is redirected.")
    assert not denies_more("Traffic is not lost.", "No traffic is lost.")


def test_only_does_not_go_out_where_the_passage_does_not_say_it() -> None:
    evidence = [read_evidence("Mira is a large natural moon of the planet Orn.")]
    reply = "Mira is the only natural moon of the planet Orn."
    verdict = verify(reply, evidence, floor=LEVELS["balanced"]).verdicts[0]
    assert (verdict.reason, verdict.detail) == ("changed_fact", "only")
