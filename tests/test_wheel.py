"""The packages that the wheel ships stand on their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINE = re.compile(r"^packages = \[(.*)\]$", re.M)
PACKAGES = re.findall(r'"(\w+)"', LINE.findall((ROOT / "pyproject.toml").read_text("utf-8"))[0])
OF_TESTS = re.compile(r"""^\s*(?:from|import)\s+tests\b|["']tests\.""", re.M)


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_of_the_wheel_needs_the_tests(package: str) -> None:
    modules = sorted((ROOT / package).rglob("*.py"))
    assert modules
    assert not [str(path) for path in modules if OF_TESTS.search(path.read_text("utf-8"))]
