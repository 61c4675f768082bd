"""Which files folders, files and globs name."""

from __future__ import annotations

from pathlib import Path

import pytest

from prompts.errors import SettingsError
from search.documents.discovery import discover
from tests.search.knowledge_bases import write


def test_folder_names_are_relative_with_forward_slashes_and_hidden_files_left_out(
    tmp_path: Path,
) -> None:
    write(tmp_path, {"b/c.md": "x", "a.md": "x", ".git/d.md": "x", ".e.md": "x"})
    assert [file.source for file in discover([tmp_path])] == ["a.md", "b/c.md"]


def test_a_symlink_loop_is_entered_once(tmp_path: Path) -> None:
    write(tmp_path, {"a/b/c.md": "x"})
    (tmp_path / "a/b/up").symlink_to(tmp_path)
    (tmp_path / "a/self").symlink_to(tmp_path / "a/self")
    assert [f.source for f in discover([tmp_path]) if f.source.endswith("c.md")] == ["a/b/c.md"]


def test_folder_metadata_is_inherited_and_overridden(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"_meta.yml": "audience: all\nproduct: x", "in/_meta.yml": "audience: staff",
         "in/deep/a.md": "x", "b.md": "x"},
    )  # fmt: skip
    found = {file.source: dict(file.metadata) for file in discover([tmp_path])}
    assert found == {
        "b.md": {"audience": "all", "product": "x"},
        "in/deep/a.md": {"audience": "staff", "product": "x"},
    }


def test_broken_folder_metadata_keeps_its_files_out_of_the_index(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "x", "in/_meta.yml": "- audience", "in/b.md": "x"})
    problems = {file.source: file.problem for file in discover([tmp_path])}
    assert problems["a.md"] == ""
    assert "in/_meta.yml: must be a mapping" in problems["in/b.md"]


def test_files_and_globs_are_found_and_each_file_once(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "x", "b.txt": "x"})
    names = [Path(f.source).name for f in discover([str(tmp_path / "*.md"), tmp_path / "a.md"])]
    assert names == ["a.md"]


def test_an_empty_folder_is_no_error_and_a_missing_source_is(tmp_path: Path) -> None:
    assert discover([tmp_path]) == []
    with pytest.raises(SettingsError, match="no such file or folder"):
        discover([tmp_path / "gone"])
