"""Twins: as written, and made by rule."""

from __future__ import annotations

import random

import pytest
import torch

from benchmarks.meaning.batches import loss_of_twins
from benchmarks.meaning.examples import Example
from benchmarks.meaning.made_twins import changes_of, made_twins, rules_of
from benchmarks.meaning.twins import written_twins

TEMPLATE = "We will send you the invoice before Friday."
SAID = "Before Friday we will send you the invoice, promised!"


def example(reply: str, *, same: bool, kind: str = "faithful") -> Example:
    return Example(TEMPLATE, reply, "", same, kind, 1.0)


def changes(template: str, reply: str, language: str = "en") -> dict[str, set[str]]:
    """Every change that ten draws make, by kind."""
    found: dict[str, set[str]] = {}
    for seed in range(10):
        for change in changes_of(template, reply, language, random.Random(seed)):
            found.setdefault(change.kind, set()).add(change.reply)
    return found


def test_an_unfaithful_rephrase_stands_beside_the_faithful_one_most_like_it() -> None:
    near, far = example(SAID, same=True), example("Invoice by mail, Thursday latest.", same=True)
    turned = example(SAID.replace("Before", "After"), same=False, kind="bound")
    other = example("Nothing of the kind was ever said here.", same=False, kind="missing_fact")
    assert [*written_twins([near, far, turned, other])] == [(near, turned)]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "pt"])
def test_every_rule_is_whole(language: str) -> None:
    rules = rules_of(language)
    assert len(rules) > 60
    assert all(rule.kind.isidentifier() and rule.pattern.pattern for rule in rules)


def test_one_word_of_meaning_is_another() -> None:
    found = changes(TEMPLATE, SAID)
    assert "After Friday we will send you the invoice, promised!" in found["bound"]
    assert "Before Friday you will send us the invoice, promised!" in found["role_exchange"]
    assert "Before Friday we have sent you the invoice, promised!" in found["tense"]


@pytest.mark.parametrize(
    ("language", "reply", "kind", "changed"),
    [
        ("de", "Bis Freitag müssen Sie zahlen.", "modality", "Bis Freitag können Sie zahlen."),
        ("fr", "Vous devez payer avant lundi.", "bound", "Vous devez payer après lundi."),
        ("es", "Te enviaremos la factura.", "role_exchange", "Nos enviarás la factura."),
        ("pt", "O parque está aberto.", "polarity", "O parque está fechado."),
    ],
)
def test_in_other_languages(language: str, reply: str, kind: str, changed: str) -> None:
    assert changed in changes(reply, reply, language)[kind]


def test_things_and_names_change_places_where_that_changes_what_is_said() -> None:
    template = "The tenant pays the deposit to the landlord before Monday."
    found = changes(template, template)["role_exchange"]
    assert "The landlord pays the deposit to the tenant before Monday." in found
    listed = "Bring the passport and the contract."
    assert "role_exchange" not in changes(listed, listed)


def test_what_is_changed_in_both_says_the_same() -> None:
    faithful = [("en", example(SAID, same=True))]
    twins = list(made_twins(faithful, 60, random.Random(4)))
    assert len(twins) == 60
    assert all(one.faithful.same and not one.unfaithful.same for one in twins)
    assert all(one.faithful.template == one.unfaithful.template for one in twins)
    both = [one for one in twins if one.faithful.template != TEMPLATE]
    assert both
    assert all(one.unfaithful.reply == SAID != one.faithful.reply for one in both)


def test_nothing_is_made_of_what_no_rule_fits() -> None:
    assert list(made_twins([("en", example("Hello!", same=True))], 5, random.Random(1))) == []


def test_twins_lose_by_the_wrong_way_round() -> None:
    right, wrong = torch.tensor([3.0, 2.0, -3.0, -2.0]), torch.tensor([-3.0, -2.0, 3.0, 2.0])
    assert float(loss_of_twins(right, 2)) < 0.05 < float(loss_of_twins(wrong, 2))
    assert float(loss_of_twins(right, 0)) == 0.0
