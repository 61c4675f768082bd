"""The fidelity check: a rephrase may change the words, never the facts."""

from nlg_server.fidelity.check import check
from nlg_server.fidelity.policy import DEFAULT_POLICY, FidelityPolicy
from nlg_server.fidelity.repair import name_fault
from nlg_server.fidelity.verdict import FAITHFUL, REASONS, Finding, Verdict

__all__ = [
    "DEFAULT_POLICY",
    "FAITHFUL",
    "REASONS",
    "FidelityPolicy",
    "Finding",
    "Verdict",
    "check",
    "name_fault",
]
