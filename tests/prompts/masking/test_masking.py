from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prompts.conversation import Conversation, Turn
from prompts.masking import Mask, MaskError

ANN = {"name": "Ann Lee", "amount": 12.5, "vip": True, "nick": None}
TEMPLATE = "Hi Ann Lee, you owe $12.5 by 2026-03-05. Ann Lee, pay at https://pay.example/i/77?x=1"

texts = st.text(
    st.sampled_from("abAB é田さ1290[]_ \n.,:@/+-$€'\"") | st.characters(exclude_categories=["Cs"]),
    max_size=60,
)
words = st.sampled_from(
    ["Ann", "Ann Lee", "Müller", "田中", "AB-77", "12.50", "a@b.de", "DE89 3704 0044 0532 0130 00"]
)
values: st.SearchStrategy[Any] = words | texts | st.integers() | st.booleans() | st.none()
slots = st.dictionaries(st.sampled_from(["name", "amount", "iban", "été", "x_1"]), values)


def test_values_leave_as_tokens_and_come_back() -> None:
    mask = Mask.for_request(TEMPLATE, ANN)
    assert mask.template == (
        "Hi [[NAME_1]], you owe [[AMOUNT_1]] by [[DATE_1]]. [[NAME_1]], pay at [[URL_1]]"
    )
    reply = "[[NAME_1]]: [[AMOUNT_1]] is due by [[DATE_1]], [[NAME_1]]. Pay at [[URL_1]]."
    assert mask.restore(reply) == (
        "Ann Lee: $12.5 is due by 2026-03-05, Ann Lee. Pay at https://pay.example/i/77?x=1."
    )


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        ("You owe [[AMOUNT_1]].", "drops [[NAME_1]]"),
        ("[[NAME_1]], [[AMOUNT_1]], really [[AMOUNT_1]]", "repeats [[AMOUNT_1]]"),
        ("[[NAME_1]], [[AMOUNT_1]] or [[AMOUNT_2]]", "invents [[AMOUNT_2]]"),
        ("[[NAME_1]], [[AMOUNT_1]] to [[EMAIL]]", "alters"),
        ("[[NAME_1]], [[AMOUNT_1]] to [[name_1]]", "alters"),
        ("[[NAME_1]], [[AMOUNT_1]] and [[ AMOUNT_1 ]]", "alters"),
        ("[[NAME_1]], [[AMOUNT_1]], [[AMOUNT", "alters"),
    ],
)
def test_a_reply_with_a_broken_token_is_refused(reply: str, fault: str) -> None:
    mask = Mask.for_request("Ann Lee, you owe $12.5.", ANN)
    with pytest.raises(MaskError, match=re.escape(fault)) as refused:
        mask.restore(reply)
    assert refused.value.reason == "mask"


def test_a_value_said_twice_may_be_said_once() -> None:
    mask = Mask.for_request("Ann Lee? Ann Lee!", ANN)
    assert mask.restore("[[NAME_1]]!") == "Ann Lee!"


def test_users_who_differ_in_values_get_the_same_prompt() -> None:
    def prompt(name: str, amount: float) -> str:
        variables = {"amount": amount, "name": name, "unused": name[0]}
        return Mask.for_request(f"Hi {name}, you owe ${amount} on 3 May.", variables).template

    assert prompt("Ann Lee", 12.5) == prompt("Björn", 1999.99)


def test_the_transcript_the_input_and_the_slots_are_hidden() -> None:
    mask = Mask.for_request(TEMPLATE, ANN)
    conversation = Conversation(
        sender_id="+49891234",
        turns=(
            Turn("user", "i am ann, ANN LEE; mail x.y@z.example, or +49 89 123456-70"),
            Turn("bot", "Is DE89 3704 0044 0532 0130 00 yours?"),
        ),
        slots={**ANN, "tags": ["Ann Lee", "blue"], "box": {"city": "Ulm", "open": False}},
        current_input="12.5?? [[AMOUNT_1]] see www.evil.example/x",
    )
    hidden = mask.hide_conversation(conversation)
    assert hidden.sender_id == "default"
    assert hidden.turns[0].text == "i am [[NAME]], [[NAME_1]]; mail [[EMAIL]], or [[PHONE]]"
    assert hidden.turns[1].text == "Is [[IBAN]] yours?"
    assert hidden.current_input == "[[AMOUNT_1]]?? [[TEXT]][[NUMBER]][[TEXT]] see [[URL]]"
    assert hidden.slots == {
        "name": "[[NAME_1]]",
        "amount": "[[AMOUNT_1]]",
        "vip": True,
        "nick": None,
        "tags": ["[[NAME_1]]", "[[TAGS]]"],
        "box": {"city": "[[CITY]]", "open": False},
    }


def test_a_value_inside_an_inflected_or_unspaced_word_is_found() -> None:
    mask = Mask.for_request("Hallo", {"vorname": "Anna", "nachname": "田中"})
    assert mask.hide("Annas Konto; 田中さん; Johanna; cafe Anna") == (
        "[[VORNAME]]; [[NACHNAME]]さん; [[NAME]]; cafe [[VORNAME]]"
    )


@settings(deadline=None)
@given(texts, slots)
def test_the_masked_template_restores_to_the_template(text: str, variables: dict[str, Any]) -> None:
    mask = Mask.for_request(text, variables)
    assert mask.restore(mask.template) == text


@settings(deadline=None)
@given(st.lists(texts | words, max_size=6), slots)
def test_no_value_and_no_digit_leaves(pieces: list[str], variables: dict[str, Any]) -> None:
    said = [str(v) for v in variables.values() if v is not None and not isinstance(v, bool)]
    text = " ".join([*pieces, *said])
    mask = Mask.for_request(text, variables)
    for hidden in (mask.template, mask.hide(text), Mask.for_request("", variables).hide(text)):
        outside = re.sub(r"\[\[[A-Z_]+(?:\d+)?\]\]", "\0", hidden)
        assert not re.search(r"\d", outside)
        for value in filter(None, map(str.strip, said)):
            assert not re.search(rf"(?<!\w){re.escape(value)}(?!\w)", outside)


@settings(deadline=None)
@given(texts, slots)
def test_tokens_do_not_depend_on_the_order_of_slots(text: str, variables: dict[str, Any]) -> None:
    backwards = dict(reversed(variables.items()))
    assert Mask.for_request(text, variables) == Mask.for_request(text, backwards)


@settings(deadline=None)
@given(texts, texts, slots)
def test_a_reply_is_restored_whole_or_refused(
    template: str, reply: str, variables: dict[str, Any]
) -> None:
    mask = Mask.for_request(template, variables)
    for text in (reply, mask.template + reply, mask.hide(reply), mask.template[: len(reply)]):
        try:
            restored = mask.restore(text)
        except MaskError:
            continue
        assert len(restored) >= len(re.sub(r"\[\[[A-Z_]+\d+\]\]", "", text))
