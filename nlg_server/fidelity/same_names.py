"""Whether a text names what a name in another text names: "two Annas", "SSN", "the US"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from nlg_server.fidelity.titles import PERSONAL, TITLES
from nlg_server.fidelity.vectors import word_vectors
from prompts.facts import Fact
from prompts.facts.languages.listed import listed

_WORD = re.compile(r"\w+")
_LINKS: Final = frozenset(listed("and or und oder y e o et ou & the of le les el los las"))
_ELIDED: Final = re.compile(r"\b[ld]['’](?=\w)", re.IGNORECASE)
_ENDINGS: Final = ("s", "es", "n", "an", "ian", "er", "ern", "in", "e", "en")
_BEFORE_NAMES: Final = frozenset(listed("prof dr mr mrs ms herr frau st sr sra mme doctor"))
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n\u2190-\U0010ffff])[\s\"“(*-]{0,3}\Z")
_SAME: Final = (
    (
        "us",
        "usa",
        "united states",
        "the states",
        "états-unis",
        "vereinigte staaten",
        "ee. uu.",
        "eua",
    ),
    ("uk", "united kingdom", "britain", "royaume-uni", "großbritannien", "reino unido"),
    ("eu", "european union", "europäische union", "ue"),
    ("lisbon", "lissabon", "lisboa", "lisbonne"),
    ("munich", "münchen", "múnich", "munique"),
    ("vienna", "wien", "viena", "vienne"),
    ("cologne", "köln", "colonia", "colônia"),
    ("rome", "rom", "roma"),
    ("milan", "mailand", "milano", "milán", "milão"),
    ("geneva", "genf", "genève", "ginebra", "genebra"),
    ("london", "londres"),
    ("barcelona", "barcelone"),
    ("paris", "parís"),
    ("berlin", "berlín", "berlim"),
    ("hamburg", "hambourg", "hamburgo"),
    ("frankfurt", "francfort", "fráncfort"),
    ("warsaw", "warschau", "varsovie", "varsovia", "varsóvia"),
    ("copenhagen", "kopenhagen", "copenhague"),
    ("moscow", "moskau", "moscou", "moscú", "moscovo"),
    ("new york", "nueva york", "nova york", "nova iorque"),
    ("florence", "florenz", "florencia", "florença"),
    ("venice", "venedig", "venise", "venecia", "veneza"),
    ("naples", "neapel", "nápoles"),
    ("nice", "nizza", "niza"),
    ("porto", "oporto"),
    ("corsica", "korsika", "corse", "córcega", "córsega"),
    ("majorca", "mallorca", "majorque", "maiorca"),
    (
        "canary islands",
        "canaries",
        "îles canaries",
        "kanaren",
        "kanarischen inseln",
        "canarias",
        "islas canarias",
        "canárias",
        "ilhas canárias",
    ),
    ("germany", "deutschland", "allemagne", "alemania", "alemanha"),
    ("austria", "österreich", "autriche", "áustria"),
    ("switzerland", "schweiz", "suisse", "suiza", "suíça"),
    ("france", "frankreich", "francia", "frança"),
    ("spain", "spanien", "espagne", "españa", "espanha"),
    ("italy", "italien", "italie", "italia", "itália"),
    ("belgium", "belgien", "belgique", "bélgica"),
    ("netherlands", "niederlande", "niederlanden", "pays-bas", "países bajos", "países baixos"),
    ("england", "angleterre", "inglaterra"),
    ("ireland", "irland", "irlande", "irlanda"),
    ("poland", "polen", "pologne", "polonia", "polônia", "polónia"),
    ("greece", "griechenland", "grèce", "grecia", "grécia"),
    ("turkey", "türkei", "turquie", "turquía", "turquia"),
    ("brazil", "brasilien", "brésil", "brasil"),
    ("mexico", "mexiko", "mexique", "méxico", "méjico"),
    ("japan", "japon", "japón", "japão"),
    ("europe", "europa"),
    ("english", "englisch", "englische", "anglais", "inglés", "inglês"),
    ("german", "deutsch", "deutsche", "allemand", "alemán", "alemão"),
    ("french", "französisch", "französische", "français", "francés", "francês"),
    ("spanish", "spanisch", "spanische", "espagnol", "español", "espanhol"),
    ("portuguese", "portugiesisch", "portugiesische", "portugais", "portugués", "português"),
    ("italian", "italienisch", "italienische", "italien", "italiano"),
    ("turkish", "türkisch", "türkische", "turc", "turco"),
    ("dutch", "niederländisch", "néerlandais", "neerlandés", "holandês", "neerlandês"),
    ("polish", "polnisch", "polnische", "polonais", "polaco", "polonês"),
    ("russian", "russisch", "russische", "russe", "ruso", "russo"),
    ("arabic", "arabisch", "arabische", "arabe", "árabe"),
    ("chinese", "chinesisch", "chinesische", "chinois", "chino", "chinês"),
    ("easter", "ostern", "pâques", "pascua", "semana santa", "páscoa"),
    ("grandma", "oma", "mamie", "abuela", "avó", "vovó"),
    ("grandpa", "opa", "papi", "abuelo", "avô", "vovô"),
    ("mom", "mum", "mama", "maman", "mamá", "mamãe", "mãe"),
    ("dad", "papa", "papá", "papai", "pai"),
    (
        "atm",
        "atms",
        "geldautomat",
        "geldautomaten",
        "distributeur",
        "distributeurs",
        "dab",
        "cajero",
        "cajeros",
        "caixa eletrônico",
        "caixas eletrônicos",
        "multibanco",
    ),
    ("seville", "sevilla", "séville", "sevilha"),
    ("brussels", "brüssel", "bruxelles", "bruselas", "bruxelas"),
    ("prague", "prag", "praga"),
    ("athens", "athen", "atenas", "athènes"),
    ("zurich", "zürich", "zúrich", "zurique"),
    ("christmas", "xmas"),
)


def names_again(other: str, fact: Fact, own: str) -> bool:
    """Whether `other` names what `fact` of the text `own` names."""
    folded = _folded(other)
    wanted = " ".join(fact.text.casefold().replace("’", "'").split())
    if wanted in folded or wanted.strip(".,;:!?") in folded:
        return True
    if fact.kind != "name":
        return False
    words = set(_WORD.findall(plain(folded)))
    proper = plain(_proper(_ELIDED.sub("", fact.text)))
    said = _WORD.findall(proper)
    asked = [word for word in said if word not in _LINKS] or said
    if _opens(fact, own) and _opened_by_a_common_word(asked, fact, other):
        asked = asked[1:]
    words |= {TITLES[word] for word in words & TITLES.keys()}
    asked = [TITLES.get(word, word) for word in asked]
    if not _another_sex(asked, words):
        asked = [word for word in asked if word not in PERSONAL] or asked
    return all(
        word in words or _inflected(word, words) or not words.isdisjoint(_of_the_town(word))
        for word in asked
    ) or _renamed(wanted, folded, fact.text)


def _another_sex(asked: list[str], words: set[str]) -> bool:
    """Whether only the other of "Herr" and "Frau" stands among the words."""
    wanted = PERSONAL & set(asked)
    return bool(wanted) and not wanted & words and not words.isdisjoint(PERSONAL)


def plain(text: str) -> str:
    """`text` without accents."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _proper(name: str) -> str:
    """The name in lower case without what is joined to it: "Bristol-bound", "Non-EU"."""
    parts = re.split(r"-", name)
    kept = [part for part in parts if part and (part[0].isupper() or part[0].isdigit())]
    if len(kept) > 1 and kept[0] in ("Non", "Ex", "Anti"):
        kept = kept[1:]
    return " ".join(kept or parts).casefold()


