"""Which language a text is in, and which a reply may be in."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from typing import Final, Protocol

from nlg_server.fidelity.lexicon import Entry, lexicon_of
from nlg_server.fidelity.lexicon.lexicon import SUPPORTED
from nlg_server.fidelity.names.same_names import plain
from prompts.facts.languages import LANGUAGES
from prompts.facts.languages.guess import function_word_scores
from prompts.facts.languages.listed import listed


class Identifier(Protocol):
    """Names the language of a text, with a probability."""

    def classify(self, text: str) -> tuple[str, float]: ...

    def rank(self, text: str) -> list[tuple[str, float]]: ...


_CANDIDATES: Final = ("en", "de", "es", "fr", "pt", "it", "nl", "pl", "sv", "da", "tr", "ro", "id")
_SURE: Final = 0.9
_UNKNOWN: Final = Entry()
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_LONG: Final = 4
# Of a few words, of which no list knows one: what the identifier must give its best guess.
_LIKELY: Final = 0.45
_FEW: Final = 8
# Words of another language from which on a short reply is in it.
_TOLD: Final = 2
# What people type in a chat, apart from accents left out.
_CHATTED: Final = {
    "de": frozenset(
        listed(
            "hab nen nem isses gibts gehts heut grad moin nich kriegt kriege ned vllt danke hallo"
        )
    ),
    "es": frozenset(listed("hola porfa porfi tb teneis podeis haceis quereis pls quiero vale")),
    "fr": frozenset(
        listed(
            "jai cest jsuis jpeux jveux ya koi qd auj pk pq svp stp slt bjr cc rdv mdp lalarme "
            "allo hein cv quoi nan ouais mdr ca"
        )
    ),
    "pt": frozenset(
        listed(
            "vc vcs pq obg obrigado blz tb tbm hj nao ta oi ola viu kd cade eh qto msm pera valeu "
            "socorro ajuda paguei boleto frete quero"
        )
    ),
}
_EDGES: Final = " \"'“”„«»‘’"
_SENTENCE: Final = re.compile(r"[^.!?\n:;]+")
# Words in capitals side by side: "The Royal Oak".
_TITLE: Final = re.compile(r"[^\W\d_a-z][\w'’]*(?: [^\W\d_a-z][\w'’]*)+")
_SCRIPTS: Final = (
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "ru"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x06FF, "ar"),
    (0x0900, 0x097F, "hi"),
    (0x0E00, 0x0E7F, "th"),
    (0x3040, 0x30FF, "ja"),
    (0x4E00, 0x9FFF, "zh"),
    (0xAC00, 0xD7AF, "ko"),
)


@lru_cache(maxsize=2048)
def detect(text: str) -> str | None:
    """The language of the first 1,000 characters; None where they are too few to tell.

    Function words decide where they are clear; py3langid where they are not; the script where it
    is not Latin.
    """
    text = text[:1000]
    script = _script(text)
    if script is not None:
        return script
    scores, count = function_word_scores(text)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if ranked:
        best, score = ranked[0]
        second = ranked[1][1] if len(ranked) > 1 else 0.0
        if score >= 1.5 and score >= 1.6 * second and score >= 0.12 * count:
            return best
    known = _known_words(text)
    if known is not None:
        return known
    if count < 4:
        return None
    language, probability = language_identifier().classify(text)
    return str(language) if probability >= _SURE else None


def likely_languages(text: str) -> frozenset[str]:
    """Languages the writer of `text` may speak: the one detected, else every plausible one.

    A few words are read as people type them in a chat, without accents and shortened.
    """
    found = detect(text)
    likely = {found} if found is not None else _best_known(text)
    if found is not None and found not in SUPPORTED:  # a few French words may look Italian
        likely |= _best_known(text)
    if found is None:
        likely |= _nearly_known(text)
    return frozenset(likely | _best_guess(text, likely))


def read_in(text: str, allowed: frozenset[str]) -> str | None:
    """The one of the `allowed` languages to which most words of a short text belong."""
    likely = _best_known(text) & allowed
    if len(likely) < 2 or "en" in likely:
        return likely.pop() if len(likely) == 1 else None
    ranked = language_identifier().rank(" ".join(_words(text)))
    return next(code for code, _ in ranked if code in likely)


def is_foreign(reply: str, template: str, allowed: frozenset[str]) -> bool:
    """Whether the words of a short reply are all those of a language that is not allowed.

    Words of the template are left out, for they may be names; one word alone is not believed.
    """
    new = set(_words(reply)) - set(_words(template))
    if len(new) < _TOLD or not allowed <= frozenset(SUPPORTED):
        return False
    if any(_is_typed(word, code) for word in new for code in allowed):
        return False
    return any(all(_is_typed(word, code) for word in new) for code in SUPPORTED)


def _best_known(text: str) -> set[str]:
    """The languages to which most of the words belong."""
    shares = {code: sum(_is_typed(word, code) for word in _words(text)) for code in SUPPORTED}
    best = max(shares.values())
    return {code for code, count in shares.items() if best and count == best}


def _nearly_known(text: str) -> set[str]:
    """The languages of a few words of which one word more or less may be another's.

    "playlist route du sud", "lyon montreal en business"
    """
    words = _words(text)
    if not 2 < len(words) <= _FEW:
        return set()
    shares = {code: sum(_is_typed(word, code) for word in words) for code in SUPPORTED}
    best = max(shares.values())
    if best == len(words):
        return set()
    return {code for code, count in shares.items() if count and count >= best - 1}


def _best_guess(text: str, likely: set[str]) -> set[str]:
    """What the identifier makes of a few words that are none of a `likely` other language."""
    words = _words(text)
    if len(words) > _FEW or not any(len(word) > _LONG for word in words):
        return set()
    # English words stand in every language: "stop", "to" of "tô".
    if likely - {"en"}:
        return set()
    ranked = [one for one in language_identifier().rank(" ".join(words)) if one[0] in SUPPORTED]
    (language, probability), total = ranked[0], sum(probability for _, probability in ranked)
    return {language} if probability >= _LIKELY * total else set()


@lru_cache(maxsize=len(SUPPORTED))
def _typed(code: str) -> frozenset[str]:
    """Words and stems of a language as they are typed: without accents, and shortened."""
    lexicon, words = lexicon_of(code), LANGUAGES[code]
    dated = words.relative.keys() | words.weekdays.keys() | words.months.keys()
    known = lexicon.exact.keys() | lexicon.words.keys() | dated | words.durations.keys()
    return frozenset(map(plain, known)) | _CHATTED.get(code, frozenset())


def _is_typed(word: str, code: str) -> bool:
    typed = _typed(code)
    return plain(word) in typed or plain(lexicon_of(code).stem(word)) in typed


def base(code: str) -> str:
    """The two-letter part of a language code: ``pt`` for ``pt-BR``."""
    return code.replace("_", "-").split("-")[0].lower()


def allowed_languages(template: str, user_text: str, language: str | None) -> frozenset[str]:
    """What the reply may be in: `language` where given, else the user's, else the template's.

    Empty where nothing can be told.
    """
    if language is not None:
        return frozenset({base(language)})
    own = detect(template)
    spoken = likely_languages(user_text) if user_text else frozenset()
    return spoken | {own} if own else spoken


def english_sentence(reply: str, language: str, template: str) -> tuple[int, int] | None:
    """The place of a sentence that is English, in a reply of another language.

    What stands in the template too is a title or the like.
    """
    if language == "en":
        return None
    for match in _SENTENCE.finditer(reply):
        told = _TITLE.sub(lambda name: " " if name[0] in template else name[0], match[0])
        scores, count = function_word_scores(told)
        own, other = scores.get(language, 0.0), scores.get("en", 0.0)
        english = count >= 2 and other >= 1.0 and other >= 3 * own
        if not english and not own:
            english = _names_in_english(match[0], language, template)
        if english and match[0].strip(_EDGES) not in template:
            return match.span()
    return None


def _names_in_english(sentence: str, language: str, template: str) -> bool:
    """Whether English words stand beside new capitals and nothing else: "Mention Pittsburgh"."""
    if language not in SUPPORTED:
        return False
    words = _WORD.findall(sentence.replace("’", "'"))
    english, own = lexicon_of("en"), lexicon_of(language)
    known = [word for word in words if english.entry(word.lower()) != _UNKNOWN]
    if not any(len(word) >= _LONG for word in known):
        return False
    # "plan" is a word of both; of two English words one may be.
    told = [word for word in words if len(known) < 2 or word not in known]
    if any(own.entry(word.lower()) != _UNKNOWN for word in told):
        return False
    others = [word for word in words if word not in known]
    new = [word for word in others if word not in template]
    if not others:  # "Mention Family plan": two of its words are English alone
        foreign = [word for word in known if own.entry(word.lower()) == _UNKNOWN]
        new = [word for word in foreign if word not in template] if len(foreign) > 1 else []
    return all(word[0].isupper() for word in others) and bool(new)


def _known_words(text: str) -> str | None:
    """The language whose lexicon knows clearly more of the words than any other's."""
    shares = _lexicon_shares(text)
    ranked = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    (best, most), (_, second) = ranked[0], ranked[1]
    return best if most >= 3 and most >= 1.5 * second + 0.5 else None


def _lexicon_shares(text: str) -> dict[str, int]:
    words = _words(text)
    shares = {}
    for code in SUPPORTED:
        lexicon = lexicon_of(code)
        shares[code] = sum(1 for word in words if lexicon.entry(word) != _UNKNOWN)
    return shares


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))[:60]


def _script(text: str) -> str | None:
    if text.isascii():
        return None
    counts: dict[str, int] = {}
    letters = 0
    for character in text:
        if character.isalpha():
            letters += 1
            point = ord(character)
            if point > 0x36F:
                for low, high, code in _SCRIPTS:
                    if low <= point <= high:
                        counts[code] = counts.get(code, 0) + 1
    if not counts:
        return None
    code = max(sorted(counts), key=lambda name: counts[name])
    return code if counts[code] > 0.3 * letters else None


@lru_cache(maxsize=1)
def language_identifier() -> Identifier:
    langid = import_module("py3langid.langid")
    loaded = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    loaded.set_languages(list(_CANDIDATES))
    identifier: Identifier = loaded
    return identifier
