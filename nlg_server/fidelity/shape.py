"""Whether a reply has the shape of a chat message: whole, plain, and nothing but the message."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from nlg_server.fidelity.policy import FidelityPolicy
from nlg_server.fidelity.verdict import Finding

_BLANK_LINE = re.compile(r"\n[ \t]{0,50}\r?\n")
_TERMINAL = frozenset(".!?…)]}\"'”’»。！？।*:;")
_BREAKS_OFF = frozenset("-,([{/&+=“„«‹")
_URL_END = re.compile(r"(?:https?://|www\.|@|[\w-]\.[a-z]{2,}|/)\S{0,300}$")
_ROLE = re.compile(
    r"(?:^|\n)\s{0,3}[\[<*]{0,2}(?:bot|assistant|ai|user|system|human|agent|chatbot|reply|response"
    r"|answer|output|rephrased?|rewritten[ \w]{0,20}|version|antwort|respuesta|réponse|resposta"
    r"|asistente|assistent|note"
    r"|instructions?|suggested[ \w]{0,20}|rephrased[ \w]{0,20}|ai[ \w]{0,20}|context|transcript"
    r"|utilisateur|usuario|usuário|nutzer|benutzer|kunde|customer|hinweis|anmerkung)\s?[\]>*]{0,2}"
    r"\s?:|(?-i:[.!?\w)] (?:User|Bot|Assistant|AI|Human):\s)",
    re.IGNORECASE,
)
_META = re.compile(
    r"\b(?:rephras\w{0,8}|paraphras\w{0,8}|reword\w{0,8}|reformul\w{0,10}|umformul\w{0,10}"
    r"|umgeschrieb\w{0,6}|parafras\w{0,8}|reescr\w{0,8}"
    r"|(?:more|less|slightly more) (?:conversational|natural|friendly|casual|concise|polite|formal"
    r"|empathetic)(?: (?:version|tone|reply|response|way)|:)?"
    r"|(?:here(?:'s| is| are|s)|below is) (?:a|an|the|my|your|one|another|how)"
    r" (?:[\w-]{1,20} ){0,3}"
    r"(?:version|response|reply|rewrite|message|rendition|take|alternative|draft|answer)\b"
    r"|(?:hier ist|aquí (?:tienes|está|va)|voici|aqui está|segue) (?:die|eine|la|una|une|a|uma) "
    r"(?:[\w-]{1,20} ){0,3}(?:version|antwort|respuesta|versión|réponse|resposta|versão)"
    r"|as an? (?:ai|language model|assistant)|als (?:ki|sprachmodell)|como (?:ia|modelo de)"
    r"|en tant qu(?:e|')\s?(?:ia|assistant|modèle)"
    r"|(?:large )?language model|sprachmodell|modelo de lenguaje|modèle de langage"
    r"|note: (?:the|all|i)\b[^.\n]{0,60}\b(?:kept|unchanged|left|preserved)"
    r"|\(i(?:'ve| have)? (?:kept|changed|left|added|removed|made|shortened|adjusted)\b"
    r"|(?:as|than) in (?:the|your) (?:original|template)"
    r"|the original (?:message|text|reply|wording)"
    r"|i(?:'ve| have) rewritten\b"
    r"|i(?:'ve| have) (?:changed|kept|made|adjusted|shortened) (?:it (?:more|less|shorter|sound)"
    r"|(?:the|this|your) (?:original )?(?:message|reply|response|answer|text|tone|wording|sentence"
    r"|facts|meaning))"
    r"|let me know if (?:you(?:'d| would) like|you want) (?:me to )?(?:another|a different|changes"
    r"|adjust|revise|any (?:changes|edits))"
    r"|the (?:user|customer) (?:is|wants|asked|seems|has|says|said)\b"
    r"|suggested (?:response|reply|answer)|final (?:answer|response|version)"
    r"|option [ab12](?: \([^)\n]{1,30}\))?:|as instructed\b|user (?:wants|asks|asked|says)\b"
    r"|(?:i(?:['’]m| am)?|i will|i['’]ll) keep(?:ing)? (?:the|all) (?:facts|meaning|tone)"
    r"|sounding (?:friendl|natur|polit|warm)\w{1,6})",
    re.IGNORECASE,
)
# "Sure! Here is the text:", "Voici :"; whatever it is called, what follows is the message.
# A noun that the template has as well may be what the message is about.
_PRESENTED = re.compile(
    r"^\W{0,3}(?:(?P<noun>text[oe]?|message|results?|friendly|casual|polite|template|suggestion"
    r"|vorschlag|ergebnis|resultado|résultat)"
    r"|(?:(?:sure|of course|certainly|absolutely|okay|ok|klar|gerne|natürlich|claro"
    r"|por supuesto|bien sûr|volontiers)(?: thing)?[!,.]{0,3}\s)?"
    r"(?:(?:here (?:is|are)|here['’]s|below is)(?: it"
    r"|(?: the| an?| my| your)? (?:[\w-]{1,15} ){0,2}(?P<english>text|sentence|question|wording"
    r"|phras\w+|suggestion|template|lines?|translation|option)"
    r"| (?:what|how) i(?:['’]d| would| might) (?:say|write|put|reply|send|word)[^.!?\n:]{0,20})?"
    r"|(?:hier (?:ist|kommt)|voici|voilà)(?= ?:)"
    r"|(?:hier (?:ist|kommt)|aquí (?:tienes?|está|va)|voici|voilà|aqui (?:está|vai)|segue)"
    r" \w{1,6} (?:[\w-]{1,15} ){0,2}(?P<other>text[oe]?|satz|vorschlag|nachricht|formulierung"
    r"|frage|frase|propuesta|mensaje|pregunta|phrase|proposition|message|question|proposta"
    r"|mensagem|pergunta)))\s?:",
    re.IGNORECASE,
)
_LEAK = re.compile(
    r"\b(?:system prompt|(?:my|the|these|your) (?:system )?(?:instructions|prompt)\b"
    r"|(?:meine|deine|ihre) (?:anweisungen|instruktionen)|mis instrucciones|mes instructions"
    r"|minhas instruções|you are (?:a|an|now) (?:\w{1,20} )?(?:ai|assistant|chatbot|bot|helpful)"
    r"|you are a helpful|your task is|your (?:job|role) is to|du bist ein(?:e)? (?:\w{1,20} )?"
    r"(?:ki|assistent)|eres un (?:asistente|modelo)|tu es un assistant|você é um assistente"
    r"|(?:previous|prior|earlier|above|all) (?:instructions|rules|prompts?)|ignore (?:all|the|any)"
    r"|(?:keep|kept|keeping) (?:all|every)(?: of)?(?: the)? facts?|facts? (?:stays?|stands?) as"
    r"|suggested (?:ai )?(?:response|reply)|conversation (?:history|transcript|so far)"
    r"|context ?/ ?previous|must (?:stand|stay) in (?:the|your) reply"
    r"|(?:conversation|transcript) (?:below|above)|end of (?:conversation|transcript)"
    r"|protected facts|api[ _-]?key|max_?tokens|temperature "
    r"?[:=]"
    r"|jailbr\w{1,10}|developer mode|begin_of_text|endoftext)"
    r"|<\|[^|\n]{0,40}\|>|\[/?inst\]|###"
    r"|\bslots? [a-z]{2,20}_[a-z_]{2,20}\b|\b(?:utter|action|slot)_[a-z_]{2,40}\b",
    re.IGNORECASE,
)
# "More detailed instructions" of a template may be told as "the instructions in more detail".
_THE_INSTRUCTIONS = re.compile(r"(?:the|these|your) instructions")
_MARKUP = {
    "bold": re.compile(r"\*\*[^*\n]{1,200}\*\*|__[^_\n]{1,200}__|(?<!\w)\*[^\s*][^*\n]{0,200}\*"),
    "code": re.compile(r"`"),
    "heading": re.compile(r"(?:^|\n)#{1,6} "),
    "list": re.compile(r"(?:^|\n)[ \t]{0,4}(?:[-*•+]|\d{1,2}[.)]) "),
    "table": re.compile(r"\|[^|\n]{0,200}\|"),
    "quote": re.compile(r"(?:^|\n)> "),
    "link": re.compile(r"!?\[[^\]\n]{0,300}\] ?[(\[:]"),
    "html": re.compile(r"</?[a-zA-Z!][^<>\n]{0,300}>|&(?:[a-z]{2,8}|#x?[0-9a-f]{1,6});", re.I),
    "struck": re.compile(r"~~[^~]{1,600}~~"),
    "json": re.compile(r'^\s{0,5}[{\[]\s{0,5}"|"\s?:\s?(?!\[[^\]\n]{0,300}\]\()["\[{]'),
}
_NUMBERED = re.compile(r"(?:^|[\s(])1[.)]\s[^\n]{1,200}[\s(]2[.)]\s", re.DOTALL)
_LISTED = re.compile(r"\n[ \t]{0,4}(?:[-•]|\d{1,2}[.)]) ([^\n]*)")
# What is longer than this share of the template is no thing it names, but the whole said again.
_PART_OF_TEMPLATE = 0.7
_SEPARATOR = re.compile(r"\n|[,;]\s|\s(?:and|or|und|oder|sowie|y|o|u|et|ou|e)\s")
_SENTENCE = re.compile(r"[^\s.!?\n](?:[^.!?\n]|[.!?](?=\S)){2,600}[.!?]?")
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("“", "”"), ("«", "»"))
_INVISIBLE_ALLOWED = frozenset("\n\u200d\ufe0f")
_CONFUSABLE_SCRIPTS = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "FULLWIDTH", "MATHEMATICAL")
_LATIN_WITH_OTHER = re.compile(r"[^\W\d_]{2,60}")


def shape_faults(template: str, reply: str, policy: FidelityPolicy) -> Iterator[Finding]:
    """Faults of form, gravest first; a construct the template itself has is no fault."""
    if not any(character.isalnum() for character in reply):
        yield Finding("empty", "shape", "the reply must not be empty")
        return
    longest = policy.max_ratio * len(template) + policy.max_extra
    if len(reply) > longest:
        yield Finding("too_long", "shape", f"at most {int(longest)} characters")
    yield from _characters(template, reply)
    yield from _meta(template, reply)
    if _BLANK_LINE.search(reply) and not _BLANK_LINE.search(template):
        yield Finding("blank_line", "shape", "no blank line: it would split the message")
    yield from _markup(template, reply, policy)
    yield from _truncation(template, reply)
    yield from _repetition(template, reply)


def _characters(template: str, reply: str) -> Iterator[Finding]:
    if reply.isascii() and reply.isprintable():
        return
    for at, character in enumerate(reply):
        if character.isdecimal() and not character.isascii() and character not in template:
            message = f"no digit of another script ({character!r})"
            yield Finding("control_characters", "shape", message, None, (at, at + 1))
            return
        if character.isprintable() and ord(character) < 0x2000:
            continue
        category = unicodedata.category(character)
        if category[0] != "C" and category not in ("Zl", "Zp"):
            continue
        if character in template:
            continue
        emoji = character in "\u200d\ufe0f" and at > 0 and ord(reply[at - 1]) > 0x2000
        if character not in _INVISIBLE_ALLOWED or (character == "\u200d" and not emoji):
            message = f"no invisible or control character (U+{ord(character):04X})"
            yield Finding("control_characters", "shape", message, None, (at, at + 1))
            return
    yield from _mixed_scripts(template, reply)


def _mixed_scripts(template: str, reply: str) -> Iterator[Finding]:
    for match in _LATIN_WITH_OTHER.finditer(reply):
        word = match[0]
        if word.isascii() or all(ord(character) < 0x250 for character in word) or word in template:
            continue
        names = {unicodedata.name(character, "").split(" ")[0] for character in word}
        if ("LATIN" in names and names & set(_CONFUSABLE_SCRIPTS)) or names & {"FULLWIDTH"}:
            message = f"no word of mixed scripts ({word!r})"
            yield Finding("control_characters", "shape", message, None, match.span())
            return


def _meta(template: str, reply: str) -> Iterator[Finding]:
    for code, pattern, message in (
        ("prompt_leak", _LEAK, "no text of the prompt"),
        ("meta_text", _META, "only the message itself, nothing about it"),
        ("meta_text", _PRESENTED, "only the message itself, nothing about it"),
        ("meta_text", _ROLE, "no role label"),
    ):
        for match in pattern.finditer(reply):
            said = match[0].strip().casefold()
            named = _names_the_matter(match, template.casefold())
            if said not in template.casefold() and not named:
                yield Finding(code, "shape", message, None, match.span())
                break
    quotes = (('"', '"'), ("“", "”"), ("'", "'"), ("„", "“"), ("«", "»"))
    for opening, closing in quotes:
        enclosed = reply.startswith(opening) and reply.endswith(closing)
        if (
            enclosed
            and len(reply) > 2
            and reply.count(opening) + reply.count(closing) in (2, 4)
            and not template.startswith(opening)
        ):
            yield Finding("meta_text", "shape", "no quotation marks around the message")


def _names_the_matter(match: re.Match[str], template: str) -> bool:
    """Whether what looks like a word about the message is one of the template's own matter."""
    if _THE_INSTRUCTIONS.fullmatch(match[0].strip().casefold()):
        return "instruction" in template
    nouns = (match[name] for name in match.re.groupindex)
    return any(noun.casefold().rstrip("s") in template for noun in nouns if noun)


