"""Masks what names a person in a conversation, so that its cases can be kept and shared."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

_PERSONAL = re.compile(
    r"name|mail|phone|mobile|address|street|iban|account|card|birth|passport|ssn|customer|user|"
    r"password|token|session_started_metadata",
    re.IGNORECASE,
)
# Introductions in the languages that the fact finder reads; the name itself is group 1.
_INTRODUCED = re.compile(
    r"(?i:\b(?:my name is|i am called|this is|ich hei(?:ß|ss)e|mein name ist|me llamo|mi nombre es|"
    r"je m'appelle|mon nom est|mi chiamo|meu nome é|mijn naam is))\s+"
    r"([A-ZÀ-ÖØ-Þ][\w'’-]+(?:\s+[A-ZÀ-ÖØ-Þ][\w'’-]+){0,2})"
)
_FORMS = re.compile(
    r"(?P<email>(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})"
    r"|(?P<iban>(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?!\w))"
    # A phone number, but no date.
    r"|(?P<phone>(?<![\w+.,])(?!\d{4}[-/]\d\d?[-/]\d\d?(?!\d))"
    r"(?!\d\d?[-/]\d\d?[-/]\d{4}(?!\d))\+?\(?\d(?:[ ()/-]{0,2}\d){7,16}(?!\w))"
    r"|(?P<code>(?<![\w.,€$£])(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{4,}(?!\w)"
    r"|(?<![\w.,€$£])\d{5,}(?![\w.,]\d))"
)
_NAMES = ("Alex", "Sam", "Robin", "Kim", "Jo", "Charlie", "Sascha", "Noa", "Toni", "Andrea")
_SHORT = 2  # a value of fewer letters stands for too much else


class ConversationMask:
    """Stand-ins for one conversation's personal values, the same wherever a value occurs.

    A stand-in has its value's shape (letters for letters, digits for digits), so that facts stay
    facts. It is drawn from the order in which values appear and `salt`, never from the value, so
    nothing can be computed back. Masked are: values of slots with a personal name, introduced
    names, e-mail addresses, IBANs, phone numbers, and codes that hold five or more characters.
    """

    def __init__(self, slots: Mapping[str, Any], salt: str) -> None:
        self._salt = salt
        self._stand_ins: dict[str, str] = {}
        self._pattern: re.Pattern[str] | None = None
        for name, value in slots.items():
            if isinstance(value, str) and _PERSONAL.search(name):
                self._add(value)
                for part in value.split():
                    self._add(part)
        self._compile()

    def text(self, text: str) -> str:
        """`text` with stand-ins."""
        for introduced in _INTRODUCED.finditer(text):
            if introduced[1].casefold() not in self._stand_ins:
                self._add(introduced[1])
                self._compile()
        if self._pattern is not None:
            text = self._pattern.sub(lambda m: self._stand_ins[m[0].casefold()], text)
        return _FORMS.sub(lambda m: self._form(m), text)

    def value(self, value: Any, name: str = "") -> Any:
        """A slot's value with stand-ins; a personal slot's numbers too."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {key: self.value(part, f"{name}.{key}") for key, part in value.items()}
        if isinstance(value, list):
            return [self.value(part, name) for part in value]
        personal = isinstance(value, int | float) and not isinstance(value, bool)
        if personal and _PERSONAL.search(name):
            return int(self._shaped(str(abs(int(value)))))
        return value

    def _add(self, value: str) -> None:
        value = value.strip()
        key = value.casefold()
        if len(value) <= _SHORT or key in self._stand_ins:
            return
        if value.replace(" ", "").replace("-", "").isalpha():
            words = value.split()
            self._stand_ins[key] = " ".join(
                self._stand_ins.get(word.casefold()) or self._name(index)
                for index, word in enumerate(words)
            )
            return
        found = _FORMS.fullmatch(value)
        self._stand_ins[key] = self._form(found) if found else self._shaped(value)

    def _name(self, index: int) -> str:
        return _NAMES[(len(self._stand_ins) + index) % len(_NAMES)]

    def _form(self, match: re.Match[str]) -> str:
        key = match[0].casefold()
        if key not in self._stand_ins:
            number = len(self._stand_ins) + 1
            email = f"user{number}@example.com"
            self._stand_ins[key] = email if match["email"] else self._shaped(match[0])
        return self._stand_ins[key]

    def _shaped(self, value: str) -> str:
        seed = f"{self._salt}/{len(self._stand_ins)}".encode()
        noise = hashlib.shake_128(seed).digest(len(value))
        return "".join(_like(old, byte) for old, byte in zip(value, noise, strict=True))

    def _compile(self) -> None:
        longest_first = sorted(self._stand_ins, key=len, reverse=True)
        if longest_first:
            choices = "|".join(map(re.escape, longest_first))
            self._pattern = re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE)


def _like(character: str, byte: int) -> str:
    if character.isdigit():
        return str(1 + byte % 9)
    if character.isalpha():
        letter = chr(ord("A") + byte % 26)
        return letter if character.isupper() else letter.lower()
    return character
