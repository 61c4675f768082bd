"""Facts that a pattern alone recognises: links, addresses, numbers to dial, codes, quotations.

Every pattern is bounded and free of nested repetition, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from prompts.facts.fact import Fact
from prompts.facts.languages.listed import listed
from prompts.facts.lookalikes import PLACED
from prompts.facts.units import SUFFIXES

_URL = re.compile(
    r"(?:(?:h(?:tt|xx)ps?|ftp|wss?)://|www\.)[^\s<>\"“”«»\[\]{}|\\^`]{1,2000}"
    r"|\b(?:mailto|tel|sms|javascript|data|vbscript|file|skype|tg|intent|whatsapp)"
    r":(?=[^\s])[^\s<>\"“”«»]{1,2000}"
    r"|(?<![\w@.\-])//[a-z0-9\-]{1,63}\.[a-z0-9][^\s<>\"“”]{0,2000}",
    re.IGNORECASE,
)
_DOMAIN = re.compile(
    r"(?<![\w@.\-/])(?:[\w\-]{1,63}\.){1,6}[^\W\d_][\w\-]{1,23}(?::\d{1,5})?(?![\w@])"
    r"(?:/[^\s<>\"“”«»()\[\]]{0,1000})?"
)
_TLDS = frozenset(
    listed(
        "com org net edu gov mil int info biz name pro io ai app dev co me tv us uk ca au nz "
        "ie de at "
        "ch fr es pt it nl be lu se no dk fi pl cz ru ua in jp cn kr br mx ar cl pe eu asia online "
        "site shop store xyz tech cloud blog club live news page link click top win vip bank "
        "support "
        "help earth health travel world global agency email ly gl gg to sh cc ws ru su tk ml "
        "ga cf gq "
        "example zip mov rocks solutions services center media digital today care money finance"
    )
)
_SPOKEN_DOT = r"(?:\s(?:dot|punkt|punto|ponto)\s|\s?[(\[](?:dot|punkt|punto|ponto)[)\]]\s?)"
_SPOKEN = re.compile(
    rf"\b(?!(?:a|o|no|ao|do|um|num|el|un|al|del|este|es[st]e|aquel)\s(?:punto|ponto) de\b)"
    rf"[\w\-]{{1,63}}(?:{_SPOKEN_DOT}[\w\-]{{1,63}}){{0,4}}{_SPOKEN_DOT}"
    r"([\w\-]{2,24})\b"
    r"((?:\s(?:slash|schrägstrich|barra)\s[\w\-]{1,40}){0,4})",
    re.IGNORECASE,
)
_SPOKEN_DOTS = re.compile(_SPOKEN_DOT, re.IGNORECASE)
_DEFANGED = re.compile(r"(?:[\w\-]{1,63}\[\.\]){1,6}[\w\-]{2,63}")
# What browsers read as the dot of a host name.
_DOTS = str.maketrans("。．｡", "...")
_RELATIVE_LINK = re.compile(r"\]\(\s{0,3}([^)\s]{1,2000})")
_LABEL = re.compile(r"\[([^\[\]\n]{1,200})\](?=[(\[])")
_HANDLE = re.compile(r"(?<![\w.@/])@[A-Za-z]\w{2,40}")
_EMAIL = re.compile(r"[\w.+%\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,5}")
_PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]{1,80}\}\}|\{[^{}\n]{0,80}\}|\[[A-Z][\w ]{1,40}\](?!\()|<[A-Za-z][\w ]{1,40}>"
    r"|%\([\w]{1,40}\)[sd]|\$\{[\w.]{1,40}\}|\[\[[^\[\]\n]{1,80}\]\]|__[A-Z][A-Z_]{1,40}__"
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_PHONE = re.compile(r"(?<![\w.,/:$€£\-])(?:\+|00)?\(?\d[\d \u00a0().\-/]{5,22}\d(?![\w/:])")
# "020 7946 0991 30 minutes before": the last figures are no part of the number.
_NEXT_MEASURE = re.compile(
    r"\s?(?:min|mins|minutes?|hours?|hrs?|h|days?|weeks?|minuten|stunden|tage?n?|minutos?|horas?"
    r"|d[ií]as?|heures?|jours?)\b",
    re.IGNORECASE,
)
_LAST_FIGURES = re.compile(r"[ \u00a0]\d{1,2}\Z")
_NOT_A_PHONE = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./\-]\d{1,2}[./\-]\d{2,4}|\d{1,3}(?:[., \u00a0]\d{3})+(?:[.,]\d+)?"
    r"|\d+(?:\.\d+)?(?: ?[\-/] ?\d+(?:\.\d+)?)?"
)
_ROMAN_ASIDE = re.compile(r"(?<=\()([IVXLC]{1,7})(?=\))|(?:\b(?:or|oder|o|ou)\s|/)([IVXLC]{2,7})\b")
# "under-25s" is an age, no code.
_AGED = re.compile(r"(?:under|over|unter|über)-\d{1,2}(?:s|-J)?\Z", re.IGNORECASE)
_CODE = re.compile(
    r"(?<![\w/])(?<!\d[,.])[A-Za-z0-9]{1,40}(?:[\-_/.][A-Za-z0-9]{1,40}){0,6}(?![\w@])"
)
# "24 horas/54 horas": a word, and the number beside it.
_BESIDE = re.compile(r"[a-z]{3,}/\d")
# "$5/day": an amount, and for what.
_EACH = re.compile(
    r"\d+(?:[.,]\d+)?/(?:[a-zà-ÿ]{3,10}|(?i:mo|wk|yr|hr|kg|km|lb|gb|mb|go|mo|pp|pax))"
)
_RANKED = re.compile(r"\d+(?:st|nd|rd|th)(?:-[a-z]+)+")  # "4th-floor"
_DOTTED = re.compile(r"\d+\.(?:er|era|os|as)")  # "1.er"
_OPENING = re.compile(  # "9am-5pm", or what "9:00am-5:00pm" leaves behind its first colon
    r"(?=.*[ap]m)\d{1,2}(?:\.\d\d)?(?:[ap]m)?-\d{1,2}(?:\.\d\d)?(?:[ap]m)?", re.IGNORECASE
)
_NO_CODES = (_OPENING, _AGED, _EACH, _RANKED, _DOTTED)
_PLAIN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)-?(?P<suffix>[A-Za-z]+)?|\d{1,2}h\d{2}|\d{1,2}h(?:\d{2})?-\d{1,2}h(?:\d{2})?|\d+(?:[.,/\-_]\d+)*"
    r"|(?:\d+-)+[a-z]+(?:-[a-z]+)*|[a-z]+(?:-[a-z]+)*-\d+"
    r"|\d+-(?:Uhr|Liter|Stunden|Minuten|Tages?|Wochen|Monats|Jahres|Euro|Zimmer|Personen|Sterne|Kilo"
    r"|Meter|Gang|Prozent|Seiten)(?:-[A-Za-z]+)*"
)
_LETTERED = re.compile(r"\d+[A-Za-z]")
# Those that no unit has, apart from ordinals and amperes, which in capitals are those of a code.
_LETTERS = frozenset("ABDEIJNOPQRUYZ")
_DIMENSIONS = frozenset({"2D", "3D"})
_QUOTED = re.compile(
    '"([^"\n]{1,300})"|“([^”“\n]{1,300})”|„([^“”"\n]{1,300})[“”"]|«\\s?([^»\n]{1,300}?)\\s?»'
    "|(?<![\\w])['‘‚]([^'’\n]{1,200})['’](?![\\w])|‹([^›\n]{1,200})›"
)
# "B1-Sprachkurs" is a course for B1.
_IN_A_COMPOUND = re.compile(r"-[A-ZÄÖÜ][a-zäöüß]{3,}$")
_DIGIT = re.compile(r"\d")
_EMOJI = re.compile("[❌🚫⛔✖👎✅✔☑🆓⚠🔒🔓💲💵💶💷📵🔞]|[0-9]\ufe0f?\u20e3")


def spans(text: str) -> Iterator[Fact]:
    """The facts that a pattern alone recognises; those that overlap a former one are left out."""
    taken: list[tuple[int, int]] = []
    for fact in _all_spans(text):
        if all(fact.end <= start or fact.start >= end for start, end in taken):
            taken.append((fact.start, fact.end))
            yield fact


def quotations(text: str) -> Iterator[Fact]:
    """Quoted text, which may hold other facts; and the labels of Markdown links."""
    for match in _QUOTED.finditer(text):
        inner = next(group for group in match.groups() if group is not None)
        yield Fact("quoted", " ".join(inner.casefold().split()), inner, *match.span())
    if "[" in text:
        for match in _LABEL.finditer(text):
            yield Fact("label", " ".join(match[1].split()), match[1], *match.span())


def _all_spans(text: str) -> Iterator[Fact]:
    if "{" in text or "[" in text or "<" in text or "%(" in text or "__" in text:
        yield from (
            Fact("placeholder", match[0], match[0], *match.span())
            for match in _PLACEHOLDER.finditer(text)
        )
    yield from _links(text)
    if _DIGIT.search(text):
        yield from _numbers_with_letters(text)
    for match in _EMOJI.finditer(text):
        yield Fact("emoji", match[0], match[0], *match.span())


def _links(text: str) -> Iterator[Fact]:
    if ":" in text or "//" in text or "www." in text.lower():
        for match in _URL.finditer(text):
            yield _url(match[0], match.start())
    if "](" in text:
        for match in _RELATIVE_LINK.finditer(text):
            yield _url(match[1], match.start(1))
    if "@" in text:
        for match in _EMAIL.finditer(text):
            found = match[0].rstrip(".-")
            yield Fact("email", found.lower(), found, match.start(), match.start() + len(found))
        for match in _HANDLE.finditer(text):
            yield Fact("url", match[0].lower(), match[0], *match.span())
    if "[.]" in text:
        for match in _DEFANGED.finditer(text):
            yield _url(match[0], match.start())
    if _SPOKEN_DOTS.search(text):
        for match in _SPOKEN.finditer(text):
            said = _SPOKEN_DOTS.sub(".", text[match.start() : match.end(1)]).lower()
            labels = said.split(".")
            while labels and labels[-1] not in _TLDS:  # "acme dot com dot Then"
                labels.pop()
            host = ".".join(labels)
            path = "".join(f"/{part}" for part in match[2].split()[1::2]) if host == said else ""
            if len(labels) > 1:
                yield Fact("url", host + path, match[0], *match.span())
    text = text.translate(_DOTS)
    if "." in text:
        for match in _DOMAIN.finditer(text):
            host = match[0].split("/")[0].split(":")[0]
            last = host.rsplit(".", 1)[1]
            lower = last.lower()
            spelled = last in (lower, last.upper())
            if (lower in _TLDS and spelled) or lower.startswith("xn--") or "/" in match[0]:
                yield _url(match[0], match.start())


def _url(found: str, start: int) -> Fact:
    found = found.rstrip(".,;:!?'’*_~")
    while found.endswith(")") and found.count(")") > found.count("("):
        found = found[:-1].rstrip(".,;:!?'’*_~")
    scheme, separator, rest = found.partition("://")
    host, slash, path = (rest if separator else found).partition("/")
    value = f"{scheme.lower()}{separator}{host.lower()}" if separator else host.lower()
    path = path if separator or slash else ""
    value += f"/{path}" if path else ""
    return Fact("url", value, found, start, start + len(found))


def _phone_in(text: str, match: re.Match[str]) -> str:
    """What was dialled, without the figures of a measure behind it."""
    found: str = match[0]
    return _LAST_FIGURES.sub("", found) if _NEXT_MEASURE.match(text, match.end()) else found


def _without_trunk(dialled: str) -> str:
    """Without the zero of "+44 (0)20", which is not dialled from abroad; Italy's is."""
    abroad = dialled.startswith(("+", "00")) and not dialled.startswith(("+39", "0039"))
    return dialled.replace("(0)", "") if abroad else dialled