def _opened_by_a_common_word(asked: list[str], fact: Fact, other: str) -> bool:
    """ "Book Delta" is Delta; "Gold Card" is no "Platinum Card"."""
    common = word_vectors().common
    if len(asked) < 2 or not common(asked[0]):
        return False
    if not all(common(word) and word not in _BEFORE_NAMES for word in asked[1:]):
        return True
    rest = fact.text.partition(" ")[2]
    named = re.finditer(rf"(?:(\w+) )?\b{re.escape(rest)}\b", other) if rest else ()
    return any(not match[1] or not match[1][0].isupper() for match in named)


@lru_cache(maxsize=64)
def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).replace("’", "'")


def _opens(fact: Fact, own: str) -> bool:
    return bool(_SENTENCE_START.search(own[max(0, fact.start - 4) : fact.start]))


def _inflected(word: str, words: set[str]) -> bool:
    if len(word) < 3:
        return False
    return any(
        (word.endswith(ending) and len(word) - len(ending) > 2 and word[: -len(ending)] in words)
        or word + ending in words
        for ending in _ENDINGS
    )


def _of_the_town(word: str) -> tuple[str, ...]:
    """What a German "-er" is from: "Dresdner", "Bremer", "Grazer"."""
    if not word.endswith("er") or len(word) < 6:
        return ()
    return f"{word[:-2]}en", f"{word[:-3]}en", f"{word[:-2]}e", word[:-2]


def _renamed(wanted: str, folded: str, name: str) -> bool:
    for row in _SAME:
        if wanted in row and any(re.search(rf"\b{re.escape(other)}\b", folded) for other in row):
            return True
    if 3 <= len(name) <= 5 and name.isupper() and name.isalpha():
        return wanted in _initials(folded)
    if len(name) == 2 and name.isupper():
        return bool(re.search(rf"\b{wanted[0]}\w{{3,}}[- ]{wanted[1]}\w{{3,}}", folded))
    return False


@lru_cache(maxsize=64)
def _initials(folded: str) -> str:
    return "".join(word[0] for word in _WORD.findall(folded))
