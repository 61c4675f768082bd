"""Says what the settings of Rasa Pro's rephraser and EnterpriseSearchPolicy mean here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from nlg_server.settings.rephrasing import RASA_PRO_TYPES

if TYPE_CHECKING:
    from nlg_server.checking import Remark
    from nlg_server.project import Project


def explain_migration(project: Project) -> Iterator[Remark]:
    """A remark for each Rasa Pro setting whose meaning differs here."""
    from nlg_server.checking import Remark

    file = project.endpoints
    nlg = file.values.get("nlg")
    nlg = nlg if isinstance(nlg, dict) else {}
    place = f"{file.name}:{file.line('nlg.type')}" if "type" in nlg else file.name
    if nlg.get("type") in RASA_PRO_TYPES:
        yield Remark(
            "warning",
            place,
            f"with `type: {nlg['type']}` Rasa Pro rephrases itself and does not call `url`.",
            "Remove the line `type:`; the other keys stay as they are.",
        )
    if "summarize_history" not in nlg and nlg:
        yield Remark(
            "note",
            file.name,
            "the prompt carries the last turns, not a summary: one model call instead of two "
            "(Rasa Pro summarises by default).",
            "Set `summarize_history: true` under `nlg:` for a summary.",
        )
