"""The README's own code blocks are true: settings load, commands print what is shown."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from nlg_server.project import load_project

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
EXAMPLE = ROOT / "examples" / "harbourline"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)


def blocks(language: str) -> list[str]:
    return [body for name, body in BLOCK.findall(README) if name == language]


def commands(block: str) -> list[tuple[str, str]]:
    """Each ``$ command`` of a console block with the output shown below it."""
    parts = re.split(r"^\$ ", block, flags=re.M)[1:]
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts]


@pytest.mark.parametrize("block", blocks("yaml"))
def test_each_endpoints_block_loads(block: str, tmp_path: Path) -> None:
    (tmp_path / "endpoints.yml").write_text(block)
    environment = {"OPENAI_API_KEY": "k", "AZURE_API_KEY": "k"}
    project = load_project(tmp_path, environment=environment)
    project.search_options()


@pytest.mark.parametrize(
    ("command", "expected"),
    [pair for block in blocks("console") for pair in commands(block)],
)
def test_each_truephrase_command_prints_what_is_shown(command: str, expected: str) -> None:
    words = shlex.split(command)
    assert words[0] == "truephrase", "only truephrase commands are shown with their output"
    result = subprocess.run(
        [sys.executable, "-m", "nlg_server", *words[1:]],
        cwd=EXAMPLE,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "100"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    shown = "\n".join(line.rstrip() for line in result.stdout.strip().splitlines())
    checker = doctest.OutputChecker()
    assert checker.check_output(expected.strip() + "\n", shown + "\n", doctest.ELLIPSIS), shown


def test_the_two_commands_of_the_readme_are_the_makefiles() -> None:
    shell = "\n".join(blocks("sh"))
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in ("demo", "test"):
        assert f"make {target}" in shell
        assert f"\n{target}: " in makefile
