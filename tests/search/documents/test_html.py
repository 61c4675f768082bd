"""HTML pages: which part of them is their text."""

from __future__ import annotations

from pathlib import Path

import pytest

from prompts.errors import DocumentError
from search.documents.loading import load_document

SEARCH = "<form><label>Search the site <input name=q></label><button>Go</button></form>"
LOGIN = (
    "<form><h2>Log in</h2><p>User name: <input></p><p>Password: <input type=password></p></form>"
)


def text_of(folder: Path, page: str | bytes) -> str:
    path = folder / "a.html"
    path.write_bytes(page.encode() if isinstance(page, str) else page)
    return load_document(path, "a.html").text


@pytest.mark.parametrize("around", ["%s", "<main>%s</main>", "<form>%s</form>"])
def test_all_articles_of_a_page_are_read_once(tmp_path: Path, around: str) -> None:
    articles = (
        "<article>One</article><article>Two<article>Inner</article></article>"
        "<aside><article>Teaser</article></aside><article hidden>Secret</article>"
    )
    assert text_of(tmp_path, around % articles) == "One\n\nTwo\n\nInner"


def test_an_empty_main_does_not_hide_the_page(tmp_path: Path) -> None:
    assert text_of(tmp_path, "<main></main><article></article><p>The fee.</p>") == "The fee."


def test_a_form_around_the_whole_page_is_read(tmp_path: Path) -> None:
    page = (
        "<form id=aspnetForm><input type=hidden name=__VIEWSTATE value=x><input name=q>"
        "<h1>Fees</h1><p>The fee for a card is 5 EUR.</p></form><footer>The firm</footer>"
    )
    assert text_of(tmp_path, page) == "Fees\n\nThe fee for a card is 5 EUR."


@pytest.mark.parametrize("form", [SEARCH, LOGIN])
def test_a_form_to_fill_in_is_not_read(tmp_path: Path, form: str) -> None:
    page = f"<h1>Fees</h1>{form}<p>The fee for a card is 5 EUR.</p>"
    assert text_of(tmp_path, page) == "Fees\n\nThe fee for a card is 5 EUR."
    with pytest.raises(DocumentError, match="holds no text"):
        text_of(tmp_path, form)


@pytest.mark.parametrize(
    ("charset", "body"),
    [("undefined", b"text"), ("idna", b"\xff"), ("utf-7", b"+2AA-"), ("hex", b"text")],
)
def test_a_charset_that_gives_no_text_is_an_error_of_its_file(
    tmp_path: Path, charset: str, body: bytes
) -> None:
    with pytest.raises(DocumentError, match=f"is not {charset}"):
        text_of(tmp_path, b'<meta charset="' + charset.encode() + b'">' + body)


def test_a_frameset_holds_no_text(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="holds no text"):
        text_of(tmp_path, "<html><frameset><frame src=a.html></frameset></html>")
