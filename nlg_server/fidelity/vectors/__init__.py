"""Vectors and weights of English words, distilled from a sentence encoder."""

from nlg_server.fidelity.vectors.vectors import WordVectors, word_vectors

__all__ = ["WordVectors", "word_vectors"]
