"""`truephrase bench`: prompts × models × cases, measured, with a verdict one can rely on."""

from __future__ import annotations
