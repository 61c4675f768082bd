"""Metadata: what of it can be kept, and what costs its file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.errors import DocumentError
from search.documents.loading import load_document
from search.documents.metadata import MOST_INTEGER, kept_metadata

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters())
VALUES = st.recursive(SCALARS, lambda v: st.lists(v) | st.dictionaries(st.text(), v), max_leaves=8)


@given(st.dictionaries(st.text(st.characters()), VALUES))
def test_what_is_kept_can_be_written(values: dict[str, object]) -> None:
    try:
        kept = kept_metadata(values, "a.md")
    except DocumentError:
        return
    msgspec.msgpack.encode(kept)
    msgspec.json.encode(kept)


def test_dates_and_sets_become_plain_values() -> None:
    values = {"day": date(2026, 1, 2), "tags": {"x"}, 1: MOST_INTEGER}
    expected = {"day": "2026-01-02", "tags": ["x"], "1": MOST_INTEGER}
    assert kept_metadata(values, "a.md") == expected


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("d: 2024-13-45", "no timestamp .*d: 2024-13-45"),
        ("d: 2024-02-30", "no timestamp .*d: 2024-02-30"),
        ("d: 2024-01-01 25:61:00", "no timestamp"),
        ("d: 2024-01-01 10:00:00 +99:99", "no timestamp"),
        ("d: !!int abc", "no int"),
        ("d: !!float abc", "no float"),
        ("d: !!bool abc", "no bool"),
        ("d: !!timestamp abc", "no "),
        ("d: " + "9" * 5000, "no int"),
        ("d: 0x" + "f" * 5000, "`d`: 0xfff.* does not fit in 64 bits"),
        ("? 0x" + "f" * 5000 + "\n: d", "a key cannot be stored"),
        ("huge: " + "9" * 40, "`huge`: 9{40} does not fit in 64 bits"),
        ("a: {b: [1, -" + "9" * 40 + "]}", "`a.b`: -9{40} does not fit"),
        (r'a: "\ud800"', "`a`: .*surrogate"),
        (r'"\ud800": a', "a key cannot be stored"),
        ("a: &a [*a]", "`a` is nested deeper"),
        ("a: " + "[" * 5000 + "]" * 5000, "nested too deeply"),
        ("a: &a [" + "x," * 99 + "]\nb: &b [" + "*a," * 99 + "]\nc: [" + "*b," * 99 + "]",
         "more than 10,000 values"),
    ],
)  # fmt: skip
def test_front_matter_that_cannot_be_kept_is_an_error_of_its_file(
    tmp_path: Path, line: str, problem: str
) -> None:
    (tmp_path / "a.md").write_text(f"---\n{line}\n---\ntext")
    with pytest.raises(DocumentError, match=f"^a.md: front matter: .*{problem}") as raised:
        load_document(tmp_path / "a.md", "a.md")
    assert raised.value.source == "a.md"


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("a.json", '[{"text": "x"}, {"text": "y", "n": %s}]', "record 2"),
        ("a.jsonl", '{"text": "x"}\n\n{"text": "y", "metadata": {"n": %s}}', "line 3"),
    ],
)
def test_a_record_whose_metadata_cannot_be_kept_is_named(
    tmp_path: Path, name: str, text: str, where: str
) -> None:
    (tmp_path / name).write_text(text % ("9" * 40))
    with pytest.raises(DocumentError, match=f"^{name}: {where}: `n`: 9+ does not fit"):
        load_document(tmp_path / name, name)
