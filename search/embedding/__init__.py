"""Texts to vectors: exported encoders without torch, sentence-transformers, hosted models."""
