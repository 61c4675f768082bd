"""Protected facts: what a rephrase may not change."""

from prompts.facts.description import describe_facts
from prompts.facts.extraction import find_facts, forget_facts
from prompts.facts.fact import KINDS, Fact

__all__ = ["KINDS", "Fact", "describe_facts", "find_facts", "forget_facts"]
