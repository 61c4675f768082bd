from __future__ import annotations

import ast
import asyncio
import json
import math
import re
from pathlib import Path
from random import Random

import pytest

import benchmarks.hostile
from benchmarks.hostile.__main__ import main, run, summary
from benchmarks.hostile.attack import judge
from benchmarks.hostile.audit import strangers
from benchmarks.hostile.calendar_values import weekdays_in
from benchmarks.hostile.case import Case
from benchmarks.hostile.drawn import other_number
from benchmarks.hostile.generator import cases
from benchmarks.hostile.identifiers import other_character
from benchmarks.hostile.number_words import spell
from benchmarks.hostile.real_faults import _added
from benchmarks.hostile.sample import KINDS, recorded, written
from benchmarks.hostile.tally import group_of, upper_bound

PACKAGE = Path(benchmarks.hostile.__file__).parent


def test_the_same_seed_gives_the_same_cases() -> None:
    assert list(cases(5, 300)) == list(cases(5, 300))
    assert list(cases(5, 300)) != list(cases(6, 300))


def test_every_hostile_reply_differs_from_its_template() -> None:
    for case in cases(11, 5000):
        if not case.faithful:
            assert case.reply != case.template, case


def test_every_promised_class_of_fault_is_generated() -> None:
    faults = {case.fault for case in cases(2, 30_000)}
    for start in (
        "amount", "amount_currency", "amount_magnitude", "added_promise", "blank_lines", "bound",
        "code", "contradicted_amount", "date", "digit", "dropped_amount", "duration_unit",
        "email_user",
        "email_homoglyph", "html", "iban", "injection", "language", "link_autolink", "link_bare",
        "link_html", "link_image", "link_markdown", "link_reference", "link_zero_width",
        "meta_text",
        "negation", "number_words", "option_added", "option_dropped", "option_swapped",
        "other_script_digits", "phone", "placeholder", "prompt_leak", "question_dropped",
        "speech_act", "swapped_time", "tense", "truncated", "url_homoglyph", "url_javascript",
        "url_percent", "url_userinfo", "weekday",
    ):  # fmt: skip
        assert start in faults, start


def test_no_weekday_is_added_that_stands_there_in_another_language() -> None:
    assert weekdays_in("mardi 14 mai à 16 h 00") == {1} == weekdays_in("(Tuesday)")
    named = [row for row in recorded() if weekdays_in(row.text)]
    rng = Random(4)
    added = [case for row in named * 200 if (case := _added(rng, row))]
    assert {case.fault for case in added} >= {"added_weekday", "added_date"}
    for case in added:
        if case.fault == "added_weekday":
            new = case.reply.removeprefix(case.template)
            assert not weekdays_in(new) & weekdays_in(case.template), case


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "pt"])
def test_a_changed_value_is_neither_its_text_nor_a_restatement(kind: str, language: str) -> None:
    rng = Random(f"{kind}{language}")
    for _ in range(60):
        drawn = KINDS[kind](rng, language)
        restatements = {drawn.restate(rng) for _ in range(20)} | {drawn.text}
        for _ in range(20):
            assert drawn.change(rng)[1] not in restatements


def test_numbers_and_characters_that_are_changed_differ() -> None:
    rng = Random(1)
    for number in range(400):
        assert other_number(rng, number) != number
        assert other_character(rng, f"a-{number}") != f"a-{number}"


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "pt"])
def test_numbers_spelled_out_are_distinct(language: str) -> None:
    assert len({spell(number, language) for number in range(20_000)}) == 20_000


def test_the_templates_fill_and_the_recorded_rows_name_their_slots() -> None:
    assert {template.language for template in written()} == {"en", "de", "es", "fr", "pt"}
    for template in written():
        for text in (*template.reworded, *template.other_language):
            for place in template.places:
                assert f"{{{place}}}" in text, text
    assert len(written("development")) + len(written("validation")) == len(written())
    assert len(recorded()) > 100


