"""Spanish and Portuguese wordings of a model that say the same, and the nearest that do not."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)
POINT = "Se não estiver em casa, deixamo-la no ponto de recolha mais próximo."
SHOP = "Recójalo en el punto de venta de la calle Olmo."
COVER = "Tu póliza cubre los daños por agua hasta 3.000 €."
HOURS = "Sorry, I only have 48 hours of forecast."


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (POINT, "Se não o encontrarmos em casa, vai para o ponto de recolha mais próximo."),
        (SHOP, "Puede recogerlo en la calle Olmo, en el punto de venta."),
        (COVER, "Tu póliza cubre los daños por agua: máx. 3.000 €."),
        (COVER, "Tu póliza cubre los daños por agua: como máximo, 3.000 €."),
        ("La reunión empieza a las 9:00.", "La reunión, que acaba de fijarse, es a las 9:00."),
        ("La tienda abre el lunes.", "La tienda estará lista en la fecha del lunes."),
        (HOURS, "Sorry, I've got no more than two days of forecast."),
    ],
)
def test_the_same(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("Visite ejemplo punto es.", "Visite ejemplo punto de."),
        (COVER, "Tu póliza cubre los daños por agua: mín. 3.000 €."),
        (COVER, "Tu póliza cubre los daños por agua: más de 3.000 €."),
        (HOURS, "Sorry, I've got at least two days of forecast."),
    ],
)
def test_another(template: str, reply: str) -> None:
    assert not check(template, reply, policy=FACTS).accepted
