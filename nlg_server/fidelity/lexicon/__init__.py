"""The words of a chat reply: which carry no content, which are courtesy, which say the same."""

from nlg_server.fidelity.lexicon.lexicon import Entry, Lexicon, lexicon_of

__all__ = ["Entry", "Lexicon", "lexicon_of"]
