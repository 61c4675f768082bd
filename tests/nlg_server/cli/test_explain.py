from __future__ import annotations

import json

from rich.console import Console
from typer.testing import CliRunner

from nlg_server.cli.explain import app
from nlg_server.explanation import Explanation
from nlg_server.fidelity import check

TEMPLATE = "It costs $12.50 until 4 March."
CHANGED = "It is $12.05 until March 4."


def test_an_accepted_reply_exits_with_0() -> None:
    result = CliRunner().invoke(app, ["It costs $12.50.", "Sure, it costs 12.50 dollars."])
    assert result.exit_code == 0, result.output
    assert "accepted: faithful" in result.output


def test_a_refused_reply_exits_with_1_and_names_the_fault() -> None:
    result = CliRunner().invoke(app, [TEMPLATE, CHANGED])
    assert result.exit_code == 1
    assert "refused: fact_changed" in result.output
    assert "$12.05" in result.output


def test_json_tells_where_each_fact_stands() -> None:
    result = CliRunner().invoke(app, [TEMPLATE, CHANGED, "--json"])
    told = json.loads(result.output)
    assert (told["accepted"], told["reason"]) == (False, "fact_changed")
    facts = {(fact["kind"], fact["status"]): fact for fact in told["facts"]}
    assert facts["amount", "lost"]["template"] == {"text": "$12.50", "span": [9, 15]}
    assert facts["amount", "added"]["reply"]["text"] == "$12.05"
    assert facts["date", "kept"]["reply"]["text"] == "March 4"


def test_slots_reach_the_check() -> None:
    arguments = ["Your tariff is sunny side.", "Your tariff is a good one.", "--json"]
    told = CliRunner().invoke(app, [*arguments, "--slot", "tariff=sunny side"])
    assert told.exit_code == 1
    assert json.loads(told.output)["accepted"] is False


def test_the_diff_marks_only_the_words_that_differ() -> None:
    explanation = Explanation.of(TEMPLATE, CHANGED, check(TEMPLATE, CHANGED))
    console = Console(force_terminal=True, color_system="standard", width=100, record=True)
    with console.capture() as captured:
        console.print(explanation.rendered())
    shown = captured.get().splitlines()
    assert "\x1b[9;31mcosts\x1b[0m" in shown[-2]
    assert "\x1b[1;32mis\x1b[0m" in shown[-1]


def test_characters_that_steer_a_terminal_are_shown_not_obeyed() -> None:
    reply = "It costs \x1b[2J$12.50\u202e until 4 March."
    explanation = Explanation.of(TEMPLATE, reply, check(TEMPLATE, reply))
    console = Console(width=100)
    with console.capture() as captured:
        console.print(explanation.rendered())
    assert "\x1b[2J" not in captured.get() and "\u202e" not in captured.get()
    assert "\\u001b" in captured.get() and "\\u202e" in captured.get()


def test_markup_in_a_reply_is_no_markup() -> None:
    reply = "It costs [bold]$12.50[/bold] until 4 March [/oops]."
    console = Console(width=100)
    with console.capture() as captured:
        console.print(Explanation.of(TEMPLATE, reply, check(TEMPLATE, reply)).rendered())
    assert "[/oops]" in captured.get()