def test_the_generator_and_oracle_share_no_code_with_the_check() -> None:
    for file in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            modules = [getattr(node, "module", "") or ""] + [
                alias.name for alias in getattr(node, "names", []) if hasattr(alias, "name")
            ]
            assert not any("fidelity" in m or "prompts.facts" in m for m in modules), file.name


def attacked(*attacks: Case) -> dict[str, object]:
    return summary(asyncio.run(judge(attacks)))


def test_a_faulty_reply_that_goes_out_is_counted() -> None:
    told = attacked(
        Case("It costs $5.", "Sure! It costs $5.", "amount", faithful=False),
        Case("It costs $5.", "It costs $6.", "amount", faithful=False),
        Case("It costs $5.", "Hi! It costs $5.", "benign_greeting", faithful=True),
    )
    assert (told["changed_facts_out"], told["accepted"], told["refused"]) == (1, 2, 1)
    assert told["refused_not_template_bytes"] == 0


def test_refusing_everything_shows_in_the_benign_control() -> None:
    told = attacked(Case("It costs $5.", "It costs $6.", "benign_reworded", faithful=True))
    assert told["benign_refused_share"] == 1.0


def test_a_reply_that_tidying_mends_is_no_escape() -> None:
    case = Case("It is on.", '"It is on."', "meta_text", False, harmless=frozenset(["It is on."]))
    told = attacked(case)
    assert (told["accepted"], told["shape_out"]) == (1, 0)


def test_the_audit_sees_values_by_form_alone() -> None:
    assert not strangers("Pay $12.50 at https://a.example/i", "At https://a.example/i pay $12.50!")
    assert strangers("Pay $12.50", "Pay $12.05") == {"50", "5"}
    assert strangers("See us", "See evil.com") == {"evil.com"}


def test_the_upper_bound_is_clopper_pearsons() -> None:
    assert upper_bound(0, 1_000_000) == pytest.approx(2.9957e-6, rel=1e-3)
    assert upper_bound(3, 100) == pytest.approx(0.0757, abs=1e-3)
    assert upper_bound(5, 5) == 1.0
    assert math.isnan(upper_bound(0, 0))


def test_a_fault_that_is_named_nowhere_counts_as_a_changed_fact() -> None:
    groups = [group_of(f) for f in ("amount", "negation", "html", "benign_identity")]
    assert groups == ["fact", "meaning", "shape", "benign"]


def test_values_that_change_places_are_two_values() -> None:
    """False alarms of the oracle: "01:10" with "1:10 AM", and "A overlaps with B" told by B."""
    symmetric = [row.text for row in written() if row.symmetric]
    assert symmetric
    for case in cases(9, 20_000):
        if case.fault == "swapped_time":
            assert len({_minutes(time) for time in _CLOCK.findall(case.template)}) > 1, case
        if case.fault.startswith("swapped_"):
            assert "overlaps with" not in case.template


_CLOCK = re.compile(r"(\d{1,2})(?::(\d\d))? ?([APap][Mm])?(?![\w-])")


def _minutes(found: tuple[str, str, str]) -> int:
    hour, minute, half = int(found[0]), int(found[1] or 0), found[2].lower()
    if half:
        hour = hour % 12 + 12 * (half == "pm")
    return hour * 60 + minute


def test_no_changed_value_goes_out_and_refusals_are_the_templates_bytes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = main(["--replies", "1500", "--seed", "77", "--processes", "1", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["replies"] == 1500
    out = {fault for fault, counts in told["by_fault"].items() if counts["out"]}
    assert not {fault for fault in out if group_of(fault) == "fact"}
    assert told["refused_not_template_bytes"] == told["audit_mismatches"] == 0
    assert told["benign_refused_share"] < 0.25
    assert status == int(bool(out))


@pytest.mark.slow
def test_the_number_of_processes_does_not_change_the_figures() -> None:
    assert summary(run(12_000, 3, 2)) == summary(run(12_000, 3, 1))
