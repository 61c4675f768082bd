"""Whether two texts say the same, by a small network that ships with the package."""

from nlg_server.fidelity.meaning.reader import Meaning, ReadText, meaning

__all__ = ["Meaning", "ReadText", "meaning"]
