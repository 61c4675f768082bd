"""What is planned told as done: "scheduled for Monday" is not "went through on Monday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlg_server.fidelity.verdict import Finding

_PLANNED: Final = re.compile(
    r"(?<!than )(?<!as )\b(?:scheduled|planned|due(?! to\b)|expected|pending"
    r"|geplant|vorgesehen|angesetzt|programad[oa]s?"
    r"|prevista?o?s?|pendientes?|prévue?s?|planifiée?s?|programmée?s?|agendad[oa]s?"
    r"|pendentes?)\b",
    re.IGNORECASE,
)
_AHEAD: Final = re.compile(
    r"\b(?:will|shall|going to|about to|to (?:be|go|come|take|arrive)|wird|werden|soll\w*"
    r"|va|van|vont|sera|seront|será[ns]?|serão|vai|vão|tomorrow|soon|once|when|if|until|before)\b"
    r"|\w['’]ll\b|\b(?:set|booked|arranged|lined up|down|reserved|slated) (?:for|in)\b",
    re.IGNORECASE,
)
_DONE: Final = re.compile(
    r"\b(?:(?:has|have) been|was|were|got) (?:already |now |just |successfully )?(?!scheduled"
    r"|planned|set|booked|arranged|moved|confirmed|fixed|agreed|announced|estimated|submitted|passed"
    r"|registered|entered|reserved)(?:\w{3,15}ed|done|made|sent|paid)\b"
    r"|\b(?:went|gone|came) (?:through|out|ahead)\b|\b(?:is|are) (?:now |all )?(?:done|complete"
    r"|completed|finished|paid|sent)\b"
    r"|\b(?:wurden?|ist|sind) [^.!?]{0,40}\b(?:ausgeführt|erledigt|überwiesen|gemacht|gesendet"
    r"|abgeschlossen|erfolgt)\b"
    r"|\b(?:se (?:hizo|hicieron|realizó|realizaron|envió|completó)|(?:fue(?:ron)?|ha(?:n)? sido)"
    r" (?!fijad|confirmad|reservad|programad|prevista?)\w+d[oa]s?)\b"
    r"|\b(?:a|ont) été (?!prévu|planifi|programm|fixé|confirmé|réservé)\w+(?:é|e)e?s?\b"
    r"|\b(?:foi|foram) (?!agendad|marcad|programad|confirmad|reservad)\w+(?:ad|id)[oa]s?\b",
    re.IGNORECASE,
)
# What is denied is not planned, and what failed is over.
_NOT: Final = re.compile(
    r"n['’]t\b|\b(?:no|not|none|nothing|kein\w*|nicht|ning[uú]n\w*|nada|aucune?|pas|nenhuma?|não"
    r"|fail\w*|declin\w+|reject\w+|cancel\w+|storniert|fehlgeschlagen|rechazad\w+|cancelad\w+"
    r"|refusé\w*|annulé\w*|recusad\w+)\b",
    re.IGNORECASE,
)


def planned_done_faults(template: str, reply: str) -> Iterator[Finding]:
    """A reply that tells of something done, and of nothing ahead, where the template plans it."""
    planned, done = _PLANNED.search(template), _DONE.search(reply)
    if not planned or not done or _DONE.search(template) or "?" in template:
        return
    if _NOT.search(template) or _NOT.search(reply):
        return
    if not _PLANNED.search(reply) and not _AHEAD.search(reply):
        message = "what is planned must not be told as done"
        yield Finding("speech_act", "tense", message, planned.span(), done.span())
