"""Lists the protected facts of a template, for the prompt."""

from __future__ import annotations

from collections.abc import Mapping

from prompts.facts.extraction import find_facts


def describe_facts(
    template: str, slots: Mapping[str, object] | None = None, language: str | None = None
) -> tuple[str, ...]:
    """What must stay, as it stands in the filled template, in order and without repetition.

    Slot values count where they stand in the template; a fact inside a listed one is left out.

    >>> describe_facts("Dr. Ada Wong sees you on 4 March at 10:45.", {"doctor": "Dr. Ada Wong"})
    ('Dr. Ada Wong', '4 March', '10:45')
    """
    stretches = [(fact.start, fact.end) for fact in find_facts(template, language) if not fact.soft]
    for value in (slots or {}).values():
        shown = str(value).strip() if isinstance(value, (str, int, float)) else ""
        at = template.find(shown) if shown else -1
        if at >= 0 and not isinstance(value, bool):
            stretches.append((at, at + len(shown)))
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(stretches), key=lambda stretch: stretch[0] - stretch[1]):
        if not any(outer[0] <= start and end <= outer[1] for outer in kept):
            kept.append((start, end))
    return tuple(dict.fromkeys(template[start:end] for start, end in sorted(kept)))
