"""Which parts of an HTML page hold its text, and which elements a reader of it does not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_UNREAD_TAGS = (
    "script style noscript template svg math nav aside footer form button select iframe object "
    "embed canvas audio video dialog head"
)
_UNREAD = frozenset(_UNREAD_TAGS.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A form with less text than this for each of its fields is one to fill in, not one to read.
PROSE_PER_FIELD = 20
_LABELS = frozenset(("label", "legend"))
_FIELDS = frozenset(("input", "select", "textarea"))
_NO_FIELDS = frozenset(("hidden", "submit", "button", "image", "reset"))


def is_element(node: Any) -> bool:
    """Whether `node` is an element, and no text, comment or the like."""
    return bool(node.tag) and not node.tag.startswith(("-", "_"))


def unread(node: Any, forms: frozenset[int]) -> bool:
    """Whether the element is skipped with all that it holds; `forms` are those to read."""
    if node.tag in _UNREAD:
        return node.tag != "form" or node.mem_id not in forms
    attributes = node.attributes
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(attributes.get("style") or ""))
        or (node.tag == "header" and node.css_first("h1") is None)
    )


def main_parts(body: Any | None) -> Iterator[list[Any]]:
    """What may be the page's main part, the best first: all `main`s, all articles, the body."""
    if body is not None:
        yield _outermost(body, "main")
        yield _outermost(body, "article")
        yield [body]


def content_forms(body: Any | None) -> frozenset[int]:
    """The `mem_id` of forms that hold the page's text, as around a whole ASP.NET page.

    Such a form has more text than stands outside of all forms, labels not counted, and at least
    `PROSE_PER_FIELD` characters for each field.
    """
    if body is None or body.css_first("form") is None:
        return frozenset()
    prose: dict[int, int] = {}
    fields: dict[int, int] = {}
    outside = 0
    stack: list[tuple[Any, int]] = [(body, 0)]  # 0: in no form
    while stack:
        node, form = stack.pop()
        if node.tag == "-text":
            length = len(" ".join((node.text_content or "").split()))
            if form:
                prose[form] = prose.get(form, 0) + length
            else:
                outside += length
        elif node.tag in _FIELDS:
            if node.attributes.get("type") not in _NO_FIELDS:
                fields[form] = fields.get(form, 0) + 1
        elif is_element(node) and node.tag not in _LABELS:
            form = node.mem_id if node.tag == "form" else form
            if not unread(node, frozenset((form,))):
                stack.extend((child, form) for child in node.iter(True))
    return frozenset(
        form
        for form, length in prose.items()
        if length > outside and length >= PROSE_PER_FIELD * fields.get(form, 0)
    )


def _outermost(body: Any, tag: str) -> list[Any]:
    """The elements `tag` in order, but for those in unread elements or in one another."""
    found = []
    stack = [body]
    while stack:
        node = stack.pop()
        if node.tag == tag and not unread(node, frozenset()):
            found.append(node)
        elif is_element(node) and (node.tag == "form" or not unread(node, frozenset())):
            stack.extend(reversed(list(node.iter(False))))
    return found
