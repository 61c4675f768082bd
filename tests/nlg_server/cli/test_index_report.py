"""What `truephrase index` prints of files that it did not read, or not whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlg_server.cli.index_report import show_report
from search.generation.manifest import Skipped
from search.indexing.build import IndexReport


@pytest.mark.parametrize(
    ("skipped", "title"),
    [
        ((), None),
        ((Skipped("a.jsonl", "line 2: no object."),), "1 file was not indexed, or only in part"),
        (
            (Skipped("a.jsonl", "line 2: no object."), Skipped("a.jsonl", "line 4: no object."),
             Skipped("b.pdf", "is no readable PDF.")),
            "2 files were not indexed, or only in part",
        ),
    ],
)  # fmt: skip
def test_files_read_in_part_are_not_called_left_out(
    capsys: pytest.CaptureFixture[str], skipped: tuple[Skipped, ...], title: str | None
) -> None:
    report = IndexReport("000001-x", True, 1, 1, 0, 1, 0, 0, skipped, 0.1)
    show_report(report, Path("index"), as_json=False)
    shown = " ".join(capsys.readouterr().out.split())
    assert (title in shown) if title else ("in part" not in shown)
