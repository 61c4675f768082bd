"""A Word document's XML as Word shows it when all tracked changes are accepted."""

from __future__ import annotations

from typing import Any

# Elements around runs, paragraphs, rows or cells that python-docx does not look into.
_WRAPPERS = "w:sdt w:ins w:moveTo w:smartTag w:customXml w:fldSimple w:dir w:bdo"
_DELETED = "w:del w:moveFrom"
# Inserted and deleted paragraph marks and rows are empty elements among the properties.
_PROPERTIES = "w:sdtPr w:sdtEndPr w:smartTagPr w:customXmlPr"
_CONTENTS = "Table of Contents"


def accept_changes(body: Any) -> None:
    """Take out deletions, and put the content of insertions and content controls in their place.

    A content control that still shows its prompt ("Click here to enter text") goes, and so does a
    table of contents, which only repeats the headings.
    """
    from docx.oxml.ns import qn

    for element in list(body.iter(*map(qn, _DELETED.split()))):
        row = element.getparent()
        if row is not None and row.tag == qn("w:trPr"):
            _remove(row.getparent())
        else:
            _remove(element)
    properties = frozenset(map(qn, _PROPERTIES.split()))
    for element in list(body.iter(*map(qn, _WRAPPERS.split()))):
        if element.tag == qn("w:sdt"):
            content = element.find(qn("w:sdtContent"))
            children = [] if content is None or _is_filler(element) else list(content)
        else:
            children = [child for child in element if child.tag not in properties]
        for child in children:
            element.addprevious(child)
        _remove(element)


def _is_filler(control: Any) -> bool:
    from docx.oxml.ns import qn

    properties = control.find(qn("w:sdtPr"))
    if properties is None:
        return False
    gallery = properties.find(f"{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
    listed = gallery is not None and gallery.get(qn("w:val")) == _CONTENTS
    return listed or _is_on(properties.find(qn("w:showingPlcHdr")))


def _is_on(switch: Any) -> bool:
    from docx.oxml.ns import qn

    return switch is not None and switch.get(qn("w:val"), "true") not in ("0", "false", "off")


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
