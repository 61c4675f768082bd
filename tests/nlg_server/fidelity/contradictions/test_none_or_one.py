"""None is not one."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import check
from nlg_server.fidelity.contradictions.none_or_one import none_or_one_faults


@pytest.mark.parametrize(
    ("template", "kept", "one"),
    [
        (
            "The Hilton has no rooms left on those dates.",
            "There isn't a single room left at the Hilton on those dates.",
            "The Hilton has only one room left on those dates.",
        ),
        (
            "Es sind keine Plätze mehr frei.",
            "Kein Platz ist mehr frei.",
            "Es ist nur noch ein Plätzchen frei.",
        ),
        ("No quedan plazas.", "Ninguna plaza queda.", "Solo queda una plaza."),
    ],
)
def test_none_is_not_one(template: str, kept: str, one: str) -> None:
    assert not list(none_or_one_faults(template, kept))
    assert not check(template, one).accepted
