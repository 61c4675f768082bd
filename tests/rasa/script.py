"""What the scripted model says: some wordings that keep the facts, and one that does not."""

from __future__ import annotations

import re

from benchmarks.fault_server.exchange import Call

GREETING = "Hello, this is Harbourline Ferries. How can I help you today?"
REWORDED_GREETING = "Hi, you have reached Harbourline Ferries. How can I help you today?"
DEAR_PRICE = "The crossing costs £99.00 for a car with driver, and £6.20 for each further adult."

LEAD = "Dogs must be kept on a lead at all times in the lounge and on the open deck"
FREE = "Dogs, cats and other small animals travel free of charge"
INVENTED = "Every dog gets a free bowl of water from the captain."

_DOCUMENT = re.compile(r'<document number="(\d+)"[^>]*>\n(.*?)\n</document>', re.S)
_SUGGESTED = re.compile(r"<suggested_reply>\n(.*?)\n</suggested_reply>", re.S)
_WORDINGS = {GREETING: REWORDED_GREETING}


def scripted(call: Call) -> str:
    """The wording of the suggested reply in the prompt; itself where the script has none."""
    prompt = "\n".join(message["content"] for message in call.json["messages"])
    documents = _DOCUMENT.findall(prompt)
    if documents:
        number = next((number for number, text in documents if LEAD in text), "1")
        return f"{FREE} [{number}]. {LEAD} [{number}]. {INVENTED}"
    found = _SUGGESTED.search(prompt)
    if found is None:
        return "I have nothing to say about that."
    suggested = found[1].strip()
    if suggested.startswith("The crossing costs"):
        return DEAR_PRICE
    return _WORDINGS.get(suggested, suggested)
