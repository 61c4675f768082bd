"""What the user is asked must not be told as done: "Shall I book it?" is not "I have booked it"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlg_server.fidelity.verdict import Finding

_ASKS: Final = re.compile(
    r"\?|\b(?:please|kindly) confirm\b|(?:^|[.!]\s)confirm\b|\bbitte bestätig\w*"
    r"|\bpor favor,? confirm\w*|\bveuillez confirmer\b|\bconfirmez\b",
    re.IGNORECASE,
)
_DONE: Final = re.compile(
    r"(?:\b(?:is|are|been|all|now)|['’](?:s|re))\s(?:now |all |been |already )?"
    r"(?:confirmed|booked|reserved|scheduled|done|set|sent|ordered|cancel+ed|deleted|transferred)\b"
    r"|\b(?:has|have) been \w{2,15}(?:ed|en|nt)\b"
    r"|\b(?:I|we)(?:['’]ve| have)\s(?:\w{2,9}ly |just |now |already )?(?!found|got|understood|heard"
    r"|noted|received|seen|need)\w{2,15}(?:ed|nt|ne|lt|de|en)\b"
    r"|\b(?:I|we)['’](?:m|re)\s(?:now )?(?!going|looking|having|calling|asking|wondering|trying"
    r"|checking|happening|missing)\w{2,12}ing\b"
    r"|\b(?:ist|sind|wurden?|habe?n?)\b[^.!?]{0,60}\b(?:bestätigt|gebucht|reserviert|erledigt"
    r"|storniert|gelöscht|gesendet|verschickt|eingetragen|überwiesen)\b"
    r"|\b(?:está[ns]?|queda[ns]?|ha sido|he|hemos)\s(?:confirmad|reservad|hech|cancelad|enviad"
    r"|borrad)\w+"
    r"|\b(?:est|sont|a été|ai|avons)\s(?:bien )?(?:confirmé|réservé|annulé|envoyé|supprimé)\w*"
    r"|\b(?:está|estão|foi|foram|fica)\s(?:confirmad|reservad|feit|cancelad|enviad|apagad)\w+"
    r"|\b(?:reservei|cancelei|enviei|apaguei|confirmei|marquei)\b",
    re.IGNORECASE,
)
_STILL_ASKS: Final = re.compile(
    r"\?|\b(?:please|just|kindly|let me know|tell me|say|reply|bitte|por favor|veuillez|dites"
    r"|if (?:that|this|everything|it)|to confirm|confirm\b|confirma\b|confirme[sz]?\b|bestätige)"
    r"|\bmerci de\b|\bneeds? your\b|\bconfirmations? of\b|\bas soon as you\b|\bonce you\b",
    re.IGNORECASE,
)
# "Confirm it at this link" is no question of the message itself.
_CONFIRMS: Final = re.compile(
    r"(?:(?:^|[.!]\s)(?:(?:can|could|would) you )?(?:please |kindly )?confirm|\bplease confirm)\b"
    r"(?! (?:it|at|in|by|on|with|via|your)\b)|\bbitte bestätigen sie\b|\bpor favor,? confirm[ae]\b"
    r"|\bveuillez confirmer\b",
    re.IGNORECASE,
)


def told_done_faults(template: str, reply: str) -> Iterator[Finding]:
    """A reply that asks nothing where the template asks to confirm.

    Of other questions the check is that no such reply tells of something done, where the template
    does not.
    """
    if _STILL_ASKS.search(reply):
        return
    asked, done = _ASKS.search(template), _DONE.search(reply)
    confirms = _CONFIRMS.search(template)
    if asked and done and not _DONE.search(template):
        message = "what is asked must not be told as done"
        yield Finding("speech_act", "done", message, asked.span(), done.span())
    elif confirms:
        message = "the user must still be asked to confirm"
        yield Finding("speech_act", "confirm", message, confirms.span(), None)
