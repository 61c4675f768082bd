"""The index on disk: one atomic switch, durable before it, the last few kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.crash import measure
from prompts.errors import IndexDamaged, IndexMismatch, IndexMissing, KnowledgeBaseError
from search.generation.generation import Generation
from search.generation.index_folder import IndexFolder
from search.generation.manifest import MANIFEST, read_manifest
from search.indexing.build import build_index
from search.indexing.maintenance import describe, roll_back, verify
from tests.search.knowledge_bases import document_text, indexed, opened, options, write


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return write(tmp_path / "docs", {"a.md": "# A\n\nOne fee.", "b.md": "# B\n\nTwo fees."})


@pytest.fixture
def index(tmp_path: Path, docs: Path) -> Path:
    indexed(docs, tmp_path / "index")
    return tmp_path / "index"


def edited(docs: Path, index: Path, text: str) -> str:
    write(docs, {"a.md": f"# A\n\n{text}"})
    return indexed(docs, index).generation


def test_every_new_file_reaches_the_disk_before_the_switch(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: set[int] = set()
    missing: list[str] = []
    fsync, replace = os.fsync, os.replace

    def note(descriptor: int) -> None:
        synced.add(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    def check(source: Path, target: Path) -> None:
        if Path(target).name == "CURRENT":
            generations = Path(target).parent / "generations"
            newest = max(p for p in generations.iterdir() if p.name[0].isdigit())
            inside = [generations, newest, *newest.rglob("*"), Path(source)]
            missing.extend(str(p) for p in inside if p.stat().st_ino not in synced)
        replace(source, target)

    monkeypatch.setattr(os, "fsync", note)
    monkeypatch.setattr(os, "replace", check)
    for text in ("first", "second"):
        edited(docs, tmp_path / "index", text)
    assert missing == []


def test_rollback_goes_back_and_the_next_build_goes_on(docs: Path, index: Path) -> None:
    first = read_manifest(IndexFolder(index).current_folder()).name
    edited(docs, index, "Changed.")
    assert roll_back(index) == first
    knowledge_base = opened(index)
    assert knowledge_base.generation == first
    assert "One fee." in document_text(index, "a.md")
    knowledge_base.close()
    assert indexed(docs, index).generation.startswith("000003-")
    with pytest.raises(IndexMissing, match="no older generation"):
        IndexFolder(index).switch(first)
        roll_back(index)


def test_only_the_last_generations_are_kept_and_never_the_current_one_removed(
    docs: Path, index: Path
) -> None:
    names = [edited(docs, index, f"Text {number}.") for number in range(5)]
    assert IndexFolder(index).names() == names[-3:]
    IndexFolder(index).switch(names[-3])
    IndexFolder(index).prune(1)
    assert IndexFolder(index).names() == [names[-3], names[-1]]


def test_what_a_killed_build_left_is_cleared_by_the_next(docs: Path, index: Path) -> None:
    left = index / "generations" / ".new-000002"
    write(left, {"segments/x/texts.bin": "half"})
    edited(docs, index, "Changed.")
    assert not left.exists()


def test_two_writers_never_write_at_once(docs: Path, index: Path) -> None:
    with (
        IndexFolder(index).writing(),
        pytest.raises(KnowledgeBaseError, match="another process is writing"),
    ):
        indexed(docs, index)


@pytest.mark.parametrize("name", ["texts.bin", "passages.bin", "vectors.faiss", "ids.npy"])
def test_a_half_deleted_index_says_which_file_and_what_to_do(index: Path, name: str) -> None:
    victim = next(IndexFolder(index).current_folder().rglob(name))
    victim.unlink()
    with pytest.raises(IndexDamaged, match=f"{name}.*truephrase index"):
        opened(index)


def test_a_cut_file_is_found_at_opening_and_a_changed_one_by_verify(index: Path) -> None:
    current = IndexFolder(index).current_folder()
    texts = next(current.rglob("texts.bin"))
    content = texts.read_bytes()
    texts.write_bytes(content.replace(b"One", b"Ten"))
    with pytest.raises(IndexDamaged, match=r"texts.bin.*hash"):
        verify(index)
    texts.write_bytes(content[:-1])
    with pytest.raises(IndexDamaged, match="bytes"):
        opened(index)


def test_a_damaged_index_is_mended_by_building_again(docs: Path, index: Path) -> None:
    next(IndexFolder(index).current_folder().rglob("texts.bin")).unlink()
    assert indexed(docs, index).documents == 2
    assert verify(index) > 10


@pytest.mark.parametrize(
    ("content", "problem"),
    [("rubbish", IndexDamaged), ("000009-00000000", IndexDamaged), ("\xff", IndexDamaged)],
)
def test_a_current_file_that_names_nothing_is_damage(
    index: Path, content: str, problem: type[Exception]
) -> None:
    (index / "CURRENT").write_text(content, encoding="latin-1")
    with pytest.raises(problem, match="truephrase index"):
        opened(index)


def test_an_index_of_another_format_asks_for_a_new_build(index: Path) -> None:
    manifest = IndexFolder(index).current_folder() / MANIFEST
    manifest.write_text(manifest.read_text().replace('"format": 1', '"format": 99'))
    with pytest.raises(IndexMismatch, match="format 99"):
        opened(index)


def test_no_index_says_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="Run `truephrase index` first"):
        opened(tmp_path / "none")


def test_no_file_of_an_index_is_a_pickle(index: Path) -> None:
    for path in index.rglob("*"):
        if path.is_file():
            assert not path.read_bytes().startswith((b"\x80\x02", b"\x80\x03", b"\x80\x04"))


def test_unchanged_segments_are_shared_between_generations(docs: Path, index: Path) -> None:
    many = {f"more/{n}.md": f"# {n}\n\nText number {n}." for n in range(20)}
    write(docs, many)
    before = Generation(IndexFolder(index).generations / indexed(docs, index).generation)
    edited(docs, index, "Changed.")
    after = Generation(IndexFolder(index).current_folder(), shared=before)
    assert set(after.segments_by_name) & set(before.segments_by_name)
    assert after.segments[0] is before.segments[0]
    assert after.segments[0].folder.joinpath("texts.bin").stat().st_nlink >= 2


def test_the_number_of_segments_stays_small(docs: Path, index: Path) -> None:
    write(docs, {f"more/{n}.md": f"# {n}\n\nText number {n}." for n in range(40)})
    indexed(docs, index)
    for number in range(12):
        write(docs, {f"more/{number}.md": f"# New\n\nOther text {number}."})
        indexed(docs, index)
    assert describe(index).segments <= 6
    assert describe(index).documents == 42


def test_a_build_interrupted_anywhere_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    outcome = measure(24)
    assert outcome.examples == []
    assert outcome.old
    assert outcome.new


def test_a_build_with_nothing_new_writes_nothing(docs: Path, index: Path) -> None:
    before = IndexFolder(index).current()
    report = build_index([docs], index, options())
    assert (report.changed, report.generation) == (False, before)
