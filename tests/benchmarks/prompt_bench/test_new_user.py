"""What a new user meets: a slip in any file is told with file, cause and cure."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from benchmarks.prompt_bench.bench import Bench
from benchmarks.prompt_bench.plan_file import read_plan
from benchmarks.prompt_bench.project_plan import project_plan
from benchmarks.prompt_bench.terminal import show
from prompts.errors import TruephraseError
from tests.benchmarks.prompt_bench.a_bench import run_bench, write_bench
from tests.nlg_server.projects import write_project


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("cases.yml", b"", "cases.yml: is empty"),
        ("cases.yml", b"# later\n", "cases.yml: is empty"),
        ("cases.yml", b"- {templat: Hello}\n", "is missing, though there is `templat`"),
        ("cases.yml", b"- {user: hi}\n", "cases.yml:1: .*template: is missing or empty"),
        ("p.jinja2", b"a\n{{ sugested_response }}", "p.jinja2:2: .*mean `suggested_response`"),
        ("p.jinja2", b"caf\xe9", "p.jinja2: is no UTF-8"),
        ("bot.py", b"x = 1\ndef keeps(:", "bot.py:2: invalid syntax"),
        ("bot.py", b"def kept(r): return ''", "bot.py:keeps: cannot be loaded"),
    ],
)
def test_a_slip_is_told_with_its_place_and_cure(
    tmp_path: Path, file: str, content: bytes, told: str
) -> None:
    plan = write_bench(
        tmp_path,
        cases="cases.yml",
        prompts=["p.jinja2"],
        models=[{"name": "keeps", "script": "bot.py:keeps"}],
    )
    (tmp_path / "cases.yml").write_text("- {template: Hello}\n")
    (tmp_path / "p.jinja2").write_text("Say::{{ suggested_response }}::")
    (tmp_path / file).write_bytes(content)
    with pytest.raises(TruephraseError, match=told):
        run_bench(plan)


def test_a_cassette_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    plan = write_bench(tmp_path, models=[{"recorded": "none.jsonl"}])
    with pytest.raises(TruephraseError, match=r"none.jsonl: there is no such cassette.*record:"):
        run_bench(plan)


def test_the_terminal_names_the_usual_failure(tmp_path: Path) -> None:
    plan = write_bench(tmp_path, models=[{"name": "keeps", "script": "bot.py:keeps"}])
    (tmp_path / "bot.py").write_text("def keeps(request):\n    return 1 / 0\n")
    console = Console(record=True, width=200)
    show(console, run_bench(plan))
    assert "the script failed: ZeroDivisionError" in console.export_text()


def test_a_project_without_a_model_is_told_what_would_be_compared(tmp_path: Path) -> None:
    bench = Bench(*project_plan(write_project(tmp_path)))
    console = Console(record=True, width=80)
    show(console, bench.run(tmp_path / "out"))
    text = console.export_text()
    assert "No model was asked" in text and "language_kept ↑" in text


def test_two_variants_stand_side_by_side_in_a_narrow_terminal(tmp_path: Path) -> None:
    console = Console(record=True, width=80)
    show(console, Bench.prepare(read_plan(write_bench(tmp_path))).run(tmp_path / "out"))
    assert "facts_kept ↑" in console.export_text()


def test_three_cases_claim_to_show_nothing(tmp_path: Path) -> None:
    document = run_bench(write_bench(tmp_path, count=3))
    spans = {m["name"]: m["span"] for m in document["measures"]}
    for pair in document["comparisons"]:
        span = spans[pair["measure"]]
        assert pair["detectable"] is None or span is None or pair["detectable"] <= span
