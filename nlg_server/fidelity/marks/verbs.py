"""What is said of each English verb: that it was, is, will, can or must be done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Final

from nlg_server.fidelity.lexicon import lexicon_of
from nlg_server.fidelity.verdict import Finding
from prompts.facts.languages.listed import listed

_IS = re.compile(r"\b(?:is|are)\b|(?<=\w)['’]re\b|\b(?:it|that|there)['’]s\b", re.IGNORECASE)
_WAS = re.compile(r"\b(?:was|were)\b", re.IGNORECASE)
_DEED = re.compile(r"\w{2,}ed\b|\b(?:has|have|had)\b")
_SENTENCE = re.compile(r"[^.!?\n]{1,600}[.!?\n]?")
_TOKEN = re.compile(r"['’]?[^\W\d_]+")
_AUXILIARIES: Final = {
    **dict.fromkeys(listed("will shall ll won gonna"), "will"),
    **dict.fromkeys(listed("can cannot"), "can"),
    # "Could not start", "couldn't be started" tell what was, or was not, in many ways.
    **dict.fromkeys(listed("couldn"), ""),
    **dict.fromkeys(listed("may might could"), "may"),
    **dict.fromkeys(listed("must should"), "must"),
    **dict.fromkeys(listed("was were did had"), "past"),
    **dict.fromkeys(listed("has have ve"), "done"),
    **dict.fromkeys(listed("is are am m re does do"), "is"),
}
# What may stand between an auxiliary and its verb.
_BETWEEN: Final = frozenset(
    listed(
        "be been being got not t n now already just soon shortly also only get i you we they he "
        "she it then still both all currently automatically successfully have going to able"
    )
)
_DETERMINERS: Final = frozenset(
    listed("a an the your my our his her their its this that these those any no of per with")
)
_IRREGULAR: Final = dict(
    pair.split("=")
    for pair in listed(
        "left=leave sent=send paid=pay made=make found=find took=take taken=take gave=give "
        "given=give went=go got=get told=tell said=say bought=buy kept=keep held=hold lost=lose "
        "met=meet sold=sell began=begin came=come chose=choose chosen=choose written=write "
        "wrote=write driven=drive drove=drive flew=fly flown=fly ran=run saw=see seen=see "
        "spoke=speak spoken=speak withdrew=withdraw withdrawn=withdraw rose=rise fell=fall "
        "built=build"
    )
)
# What is "included in" a price still is; what it "included" no longer.
_STATE_OF: Final = ["included", "in"]
_REACH = 6
_DONE = ("past", "done")
# States that must not turn into one another: a plan is no deed, a possibility no duty.
_CLASHES: Final = frozenset(
    {
        *product(("will", "may", "can", "must"), _DONE),
        *product(_DONE, ("will", "may", "can", "must")),
        *product(("now",), _DONE),
        *product(("can",), ("will", "must")),
        *product(("will",), ("can", "may", "must")),
        *product(("must",), ("can", "may", "will")),
        *product(("may",), ("will", "must")),
        *product(("is",), ("can", "may")),
        *product(("now",), ("may", "must")),
    }
)


def verb_faults(template: str, reply: str) -> Iterator[Finding]:
    """Verbs of which an English reply says another state than its English template.

    Questions are left out: "Can I book it?" and "Shall I book it?" ask the same. A verb without
    auxiliary states its time by its form; a plain form (an order, an infinitive) states none.
    """
    present = _IS.search(template) and not (_WAS.search(template) or _DEED.search(template))
    if present and _WAS.search(reply) and not _IS.search(reply):
        yield Finding("speech_act", "tense", "what is so must not be told as past")
    ours, theirs = _states(template), _states(reply)
    for stem, states in ours.items():
        told = theirs.get(stem)
        if told and all(pair in _CLASHES for pair in product(states, told)):
            before, after = min(states), min(told)
            code = "modality" if {before, after} & {"can", "may", "must"} else "speech_act"
            message = f"what is said of {stem!r} must stay so ({before}, not {after})"
            yield Finding(code, "tense", message)


def _states(text: str) -> dict[str, set[str]]:
    """The states of each verb, or word like one, by its stem."""
    found: dict[str, set[str]] = {}
    lexicon = lexicon_of("en")
    for sentence in _SENTENCE.finditer(text):
        if sentence[0].endswith("?"):
            continue
        words = [match[0].lower().strip("'’") for match in _TOKEN.finditer(sentence[0])]
        for at, word in enumerate(words):
            if word in _AUXILIARIES or word in _BETWEEN or len(word) < 3:
                continue
            determined = at > 0 and words[at - 1] in _DETERMINERS
            determined = determined or word.endswith(("able", "ible"))
            state = "" if determined else _auxiliary(words, at) or _form(words[at : at + 2])
            stem = lexicon.stem(_IRREGULAR.get(word, word))
            found.setdefault(stem, set()).add(state)
    return found


def _auxiliary(words: list[str], at: int) -> str:
    """The state that the words before a verb give it."""
    state = ""
    between: list[str] = []
    for word in reversed(words[max(0, at - _REACH) : at]):
        if word in _AUXILIARIES:
            denied = word == "could" and between[-1:] == ["not"]
            state = "" if denied else _AUXILIARIES[word]
        elif word not in _BETWEEN:
            break
        between.append(word)
    verb = words[at]
    if state == "done" and "to" not in between:  # "have 3 boxes" has no participle
        return state if verb in _IRREGULAR or verb.endswith(("ed", "en", "nt", "lt", "ne")) else ""
    if state and "to" in between:
        if "going" in between:
            return "will"
        if "able" in between:
            return "can"
        return "must" if "have" in between or "has" in between else ""
    return state


def _form(words: list[str]) -> str:
    """The state that the first of `words`, which has no auxiliary, tells by its form."""
    if words == _STATE_OF:
        return ""
    word = words[0]
    if word in _IRREGULAR or (word.endswith("ed") and len(word) > 4):
        return "past"
    return "now" if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else ""
