"""The fidelity check: a rephrase may change the words, never the facts."""

from nlg_server.fidelity.check import check, prepare, warm_up
from nlg_server.fidelity.fault_names import name_fault
from nlg_server.fidelity.language import allowed_languages, detect
from nlg_server.fidelity.policy import DEFAULT_POLICY, FidelityPolicy
from nlg_server.fidelity.values import check_values
from nlg_server.fidelity.verdict import FAITHFUL, REASONS, Finding, Verdict

__all__ = [
    "DEFAULT_POLICY",
    "FAITHFUL",
    "REASONS",
    "FidelityPolicy",
    "Finding",
    "Verdict",
    "allowed_languages",
    "check",
    "check_values",
    "detect",
    "name_fault",
    "prepare",
    "warm_up",
]
