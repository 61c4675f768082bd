from __future__ import annotations

import string
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlg_server.fidelity import check, warm_up

# Far above the 50 ms that is allowed on a quiet machine, so that a busy one does not fail it;
# a catastrophic pattern takes minutes.
_SECONDS = 1.0

PIECES = (
    "$12.50", "1.000,00 €", "3 business days", "4 March 2026", "Monday", "10:45 pm", "12:30 Uhr",
    "https://a.example/b?c=d", "[here](http://x.y)", "a.b@c.de", "+49 (89) 12-34", "#A-12", "AB12",
    "DE89 3704 0044 0532 0130 00", "not", "can't", "nicht", "twenty-one", "einundzwanzig", "50 %",
    "Ann", "São Paulo", '"quoted"', "{slot}", "1st", "\u200b", "\x00", "١٢", "１２", "only",
    "up to", "Do you want it?", "\n\n", "- a\n- b", "😀", "<b>", "&amp;", "?", ".", ",", "it",
    "costs", "the", "10:30 CET", "from 9:00", "to 10:30", "of", "remaining", "the day before",
    "31 December", "New Year's Eve", "in the red", "-$5", "7.5 GB", "tomorrow", "45 minutes", "✅",
)  # fmt: skip

# No deadline: the first call loads the lexicon, and other tests run beside this one.
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
sentences = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
texts = sentences | anything
slots = st.dictionaries(
    st.sampled_from(["amount", "name", "day", "été"]),
    st.none() | st.booleans() | st.integers() | st.sampled_from(PIECES) | st.lists(st.integers()),
    max_size=4,
)
languages = st.sampled_from([None, "en", "de", "es", "fr", "pt", "nl", "xx", ""])


@settings(deadline=None)
@given(texts, slots, languages, texts)
def test_the_template_itself_is_always_accepted(
    template: str, variables: Mapping[str, object], language: str | None, said: str
) -> None:
    assert check(template, template, slots=variables, language=language, user_text=said).accepted


@settings(deadline=None)
@given(texts, texts, slots, languages)
def test_the_verdict_does_not_depend_on_the_order_of_slots(
    template: str, reply: str, variables: Mapping[str, object], language: str | None
) -> None:
    backwards = dict(reversed(list(variables.items())))
    first = check(template, reply, slots=variables, language=language)
    assert first.accepted == check(template, reply, slots=backwards, language=language).accepted


@settings(deadline=None)
@given(sentences, sentences)
def test_what_the_user_says_licenses_nothing(template: str, reply: str) -> None:
    """Apart from the language, which is set here: a reply may be in the user's."""
    alone = check(template, reply, language="en")
    echoed = check(template, reply, language="en", user_text=reply)
    assert alone.accepted or not echoed.accepted


@settings(deadline=None)
@given(texts, texts, slots, languages, texts)
def test_no_input_crashes_the_check_and_findings_lie_inside_the_texts(
    template: str, reply: str, variables: Mapping[str, object], language: str | None, said: str
) -> None:
    verdict = check(template, reply, slots=variables, language=language, user_text=said)
    assert verdict.accepted == (verdict.reason == "faithful")
    assert verdict.accepted or verdict.findings
    for finding in verdict.findings:
        for text, span in ((template, finding.template_span), (reply, finding.reply_span)):
            assert span is None or 0 <= span[0] <= span[1] <= len(text)


@settings(deadline=None)
@given(sentences, st.integers(10, 10**9), st.integers(10, 10**9))
def test_a_changed_number_never_goes_out(frame: str, one: int, other: int) -> None:
    if one != other:
        template, reply = f"You have {one} points. {frame}", f"You have {other} points. {frame}"
        assert not check(template, reply).accepted


@settings(deadline=None)
@given(sentences, st.text(string.ascii_lowercase, min_size=3, max_size=12))
def test_an_added_link_never_goes_out(frame: str, host: str) -> None:
    template = f"Thanks for waiting. {frame}"
    assert not check(template, f"{template} See https://{host}.test/now").accepted


_CATASTROPHIC = [
    "a" * 4000, "1" * 4000, "1," * 2000, "1.1." * 1000, "1 " * 2000, "-" * 4000, "(" * 4000,
    "[" * 4000, "[a](" * 1000, "<" * 4000, "<a " * 1300, "a@" * 2000, "a.b." * 1000, "@" * 4000,
    "http://" * 570, "//" * 2000, "www." * 1000, "\u200b" * 4000, "{" * 4000, "{{" * 2000,
    '"' * 4000, "“" * 4000, "not " * 1000, "+49 " * 1000, "DE12 " * 800, "A1-" * 1300,
    "twenty " * 570, "einundzwanzig" * 300, "hundred thousand " * 230, "1st " * 1000,
    "March " * 660, "Monday, " * 500, "10:" * 1300, "10:45 " * 660, "$" * 4000, "$1" * 2000,
    "%" * 4000, "% 1" * 1300, "\n" * 4000, "\n- " * 1300, "?" * 4000, "?! " * 1300, "😀" * 4000,
    "Ab " * 1300, "a, " * 1300, "x or " * 800, "é" * 4000, "e\u0301" * 2000, "田" * 4000,
    "１" * 4000, "xn--" * 1000, "%41" * 1300, "&#65;" * 800, "a-" * 2000, "a'" * 2000, "/" * 4000,
]  # fmt: skip


@pytest.mark.parametrize("text", _CATASTROPHIC, ids=lambda text: repr(text[:8]))
def test_no_repetition_makes_the_check_slow(text: str) -> None:
    plain = "It costs $12.50 until 4 March. Do you want it?"
    for template, reply in ((plain, text), (text, plain), (text, text + "!"), (text[:400], text)):
        started = time.process_time()
        check(template, reply, slots={"a": text, "b": "4 March"}, user_text=text)
        assert time.process_time() - started < _SECONDS


def test_every_quantifier_meets_an_end() -> None:
    """Doubling the input at most quadruples the time, with room for noise: no exponential path."""
    for piece in ("1,", "[a](", "a.b.", "{", "twenty ", "10:", "a@", "(1"):
        seconds = []
        for length in (1000, 2000):
            text = (piece * length)[:length]
            best = min(_seconds(text) for _ in range(3))
            seconds.append(best)
        assert seconds[1] < 8 * seconds[0] + 0.05, piece


def _seconds(text: str) -> float:
    started = time.process_time()
    check("It costs $12.50.", text)
    return time.process_time() - started


def test_the_check_reads_no_file_of_its_own_while_it_decides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    warm_up()

    def refuse(*_: object, **__: object) -> object:
        raise AssertionError("the check opened a file")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    check("It costs $13.50.", "That will be 13.50 dollars.")