def _markup(template: str, reply: str, policy: FidelityPolicy) -> Iterator[Finding]:
    for name, pattern in _MARKUP.items():
        if policy.markdown and name not in ("html", "link", "json"):
            continue
        match = pattern.search(reply)
        if match is None:
            continue
        if name in ("html", "link"):
            allowed = len(pattern.findall(template))
            if len(pattern.findall(reply)) <= allowed:
                continue
        elif pattern.search(template) or (name == "list" and _enumerates(template, reply)):
            continue
        yield Finding("markup", name, f"no markup ({match[0].strip()[:20]!r})", None, match.span())


def _enumerates(template: str, reply: str) -> bool:
    """Whether the template names as many things as the reply lists, line by line: plain text that
    every channel shows. Versions of the whole message to choose from are no such list.
    """
    if _NUMBERED.search(template) and _NUMBERED.search(reply):
        return True
    items = [match[1] for match in _LISTED.finditer(reply)]
    parts = all(len(item) < _PART_OF_TEMPLATE * len(template) for item in items)
    return parts and len(items) > 1 and len(_SEPARATOR.findall(template)) >= len(items) - 1


def _repetition(template: str, reply: str) -> Iterator[Finding]:
    """A sentence of several words said again."""
    seen: set[str] = set()
    for match in _SENTENCE.finditer(reply):
        said = " ".join(match[0].casefold().split())
        if said in seen and template.casefold().count(said) < 2:
            yield Finding("too_long", "repeated", "each sentence once", None, match.span())
            return
        if said.count(" ") > 1:
            seen.add(said)


