"""Every setting, metric, error and command is documented."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from nlg_server.cli import COMMANDS
from nlg_server.fidelity import REASONS
from nlg_server.settings.actions import ActionSettings
from nlg_server.settings.rephrasing import RephraseSettings
from nlg_server.settings.server import ServerSettings
from nlg_server.telemetry.metrics import Metrics
from prompts import errors
from search.answering.relevance import THRESHOLD
from search.options import SearchOptions

DOCS = Path(__file__).parent.parent / "docs"
ROOMS = ("nlg_server/", "search/", "prompts/", "benchmarks/", "tests/")
NAMED_OTHERWISE = {"endpoint": "url", "strict_rasa": "strict", "model_group": "llm"}


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


@pytest.mark.parametrize(
    "kind",
    [RephraseSettings, ActionSettings, ServerSettings, SearchOptions],
    ids=lambda k: k.__name__,
)
def test_every_setting_is_documented(kind: type) -> None:
    text = page("settings.md")
    missing = [
        field.name
        for field in fields(kind)
        if f"`{NAMED_OTHERWISE.get(field.name, field.name)}`" not in text
    ]
    assert not missing


def shown_defaults(heading: str) -> dict[str, str]:
    """Key -> the cell in its `default` column, of the first table under ``## heading``."""
    _, _, section = page("settings.md").partition(f"## `{heading}:`\n")
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", section.partition("\n## ")[0], re.M)
    return dict(rows)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("nlg", RephraseSettings),
        ("action_endpoint", ActionSettings),
        ("search", SearchOptions),
        ("truephrase", ServerSettings),
    ],
)
def test_the_defaults_shown_are_the_defaults(heading: str, kind: type) -> None:
    shown = shown_defaults(heading)
    assert shown
    wrong = []
    for field in fields(kind):
        cell = shown.get(NAMED_OTHERWISE.get(field.name, field.name))
        literal = re.fullmatch("`([^`]*)`", cell or "")
        settled = field.default is not None and (literal or isinstance(field.default, int | float))
        if cell is None or not settled:
            continue  # has no row, or a default that words describe
        value = yaml.safe_load(literal[1]) if literal else cell
        if (tuple(value) if isinstance(value, list) else value) != field.default:
            wrong.append((field.name, cell, field.default))
    assert not wrong


def test_the_default_relevance_threshold_is_the_calibrated_one() -> None:
    assert shown_defaults("search")["relevance_threshold"] == f"`{THRESHOLD}`"


def test_every_metric_is_documented() -> None:
    text = page("operations.md")
    names = [metric.name for metric in Metrics().registry.collect()]
    assert not [name for name in names if f"`{name}" not in text]


def test_every_error_and_reason_is_documented() -> None:
    text = page("errors.md")
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.TruephraseError)
    ]
    assert len(kinds) > 15
    assert not [
        kind.__name__
        for kind in kinds
        if f"`{kind.__name__}`" not in text and kind is not errors.TruephraseError
    ]
    reasons = {kind.reason for kind in kinds if issubclass(kind, errors.ModelError)}
    assert not [reason for reason in reasons if f"`{reason}`" not in text]


def test_every_refusal_of_the_fidelity_check_is_documented() -> None:
    text = page("fidelity.md")
    assert not [reason for reason in REASONS if f"`{reason}`" not in text]


def test_every_command_is_in_the_readme() -> None:
    readme = (DOCS.parent / "README.md").read_text("utf-8")
    assert not [name for name in COMMANDS if f"truephrase {name}" not in readme]


def test_links_between_pages_lead_somewhere() -> None:
    pages = (*DOCS.glob("*.md"), DOCS.parent / "README.md")
    links = [
        (source, target)
        for source in pages
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", source.read_text("utf-8"))
    ]
    assert len(links) > 10
    assert not [f"{s.name}: {target}" for s, target in links if not (s.parent / target).exists()]


@pytest.mark.parametrize(
    "source",
    [
        "README.md",
        "NOTICE",
        "benchmarks/RESULTS.md",
        *sorted(f"docs/{p.name}" for p in DOCS.iterdir()),
    ],
)
def test_every_file_that_a_page_names_exists(source: str) -> None:
    root = DOCS.parent
    named = re.findall(r"`([\w./-]+)`", (root / source).read_text("utf-8"))
    paths = [name for name in named if name.startswith(ROOMS) or name.endswith(".py")]
    assert not [path for path in paths if not (root / path).exists()]
