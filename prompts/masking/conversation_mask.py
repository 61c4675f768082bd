"""Stand-ins for what names a person in a conversation, so that it can be kept and shared."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any
from unicodedata import category, normalize

from prompts.masking.personal import FORMS, INTRODUCED, is_personal

_NAMES = ("Alex", "Sam", "Robin", "Kim", "Jo", "Charlie", "Sascha", "Noa", "Toni", "Andrea")
_SHORT = 2  # letters; so short a value is looked for as it is written, in capitals or not
_FEW_WORDS = 4  # a longer value is a sentence, whose plain words say little about anybody
_DIGITS = 3  # a shorter number is a count
_PLAIN = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "of",
        "for",
        "to",
        "in",
        "on",
        "at",
        "is",
        "my",
        "de",
        "la",
        "el",
        "le",
        "les",
        "der",
        "die",
        "das",
        "und",
    ]
)


class ConversationMask:
    """Stand-ins for one conversation's personal values, the same wherever a value occurs.

    A stand-in has its value's shape (letters for letters, digits for digits), so that facts stay
    facts. It is drawn from the order in which values appear and `salt`, never from the value, so
    nothing can be computed back. Masked are: values of slots with a personal name (those inside
    lists and mappings too), introduced names, e-mail addresses, IBANs, phone numbers, the parts of
    links after the host, and codes that hold five or more characters.

    >>> ConversationMask({"user_name": "Maria Lopez"}, "s").text("Hi Maria, 12.50 please")
    'Hi Sam, 12.50 please'
    """

    def __init__(self, slots: Mapping[str, Any], salt: str) -> None:
        self._salt = salt
        self._stand_ins: dict[str, str] = {}
        self._forms: set[str] = set()
        self._pattern: re.Pattern[str] | None = None
        for name, value in slots.items():
            self._add_personal(name, value)
        self._compile()

    def text(self, text: str) -> str:
        """`text` with stand-ins, in composed Unicode."""
        text = normalize("NFC", text)
        found = [introduced[1] for introduced in INTRODUCED.finditer(text)]
        if any(_key(name) not in self._stand_ins for name in found):
            for name in found:
                self._add_whole_and_parts(name)
            self._compile()
        if self._pattern is not None:
            text = self._pattern.sub(lambda match: self._stand_in(match[0]), text)
        return FORMS.sub(self._form, text)

    def value(self, value: Any, name: str = "") -> Any:
        """A slot's value with stand-ins; a personal slot's numbers too."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {
                self.text(str(key)): self.value(part, f"{name}.{key}")
                for key, part in value.items()
            }
        if isinstance(value, list | tuple):
            return [self.value(part, name) for part in value]
        number = _whole_number(value)
        if number is not None and is_personal(name):
            return int(self._stand_in(number))
        return value

    def _add_personal(self, name: str, value: Any) -> None:
        if isinstance(value, Mapping):
            for key, part in value.items():
                self._add_personal(f"{name}.{key}", part)
        elif isinstance(value, list | tuple):
            for part in value:
                self._add_personal(name, part)
        elif is_personal(name):
            text = value if isinstance(value, str) else _whole_number(value)
            if text:
                self._add_whole_and_parts(text)

    def _add_whole_and_parts(self, value: str) -> None:
        value = normalize("NFC", value).strip()
        self._add(value)
        for part in _parts(value):
            self._add(part)

    def _add(self, value: str) -> None:
        if len(value) < _SHORT or value.casefold() in _PLAIN:
            return
        # "Groß" is "GROSS" in capitals, which ignoring the case alone does not find.
        self._forms.update({value, _key(value)} if len(value) > _SHORT else {value})
        self._stand_in(value)

    def _stand_in(self, value: str) -> str:
        """The stand-in of `value`, drawn when it is first asked for."""
        key = _key(value)
        if key not in self._stand_ins:
            self._stand_ins[key] = self._drawn(value)
        return self._stand_ins[key]

    def _drawn(self, value: str) -> str:
        if value.replace(" ", "").replace("-", "").isalpha():
            words = enumerate(value.split(), start=len(self._stand_ins))
            return " ".join(self._stand_ins.get(_key(word)) or _name(i, word) for i, word in words)
        found = FORMS.fullmatch(value)
        if found and found["email"]:
            return f"user{len(self._stand_ins) + 1}@example.com"
        return self._shaped(value)

    def _form(self, match: re.Match[str]) -> str:
        if match["url"] is None:
            return self._stand_in(match[0])
        head, tail = match["host"], match["url"][len(match["host"]) :]
        return head + (self._stand_in(tail) if any(map(str.isdigit, tail)) or "=" in tail else tail)

    def _shaped(self, value: str) -> str:
        seed = f"{self._salt}/{len(self._stand_ins)}".encode()
        noise = hashlib.shake_128(seed).digest(len(value))
        return "".join(_like(old, byte) for old, byte in zip(value, noise, strict=True))

    def _compile(self) -> None:
        if self._forms:
            longest_first = sorted(self._forms, key=lambda form: (-len(form), form))
            self._pattern = re.compile("|".join(map(_where, longest_first)))


def _name(number: int, instead_of: str) -> str:
    names = [name for name in _NAMES if _key(name) != _key(instead_of)]
    return names[number % len(names)]


def _parts(value: str) -> Iterator[str]:
    words = value.split()
    if len(words) < 2:
        return
    for word in (word.strip(".,;:'\"()") for word in words):
        told = word[:1].isupper() or any(map(str.isdigit, word)) or len(words) <= _FEW_WORDS
        if told and not (word.isdigit() and len(word) < _DIGITS):
            yield word


def _where(value: str) -> str:
    """A pattern of where `value` stands: any case, any white space, also with a genitive's s."""
    body = r"\s+".join(map(re.escape, value.split()))
    before = r"(?<!\w)" if _has_edge(value[0]) else ""
    after = r"(?=s?(?!\w))" if _has_edge(value[-1]) else ""
    # Two letters in any case are a word of some language: "Al" is a name, "al" is not.
    return f"{before}{body}{after}" if len(value) <= _SHORT else f"(?i:{before}{body}{after})"


def _has_edge(character: str) -> bool:
    """Whether a word that begins or ends with `character` has an edge: not so in CJK or Thai."""
    return character.isalnum() and category(character) != "Lo"


def _key(value: str) -> str:
    """Same value, same key, whatever its case and white space."""
    return " ".join(normalize("NFC", value.casefold().replace("\u0307", "")).split())


def _whole_number(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
        return None
    digits = str(abs(int(value)))
    return digits if len(digits) >= _DIGITS else None


def _like(character: str, byte: int) -> str:
    if character.isdigit():
        return str(1 + byte % 9)
    if character.isalpha():
        letter = chr(ord("A") + byte % 26)
        return letter if character.isupper() else letter.lower()
    return character
