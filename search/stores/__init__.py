"""Implementations of `VectorStore`. Each module imports its client only when it is used."""
