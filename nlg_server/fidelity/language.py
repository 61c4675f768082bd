"""Which language a text is in, and which a reply may be in."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from typing import Final, Protocol

from nlg_server.fidelity.lexicon import Entry, lexicon_of
from nlg_server.fidelity.lexicon.lexicon import SUPPORTED
from prompts.facts.languages.guess import function_word_scores


class Identifier(Protocol):
    """Names the language of a text, with a probability."""

    def classify(self, text: str) -> tuple[str, float]: ...


_CANDIDATES: Final = ("en", "de", "es", "fr", "pt", "it", "nl", "pl", "sv", "da", "tr", "ro", "id")
_SURE: Final = 0.9
_UNKNOWN: Final = Entry()
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_LONG: Final = 4
_EDGES: Final = " \"'“”„«»‘’"
_SENTENCE: Final = re.compile(r"[^.!?\n:;]+")
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
    """Languages the writer of `text` may speak: the one detected, else every plausible one."""
    found = detect(text)
    if found is not None:
        return frozenset({found})
    shares = _lexicon_shares(text)
    best = max(shares.values(), default=0)
    return frozenset(code for code, count in shares.items() if best and count == best)


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
        scores, count = function_word_scores(match[0])
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
    words = _WORD.findall(text.lower().replace("’", "'"))[:60]
    shares = {}
    for code in SUPPORTED:
        lexicon = lexicon_of(code)
        shares[code] = sum(1 for word in words if lexicon.entry(word) != _UNKNOWN)
    return shares


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
