"""Which files folders, files and globs name."""

from __future__ import annotations

import os
import socket
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


@pytest.mark.parametrize("text", ["a: &a [*a]", "d: 2024-13-45", "huge: " + "9" * 40])
def test_folder_metadata_that_cannot_be_kept_keeps_its_files_out(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"a.md": "x", "in/_meta.yml": text, "in/b.md": "x"})
    problems = {file.source: file.problem for file in discover([tmp_path])}
    assert problems["a.md"] == ""
    assert "in/_meta.yml: " in problems["in/b.md"]


@pytest.mark.parametrize("kind", ["pipe", "link to nothing"])
def test_folder_metadata_that_cannot_be_opened_keeps_its_files_out(
    tmp_path: Path, kind: str
) -> None:
    write(tmp_path, {"a.md": "x"})
    if kind == "pipe":
        os.mkfifo(tmp_path / "_meta.yml")
    else:
        (tmp_path / "_meta.yml").symlink_to(tmp_path / "gone.yml")
    (file,) = discover([tmp_path])
    assert "metadata is broken: _meta.yml: " in file.problem


def test_only_regular_files_are_to_be_read_and_links_to_them(tmp_path: Path) -> None:
    write(tmp_path / "docs", {"a.md": "x"})
    write(tmp_path, {"out.md": "x"})
    os.mkfifo(tmp_path / "docs/pipe.txt")
    (tmp_path / "docs/device.txt").symlink_to("/dev/zero")
    (tmp_path / "docs/link.md").symlink_to(tmp_path / "out.md")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "docs/socket.txt"))
        files = discover([tmp_path / "docs"])
        one = discover([tmp_path / "docs/pipe.txt"])
    problems = {file.source: file.problem for file in files}
    assert (problems["a.md"], problems["link.md"]) == ("", "")
    assert problems["pipe.txt"].startswith("is a named pipe")
    assert problems["device.txt"].startswith("is a device")
    assert problems["socket.txt"].startswith("is a socket")
    assert [file.problem for file in one] == [problems["pipe.txt"]]


def test_a_name_that_is_not_utf_8_is_shown_with_its_bytes(tmp_path: Path) -> None:
    folder = os.path.join(os.fsencode(tmp_path), b"f\xfe")
    os.mkdir(folder)
    for path in (os.path.join(folder, b"a.md"), os.path.join(folder, b"_meta.yml")):
        with open(path, "wb") as file:
            file.write(b"- broken")
    with open(os.path.join(os.fsencode(tmp_path), b"bad\xffname.txt"), "wb"):
        pass
    files = discover([tmp_path])
    assert [file.source for file in files] == ["bad\\xffname.txt", "f\\xfe/a.md"]
    assert all("not UTF-8" in file.problem for file in files)
