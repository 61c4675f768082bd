"""Where the values of slots stand in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from prompts.masking.span import Span

_RANK = 0
_PART_RANK = 1
# A value this long is also found with an ending grown onto it ("Annas Konto").
_INFLECTED = 4
# A longer value is a sentence; its single words say little about anybody.
_MAX_PARTS = 5


def token_name(slot: str) -> str:
    """The name of a slot as it stands in a token.

    >>> token_name("account-balance 2")
    'ACCOUNT_BALANCE'
    """
    ascii_name = unicodedata.normalize("NFKD", slot).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Z]+", "_", ascii_name.upper()).strip("_") or "VALUE"


def texts_of(value: Any) -> Iterator[str]:
    """Every text inside a slot value; lists and dicts are walked, None and booleans hold none."""
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, Mapping):
        for item in value.values():
            yield from texts_of(item)
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from texts_of(item)
    else:
        text = str(value).strip()
        if text:
            yield text


class SlotValues:
    """Finds the values of `variables` in texts; immutable once made.

    A value is found wherever it begins a word, in any case, in composed and decomposed Unicode
    and over any white space. In scripts that write no spaces it is found anywhere.
    """

    def __init__(self, variables: Mapping[str, Any]) -> None:
        whole: dict[str, str] = {}
        parts: dict[str, str] = {}
        for slot in sorted(variables):
            for text in texts_of(variables[slot]):
                whole.setdefault(text, token_name(slot))
                for part in _parts(text):
                    parts.setdefault(part, token_name(slot))
        self._whole = [(_pattern(text), name) for text, name in whole.items()]
        self._parts = [(_pattern(text), name) for text, name in parts.items() if text not in whole]

    def spans(self, text: str, *, parts: bool) -> Iterator[Span]:
        """Where values stand; with `parts`, single names out of a longer value as well."""
        for pattern, name in self._whole:
            for match in pattern.finditer(text):
                yield Span(match.start(), match.end(), name, _RANK)
        if parts:
            for pattern, name in self._parts:
                for match in pattern.finditer(text):
                    yield Span(match.start(), match.end(), name, _PART_RANK)


def _parts(text: str) -> list[str]:
    words = text.split()
    if not 1 < len(words) <= _MAX_PARTS:
        return []
    return [word for word in (w.strip(".,;:'\"()") for w in words) if _is_name(word)]


def _is_name(word: str) -> bool:
    return len(word) > 2 and word[0].isupper() and word.lower() not in {"the", "and", "for"}


def _pattern(text: str) -> re.Pattern[str]:
    forms = {unicodedata.normalize(form, text) for form in ("NFC", "NFD")} | {text}
    body = "|".join(r"\s+".join(map(re.escape, form.split())) for form in sorted(forms))
    before = r"(?<!\w)" if _bounded(text[0]) else ""
    after = ""
    if _bounded(text[-1]):
        after = r"(?:\w{1,3}(?!\w))?" if len(text) >= _INFLECTED else r"s?(?!\w)"
    return re.compile(f"{before}(?:{body}){after}", re.IGNORECASE)


def _bounded(character: str) -> bool:
    """Whether a word that begins or ends with `character` has an edge: not so in CJK or Thai."""
    return character.isalnum() and unicodedata.category(character) != "Lo"
