"""Suites that ship: `truephrase bench rephrase` and `truephrase bench search`."""

from __future__ import annotations

from pathlib import Path

SUITES = ("rephrase", "search")


def suite_path(name: str) -> Path:
    """The plan of a shipped suite."""
    return Path(__file__).parent / f"{name}.yml"
