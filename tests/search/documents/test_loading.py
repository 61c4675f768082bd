"""Loaders: what comes out of each format, and what a bad file costs."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest

from prompts.errors import DocumentError
from search.documents.document import Document
from search.documents.docx import MOST_BYTES
from search.documents.loading import LOADERS, MOST_TEXT, load_document


def load(folder: Path, name: str, content: str | bytes) -> Document:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return load_document(path, name)


def texts(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_markdown_gives_blocks_headings_title_and_front_matter(tmp_path: Path) -> None:
    source = (
        "---\naudience: staff\nvalid_from: 2026-01-01\n---\n# Fees {#fees}\n\n"
        "The `fee` is 5 EUR.\n\n"
        "## Refunds\n- one\n- two\n\n```\n# no heading\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
    document = load(tmp_path, "fees.md", source.replace("\n", "\r\n"))
    assert document.title == "Fees"
    assert document.metadata == {"audience": "staff", "valid_from": "2026-01-01"}
    assert [kind for kind, _ in texts(document)] == [
        "heading", "paragraph", "heading", "list", "code", "table",
    ]  # fmt: skip
    assert document.blocks[-1].headings == ("Fees", "Refunds")
    assert texts(document)[3] == ("list", "- one\n- two")


def test_broken_front_matter_is_an_error_and_not_text(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="front matter"):
        load(tmp_path, "a.md", "---\na: [1\n---\ntext")


def test_html_gives_what_a_reader_sees(tmp_path: Path) -> None:
    document = load(
        tmp_path,
        "page.html",
        "<html lang=de-AT><title>Seite &amp; mehr</title><script>alert(1)</script><body>"
        "<nav>Menü</nav><main><h1>Oben</h1><p>Ein <b>fetter</b>, Satz.<br>Zeile</p>"
        "<ul><li>eins<ul><li>drin</li></ul></li><li><p>zwei</p></li></ul>"
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
        "<pre>x = 1\n  y</pre><p hidden>heimlich</p><div style='display:none'>auch</div>lose"
        "</main></body></html>",
    )
    assert document.title == "Seite & mehr"
    assert document.metadata == {"language": "de"}
    assert texts(document) == [
        ("heading", "Oben"),
        ("paragraph", "Ein fetter, Satz.\nZeile"),
        ("list", "- eins\n  - drin\n- zwei"),
        ("table", "A | B\n1 | 2"),
        ("code", "x = 1\n  y"),
        ("paragraph", "lose"),
    ]


def test_html_nested_a_hundred_thousand_deep_is_read(tmp_path: Path) -> None:
    document = load(tmp_path, "deep.html", "<div>" * 100_000 + "deep" + "</div>" * 100_000)
    assert document.text == "deep"


def test_docx_gives_headings_lists_and_tables_in_order(tmp_path: Path) -> None:
    word = docx.Document()
    word.core_properties.title = "Handbook"
    word.add_heading("Leave", 1)
    word.add_paragraph("Thirty days.")
    word.add_paragraph("sick", style="List Bullet")
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "a", "b"
    word.save(str(tmp_path / "h.docx"))
    document = load_document(tmp_path / "h.docx", "h.docx")
    assert document.title == "Handbook"
    assert texts(document) == [
        ("heading", "Leave"), ("paragraph", "Thirty days."), ("list", "- sick"), ("table", "a | b"),
    ]  # fmt: skip
    assert document.blocks[1].headings == ("Leave",)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        megabyte = b"\0" * 2**20
        with archive.open("word/document.xml", "w", force_zip64=True) as entry:
            for _ in range(MOST_BYTES // 2**20 + 1):
                entry.write(megabyte)
    with pytest.raises(DocumentError, match="unpacks to 257 MB"):
        load_document(path, "bomb.docx")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.docx", b"no zip", "no Word file"),
        ("a.docx", b"\xd0\xcf\x11\xe0 old", "encrypted or an old"),
        ("a.pdf", b"no pdf", "no readable PDF"),
        ("a.txt", b"fine\nbad \xff byte", "line 2 is not UTF-8"),
        ("a.md", b"nul \0 byte", "NUL"),
        ("a.json", b"{", "no valid JSON"),
        ("a.json", b"[" * 100_000, "JSON|deep"),
        ("a.csv", b"\n", "no header"),
        ("a.exe", b"MZ", "is not read. Known are"),
        ("a.html", b"<meta charset=klingon>", "klingon"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    with pytest.raises(DocumentError, match=problem):
        load(tmp_path, name, content)


def test_a_text_beyond_the_limit_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    with pytest.raises(DocumentError, match=f"200 MB, more than the {MOST_TEXT // 2**20}"):
        load_document(path, "big.txt")


def pdf_bytes(pages: list[str], trailer: bytes = b"") -> bytes:
    """A PDF with one line of text on each page."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for text in pages:
        stream = f"BT /F 12 Tf 20 100 Td ({text}) Tj ET".encode()
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Resources<</Font<</F<</Type/Font"
            b"/Subtype/Type1/BaseFont/Helvetica>>>>>>/Contents %d 0 R>>" % (number + 1)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(pages)}>>".encode()
    body = b"%PDF-1.4\n"
    for number, content in enumerate(objects, 1):
        body += b"%d 0 obj%s endobj\n" % (number, content)
    return body + b"trailer<</Root 1 0 R/Size %d %s>>\n%%%%EOF" % (len(objects) + 1, trailer)


