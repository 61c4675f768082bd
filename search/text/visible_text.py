"""Text as a reader sees it: without the characters that hide or reorder other text."""

from __future__ import annotations

import re
import unicodedata

# Controls, zero-width characters, direction overrides, tag characters, variation selectors' abuse:
# none of them shows, all of them can split a word or carry a hidden instruction.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")


def visible(text: str) -> str:
    """`text` without hidden characters, every line end as a line feed."""
    if text.isascii() and text.isprintable():
        return text
    return _LINE_ENDS.sub("\n", _HIDDEN.sub("", text))


def plain(text: str) -> str:
    """A form to compare by: visible, compatibility characters and digits of any script folded.

    >>> plain("ｅｖｉｌ．ｃｏｍ costs ٣")
    'evil.com costs 3'
    """
    text = visible(text)
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text)
    return _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)
