"""Words that bound a value: "up to", "at least", "about", "until", "after", in five languages."""

from __future__ import annotations

import re
from typing import Final

# Between a bound and its value: little words only, so that "by phone on Monday" bounds nothing.
_BETWEEN: Final = (
    r"(?:(?:easter|whit|good|ash|palm|boxing|christmas|an?|the|this|your|our|my|any|its|total|age|ages|aged|of|next|about|around|roughly"
    r"|approx(?:imately)?|only|just"
    r"|another|own|balance|limit|amount|sum|value|budget"
    r"|early|late|mid|end|beginning|middle|start|coming|following|as|is|are|de[rnmls]?|die|das"
    r"|morning|evening|afternoon|night|noon|midnight"
    r"|einer?m?|dia|día|tag|jour"
    r"|el|la|las|los|l['’]|una?|le|les|une|o|a|os|um|uma|ao|às|du|ende|fin|fim|kommenden|nächsten|diesen?|este|esta|ce|cette"
    r")[\s\W]{1,2}){0,4}"
)
_LOOSE: Final = r"(?:[^\W\d]{1,14}[^\w.!?]{1,2}){0,3}"


# "Maximum stay 2 hours" is of what follows.
_A_NUMBER: Final = (
    r"(?:\d|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|thirty|forty|fifty|sixty|seventy|eighty|ninety|zwei|drei|vier|fünf|sechs|zehn|zwölf|eine?n?"
    r"|dos|tres|cuatro|cinco|seis|diez|doce|un[ae]?|deux|trois|quatre|cinq|dix|douze|dois|duas|três"
    r"|quatro|dez|doze)\b)"
)
_OF_ANOTHER: Final = rf" (?:[^\W\d_]+:? ){{0,2}}(?:is|are|of|{_A_NUMBER})"


def _before(strong: str, weak: str) -> re.Pattern[str]:
    """The bound before its value; a `weak` word (also a preposition of other uses) only right"
    " before."""
    return re.compile(
        rf"(?:(?:{strong})(?!\w)[^\w.!?]{{0,3}}\.?\s?{_LOOSE}"
        rf"|(?:{weak})(?!\w)[^\w.!?]{{0,3}}{_BETWEEN})[(\s]{{0,2}}$",
        re.IGNORECASE,
    )


