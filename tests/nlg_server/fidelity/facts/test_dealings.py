"""What is done with a value must not change: bought, still missing, for the first hour alone."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS = FidelityPolicy(strictness=0)
# A template, a reply that keeps what it says of its values, and one that does not.
TOLD = (
    (
        "We buy pounds at 1.1420 and sell them at 1.1985 euros.",
        "Pounds: we're buying at 1.1420 and selling at 1.1985 euros.",
        "We sell pounds at 1.1420 and buy them at 1.1985 euros.",
    ),
    (
        "Milo has been absent 3 times and late twice this term.",
        "This term Milo was late twice and absent three times.",
        "Milo has been late 3 times and absent twice this term.",
    ),
    (
        "You have won 4 games and lost 2.",
        "So far 4 games are won and 2 lost.",
        "So far 4 games are lost and 2 won.",
    ),
    (
        "Our records show you have had 2 of 3 doses.",
        "You've had two of three doses.",
        "You still need two of the three doses.",
    ),
    (
        "Il vous manque 1 250 points.",
        "1 250 points vous manquent.",
        "Vous avez 1 250 points.",
    ),
    (
        "Parking is $4 for the first hour and $2.50 for each additional hour.",
        "The first hour costs $4, each additional hour $2.50.",
        "Parking is $4 an hour, each additional hour $2.50.",
    ),
    (
        "The exam has 2 parts and 40 questions.",
        "There are two parts and forty questions in the exam.",
        "The exam has two parts and 40 questions each.",
    ),
    (
        "Later transfers arrive the next working day.",
        "Later transfers get there on the next business day.",
        "Later transfers get there the next day.",
    ),
    (
        "The change costs $75 plus any fare difference.",
        "Changing costs $75 and any fare difference on top.",
        "Changing costs $75, fare difference included.",
    ),
    (
        "It started at 07:40 and we expect to fix it by 11:00.",
        "It started at 07:40. We expect it to be fixed by 11:00.",
        "It started at 07:40. We expect to start fixing it by 11:00.",
    ),
)


@pytest.mark.parametrize(("template", "kept", "changed"), TOLD)
def test_what_is_done_with_a_value_stays(template: str, kept: str, changed: str) -> None:
    assert check(template, kept, policy=FACTS).findings == ()
    assert not check(template, changed, policy=FACTS).accepted


def test_what_comes_on_top_is_not_included() -> None:
    assert not check("It costs $75 plus any fees.", "It costs $75, fees included.").accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        ("$40 was charged and will be refunded.", "The $40 is refunded."),
        ("You have 2 forms to fill in.", "There are 2 forms you still need to fill in."),
        ("Boarding is at 5 pm.", "You start boarding at 5 pm."),
        ("You start fixing it at 11:00.", "At 11:00 you begin fixing it."),
        ("2 bags of 23 kg each and 1 cabin bag.", "1 cabin bag and 2 bags, 23 kg each."),
    ],
)
def test_other_words_for_the_same_are_no_fault(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS).findings == ()


@pytest.mark.parametrize(
    ("template", "told", "changed"),
    [
        (
            "The Garden Centre closes at 20:00 today.",
            "The Garden Centre is open until 8 pm today.",
            "The Garden Centre is open from 8 pm today.",
        ),
        (
            "Your deposit is returned within ten days after the end of the tenancy.",
            "After your tenancy ends, you'll get your deposit back within 10 days.",
            "Before your tenancy ends, you'll get your deposit back within 10 days.",
        ),
        (
            "Quote it if you call +44 20 7946 0550.",
            "If you call +44 (0)20 7946 0550, quote it.",
            "If you call +44 (0)20 7946 0555, quote it.",
        ),
        (
            "Your fare includes 2 checked bags and 1 cabin bag.",
            "Included in your fare are one cabin bag and two checked bags.",
            "Included in your fare are two cabin bags and one checked bag.",
        ),
    ],
)
def test_what_was_refused_wrongly_goes_out(template: str, told: str, changed: str) -> None:
    assert check(template, told).accepted
    assert not check(template, changed).accepted


@pytest.mark.parametrize(
    ("template", "told", "changed"),
    [
        ("Abrimos às 13h.", "Abrimos à uma da tarde.", "Abrimos à uma da manhã."),
        ("Abre a las 13:00.", "Abre a la una de la tarde.", "Abre a la una de la mañana."),
        ("Wir öffnen um 1:00 Uhr.", "Wir öffnen um ein Uhr.", "Wir öffnen um zwei Uhr."),
    ],
)
def test_one_o_clock_in_words(template: str, told: str, changed: str) -> None:
    assert check(template, told, policy=FACTS).findings == ()
    assert not check(template, changed, policy=FACTS).accepted


@pytest.mark.parametrize(("told", "accepted"), [("two times", True), ("three times", False)])
def test_a_slot_counts_in_other_words(told: str, accepted: bool) -> None:
    template, slots = "Do the exercises twice a day.", {"how_often": "twice a day"}
    assert check(template, f"Do your exercises {told} a day.", slots=slots).accepted is accepted
