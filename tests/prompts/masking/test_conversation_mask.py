from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.masking.conversation_mask import ConversationMask

PHONES = st.from_regex(r"\+49 17[0-9] [0-9]{7}", fullmatch=True)
# A person's name may happen to be the stand-in of their other name.
STAND_INS = {"Alex", "Robin", "Charlie", "Sascha", "Toni", "Andrea"}
NAMES = st.from_regex(r"[A-Z][a-z]{3,9} [A-Z][a-z]{3,9}", fullmatch=True)


@given(NAMES, PHONES)
def test_no_value_of_a_personal_slot_or_phone_stays(name: str, phone: str) -> None:
    mask = ConversationMask({"user_name": name}, "s")
    text = mask.text(f"Hi {name}, we call {phone}. Is {name.split()[0]} fine?")
    for secret in (phone, *name.split()):
        assert not re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", text) or secret in STAND_INS


@given(NAMES)
def test_a_value_has_one_stand_in_wherever_it_stands(name: str) -> None:
    mask = ConversationMask({"name": name}, "s")
    assert mask.text(name) == mask.text(name.upper()) == mask.value(name, "name")


def test_introductions_are_found_in_several_languages() -> None:
    for said in ("my name is Zoe Quist", "ich heiße Zoe Quist", "me llamo Zoe Quist"):
        assert "Zoe" not in ConversationMask({}, "s").text(said)


def test_amounts_dates_and_plain_words_stay() -> None:
    text = "Pay $12.50 or 1,299.00 € by 2024-03-04 at 10:30, room 12."
    assert ConversationMask({}, "s").text(text) == text


def test_what_stands_in_keeps_the_shape() -> None:
    masked = ConversationMask({}, "s").text("Order AB-12345 for IBAN DE89 3704 0044 0532 0130 00")
    assert "12345" not in masked and "3704" not in masked
    order = masked.split()[1]
    assert order[:2].isalpha() and order[2] == "-" and order[3:].isdigit()


def test_the_same_conversation_masks_the_same_way_every_time() -> None:
    first, second = (ConversationMask({"phone": "0170 1234567"}, "x") for _ in range(2))
    assert first.text("0170 1234567") == second.text("0170 1234567")


def test_nested_slot_values_are_masked() -> None:
    mask = ConversationMask({}, "s")
    assert "ann@corp.com" not in str(mask.value({"to": ["ann@corp.com"]}, "recipients"))
    assert mask.value(5551234, "phone_number") != 5551234
    assert mask.value(3, "guests") == 3


@pytest.mark.parametrize(
    ("slot", "said", "secret"),
    [
        ("Groß", "Herr Groß", "Groß"),
        ("Groß", "HERR GROSS", "GROSS"),
        ("İbrahim", "ben İbrahim", "brahim"),
        ("Zoë", "zoe\u0308", "zo"),
        ("田中", "田中さん", "田中"),
        ("Anna", "Annas Konto", "Anna"),
        ("Li", "Dear Li, welcome", "Li"),
        ("Zoe  Quist", "zoe quist", "quist"),
        ("12 Elm Street, Springfield, IL 62704", "to Springfield", "Springfield"),
    ],
)
def test_a_name_is_found_however_it_is_written(slot: str, said: str, secret: str) -> None:
    assert secret not in ConversationMask({"user_name": slot}, "s").text(said)


@pytest.mark.parametrize(
    ("said", "secret"),
    [
        ("call 555.123.4567", "4567"),
        ("call 555-1234", "1234"),
        ("iban de89 3704 0044 0532 0130 00", "0130"),
        ("order ab12345", "12345"),
        ("https://pay.example/reset?token=qwertyuiop", "qwertyuiop"),
        ("https://pay.example/i/AB77-x9", "77"),
    ],
)
def test_forms_are_found_in_many_writings(said: str, secret: str) -> None:
    assert secret not in ConversationMask({}, "s").text(said)


def test_links_keep_host_and_plain_path() -> None:
    link = "See https://pay.example/help/refunds."
    assert ConversationMask({}, "s").text(link) == link


def test_values_inside_personal_lists_and_mappings_are_found_in_texts() -> None:
    mask = ConversationMask({"customer": {"first": "Zoe", "ids": [77123, "Quist"]}}, "s")
    said = mask.text("Zoe Quist, 77123")
    assert not {"Zoe", "Quist", "77123"} & set(re.findall(r"\w+", said))
    assert mask.value({"a@b.example": 1}, "seen") != {"a@b.example": 1}


def test_a_number_has_the_same_stand_in_as_a_value_and_in_a_text() -> None:
    mask = ConversationMask({"card_pin": 4711}, "s")
    assert mask.text("It is 4711.") == f"It is {mask.value(4711, 'card_pin')}."