_CODED = re.compile(r"[A-Z]\d|\d[A-Z]")
_LEAST_DIGITS = 5
_PLAIN = re.compile(r"[^\w]")
# A German quotation that a keyboard closed: „stop".
_LOW_TO_STRAIGHT = re.compile(r'„([^“”"\n]*)"')


def _ends_in_code(template: str, reply: str) -> bool:
    """Whether the last word is a whole code or telephone number of the template."""
    word = reply.rsplit(maxsplit=1)[-1]
    if sum(character.isdigit() for character in word) < _LEAST_DIGITS and not _CODED.search(word):
        return False
    plain, known = (_PLAIN.sub("", text) for text in (word, template))
    return plain in known


def _truncation(template: str, reply: str) -> Iterator[Finding]:
    end = reply.rstrip()
    last = end[-1]
    whole_template = template.rstrip()[-1:] in _TERMINAL
    listed = _LISTED.match(end, max(end.rfind("\n"), 0))  # its items need no full stop
    link = _URL_END.search(end[-300:])
    breaks = last in _BREAKS_OFF and not (link and last == "/")
    whole = listed or link or _ends_in_code(template, end)
    if last.isalnum() and whole_template and not whole:
        breaks = True
    end = _LOW_TO_STRAIGHT.sub(r"„\1“", end)
    for opening, closing in _PAIRS:
        if opening == "“" and "„" in end:
            continue
        if end.count(opening) > end.count(closing) and template.count(opening) == template.count(
            closing
        ):
            breaks = True
    if breaks or (end.count('"') % 2 == 1 and template.count('"') % 2 == 0 and '"' not in template):
        yield Finding(
            "truncated", "shape", "the reply must be whole", None, (len(end) - 1, len(end))
        )
