"""Measurements: the prompt benchmark users run, and this project's own figures."""
