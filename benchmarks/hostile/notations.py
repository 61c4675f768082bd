"""Unusual ways to write a number, and words that bend one."""

from __future__ import annotations

from random import Random

from benchmarks.hostile.drawn import Fault

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BOLD = str.maketrans("0123456789", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
_ZERO_WIDTH = ("\u200b", "\u200d", "\u2060", "\u00ad", "\u2009")
# Around a number they make it a bound, whatever stands before it.
_BENDING = {
    "en": ("over", "under", "more than", "less than", "at least", "up to", "almost", "nearly",
           "no more than", "fewer than", "only up to"),
    "de": ("über", "unter", "mehr als", "weniger als", "mindestens", "höchstens", "bis zu", "fast"),
    "es": ("más de", "menos de", "al menos", "hasta", "como máximo", "casi"),
    "fr": ("plus de", "moins de", "au moins", "jusqu'à", "au plus", "presque"),
    "pt": ("mais de", "menos de", "pelo menos", "até", "no máximo", "quase"),
}  # fmt: skip
BENT_KINDS = frozenset(("number", "percentage", "duration", "measure", "amount"))


def odd_notation(rng: Random, wrong: int, right: int) -> str:
    """`wrong` in the place of `right`, as a number that is easily overlooked."""
    digits = str(wrong)
    return rng.choice(
        (
            roman(wrong % 3999 or 7),
            digits.translate(_SUPERSCRIPT),
            digits.translate(_BOLD),
            "".join(f"{digit}\ufe0f\u20e3" for digit in digits),
            "".join(f"&#{ord(digit)};" for digit in digits),
            rng.choice(_ZERO_WIDTH).join(digits) if len(digits) > 1 else f"{digits}½",
            f"{digits}½",
            f"{digits}e1",
            f"{digits}k",
            f"{digits} dozen" if 12 * wrong != right else f"{digits}/",
            f"0x{wrong:x}f",
            f"{digits},{digits}",
            f"{digits}+",
            f"~{digits}",
            f"<{digits}",
            f"{digits}x2",
            f"{digits}²",
            " ".join(digits) if len(digits) > 1 else f"{digits} {digits}",
            f"**{digits}**",
        )
    )


def roman(number: int) -> str:
    """`number` in Roman numerals.

    >>> roman(1994)
    'MCMXCIV'
    """
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text


def bent(rng: Random, text: str, language: str) -> Fault:
    """`text` behind a word that turns a value into a bound."""
    return "bound", f"{rng.choice(_BENDING[language])} {text}"
