"""Words that turn a meaning: negation, possibility, bounds, time of an action, speech act."""

from __future__ import annotations

import re
from typing import Final

from prompts.facts.languages.listed import listed

NEGATORS: Final = frozenset(
    listed(
        "not no never without cannot can't don't doesn't didn't isn't aren't wasn't weren't won't "
        "wouldn't shouldn't couldn't haven't hasn't hadn't mustn't needn't ain't none nothing "
        "nobody "
        "neither nor unable unavailable impossible unsuccessful unsuccessfully unsent failed "
        "fail fails "
        "failing cant dont wont couldnt "
        "nicht kein keine keinen keinem keiner keines nie niemals nichts niemand ohne weder "
        "unmöglich "
        "sin ningún ninguna ninguno nunca nada nadie tampoco imposible "
        "ne n' n pas jamais aucun aucune rien sans impossible "
        "não nenhum nenhuma nem sem impossível incapaz"
    )
)

HEDGES: Final = re.compile(
    r"\b(?:may(?! i\b| we\b)|might|maybe|perhaps|possibly|probably|likely|hopefully|presumably"
    r"|potentially|not sure|chance|vielleicht|eventuell|möglicherweise|wahrscheinlich|vermutlich"
    r"|könnte[nst]{0,2}|hoffentlich|chance|\w{0,20}wahrscheinlichkeit|quizás?|tal vez|posiblemente"
    r"|probablemente|puede que|podrías?|podría[ns]|probabilidad|peut-être|probablement|peut"
    r"|pourrait"
    r"|pourriez|possible|risque|probabilité|semble|dirait|talvez|possivelmente|provavelmente"
    r"|pode(?:m|ria)?|sin garantía|(?:could|should|can)(?![’']|not| not))\b",
    re.IGNORECASE,
)
FIRM_HEDGES: Final = re.compile(
    r"\b(?:may(?! i\b| we\b)(?= \w)|might|maybe|perhaps|possibly|probably|chance of|vielleicht"
    r"|eventuell|möglicherweise|wahrscheinlich|vermutlich|quizás?|tal vez|posiblemente"
    r"|probablemente|peut-être|probablement|talvez|possivelmente|provavelmente)\b",
    re.IGNORECASE,
)
MONTH_MAY: Final = re.compile(r"\bMay(?= \d)|(?<=\d )May\b|(?<=in )May\b|(?<=th )May\b")

FUTURE: Final = re.compile(
    r"\b(?:will|shall|going to|gonna|about to|\w+'ll|wird|werden|werde|wirst|va|van|vas|vamos|vais"
    r"|vai|vão|vou|allons|\w{3,20}(?:ará|erá|irá|aremos|eremos|iremos|arán|erán|irán)"
    r"|sera|seront|será|serán|serão|\w{3,20}(?:era|rons|ront|rez|rai))\b|(?<=\w)['’]ll\b",
    re.IGNORECASE,
)
ONGOING: Final = re.compile(
    r"\b(?:\w{2,20}ing|soon|shortly|tomorrow|later|gleich|bald|pronto|bientôt|logo|can|please)\b",
    re.IGNORECASE,
)
PERFECT: Final = re.compile(
    r"\b(?:has|have|had|was|were|been|already|'ve|just)\s(?:been\s|already\s|just\s)?\w{2,20}(?:ed|en"
    r"|nt|lt|de|ne)\b|\b(?:wurde|wurden|bereits|schon)\b|\b(?:ha|han|he|hemos) (?:sido "
    r"|\w{2,20}d[oa]s?)"
    r"|\b(?:a|ont|avons|ai) été|\bfo(?:i|ram)\b|\b(?:llegó|llegaron|chegou|chegaram|arrivé\w?)\b"
    r"|\b(?:is|are|you're|it's) (?:now |all )?"
    r"(?:booked|done|confirmed|scheduled|sent|cancelled|canceled|paid|completed|refunded|set)\b",
    re.IGNORECASE,
)
PASSIVE_FUTURE: Final = re.compile(
    r"\b(?:will|['’]ll) (?:soon |shortly )?be \w{2,20}(?:ed|en|nt)\b"
)

