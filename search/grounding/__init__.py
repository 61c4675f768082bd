"""Is every sentence of an answer backed by a passage? Decided without a model."""
