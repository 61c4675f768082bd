"""Trains the network that tells whether two texts say the same."""