OFFER: Final = re.compile(
    r"\b(?:(?:shall|should|can|may|could) (?:i|we)\b|(?:would|do) you (?:like|want|need) (?:me"
    r"|us) to"
    r"|(?:want|like|need) (?:me|us) to|(?:ready|okay|ok|fine|happy) for (?:me|us) to"
    r"|soll(?:en)? (?:ich|wir)|kann ich|darf ich|dass ich"
    r"|quieres? que|desea[s]? que|puedo|te gustaría que|(?:voulez|souhaitez)-vous que|dois-je"
    r"|puis-je|veux-tu que|quer que|gostaria que|posso|devo)\b",
    re.IGNORECASE,
)
REQUEST: Final = re.compile(
    r"\b(?:let me know|let us know|tell (?:me|us)|(?:please|kindly|could you|can you|would you"
    r"|you can|i(?:'ll| will)? need|i(?:'d| would) like|what i need|go ahead and)\s(?:\w{1,12} )?"
    r"(?:tell|share|give|provide|confirm|enter|type|specify|choose|pick|select|say|send|check|state"
    r"|describe|your|to know|upload|write|reply|answer|name|let|indicate|type)"
    r"|confirm|enter|specify|choose|select|pick|which|bitte|sag|sagen sie|nennen|teil|verrat"
    r"|por favor|dime|dígame|indica|indique|dame|confirma|me (?:diga|informe|passe|envie)"
    r"|informe|veuillez|dites|indiquez|donnez|merci de|confirmez|confirme|vérifiez|poderia|pode)\b",
    re.IGNORECASE,
)


_STATES = (
    ("early|on time|punctual", "delayed|late|delay"),
    ("correct|right", "wrong|incorrect|false"),
    ("deleted|removed|erased", "saved|kept|added|stored"),
    ("active|unblocked|unlocked|working", "blocked|locked|frozen"),
    ("free|available|vacant", "taken|occupied|full|unavailable"),
    ("first", "last"),
    ("accepted|approved", "declined|rejected"),
    (
        r"confirmed|booked|confirm|bestätig\w+|reservier\w+|confirmé\w*|confirmad[oa]s?",
        r"cancelled|canceled|pending|cancel|absag\w+|stornier\w+|annulé\w*|cancelad[oa]s?",
    ),
    ("received", "refused"),
    ("opens?|opening|öffnet|abre[n]?|ouvre", "closes?|closing|schließt|cierra[n]?|ferme|fecha[m]?"),
    ("included?|including", "excluded?|excluding|except"),
)
OPPOSITES: Final = tuple(
    (re.compile(rf"\b(?:{one})\b", re.IGNORECASE), re.compile(rf"\b(?:{other})\b", re.IGNORECASE))
    for one, other in (
        *_STATES,
        ("earlier|before|prior to|sooner", "later|after"),
        ("less|fewer|shorter|lower|below|under", "more|longer|higher|above|over"),
        ("within", "after"),
        ("minimum|at least|lowest|shortest|least", "maximum|at most|highest|longest|up to"),
        ("separately|individually|one at a time|each", "together|all at once|jointly"),
        ("arrives?|arriving|arrival", "departs?|departing|departure|leaves|leaving"),
        ("morning", "evening|night|afternoon"),
        ("public|publicly", "private|privately"),
        ("früher|vor|vorher", "später|nach|nachher"),
        ("weniger|unter", "mehr|über"),
        ("antes", "después|depois|despues"),
        ("menos", "más|mais"),
        ("avant|plus tôt", "après|plus tard"),
        ("moins", "plus de"),
    )
)
# "After it ends, within ten days" is "within ten days after it ends".
WITHIN: Final = next(one for one, _ in OPPOSITES if one.pattern == r"\b(?:within)\b")
# The first halves of those pairs that a negation turns into the other: "not free", "taken".
STATES: Final = frozenset(one for one, _ in OPPOSITES[: len(_STATES)])
