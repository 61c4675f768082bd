from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from nlg_server.fidelity import FidelityPolicy, check
from nlg_server.fidelity.meaning import meaning
from nlg_server.fidelity.meaning.cross_encoder import GRAPH, TOKENIZER, CrossEncoder
from prompts.errors import PackageDamaged

CLOSED = "Your ticket has already been closed. Let me know when you need my help."


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (CLOSED, "Good news, that one's closed already. Just shout if you need me again!"),
        (
            "Unfortunately the pool is closed for cleaning.",
            "I'm so sorry, you can't use the pool right now because it's being cleaned.",
        ),
        (
            "I have forwarded your request to guest services.",
            "Your request is now with guest services.",
        ),
        ("There are no direct trains.", "I'm afraid there isn't a direct train."),
    ],
)
def test_free_wordings_of_the_same_go_out(template: str, reply: str) -> None:
    assert check(template, reply).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (CLOSED, "Good news, that one's closed already, and we won't charge you for it!"),
        (
            "Unfortunately the pool is closed for cleaning.",
            "I'm so sorry, the gym is closed for cleaning.",
        ),
        (
            "I have forwarded your request to guest services.",
            "I'll forward your request to guest services once you confirm.",
        ),
        (
            "Your order will be delivered by courier.",
            "Good news, your order will be delivered to the neighbours.",
        ),
    ],
)
def test_other_things_told_as_fluently_do_not(template: str, reply: str) -> None:
    verdict = check(template, reply)
    assert not verdict.accepted


def test_a_finding_points_into_both_texts() -> None:
    template = "Your ticket was closed."
    reply = "Your ticket was closed, and a technician is on the way to your house."
    finding = next(f for f in check(template, reply).findings if f.code == "meaning")
    assert finding.template_span and template[slice(*finding.template_span)].isalpha()
    assert finding.reply_span and reply[slice(*finding.reply_span)].isalpha()


def test_stricter_settings_accept_no_more() -> None:
    pairs = [
        (CLOSED, "Already closed! Ping me if there's more."),
        ("The lift is out of order.", "You'll have to take the stairs, the lift isn't working."),
        ("We have two rooms left.", "Just two rooms are still free."),
    ]
    for template, reply in pairs:
        accepted = [check(template, reply, policy=FidelityPolicy(n)).accepted for n in range(5)]
        assert accepted == sorted(accepted, reverse=True)


def test_texts_of_no_words_are_not_compared() -> None:
    empty = meaning().read("")
    assert meaning().compare(empty, meaning().read(CLOSED), frozenset()) is None


@pytest.mark.parametrize(
    ("missing", "broken"),
    [("cross_encoder.bin", r"cross_encoder\.xml"), ("cross_encoder.json", r"cross_encoder\.json")],
)
def test_a_broken_network_is_named_with_what_to_do(
    tmp_path: Path, missing: str, broken: str
) -> None:
    shipped = files("nlg_server.fidelity.meaning")
    for name in {GRAPH, TOKENIZER} - {missing}:
        (tmp_path / name).write_bytes(shipped.joinpath(name).read_bytes())
    with pytest.raises(PackageDamaged, match=rf"{broken}: cannot be loaded .*again"):
        CrossEncoder(tmp_path)


@pytest.mark.parametrize(
    ("template", "same", "other"),
    [
        (
            "Der Tisch ist reserviert.",
            "Ihr Tisch ist für Sie vorgemerkt.",
            "Ihr Tisch ist leider schon vergeben.",
        ),
        (
            "Votre rendez-vous est confirmé.",
            "C'est noté, votre rendez-vous est bien confirmé !",
            "C'est noté, votre rendez-vous est bien annulé !",
        ),
        (
            "The table is reserved for you.",
            "La mesa está reservada para usted.",
            "La mesa ya no está disponible.",
        ),
    ],
)
def test_other_languages_and_translations_are_told_apart(
    template: str, same: str, other: str
) -> None:
    def odds(reply: str) -> float:
        return meaning().compare_closely(template, reply)

    assert odds(same) > odds(other) + 1


# Of blocks that no network learnt from.
NEAR_COPIES = (
    (
        "Tem certeza de que quer sair da fila? Você é o segundo.",
        "Tem certeza de que quer sair do grupo? Você é o segundo.",
    ),
    (
        "Die App sendet dir eine Erinnerung, wenn du magst. Standardmäßig ist sie ausgeschaltet.",
        "Der Arzt sendet dir eine Erinnerung, wenn du magst. Standardmäßig ist sie ausgeschaltet.",
    ),
    (
        "Vous pouvez modifier votre réservation gratuitement jusqu'à la veille du départ.",
        "Vous pouvez modifier votre réservation jusqu'à la veille du départ.",
    ),
)


@pytest.mark.parametrize(("template", "changed"), NEAR_COPIES)
def test_the_cross_encoder_may_refuse_a_near_copy_outside_english(
    template: str, changed: str
) -> None:
    assert check(template, f"{changed[:-1]}!").reason == "meaning"
    assert check(template, f"{template[:-1]}!").accepted


def test_a_near_copy_with_a_word_more_need_not_be_refused() -> None:
    template = "Votre demande de congé a été transmise à votre responsable."
    told = "Votre demande de congé a bien été transmise à votre responsable."
    assert check(template, told).accepted
