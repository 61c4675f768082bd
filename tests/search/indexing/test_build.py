"""Indexing: what changed is read and embedded again, the rest is kept; nothing is silent."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.word_hash_embedder import WordHashEmbedder
from search.generation.generation import Generation
from search.generation.index_folder import IndexFolder
from search.indexing.build import build_index
from search.knowledge_base import KnowledgeBase
from search.query import SearchQuery
from tests.search.knowledge_bases import indexed, opened, options, write


def content(index: Path) -> set[tuple[str, str]]:
    generation = Generation(IndexFolder(index).current_folder())
    rows = [row for row in range(generation.count) if generation.live[row]]
    return {(p.source, p.text) for p in map(generation.passage, rows)}


def test_only_changed_chunks_are_embedded_again(tmp_path: Path) -> None:
    docs = write(tmp_path / "docs", {"a.md": "# A\n\none\n\n# B\n\ntwo", "b.md": "# C\n\nthree"})
    embedder = WordHashEmbedder(32)
    assert indexed(docs, tmp_path / "index", embedder).embedded == 3
    before = embedder.embedded
    write(docs, {"a.md": "# A\n\none\n\n# B\n\ntwo and more"})
    report = indexed(docs, tmp_path / "index", embedder)
    assert (report.embedded, report.reused, embedder.embedded - before) == (1, 1, 1)


def test_every_passage_keeps_the_signs_of_its_own_tokens_through_updates_and_merges(
    tmp_path: Path,
) -> None:
    docs = write(tmp_path / "docs", {f"{n}.md": f"# A{n}\n\nfee {n} euro" for n in range(9)})
    embedder = WordHashEmbedder(32)
    for step in range(5):
        write(docs, {f"{step}.md": f"# A{step}\n\nchanged {step}", f"new{step}.md": f"new {step}"})
        (docs / f"{8 - step}.md").rename(docs / f"moved{step}.md")
        indexed(docs, tmp_path / "index", embedder)
    generation = Generation(IndexFolder(tmp_path / "index").current_folder())
    assert generation.signs is not None and len(generation.segments) > 1
    for row in np.flatnonzero(generation.live).tolist():
        segment, record, document = generation.records(row)
        text = segment.passage_text(record, document)
        embedded = f"{record.context}\n{text}" if record.context else text
        (expected,) = embedder.embed_tokens([embedded])[1]
        np.testing.assert_array_equal(generation.signs(row), expected)


def test_an_index_without_token_signs_answers_and_is_embedded_again(tmp_path: Path) -> None:
    docs = write(tmp_path / "docs", {"a.md": "# A\n\nrefund fee", "b.md": "# B\n\nwheel"})
    older = WordHashEmbedder(32)
    older.identity = msgspec.structs.replace(older.identity, token_vectors=False)
    indexed(docs, tmp_path / "index", older)
    assert Generation(IndexFolder(tmp_path / "index").current_folder()).signs is None
    base = KnowledgeBase.open(tmp_path / "index", embedder=WordHashEmbedder(32))
    assert base.search_now(SearchQuery.of("refund fee")).hits[0].passage.source == "a.md"
    assert indexed(docs, tmp_path / "index", WordHashEmbedder(32)).embedded == 2
    assert base.refresh()
    assert base.search_now(SearchQuery.of("refund fee")).hits[0].passage.source == "a.md"
    base.close()


def test_a_renamed_file_is_embedded_from_what_is_known_and_its_old_name_is_gone(
    tmp_path: Path,
) -> None:
    docs = write(tmp_path / "docs", {"a.md": "# A\n\none", "b.md": "# B\n\ntwo"})
    indexed(docs, tmp_path / "index")
    (docs / "a.md").rename(docs / "z.md")
    report = indexed(docs, tmp_path / "index")
    assert (report.embedded, report.removed) == (0, 1)
    assert {source for source, _ in content(tmp_path / "index")} == {"b.md", "z.md"}


def test_an_edit_that_keeps_size_and_time_is_seen_right_after_a_build(tmp_path: Path) -> None:
    docs = write(tmp_path / "docs", {"a.md": "fee 10"})
    indexed(docs, tmp_path / "index")
    times = (docs / "a.md").stat()
    write(docs, {"a.md": "fee 20"})
    os.utime(docs / "a.md", ns=(times.st_atime_ns, times.st_mtime_ns))
    indexed(docs, tmp_path / "index")
    assert content(tmp_path / "index") == {("a.md", "fee 20")}


def test_files_that_cannot_be_read_are_reported_and_the_others_indexed(tmp_path: Path) -> None:
    docs = write(tmp_path / "docs", {"a.md": "fine", "b.exe": "x"})
    (docs / "c.txt").write_bytes(b"\xff\xff broken")
    report = indexed(docs, tmp_path / "index")
    assert report.documents == 1
    assert [entry.source for entry in report.skipped] == ["b.exe", "c.txt"]
    again = indexed(docs, tmp_path / "index")
    assert (again.changed, again.skipped) == (False, report.skipped)


def test_no_file_ends_the_run_and_each_left_out_is_reported(tmp_path: Path) -> None:
    docs = write(
        tmp_path / "docs",
        {"a.md": "fine", "b.md": "---\nd: 2024-13-45\n---\ntext", "c.txt": "",
         "d.md": "---\nhuge: " + "9" * 40 + "\n---\ntext",
         "e.md": '---\na: "\\ud800"\n---\ntext',
         "f.json": '{"text": "x", "n": ' + "9" * 40 + "}",
         "g/_meta.yml": "a: &a [*a]", "g/a.md": "text", "h/_meta.yml": 'a: "\\ud800"',
         "h/a.md": "text", "i.html": '<meta charset="undefined">text'},
    )  # fmt: skip
    os.mkfifo(docs / "j.txt")
    with open(os.path.join(os.fsencode(docs), b"k\xff.txt"), "wb") as file:
        file.write(b"text")
    report = indexed(docs, tmp_path / "index")
    assert content(tmp_path / "index") == {("a.md", "fine")}
    assert [entry.source for entry in report.skipped] == [
        "b.md", "c.txt", "d.md", "e.md", "f.json", "g/a.md", "h/a.md", "i.html", "j.txt",
        "k\\xff.txt",
    ]  # fmt: skip
    assert not indexed(docs, tmp_path / "index").changed


def test_a_source_whose_name_is_not_utf_8_is_indexed(tmp_path: Path) -> None:
    docs = write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/d\xff")), {"a.md": "fine"})
    assert indexed(docs, tmp_path / "index").documents == 1
    knowledge_base = opened(tmp_path / "index")
    assert knowledge_base.built_from([docs])
    knowledge_base.close()


def test_a_file_that_becomes_unreadable_is_no_longer_answered_from(tmp_path: Path) -> None:
    docs = write(tmp_path / "docs", {"a.md": "old price", "b.md": "other"})
    indexed(docs, tmp_path / "index")
    (docs / "a.md").write_bytes(b"\xff new")
    report = indexed(docs, tmp_path / "index")
    assert content(tmp_path / "index") == {("b.md", "other")}
    assert report.skipped[0].source == "a.md"


def test_a_failing_disk_loses_nothing_that_was_indexed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = write(tmp_path / "docs", {"a.md": "kept", "b.md": "other"})
    indexed(docs, tmp_path / "index")
    write(docs, {"a.md": "changed, but not readable now"})
    read = Path.read_bytes

    def failing(path: Path) -> bytes:
        if path.name == "a.md":
            raise OSError(5, "Input/output error")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", failing)
    report = indexed(docs, tmp_path / "index")
    monkeypatch.undo()
    assert ("a.md", "kept") in content(tmp_path / "index")
    assert "Input/output error. What was indexed before stays." in report.skipped[0].problem
    indexed(docs, tmp_path / "index")
    assert ("a.md", "changed, but not readable now") in content(tmp_path / "index")


def test_a_folder_that_cannot_be_listed_loses_nothing_that_was_indexed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"a.md": "Parking is free.", "share/b.md": "Dogs are welcome."}
    docs, index = write(tmp_path / "docs", files), tmp_path / "index"
    indexed(docs, index)
    (docs / "a.md").unlink()
    write(docs, {"c.md": "Cats are not."})
    listed = os.scandir

    def unmounted(path: str) -> object:
        if str(path).endswith("share"):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", unmounted)
    report = indexed(docs, index)
    monkeypatch.undo()
    assert {source for source, _ in content(index)} == {"c.md", "share/b.md"}
    (entry,) = report.skipped
    assert entry.source == "share"
    assert entry.problem == (
        "the folder cannot be listed: Permission denied. What was indexed from it before stays."
    )


def test_an_empty_folder_gives_an_empty_index_that_can_be_searched(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    assert indexed(tmp_path / "docs", tmp_path / "index").passages == 0
    knowledge_base = opened(tmp_path / "index")
    assert knowledge_base.generation.startswith("000001-")
    knowledge_base.close()


def test_duplicates_are_folded_and_all_their_sources_kept(tmp_path: Path) -> None:
    docs = write(
        tmp_path / "docs",
        {"a.md": "The fee is 5 EUR.", "b.md": "The  *fee* is 5 EUR", "c.md": "The fee is 6 EUR.",
         "staff/_meta.yml": "audience: staff", "staff/d.md": "The fee is 5 EUR."},
    )  # fmt: skip
    assert indexed(docs, tmp_path / "index").folded == 1
    generation = Generation(IndexFolder(tmp_path / "index").current_folder())
    assert generation.searched is not None
    kept = [generation.passage(row) for row in range(4) if generation.searched[row]]
    assert {(p.source, p.also_in) for p in kept} == {
        ("a.md", ("b.md",)), ("c.md", ()), ("staff/d.md", ()),
    }  # fmt: skip
    (docs / "a.md").unlink()
    assert indexed(docs, tmp_path / "index").folded == 0
    assert ("b.md", "The  *fee* is 5 EUR") in content(tmp_path / "index")


def test_changed_folder_metadata_reaches_documents_that_did_not_change(tmp_path: Path) -> None:
    docs = write(tmp_path / "docs", {"_meta.yml": "audience: all", "a.md": "text"})
    indexed(docs, tmp_path / "index")
    write(docs, {"_meta.yml": "audience: staff"})
    assert indexed(docs, tmp_path / "index").embedded == 0
    generation = Generation(IndexFolder(tmp_path / "index").current_folder())
    assert generation.passage(int(generation.live.argmax())).metadata == {"audience": "staff"}


def test_another_chunk_size_reads_everything_again(tmp_path: Path) -> None:
    docs = write(tmp_path / "docs", {"a.md": "word " * 100})
    first = build_index([docs], tmp_path / "index", options())
    second = build_index([docs], tmp_path / "index", options(chunk_tokens=32))
    assert second.passages > first.passages


NAMES = st.sampled_from(["a.md", "b.md", "c.txt", "d/e.md"])
TEXTS = st.sampled_from(["", "one", "# H\n\ntwo\n\n# I\n\nthree", "four\n\nfive", "one "])
EDITS = st.lists(st.tuples(NAMES, st.none() | TEXTS), min_size=1, max_size=4)


@settings(max_examples=25, deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=5))
def test_an_index_built_step_by_step_equals_one_built_at_once(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[tuple[str, str | None]]]
) -> None:
    folder = tmp_path_factory.mktemp("steps")
    docs = folder / "docs"
    docs.mkdir()
    for step in steps:
        for name, text in step:
            if text is None:
                (docs / name).unlink(missing_ok=True)
            else:
                write(docs, {name: text})
        indexed(docs, folder / "index")
    indexed(docs, folder / "fresh")
    assert content(folder / "index") == content(folder / "fresh")
    stepwise = Generation(IndexFolder(folder / "index").current_folder())
    fresh = Generation(IndexFolder(folder / "fresh").current_folder())
    assert set(stepwise.documents) == set(fresh.documents)
    counts = (stepwise.statistics()["passages"], stepwise.statistics()["folded"])
    assert counts == (fresh.statistics()["passages"], fresh.statistics()["folded"])
