"""Classes of words across languages."""

from __future__ import annotations

from importlib.resources import files

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)
CODES = ("en", "de", "es", "fr", "pt")


@pytest.mark.parametrize(
    ("language", "template", "kept", "other"),
    [
        (
            "de",
            "Your booking was accepted.",
            "Ihre Buchung wurde angenommen.",
            "Ihre Buchung wurde abgelehnt.",
        ),
        (
            "es",
            "I've paused the music.",
            "He puesto la música en pausa.",
            "He reanudado la música.",
        ),
    ],
)
def test_a_translation_may_not_exchange_them(
    language: str, template: str, kept: str, other: str
) -> None:
    assert check(template, kept, language=language, policy=FACTS).accepted
    verdict = check(template, other, language=language, policy=FACTS)
    kinds = {finding.kind for finding in verdict.findings}
    assert "opposite" in kinds


def test_every_member_has_its_words_in_each_language() -> None:
    listed = files("nlg_server.fidelity.lexicon") / "classes" / "across.txt"
    lines = [line for line in listed.read_text("utf-8").splitlines() if line[:1] != "#"]
    assert len(lines) > 100
    for line in lines:
        members = line.split(" | ")
        assert len(members) > 1, line
        for member in members:
            assert [word[:-1] for word in member.split()[::2]] == list(CODES), member