def _numbers_with_letters(text: str) -> Iterator[Fact]:
    for match in _IBAN.finditer(text):
        yield Fact("iban", match[0].replace(" ", ""), match[0], *match.span())
    for match in _PHONE.finditer(text):
        dialled = _phone_in(text, match)
        digits = "".join(c for c in _without_trunk(dialled) if c.isdigit())
        if 7 <= len(digits) <= 15 and (
            not _NOT_A_PHONE.fullmatch(dialled) or (len(digits) > 8 and dialled.isdigit())
        ):
            sign = "+" if dialled[0] == "+" else ""
            end = match.start() + len(dialled)
            yield Fact("phone", sign + digits, dialled, match.start(), end)
    for match in _ROMAN_ASIDE.finditer(text):
        group = 1 if match[1] else 2
        yield Fact("code", match[group], match[group], *match.span(group))
    for match in _CODE.finditer(text):
        whole = match[0]
        if whole.isalpha():  # as most are
            continue
        placed = bool(PLACED.search(text[max(0, match.start() - 12) : match.start()]))
        shapes = _IN_A_COMPOUND.sub("", whole), whole
        found = next((one for one in shapes if _is_code(one, placed=placed)), None)
        if found:
            value = found.replace("-", "").replace("_", "")
            if _LETTERED.fullmatch(found):  # platform 9a or 9A
                value = found.upper()
            yield Fact("code", value, found, match.start(), match.start() + len(found))


def _is_code(found: str, *, placed: bool) -> bool:
    """Whether figures and letters are a code; `placed` behind "seat", "gate" and the like."""
    if not any(character.isdigit() for character in found) or found.isdigit():
        return False
    if any(pattern.fullmatch(found) for pattern in _NO_CODES) or _BESIDE.match(found):
        return False
    plain = _PLAIN.fullmatch(found)
    if plain is None:
        return any(character.isalpha() for character in found) or "_" in found
    suffix = plain["suffix"]
    if suffix and len(suffix) == 1 and placed:  # "platform 9a"
        return True
    if suffix and suffix.isupper() and len(suffix) == 1:  # "781089-A", seat "12A", but "5G"
        return "-" in found or (suffix in _LETTERS and found not in _DIMENSIONS)
    upper = "-" not in found or found.isupper()
    return bool(suffix) and suffix.lower() not in SUFFIXES and upper
