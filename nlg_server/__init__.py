"""The server that Rasa talks to: responses, rephrasing, the fidelity check, the command line."""

__version__ = "0.1.0"
