"""PDF: the text of each page, through PDFium; scripts and attachments are never run or read."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from prompts.errors import DocumentError
from search.documents.document import Document
from search.documents.plain_text import paragraphs
from search.documents.text_builder import TextBuilder

# PDFium is one state for the whole process.
_PDFIUM = threading.Lock()


def load_pdf(path: Path, source: str) -> Document:
    """Paragraphs with their page numbers; the title from the file's own description.

    Raises:
        DocumentError: encrypted, broken, or scanned pages without text.
    """
    import pypdfium2

    with _PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise DocumentError(
                    source, "is encrypted. Save a copy without a password."
                ) from error
            why = str(error).rstrip(".")
            raise DocumentError(source, f"is no readable PDF ({why}).") from error
        try:
            return _document(pdf, source)
        except pypdfium2.PdfiumError as error:
            raise DocumentError(source, f"cannot be read to its end ({error}).") from error
        finally:
            pdf.close()


def _document(pdf: Any, source: str) -> Document:
    built = TextBuilder()
    for number in range(len(pdf)):
        page = pdf[number]
        textpage = page.get_textpage()
        text = textpage.get_text_bounded().replace("\r\n", "\n").replace("\r", "\n")
        textpage.close()
        page.close()
        for block in paragraphs(text, 0, len(text)):
            built.add("paragraph", text[block.start : block.end], page=number + 1)
    if not built.blocks:
        raise DocumentError(
            source, f"its {len(pdf)} pages hold no text. Scanned pages need OCR first."
        )
    title = str(pdf.get_metadata_dict().get("Title") or "").strip()
    return Document(source, built.text, tuple(built.blocks), title)
