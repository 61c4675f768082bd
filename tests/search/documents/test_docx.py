"""Word files: content controls, tracked changes and titles."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from search.documents.document import Document
from search.documents.loading import load_document


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def control(content: str, properties: str = "") -> str:
    inner = f"<w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent>"
    return f"<w:sdt>{inner}</w:sdt>"


def cell(text: str) -> str:
    return f"<w:tc>{paragraph(run(text))}</w:tc>"


def tracked(kind: str, content: str = "") -> str:
    return f'<w:{kind} w:id="1" w:author="x">{content}</w:{kind}>'


def load(folder: Path, *elements: str) -> Document:
    """A Word file whose body holds `elements`."""
    word = docx.Document()
    body = word.element.body
    for element in elements:
        name, closed, rest = element.partition(">")
        parsed = parse_xml(f"{name} {nsdecls('w')}{closed}{rest}")
        body.insert(len(body) - 1, parsed)
    word.save(str(folder / "a.docx"))
    return load_document(folder / "a.docx", "a.docx")


def test_content_controls_are_read_wherever_they_stand(tmp_path: Path) -> None:
    document = load(
        tmp_path,
        control(paragraph(run("Block."))),
        paragraph(run("Pay ") + control(control(run("5 EUR"))) + run(" now.")),
        "<w:tbl>" + control(f"<w:tr>{cell('a')}{control(cell('b'))}</w:tr>") + "</w:tbl>",
    )
    assert document.text == "Block.\n\nPay 5 EUR now.\n\na | b"


def test_a_prompt_and_a_table_of_contents_are_not_text(tmp_path: Path) -> None:
    contents = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    document = load(
        tmp_path,
        control(paragraph(run("Fees 3")), contents),
        control(paragraph(run("Click here to enter text.")), "<w:showingPlcHdr/>"),
        control(paragraph(run("Kept.")), '<w:showingPlcHdr w:val="0"/>'),
    )
    assert document.text == "Kept."


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    deleted = tracked("del", "<w:r><w:delText>4</w:delText></w:r>")
    gone = "<w:tr><w:trPr>" + tracked("del") + "</w:trPr>" + cell("old") + "</w:tr>"
    document = load(
        tmp_path,
        paragraph(run("Fee ") + deleted + tracked("ins", run("5")) + run(" EUR")),
        paragraph(tracked("moveFrom", run("moved"))),
        paragraph(tracked("moveTo", run("moved"))),
        f"<w:tbl>{gone}<w:tr>{cell('new')}</w:tr></w:tbl>",
    )
    assert document.text == "Fee 5 EUR\n\nmoved\n\nnew"


def test_a_cell_merged_with_a_deleted_one_is_read(tmp_path: Path) -> None:
    merged = "<w:tc><w:tcPr><w:vMerge{}/></w:tcPr>{}</w:tc>"
    begin = merged.format(' w:val="restart"', paragraph(run("a")))
    gone = "<w:tr><w:trPr>" + tracked("del") + f"</w:trPr>{begin}</w:tr>"
    rest = "<w:tr>" + merged.format("", paragraph("")) + cell("b") + "</w:tr>"
    assert load(tmp_path, f"<w:tbl>{gone}{rest}</w:tbl>").text == "| b"


def test_a_table_within_a_cell_is_read(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr>{cell('in')}</w:tr></w:tbl>"
    outer = (
        f"<w:tbl><w:tr><w:tc>{paragraph(run('out'))}{inner}{paragraph('')}</w:tc></w:tr></w:tbl>"
    )
    assert load(tmp_path, outer).text == "out in"


def test_a_file_without_properties_is_called_by_its_first_heading(tmp_path: Path) -> None:
    for heading in ("Leave", ""):
        word = docx.Document()
        word.add_heading(heading, 1)
        word.add_paragraph("Thirty days.")
        relations = word.part.package.rels
        for key, relation in list(relations.items()):
            if relation.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES:
                del relations[key]
        word.save(str(tmp_path / "a.docx"))
        assert load_document(tmp_path / "a.docx", "a.docx").title == heading
