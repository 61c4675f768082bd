from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.prompt_bench.case_sources.masking import ConversationMask

PHONES = st.from_regex(r"\+49 17[0-9] [0-9]{7}", fullmatch=True)
NAMES = st.from_regex(r"[A-Z][a-z]{3,9} [A-Z][a-z]{3,9}", fullmatch=True)


@given(NAMES, PHONES)
def test_no_value_of_a_personal_slot_or_phone_stays(name: str, phone: str) -> None:
    mask = ConversationMask({"user_name": name}, "s")
    text = mask.text(f"Hi {name}, we call {phone}. Is {name.split()[0]} fine?")
    for secret in (phone, *name.split()):
        # A stand-in may happen to be the very name it stands for; no other copy may be left.
        assert secret not in text or secret in (
            "Alex",
            "Robin",
            "Charlie",
            "Sascha",
            "Toni",
            "Andrea",
        )


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