def test_pdf_text_carries_its_page(tmp_path: Path) -> None:
    document = load(tmp_path, "a.pdf", pdf_bytes(["First page", "Second page"]))
    assert [(document.text[b.start : b.end], b.page) for b in document.blocks] == [
        ("First page", 1),
        ("Second page", 2),
    ]


def test_a_pdf_without_text_asks_for_ocr(tmp_path: Path) -> None:
    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(100, 100).close()
    pdf.save(str(tmp_path / "scan.pdf"))
    pdf.close()
    with pytest.raises(DocumentError, match="OCR"):
        load_document(tmp_path / "scan.pdf", "scan.pdf")


def test_an_encrypted_pdf_says_so(tmp_path: Path) -> None:
    key = b"<" + b"41" * 32 + b">"
    trailer = (
        b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O " + key + b"/U " + key + b"/P -4>>"
    )
    with pytest.raises(DocumentError, match="encrypted"):
        load(tmp_path, "locked.pdf", pdf_bytes(["secret"], trailer))


def test_question_answer_pairs_keep_the_answer_and_their_metadata(tmp_path: Path) -> None:
    lines = [
        json.dumps({"question": "Fee?", "answer": "5 EUR", "metadata": {"audience": "staff"}}),
        "{broken",
        json.dumps({"title": "T", "text": "Body", "id": 7}),
    ]
    document = load(tmp_path, "faq.jsonl", "\n".join(lines))
    pair, record = document.blocks
    assert document.text[pair.start : pair.end] == "Fee?\n5 EUR"
    assert (pair.answer, pair.lines, pair.metadata) == ("5 EUR", (1, 1), {"audience": "staff"})
    assert (record.headings, record.metadata) == (("T",), {"id": 7})
    assert len(document.problems) == 1
    assert document.problems[0].startswith("line 2: no valid JSON")


def test_csv_finds_its_delimiter_and_reports_rows_that_do_not_fit(tmp_path: Path) -> None:
    document = load(tmp_path, "a.csv", 'plan;price\n"Basic;\nplus";9\na;b;c\nPro;19\n')
    assert texts(document) == [
        ("record", "plan: Basic;\nplus\nprice: 9"),
        ("record", "plan: Pro\nprice: 19"),
    ]
    assert document.blocks[0].lines == (2, 3)
    assert document.problems == ("line 4: 3 fields, the header names 2.",)


def test_front_matter_of_a_text_file_is_metadata_too(tmp_path: Path) -> None:
    found = load(tmp_path, "a.txt", "---\naudience: staff\ntitle: Fees\n---\nA card is 5 EUR.\n")
    assert (dict(found.metadata), found.title) == ({"audience": "staff", "title": "Fees"}, "Fees")
    assert [found.text[b.start : b.end] for b in found.blocks] == ["A card is 5 EUR."]
    lines = load(tmp_path, "b.txt", "---\nFees of 2026\n---\nA card is 5 EUR.\n")
    assert not lines.metadata and lines.text[lines.blocks[0].start :].startswith("---\nFees")
    with pytest.raises(DocumentError, match="front matter"):
        load(tmp_path, "c.txt", "---\naudience: [staff\n---\nA card is 5 EUR.\n")


def test_utf_16_with_a_mark_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, "a.txt", "Grüße".encode("utf-16")).text == "Grüße"


def test_a_lone_surrogate_in_json_costs_its_record_and_is_reported(tmp_path: Path) -> None:
    document = load(tmp_path, "a.jsonl", '{"text": "a\\ud800b"}\n{"text": "fine"}')
    assert document.text == "fine"
    assert document.problems[0].startswith("line 1")


def test_every_format_the_issue_names_has_a_loader() -> None:
    named = {".md", ".html", ".pdf", ".docx", ".txt", ".csv", ".json", ".jsonl"}
    assert named <= set(LOADERS)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", ""),
        ("a.txt", " \n\t\n"),
        ("a.md", "---\naudience: staff\n---\n"),
        ("a.html", "<title>Menu</title><body><nav>Home</nav>"),
        ("a.csv", "plan;price\n"),
        ("a.csv", "plan;price\n;\n"),
        ("a.json", '[{"text": ""}, {}]'),
        ("a.jsonl", "\n"),
    ],
)
def test_a_file_without_text_says_so(tmp_path: Path, name: str, content: str) -> None:
    with pytest.raises(DocumentError, match="holds no text, so that there is nothing to index"):
        load(tmp_path, name, content)


def test_a_word_file_without_text_says_so(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "a.docx"))
    with pytest.raises(DocumentError, match="holds no text"):
        load_document(tmp_path / "a.docx", "a.docx")


def test_a_file_of_bad_lines_only_names_the_first_of_them(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"no text: line 1: .* line 3: .* And 2 more\."):
        load(tmp_path, "a.jsonl", "1\n2\n3\n4\n5")


def test_a_defect_of_a_parser_is_an_error_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path, source: str) -> Document:
        raise KeyError("\ud800")

    monkeypatch.setitem(LOADERS, ".txt", broken)
    with pytest.raises(DocumentError, match=r"cannot be read \(KeyError") as raised:
        load(tmp_path, "a.txt", "x")
    raised.value.problem.encode()
