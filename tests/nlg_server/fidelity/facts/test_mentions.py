"""Names told less often for something else, and options singled out."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import check

ASKED = "Okay, I'll add Nadia Haddad. Is Nadia Haddad the person you want to add?"
REPORTED = "Anna reported Tom's post, and Tom can appeal if it is removed."


@pytest.mark.parametrize(
    "reply",
    [
        "Okay, I'll add Nadia Haddad. Is she the person you want to add?",
        "Sure, I'll add Nadia Haddad. Is Nadia Haddad the right person?",
    ],
)
def test_a_pronoun_may_stand_for_a_name(reply: str) -> None:
    assert check(ASKED, reply).accepted


@pytest.mark.parametrize("other", ["mobile", "home", "the red one", "in the north of town"])
def test_nothing_else_stands_where_a_name_stood(other: str) -> None:
    for reply in (
        ASKED.replace("Nadia Haddad", other, 1),
        other.join(ASKED.rsplit("Nadia Haddad", 1)),
    ):
        assert not check(ASKED, reply).accepted


def test_another_name_of_the_template_may_not_stand_for_a_name() -> None:
    reply = "Anna reported Tom's post, and Anna can appeal if it is removed."
    assert check(REPORTED, reply).reason == "fact_changed"


def test_an_option_may_not_be_singled_out() -> None:
    template = "You can choose between Night, Family or Business."
    reply = "You can pick between Night, Family or Business. Ask for Family plan."
    assert check(template, reply).findings[0].message == (
        "the option Family must not be singled out"
    )
    assert check(template, "You can pick between Night, Family or Business.").accepted
