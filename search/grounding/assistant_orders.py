"""How one orders an assistant about: the wordings that no document has for its readers."""

from __future__ import annotations

import re

# What no document says to its readers.
_NEVER_TO_READERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|ignorier\w*|vergiss|missacht\w*|ignora\w*"
    r"|olvida\w*|ignore[zr]?|oublie[zr]?|ignorar|esque[cç]a)\b.{0,60}"
    r"\b(?:instructions?|rules?|prompts?|above|previous|preceding|guidelines?|anweisung\w*|regeln?"
    r"|vorgaben?|instrucciones|reglas|r[eè]gles|consignes|instru[cç][oõ]es|regras)\b"
    r"|\b(?:ignore|disregard|forget) (?:the |my |all )?(?:original |retrieved )?"
    r"(?:user|question|query|context|passages?)\b"
    r"|\b(?:tell|inform|instruct) (?:the|every|all) users? (?:to|that)\b"
    r"|(?<![a-z,] )\byou are now\b|\bdeveloper mode\b|\bsystem prompt\b|\bjailbreak\b"
    r"|^\W*(?:system|assistant)\s*:|</?(?:document|system|conversation)\b|<\|\w+\|>"
    r"|\b(?:reply|respond|answer) (?:only with|with only|with exactly)\b"
    r"|^\W*\[(?:system|admin)\]|\b(?:system|policy|priority) override\b"
    r"|^\W*#+ (?:end )?instructions?\b|\b(?:note|message|instructions?) (?:to|for) "
    r"(?:the |all |any |every )?(?:ai|assistants?|llms?|language models?)\b"
    r"|\bassistants?[ _-]?(?:directives?|instructions?|note|only instructions?)\b"
    r"|\b(?:hidden|standing) (?:directive|trigger|instruction)|\bdirective value\b"
    r"|[\"'_]directive[\"']?\s*:|\binstructions are (?:now )?(?:obsolete|void|superseded)"
    r"|\b(?:decode|decrypt|reverse|backwards)\b.{0,20}\b(?:comply|obey|follow it|execute it)\b"
    r"|\bemit (?:a )?tool call\b|\bsystem (?:instructions|message)\b.{0,30}"
    r"\b(?:verbatim|exactly|word for word)\b"
    r"|\b(?:invoke|trigger|execut(?:e|ing)) (?:the )?\w+_\w+(?: for this| now\b|\W*$)"
    r"|\b(?:invoke|call|run|trigger|execute|use) (?:the )?\w+_\w+ tool\b",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"\b(?:reply|replying|respond|answer|output|print|say|saying|write|append|prepend|insert"
    r"|include|add|cite|quote|mention|begin|start|end|finish|prefix(?:ed)?|repeat|reveal|recite"
    r"|emit|state|restate|phrased?|must be|list)\b",
    re.IGNORECASE,
)
_OF_THE_ANSWER = re.compile(
    r"\b(?:in|to|into|of|with|begin|start|end|finish|prefix) (?:the answer|(?:every|each|any) "
    r"(?:answer|reply)|your (?:(?:very )?next |final |entire )?(?:answers?|repl(?:y|ies)"
    r"|responses?|output))\b"
    r"|\b(?:every|each|any|all) (?:answers?|repl(?:y|ies)) "
    r"(?:that|which|drawing|citing|must|should|you)\b"
    r"|\byour (?:entire )?(?:reply|answer|response) (?:must|should|has to)\b.{0,12}"
    r"\b(?:exactly|only)\b"
    r"|\b(?:any|every|all) questions? about (?:this|it|anything)\b|\bthe user['’]s question\b"
    r"|\b(?:what|if|when|whenever) (?:the|a) user asks\b|\bthe user (?:has said|['’]s full)\b"
    r"|\bai assistants?\b|\bassistants (?:reading|processing|must)\b|\bnothing else\b"
    r"|\b(?:instead of|rather than|before|stop|when) (?:answering|summari[sz]ing|responding)\b"
    r"|\binstead of (?:a|the) (?:normal|usual) answer\b|\bwith the single word\b"
    r"|\b(?:credential|tool|function|token|key|document|chunk)s?\b.{0,60}"
    r"\b(?:available to you|you were given|passed you)\b|\bthis conversation\b"
    r"|\bto any query\b|\bbefore continuing\b"
    r"|\bthis (?:document|page|article) is (?:used|cited)\b",
    re.IGNORECASE,
)
# The same in other languages: disregard what you were told; answer with exactly this.
_IN_OTHER_LANGUAGES = re.compile(
    r"(?:指示|命令|ルール).{0,12}無視|(?:のみ|だけ|必ず).{0,30}(?:出力|返答|回答|返信)(?:して|せよ)"
    r"|(?:忽略|无视|無視|忘记).{0,16}(?:指令|指示|规则|說明|说明)"
    r"|(?:回复|回答|回覆).{0,20}(?:必须|只能|仅).{0,12}(?:附上|输出|包含|写)"
    r"|(?:지시|명령|규칙).{0,8}무시|(?:정확히|오직).{0,40}(?:답변|대답|출력)"
    r"|(?:игнорируй|забудь|отбрось)\w*.{0,30}(?:инструкци|правил|указани)"
    r"|ответь(?:те)?\s+(?:точно|только|ровно)"
    r"|(?:تجاهل|انس).{0,20}(?:تعليمات|التعليمات|القواعد)|(?:أجب|رد)\s+(?:فقط|حصرا)"
    r"|(?:निर्देश|नियम).{0,20}(?:अनदेखा|नज़रअंदाज़)"
    r"|\brespond[ea]\s+(?:exactamente|s[oó]lo|solamente|únicamente|apenas|exatamente|somente)\b"
    r"|\bantworte(?:n sie)?\s+(?:nur|genau|ausschließlich|exakt)\b"
    r"|\br[eé]pond(?:s|ez)\s+(?:uniquement|exactement|seulement)\b"
    r"|\brispondi\s+(?:solo|esattamente|soltanto)\b|\bantwoord\s+(?:alleen|precies)\b"
    r"|\b(?:ignora(?:te|re)?|dimentica(?:te)?)\b.{0,40}\b(?:istruzioni|regole|indicazioni)\b"
    r"|\b(?:negeer|vergeet)\b.{0,40}\b(?:instructies|regels|aanwijzingen|opdrachten)\b"
    r"|\b(?:z?ignoruj|zapomnij|pomiń)\b.{0,40}\b(?:instrukcj|polece|zasad|regu)\w*"
    r"|\b(?:talimat|kural|komut)\w*.{0,20}\b(?:yok say|görmezden gel|unut(?!ma))"
    r"|\b(?:ignorera?|glem|glöm)\b.{0,40}\b(?:instruk\w+|regler|anvisninga?r)\b"
    r"|\b(?:sage?(?:n sie)?|di(?:ga|le|gale|te)?|dites?|informa\w*|zeg|powiedz)['’]?\s+"
    r"(?:dem (?:nutzer|user|benutzer)"
    r"|al usuario|[aà] l['’]utilisateur|all['’]utente|ao (?:usuário|utilizador)|de gebruiker"
    r"|użytkownikowi)\b",
    re.IGNORECASE,
)
# One of these stands in all that the patterns find in Latin letters; looking for them is quick.
_CUES = (
    "ignor", "disregard", "forget", "overrid", "bypass", "vergiss", "missacht", "olvida", "oubli",
    "esque", "tell the", "tell every", "tell all", "inform the", "inform every", "inform all",
    "instruct the", "instruct every", "instruct all", "you are now", "developer mode", "</",
    "system:", "system :", "system prompt", "system override", "system instr", "system mess",
    "<system", "[system", "jailbreak", "assistant", "<doc", "<conv", "<|",
    "[admin", "instruction", "directive", "decode", "decrypt", "backwards", "reverse", " tool",
    "your answer", "the answer", "every answer", "each answer", "any answer", "all answers",
    "answering", "answer only", "answer with", "normal answer", "usual answer", "your repl",
    "every reply", "each reply", "any reply", "all replies", "reply only", "reply with",
    "your response", "your next", "your very", "your final", "your entire", "your output",
    "respond only", "respond with", "responding", "responda", "responde", "répond",
    "rispondi", "antwor", "antwoord", "this conversation", "available to you", "you were given",
    "passed you", "nothing else", "any query", "before contin", "the user", "a user asks",
    "questions about", "question about", "summari", "single word", "invoke", "trigger", "execut",
    "document is", "page is", "article is", "note to", "note for", "message to", "message for",
    "policy override", "priority override", "hidden ", "standing ", "dimentica", "negeer",
    "vergeet", "zapomnij", "pomiń", "yok say", "görmezden", "unut", "glem", "glöm", "nutzer",
    "dem user", "al usuario", "utilisateur", "all'utente", "all’utente", "ao usu", "ao util",
    "gebruiker", "użytkownik",
)  # fmt: skip
_OTHER_SCRIPT = re.compile("[\u0370-\u1fff\u2c00-\ud7ff\uf900-\uffef]")


def says_something(text: str) -> bool:
    """Whether `text` orders or tells to say something, to whomever."""
    return bool(_SAYING.search(text))


def cues_in(text: str) -> tuple[str, ...]:
    """Lower-case pieces of `text` without one of which no part of it is an order; quick.

    One empty cue, which stands in everything, where the script is not Latin.
    """
    if not text.isascii() and _OTHER_SCRIPT.search(text):
        return ("",)
    lowered = text.lower()
    return tuple(cue for cue in _CUES if cue in lowered)


def orders_an_assistant(text: str) -> bool:
    """Whether one sentence, undisguised, is meant for an assistant that reads the document.

    That is so where it says what no document says to its readers, or where it orders something
    to be said and names the answer, the user or the conversation that it is to be said in.
    """
    if _NEVER_TO_READERS.search(text) or _IN_OTHER_LANGUAGES.search(text):
        return True
    return bool(_OF_THE_ANSWER.search(text)) and says_something(text)
