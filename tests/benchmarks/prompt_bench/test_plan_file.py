from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.prompt_bench.plan_file import read_plan
from prompts.errors import BenchError, PromptError


def plan_error(folder: Path, text: str, kind: type[Exception] = BenchError) -> str:
    (folder / "cases.yml").write_text("- {id: a, template: Hi}\n")
    path = folder / "bench.yml"
    path.write_text(text)
    with pytest.raises(kind) as caught:
        read_plan(path)
    return str(caught.value)


def test_a_plan_is_every_prompt_with_every_model(tmp_path: Path) -> None:
    (tmp_path / "cases.yml").write_text("- {id: a, template: Hi}\n")
    (tmp_path / "short.jinja2").write_text("Short: {{ suggested_response }}")
    path = tmp_path / "bench.yml"
    path.write_text(
        "cases: cases.yml\n"
        "prompts: [builtin, short.jinja2]\n"
        "models:\n"
        "  - template\n"
        "  - {name: one, script: 'bot.py:reply'}\n"
        "  - {name: two, provider: openai, model: gpt-4.1-mini}\n"
    )
    plan = read_plan(path)
    assert [variant.name for variant in plan.variants] == [
        "template",
        "builtin × one",
        "short × one",
        "builtin × two",
        "short × two",
    ]
    assert len({variant.digest for variant in plan.variants}) == 5


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("cases: cases.yml\nmeasures: [accepted, speling]\n", 2, "speling"),
        ("cases: cases.yml\nprompts:\n  - {nam: x}\n", 3, "nam"),
        ("cases: cases.yml\nmodels:\n  - template\n  - {name: x}\n", 4, "provider"),
        ("cases: cases.yml\nconcurrency: many\n", 2, "many"),
        ("cases: cases.yml\nthresholds:\n  acepted: 1\n", 3, "acepted"),
        ("cases: cases.yml\nbaseline: nobody\n", 2, "nobody"),
        ("cases: cases.yml\nassert:\n  - {type: contians, value: x}\n", 3, "contians"),
        ("cases: cases.yml\nmodls: []\n", 2, "modls"),
        ("prompts: [builtin]\n", 1, "cases"),
        ("cases: [a\nmodels: }\n", 2, "YAML"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    message = plan_error(tmp_path, text)
    assert f"bench.yml:{line}:" in message
    assert told in message


def test_a_prompt_with_a_syntax_error_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "bad.jinja2").write_text("fine\n{% if %}\n")
    message = plan_error(tmp_path, "cases: cases.yml\nprompts: [bad.jinja2]\n", PromptError)
    assert "bad.jinja2:2:" in message


def test_a_file_in_another_encoding_is_named_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "bench.yml"
    path.write_bytes(b"cases: cases.yml\nname: Gr" + b"\xfc\xdfe\n")
    with pytest.raises(BenchError, match=r"bench.yml:2: byte 0xfc is no UTF-8"):
        read_plan(path)
