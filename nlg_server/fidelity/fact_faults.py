"""What a reply does to the facts of its template: lost, changed, new, moved, or contradicted."""

from __future__ import annotations

from collections.abc import Iterator

from nlg_server.fidelity.bounds.faults import bound_faults
from nlg_server.fidelity.bounds.starts import start_faults
from nlg_server.fidelity.contradictions.asked import asked_faults
from nlg_server.fidelity.contradictions.begun import begun_faults
from nlg_server.fidelity.contradictions.classes import class_faults, class_faults_across
from nlg_server.fidelity.contradictions.features import feature_faults
from nlg_server.fidelity.contradictions.in_part import in_part_faults
from nlg_server.fidelity.contradictions.none_or_one import none_or_one_faults
from nlg_server.fidelity.contradictions.order import order_faults
from nlg_server.fidelity.contradictions.planned_done import planned_done_faults
from nlg_server.fidelity.contradictions.roles import role_faults
from nlg_server.fidelity.contradictions.senders import sender_faults
from nlg_server.fidelity.contradictions.told_done import told_done_faults
from nlg_server.fidelity.contradictions.working_days import working_day_faults
from nlg_server.fidelity.facts.comparison import fact_differences
from nlg_server.fidelity.facts.differences import difference_faults
from nlg_server.fidelity.facts.events import event_faults
from nlg_server.fidelity.facts.former import former_faults
from nlg_server.fidelity.facts.increments import increment_faults
from nlg_server.fidelity.facts.labels import label_faults
from nlg_server.fidelity.facts.left_or_used import left_or_used_faults
from nlg_server.fidelity.facts.lettered import lettered_faults
from nlg_server.fidelity.facts.levels import level_faults
from nlg_server.fidelity.facts.neighbours import replacement_faults, turned_round_faults
from nlg_server.fidelity.facts.numbered import numbered_faults
from nlg_server.fidelity.facts.per_units import per_unit_faults
from nlg_server.fidelity.facts.quotations import outside_quotations
from nlg_server.fidelity.facts.rates import frequency_faults
from nlg_server.fidelity.facts.recurring import recurring_faults
from nlg_server.fidelity.facts.signs import sign_faults
from nlg_server.fidelity.facts.spans import span_faults
from nlg_server.fidelity.facts.swaps import swap_faults
from nlg_server.fidelity.facts.versions import version_faults
from nlg_server.fidelity.names.addressed import addressed_faults
from nlg_server.fidelity.names.named import settled_names
from nlg_server.fidelity.names.titles import title_faults
from nlg_server.fidelity.reading import Reading
from nlg_server.fidelity.slots import rate_faults
from nlg_server.fidelity.told.emoji_signs import without_signs
from nlg_server.fidelity.told.spellings import settled_spellings
from nlg_server.fidelity.verdict import Finding


def fact_faults(expected: Reading, found: Reading) -> Iterator[Finding]:
    """What is wrong with the facts of a reply, in any language; these refuse alone.

    Some may be mistaken (`doubts`), so that the cross-encoder is asked.
    """
    template, reply = expected.text, found.text
    languages = (expected.language, found.language)
    said = without_signs(
        template, reply, found.facts, expected.facts, denied=bool(expected.negated)
    )
    own, told = outside_quotations(expected.facts, said), outside_quotations(said, expected.facts)
    ours, theirs = settled_spellings(template, reply, own, told, languages)
    differences = tuple(
        fact_differences(
            template,
            reply,
            settled_names(ours, expected.units, found.units, reply=False, languages=languages),
            settled_names(theirs, found.units, expected.units, reply=True, languages=languages),
        )
    )
    yield from differences or former_faults(template, reply, ours, theirs)
    yield from title_faults(template, reply)
    if found.language == "en":
        yield from addressed_faults(template, reply)
    same = expected.language == found.language
    yield from bound_faults(template, reply, ours, theirs, same=same)
    yield from start_faults(template, reply, ours, theirs)
    swapped = tuple(swap_faults(template, reply, ours, theirs, expected.units, found.units))
    yield from swapped or turned_round_faults(template, reply, ours, theirs)
    if same:
        yield from rate_faults(template, reply, ours, theirs, english=languages[0] == "en")
        yield from class_faults(template, reply, found.language)
        yield from feature_faults(template, reply)
        yield from order_faults(template, reply)
        yield from none_or_one_faults(template, reply)
        yield from working_day_faults(template, reply)
        yield from numbered_faults(template, reply)
    else:
        yield from class_faults_across(template, reply, languages)
        yield from frequency_faults(template, reply)
    yield from lettered_faults(template, reply)
    yield from sign_faults(template, reply)
    yield from version_faults(template, reply)
    yield from in_part_faults(template, reply)
    yield from planned_done_faults(template, reply)
    yield from asked_faults(template, reply)
    yield from told_done_faults(template, reply)
    yield from difference_faults(template, reply, ours, theirs)
    yield from left_or_used_faults(template, reply, ours, theirs)
    yield from event_faults(template, reply, ours, theirs)
    yield from label_faults(template, reply, ours, theirs)
    yield from level_faults(template, reply, ours, theirs)
    yield from span_faults(template, reply, ours, theirs)
    yield from per_unit_faults(template, reply, ours, theirs)
    yield from increment_faults(template, reply, ours, theirs)
    yield from recurring_faults(template, reply, ours, theirs)
    yield from replacement_faults(template, reply, ours, theirs)
    if languages == ("en", "en"):
        yield from role_faults(template, reply, ours, theirs)
        yield from sender_faults(template, reply, ours, theirs)
        yield from begun_faults(template, reply)
