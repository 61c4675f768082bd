"""How often a reply mentions what its template mentions: none instead of another, none again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlg_server.fidelity.alignment import Change, list_items
from nlg_server.fidelity.content import Unit
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

_NAMED = frozenset({"name", "quoted"})
# The weight from which a new word may stand for a name.
_INSTEAD = 0.3


def mention_faults(
    texts: tuple[str, str],
    facts: tuple[Sequence[Fact], Sequence[Fact]],
    units: tuple[Sequence[Unit], Sequence[Unit]],
    change: Change,
) -> Iterator[Finding]:
    """Names that gave way to something else, and options that are singled out.

    `texts`, `facts` and `units` are the template's and the reply's, both in one language.
    """
    template, reply = (text.casefold() for text in texts)
    yield from _replaced(template, reply, facts, units, change)
    for option, chosen in list_items(texts[0], units[0]):
        start, end = option[0].start, option[-1].end
        cut = texts[0][start - 1 : start].isalnum()  # the "D" of "3D"
        if (
            chosen
            and not cut
            and reply.count(template[start:end]) > template.count(template[start:end])
        ):
            message = f"the option {texts[0][start:end]} must not be singled out"
            yield Finding("fact_added", "option", message, (start, end), None)


def _replaced(
    template: str,
    reply: str,
    facts: tuple[Sequence[Fact], Sequence[Fact]],
    units: tuple[Sequence[Unit], Sequence[Unit]],
    change: Change,
) -> Iterator[Finding]:
    """Names of which one mention of several gave way to another fact or to new content.

    "Is Nadia the person you want to add?" may say "she", but no other name and no place.
    """
    expected, found = facts
    rarer = [
        fact
        for fact in expected
        if fact.kind in _NAMED and not fact.soft and template.count(fact.text.casefold()) > 1
        if reply.count(fact.text.casefold()) < template.count(fact.text.casefold())
    ]
    if not rarer:
        return
    instead = [
        fact
        for fact in found
        if not fact.soft and reply.count(told := fact.text.casefold()) > template.count(told) > 0
    ]
    if instead or _stands_instead(rarer, units, change):
        name = rarer[0]
        message = f"the name {name.text} must stay each time, or be left out"
        place = (instead[0].start, instead[0].end) if instead else None
        yield Finding("fact_changed", name.kind, message, (name.start, name.end), place)


def _stands_instead(
    names: Sequence[Fact], units: tuple[Sequence[Unit], Sequence[Unit]], change: Change
) -> bool:
    """Whether new content is heavy, or follows the word that one of `names` followed."""
    if not change.english:
        return False
    before = {_word_before(units[0], name.start) for name in names} - {""}
    return any(
        weight >= _INSTEAD or _word_before(units[1], unit.start) in before
        for weight, unit in change.novel
    )


def _word_before(units: Sequence[Unit], at: int) -> str:
    """The stem of the last word before `at` that is no function word."""
    return next((u.stem for u in reversed(units) if u.end <= at and not u.entry.function), "")