MAXIMUM: Final = _before(
    r"\bat most|(?<!goes )(?<!go )(?<!going )(?<!went )(?<!rise )(?<!rises )(?<!ends )"
    r"(?<!back )(?<!add )(?<!adds )(?<!come )(?<!comes )(?<!comes )\bup to"
    r"|\blimit(?:ed)?(?: is| of| to|:)?|\bas many as|\b(?:no|not|cannot be|can['’]t be) (?:more"
    r"|longer"
    r"|heavier|larger|bigger|higher|greater|older|warmer|hotter) than|\bmax(?:imum)?(?: of)?"
    r"|\bno greater than"
    r"|\b(?:less|fewer|shorter|smaller|lower|younger|lighter|cheaper) than"
    r"|\bas (?:strong|high|fast|hot|big|large|heavy) as"
    r"|\b(?:can|may|could|might|to) (?:reach|hit|go up to)"
    r"|\bcapped at|\b(?:cap|ceiling) of|\bhighs? (?:of|at|is|are)|\bhighs?(?=:)"
    r"|\b(?:the|a|and) high(?=\s)"
    r"|\btop(?:s|ping)? out at|\bpeak(?:s|ing)? at"
    r"|\bnot exceed(?:ing)?|n['’]t exceed|\bnever exceed"
    r"|höchstens|\bmaximal\w{0,2}|\bmax\b|\bbis zu|\bweniger als"
    r"|\bnicht (?:mehr|länger|größer|älter) als"
    r"|\bjünger als|\bcomo máximo|\bmáximo|\bmáx\b|\bhasta|\bmenos de|\bpor debajo de|\bno más de"
    r"|\bau plus|\bjusqu['’](?:à|au)"
    r"|\bmoins de|\bpas plus de|\bno máximo|\baté|\bnão mais (?:de|que)|\bmenores? de"
    r"|\ballerhöchstens|\blängstens|\bmaxi\b|\btout au plus|\b(?:en|au)[- ]dessous de"
    r"|\bsous la barre d\w{1,2}"
    r"|\bdépass\w{1,4} pas|\bpas dépasser|\binférieure?s? à|(?<!\w)[-−–] de"
    r"|\bno (?:debe\w? |puede\w? )?(?:super|sobrepas|exced|rebas)\w{1,4}|\bcomo mucho|\ba lo sumo"
    r"|\bsin (?:pasar|superar|exceder)|\bantes de que \w{4,12}n|\bmáximas? de"
    r"|\binferior(?:es)? a|\bllegar a|\babaixo d[eao]s?|\bchegar a"
    r"|\bnão (?:pode\w? |deve\w? )?(?:exced|ultrapass)\w{1,4}|\bno mais tardar"
    r"|\bnão (?:pode |podem )?passa\w? de|\bsem (?:passar|ultrapassar|exceder)"
    r"|\bhöchst(?!ens)\w{3,16}(?: von| bei| ist| beträgt|:)?",
    r"\bantes de|\bunder(?:neath)?|\bbelow|\bunter|\bas (?:much|long) as"
    r"|\bbis(?: einschließlich)?|\bavant|[≤<]",
)
MINIMUM: Final = _before(
    r"\b(?:at|as) (?:the (?:very |absolute )?|an? (?:absolute )?)?(?:least|minimum)"
    r"|(?<!no )(?<!not )(?<!n['’]t )\b(?:more|longer|greater|higher|larger|bigger|older|heavier"
    r"|warmer|faster) than|\bin excess of"
    r"|\bno (?:less|fewer|shorter|younger) than|(?<!/)\bmin(?:imum)?\b(?! (?:for|on|to)\b)(?: of)?"
    r"|mindest(?!ens)\w{3,16}(?: von| beträgt| ist| sind|:)?"
    r"|mindestens|\bwenigstens|(?<!nicht )\b(?:mehr|größer|länger|höher|schwerer) als"
    r"|\bal menos|\bcomo mínimo|\bmínimo"
    r"|(?<!no )\bmás de"
    r"|\bau moins|(?<!pas )\bplus de|\bpelo menos|\bno mínimo|(?<!não )\bmais de|\bma[yi]ores? de"
    r"|\bfrom (?:the )?age|\bages?d? from|(?<!nicht )\bälter als"
    r"|\bmind\b(?=\.)|\bnicht (?:kürzer|weniger|jünger|kleiner) als|\bsupérieure?s? à"
    r"|\bau[- ]del[àa] de"
    r"|\bau-dessus de|\bpor encima de|\bsuperior(?:es)? a|\bacima d[eao]s?"
    r"|(?<!não )(?<!não pode )(?<!não podem )\bpass(?:a|am|ar|ando) de",
    r"(?<!look )(?<!looked )\bover(?! the (?:next|last|past|coming))|\bexceed(?:s|ed|ing)?"
    r"|\babove|\bbeyond|\büber|\bsobre|[≥>]",
)
ABOUT: Final = _before(
    r"\bapproximately|\baproximad[oa]s?(?: es)?(?: de)?|\bca\b|\bapprox\b|\bcirca|\broughly"
    r"|ungefähr|\baproximadamente"
    r"|\balrededor de"
    r"|\bà peu près|\bpor volta d[eao]s?|\bcerca de|\benviron"
    r"|\bmás o menos|\bmais ou menos|\bplus ou moins|\bso (?:um|gegen)"
    r"|\bautour de|\bem torno d[eao]s?|\bà volta d[eao]s?|\ben torno a|\baux alentours d\w{1,2}",
    r"(?<!how )(?<!what )\babout|(?<!turn )\baround|\bsome|\bnear(?:ly)?|\balmost|\betwa|\bca\b"
    r"|\brund"
    r"|\bfast|\bknapp|\bgut|\bunos|\bunas|\buns|\bumas|\bcasi|\bpresque|\bvers|\bquase|\bsobre|\bgegen|~|≈",
)
BEFORE: Final = _before(
    r"\bno later than|\bnot later than|\b(?:before|by) or (?:at|on)|\b(?:at|on) or before"
    r"|(?<!no )(?<!not )\b(?:earlier|sooner) than|\bspätestens"
    r"|\ballerspätestens|\bnicht später als"
    r"|\bat the latest|\bplus tard|\ba más tardar|\bo más tardar"
    r"|\bcomo muy tarde|\bno máximo|\bno mais tardar",
    r"\bbefore|(?<!drop )(?<!come )(?<!stop )(?<!swing )\bby|\buntil|\btill|['’]til|\bthrough"
    r"|\bthru|\bprior to"
    r"|\bup to(?: and including)?|\bfrom now to|\bdue by|\bexpires?(?: on)?|\bvor"
    r"|\bbis(?: zum?| spätestens"
    r"| einschließlich)?"
    r"|\bantes de[l]?|\bhasta"
    r"|\bavant|\bjusqu['’](?:à|au)|\bd['’]ici(?: à)?|\bantes d[eao]|\baté|\bas late as|\bahead of",
)
AFTER: Final = _before(
    r"\b(?:not|no|never|n['’]t) (?:earlier|sooner) than|\blater than|\bfrüher als",
    r"\bafter|\bonce|\bpast|\bfollowing|\bapós|\btras"
    r"|\bau bout d[e'’]|\bnach|\bdespués de[l]?|\baprès|\bdepois d[eao]s?"
    r"|\ba partir d[eao](?:s|l)?"
    r"|\bdès|\bà (?:partir|compter) d[eu]"
    r"|\bpasad[ao]s|\bmás tarde de|\bplus tard que|\bpassé|\bpassad[ao]s"
    r"|\bmais tarde (?:do )?que|\bspäter als",
)
STARTING_PRICE: Final = re.compile(
    r"\b(?:from|start(?:s|ing)?(?: at| from| with)?|begin(?:s|ning)? at"
    r"|as (?:little|low) as|upwards of"
    r"|from an? [^\W\d_]{3,12}(?: [^\W\d_]{3,12})? of"
    r"|ab(?: eine[mr] [^\W\d]{3,20} von)?|desde|dès"
    r"|a partir d[eao]s?|à partir de)\s(?:just |only |around )?$",
    re.IGNORECASE,
)
INSIDE: Final = re.compile(
    r"\b(?:within|inside|innerhalb|binnen|sous|dans les|dentro de|em até"
    r"|en un plazo(?: máximo)? de|num prazo de"
    r"|dans un délai de)\W{1,2}"
    r"(?:\w{1,12}\W{1,2}){0,2}$",
    re.IGNORECASE,
)
MAXIMUM_AFTER: Final = re.compile(
    r"(?:[^\w.!?;\n]{0,3}(?:[^\W\d_]{1,12}[^\w.!?;\n]{1,2}){0,2}"
    r"|[^.!?;,\d]{0,40}\b(?:is|are) (?:the|our|your) (?:absolute )?)"
    r"(?:(?:or|and) (?:less|fewer|younger|under|below|smaller|lighter|shorter|lower|earlier)"
    rf"|max(?:imum|imal)?\b(?!{_OF_ANOTHER})"
    r"|at (?:the )?(?:very )?most|tops\b|(?<=the )(?:limit|longest|most)\b"
    r"|limit\b|(?:the|as the|for a|as a) high\b"
    r"|oder (?:weniger|jünger)|höchstens|o menos|como máximo|ou moins|au plus|no máximo"
    r"|de máxima|schluss\b|nicht überschreiten|como mucho|a lo sumo|a más tardar|maxi\b"
    rf"|ou menos)(?!\W{{0,3}}{_A_NUMBER}|\s(?:em|en|dans|in|within|nach)\b)",
    re.IGNORECASE,
)
MINIMUM_AFTER: Final = re.compile(
    r"(?:\+|\s\+(?!\s[^\W\d]))(?!\s?\d)|\s?plus\b(?! \w)"
    r"|[^\w.!?;\n]{0,3}(?:[^\W\d_]{1,12}[^\w.!?;\n]{1,2}){0,2}"
    r"(?:(?:or|and) (?:more|older|over|above|later|higher|up|upwards?|newer|better|longer"
    r"|beyond)\b(?! than)"
    r"|(?:is|as) (?:the|a|your|our) (?:shortest|minimum|least|lowest|smallest)"
    rf"|minimum\b(?!{_OF_ANOTHER})"
    rf"|(?<!/)min\b(?! read)(?!{_OF_ANOTHER})"
    r"|onwards?\b|at (?:the )?(?:very )?least|oder (?:mehr|älter|länger)(?! als)"
    r"|o más(?! de)|ou plus(?! d)|ou mais(?! d)|como mínimo"
    r"|mindestens|au moins|no mínimo|au minimum|(?:oder|und) (?:neuer|höher|darüber)|y más\b"
    r"|et plus\b"
    r"|(?:ou|o) (?:superior|posterior|plus récent|mais recente)|em diante|en adelante"
    r"|p(?:a)?ra cima"
    rf")(?!\W{{0,3}}{_A_NUMBER})",
    re.IGNORECASE,
)
ABOUT_AFTER: Final = re.compile(
    r"\W{0,3}(?:[^\W\d_]{1,12}\W{1,2})?(?:or so|or thereabouts|give or take|-?ish\b|ungefähr"
    r"|etwa\b|circa\b"
    r"|más o menos"
    r"|mais ou menos|environ)",
    re.IGNORECASE,
)
BEFORE_AFTER: Final = re.compile(
    r"[^.!?;\n]{0,24}\b(?:at the latest|or (?:earlier|before|sooner)|spätestens|au plus tard"
    r"|como (?:muy )?"
    r"tarde|a más tardar|o más tardar|no máximo|mais tardar)",
    re.IGNORECASE,
)
# The subject of the value: "The minimum age to rent a car is 21".
MINIMUM_IS: Final = re.compile(
    r"\b(?:minimum|mindest\w{0,12}|mínim[oa]|minimal\w{0,2}|minimale?|shortest"
    r"|lowest|(?<!at )(?:the|das|lo|le|o) (?:very )?(?:least|wenigste|menos|moins)"
    r"|smallest amount)\b[^.!?;,\d\n]{0,50}"
    r"\b(?:is|are|be|being|ist|sind|beträgt|liegt bei|es|est|é|être)(?: currently| of| de"
    r"| only)?\s$"
    r"|\bminimum[^.!?;,\d\n]{0,30}(?:[:=,]|\bof|\bage)\s?$",
    re.IGNORECASE,
)
MAXIMUM_IS: Final = re.compile(
    r"\b(?:maximum|limit|höchst\w{0,12}|máxim[oa]|maximal\w{0,2}|maximale?|longest"
    r"|highest|(?<!at )the (?:very )?most|largest amount)\b[^.!?;,\d\n]{0,50}"
    r"\b(?:is|are|be|being|ist|sind|beträgt|liegt bei|es|est|é|être)(?: currently| of| de"
    r"| only)?\s$"
    r"|\b(?:max(?:imum)?|limit)\b[^.!?;,\d\n]{0,30}(?:[:=]|\bof)\s?$",
    re.IGNORECASE,
)
# What makes a day or a time an end, or a start, without a bound of its own.
ENDS: Final = re.compile(
    r"\b(?:deadline|due|end(?:s|ed|ing)?|expir\w{1,5}|run(?:s|ning)? out|laps\w{1,3}|valid"
    r"|clos(?:e|es|ing)"
    r"|over|last|latest|limit|shut(?:s|ting)?|finish\w{0,3}|check(?:ing)?[ -]?out|cutoff"
    r"|cut-off|stops?"
    r"|have to be in|must be in|\w{0,14}schluss|go home|lock up|extend\w{0,3}|frist|endet|ende"
    r"|läuft|abläuft"
    r"|spätestens|schließ\w{1,3}"
    r"|gültig|ablauf|fällig|vence|caduca|termina|finaliza|plazo|límite|cierra\w{0,2}"
    r"|válid[oa]s?|expire\w{0,2}"
    r"|fin|ferme\w{0,2}|limite|valable|termine|vencimento|validade|prazo|fecha\w{0,2}|encerra"
    r"|acaba)\b",
    re.IGNORECASE,
)
FROM: Final = re.compile(
    r"\b(?:from|since|as of|start(?:s|ing)?(?: on| at)?|begin(?:s|ning)?(?: on| at)?|ab|seit|desde"
    r"|a partir d[eao](?:s|l)?"
    r"|depuis|dès|à (?:partir|compter) d[eu])\W{1,2}(?:(?:the|las?|el|le|o|dem|den) )?(?:d[ií]a )?"
    r"(?:(?:easter|whit|good|ash|palm|boxing|christmas) )?$",
    re.IGNORECASE,
)
ONWARDS: Final = re.compile(r"\s(?:onwards?|on\b(?=[,.;!?]|$)|or later|en adelante)", re.IGNORECASE)
EARLIEST: Final = re.compile(
    r"\b(?:earliest|soonest|frühestens|früheste\w?|cuanto antes|au plus tôt)\b", re.IGNORECASE
)
FIRST_OF: Final = re.compile(
    r"\b(?:first|next) (?:available |free |possible |open )?"
    r"(?:slot|appointment|opening|date|time)\b",
    re.IGNORECASE,
)
EARLIEST_IS: Final = re.compile(
    r"[^.!?;\d\n]{0,20}\bis (?:the|our|my) (?:earliest|soonest|first)\b", re.IGNORECASE
)
LATEST: Final = re.compile(
    r"\b(?:latest|spätester?|letzte\w? tag|dernier jour|últim[oa] (?:día|dia))\b", re.IGNORECASE
)
ESTIMATED: Final = re.compile(
    r"\b(?:estimat\w{1,4}|expected|expect|ETA|should|voraussichtlich|geschätzt\w{0,2}|schätzungsweise|rechnen|estimad\w{1,2}"
    r"|estimé\w{0,2}|prevista?o?)\b",
    re.IGNORECASE,
)
