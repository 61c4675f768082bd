"""Names: capitalised words that do not merely start a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prompts.facts.fact import Fact
from prompts.facts.languages.guess import function_words
from prompts.facts.languages.listed import listed

_WORD = re.compile(r"(?<!\w)[^\W\d_][\w&\-]*(?:['’][\w&\-]+)*|[.!?:;\n]|[^\w\s]")
_ENDS = frozenset('.!?\n"“”„«»')
_BULLETS = frozenset("-–*•·")
_LINKS = frozenset(listed("of the and de la del du di da von van der den on & al el y e"))
# A full stop behind one of these ends no sentence.
_TITLES = frozenset(listed("dr mr mrs ms prof st sr sra srta dra m mme mlle hr fr nr no art vs"))
# Of these the full stop may be the end of the sentence, or they are part of a name: "St. Gallen".
_KEPT = frozenset(listed("st no nr art"))
# Nouns that name a person, in German too.
# "- Départ : Lille" labels what follows.
_LABELLED = re.compile(r"(?:^|\n)[-–*•·]\s?[^\W\d_]+\s?:")
KIN = frozenset(listed("mama papa mutti vati oma opa"))
# A German street, in front of the number of a house.
_STREET = re.compile(r"(?:straße|strasse|str\.?|platz|weg|allee|gasse)\s\d", re.IGNORECASE)
_HERR = frozenset(listed("herr herrn frau"))
# The rest of an aside that a name opens: "(Premium plan)".
_CLOSED = re.compile(r"(?: [^\W\d_A-Z]{2,12})?[)\]]")
# Words that often open a sentence: they are no part of the name behind them ("For Ann").
_OPENERS = frozenset(
    listed(
        "for in on with at from by to of and or but if when while since until before after about "
        "the a an this that these those your our my his her their its we you he she they it as "
        "also only even both all some any each every no not so then there here now today please "
        "thanks sorry dear unfortunately is are was were do does did can could will would "
        "shall should may has have had what which who where why how let "
        "para por con en el la los las su sus tu tus y o si de del pour avec dans le les votre vos "
        "et ou chez para com em no na os as seu sua seus suas se il elle ce cette ihr ihre ihren "
        "ihrem ihrer sie wir ich der die das den dem für mit am um und oder wenn bei von zu nach "
        "leider bitte unser unsere unseren heute morgen outside inside within beyond under"
        " over once "
        "above below between among through during unless whether though because than either"
        " neither non "
        "cheers use using follow leaving borrowing great good super got need want take get"
        " give see "
        "check call email visit open go try keep send pick choose select tap click enter sure"
        " yes no "
        "je soll sollen sollte ohne im ins zur zum vom beim seit weil gegen hallo guten danke lust "
        "statt "
        "dein deine deinen unter ab bis dass was wer wie wo wann hier nur noch jetzt alles "
        "coucou bonjour bonsoir salut merci par seul seule seuls sur sous entre chaque pas deux "
        "trois "
        "mon ma mes ton ta tes notre nos voici quel quelle "
        "toque pulse pulsa pressione clique tippen drücken öffnen appuyez touchez cliquez "
        "hola buenas gracias elige elija escoge ve vaya usa vá escolha choisissez allez wählen "
        "gehen abre entra hay desde hasta sin solo tienes tiene son mi mis "
        "olá oi obrigado obrigada tem leia abra há sem só nos nas pelo pela é são desde até "
        "hi hello hey thanks congrats welcome dear via new more less most best first last next "
        "nobody none everyone everybody someone somebody anyone anybody nothing everything both "
        "etwas per kein keine muss pro vielleicht eure euer euren contactez appelez au aux écrivez"
        " repérez vérifiez contacte contate ligue llame llama"
    )
)
_CONTRACTED = re.compile(r"['’](?:s|re|ll|ve|d)$")
_COMMON = frozenset(
    listed(
        "i i'm i'll i've i'd ok okay mr mrs ms dr am pm a.m p.m vs monday tuesday wednesday "
        "thursday "
        "friday saturday sunday mon tue tues wed thu thurs fri sat sun january february march "
        "april "
        "may june july august september october november december jan feb mar apr jun jul aug sep "
        "sept oct nov dec hi hello hey yes no thanks thank you your please sorry asap faq eta"
        " lol omg "
        "fyi btw tv tvs pdf pdfs cv diy rsvp tbc tbd ok'd ac ids id pin pins sms dob url urls"
        " dvd dvds "
        "ihr ihre ihren ihrem ihrer ihres ihnen "
        "gps wifi wi-fi cb rib dni pj nb ps ii iii internet vip aka q a tba nr art"
    )
)


def is_common(word: str) -> bool:
    """Whether a word in lower case is written with a capital without being a name."""
    return word in _OPENERS or word in _COMMON


def names(text: str, language: str) -> Iterator[Fact]:
    """Runs of capitalised words; a single one that opens a sentence is a soft fact.

    German writes every noun so: there every single one is soft.
    """
    least = 2 if language == "de" else 1
    common = _COMMON | function_words("de") if language == "de" else _COMMON
    links_of_names = _LINKS if language != "de" else frozenset()
    run: list[re.Match[str]] = []
    links: list[re.Match[str]] = []
    starts = True
    first_of_sentence = title = False
    for match in _WORD.finditer(text):
        word = match[0]
        if word[0].isalpha():
            lower = word.lower()
            title = lower in _TITLES
            dotted = title and text.startswith(".", match.end()) and lower not in _KEPT
            if word[0].isupper() and not dotted and not _listed(lower, common):
                if not run:
                    first_of_sentence = starts
                run += [*links, match] if run else [match]
                links = []
            elif run and lower in links_of_names and len(links) < 2:
                links.append(match)
            elif run:
                yield from _name(run, text, first_of_sentence, least)
                run, links = [], []
            starts = False
        else:
            if run:
                yield from _name(run, text, first_of_sentence, least)
                run, links = [], []
            if word in _ENDS or (len(word) == 1 and ord(word) > 0x2190):
                starts = starts or not (word == "." and title)
            elif word in "([" or (word in _BULLETS and starts):
                starts = False
    yield from _name(run, text, first_of_sentence, least)


def _listed(lower: str, common: frozenset[str]) -> bool:
    return lower.removesuffix("'s").removesuffix("’s") in common


def _opens_a_sentence(word: str) -> bool:
    """Whether no name begins with it at the start of a sentence: "For", "There's"."""
    lower = word.lower()
    return lower in _OPENERS or _CONTRACTED.sub("", lower) in _OPENERS


def _name(run: list[re.Match[str]], text: str, first: bool, least: int) -> Iterator[Fact]:
    if first and len(run) > 1 and _opens_a_sentence(run[0][0]):
        run, first = run[1:], False
        while run and run[0][0].lower() in _LINKS:
            run = run[1:]
    # "Nachbarn Herrn Kowalski", "Hallo Frau Öztürk": the person begins with the title.
    titled = next((i for i, word in enumerate(run) if word[0].lower() in _HERR), 0)
    if titled:
        run, first = run[titled:], False
    if not run:
        return
    opens = first and len(run) == 1 and not _inner_capital(run[0][0])
    if opens and _opens_a_sentence(run[0][0]):
        return
    start, end = run[0].start(), run[-1].end()
    found = text[start:end]
    for ending in ("'s", "’s"):
        if found.endswith(ending):
            found, end = found[: -len(ending)], end - len(ending)
    street = len(run) == 1 and bool(_STREET.search(text[start : end + 4]))
    aside = text[start - 1 : start] in ("(", "[") and bool(_CLOSED.match(text, end))
    kin = not opens and found.lower() in KIN
    label = len(run) == 1 and bool(_LABELLED.search(text[max(0, start - 4) : end + 2]))
    soft = opens or label or (len(run) < least and not (start and aside) and not (kin or street))
    yield Fact("name", found.casefold(), found, start, end, soft=soft)


def _inner_capital(word: str) -> bool:
    return any(character.isupper() for character in word[1:])
