"""Drivers that run one system each, in that system's own environment, as plain scripts."""
