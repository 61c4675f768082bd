"""The responses of an assistant: read from where a Rasa project keeps them."""

from nlg_server.responses.catalogue import Domain, Responses, Slot
from nlg_server.responses.loading import load_domain, load_responses, responses_from_domain
from nlg_server.responses.problem import Problem, Severity
from nlg_server.responses.variation import Variation
from nlg_server.responses.yaml12 import Document, read_yaml

__all__ = [
    "Document",
    "Domain",
    "Problem",
    "Responses",
    "Severity",
    "Slot",
    "Variation",
    "load_domain",
    "load_responses",
    "read_yaml",
    "responses_from_domain",
]
