"""Numbers spelled out in five languages, written for the generator alone."""

from __future__ import annotations


def _words(text: str) -> list[str]:
    return text.split()


_EN_ONES = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen"
)
_EN_TENS = _words("_ _ twenty thirty forty fifty sixty seventy eighty ninety")
_DE_ONES = _words(
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn"
)
_DE_TENS = _words("_ _ zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_ES_SMALL = _words(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce "
    "quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós "
    "veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
)
_ES_TENS = _words("_ _ _ treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_ES_HUNDREDS = _words(
    "_ ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos "
    "ochocientos novecientos"
)
_FR_SMALL = _words(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze "
    "quinze seize dix-sept dix-huit dix-neuf"
)
_FR_TENS = _words("_ _ vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt")
_PT_SMALL = _words(
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze "
    "quinze dezesseis dezessete dezoito dezenove"
)
_PT_TENS = _words("_ _ vinte trinta quarenta cinquenta sessenta setenta oitenta noventa")
_PT_HUNDREDS = _words(
    "_ cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos"
)


def spell(number: int, language: str) -> str:
    """`number` (0 to 999,999) in words of ``en``, ``de``, ``es``, ``fr`` or ``pt``.

    >>> [spell(1034, language) for language in ("en", "de", "fr")]
    ['one thousand thirty-four', 'eintausendvierunddreißig', 'mille trente-quatre']
    >>> [spell(92, language) for language in ("es", "fr", "pt")]
    ['noventa y dos', 'quatre-vingt-douze', 'noventa e dois']
    """
    if not 0 <= number < 1_000_000:
        raise ValueError(f"{number} is outside 0 to 999,999")
    return {"en": _english, "de": _german, "es": _spanish, "fr": _french, "pt": _portuguese}[
        language
    ](number)


def _english(n: int) -> str:
    if n >= 1000:
        rest = f" {_english(n % 1000)}" if n % 1000 else ""
        return f"{_english(n // 1000)} thousand{rest}"
    if n >= 100:
        rest = f" {_english(n % 100)}" if n % 100 else ""
        return f"{_EN_ONES[n // 100]} hundred{rest}"
    if n >= 20:
        return _EN_TENS[n // 10] + (f"-{_EN_ONES[n % 10]}" if n % 10 else "")
    return _EN_ONES[n]


def _german(n: int, last: bool = True) -> str:
    if n >= 1000:
        rest = _german(n % 1000) if n % 1000 else ""
        return f"{_german(n // 1000, last=False)}tausend{rest}"
    if n >= 100:
        rest = _german(n % 100) if n % 100 else ""
        return f"{_DE_ONES[n // 100]}hundert{rest}"
    if n >= 20:
        return (f"{_DE_ONES[n % 10]}und" if n % 10 else "") + _DE_TENS[n // 10]
    return "eins" if n == 1 and last else _DE_ONES[n]


def _spanish(n: int) -> str:
    if n >= 1000:
        head = "mil" if n < 2000 else f"{_spanish_before_noun(n // 1000)} mil"
        return head + (f" {_spanish(n % 1000)}" if n % 1000 else "")
    if n == 100:
        return "cien"
    if n > 100:
        return _ES_HUNDREDS[n // 100] + (f" {_spanish(n % 100)}" if n % 100 else "")
    if n >= 30:
        return _ES_TENS[n // 10] + (f" y {_ES_SMALL[n % 10]}" if n % 10 else "")
    return _ES_SMALL[n]


def _spanish_before_noun(n: int) -> str:
    text = _spanish(n)
    if text.endswith("veintiuno"):
        return text[:-5] + "ún"
    return text[:-1] if text.endswith("uno") else text


def _french(n: int) -> str:
    if n >= 1000:
        head = "mille" if n < 2000 else f"{_french(n // 1000)} mille"
        return head + (f" {_french(n % 1000)}" if n % 1000 else "")
    if n >= 100:
        head = "cent" if n < 200 else f"{_FR_SMALL[n // 100]} cent"
        plural = "s" if n >= 200 and n % 100 == 0 else ""
        return head + plural + (f" {_french(n % 100)}" if n % 100 else "")
    if n < 20:
        return _FR_SMALL[n]
    tens, ones = divmod(n, 10)
    if tens in (7, 9):
        ones += 10
    if not ones:
        return _FR_TENS[tens] + ("s" if tens == 8 else "")
    joint = " et " if ones in (1, 11) and tens < 8 else "-"
    return f"{_FR_TENS[tens]}{joint}{_FR_SMALL[ones]}"


def _portuguese(n: int) -> str:
    if n >= 1000:
        head = "mil" if n < 2000 else f"{_portuguese(n // 1000)} mil"
        rest = n % 1000
        joint = " e " if rest and (rest < 100 or rest % 100 == 0) else " "
        return head + (f"{joint}{_portuguese(rest)}" if rest else "")
    if n == 100:
        return "cem"
    if n > 100:
        return _PT_HUNDREDS[n // 100] + (f" e {_portuguese(n % 100)}" if n % 100 else "")
    if n >= 20:
        return _PT_TENS[n // 10] + (f" e {_PT_SMALL[n % 10]}" if n % 10 else "")
    return _PT_SMALL[n]
