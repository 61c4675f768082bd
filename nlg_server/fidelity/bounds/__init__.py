"""What bounds a fact, "up to", "at least", "before", and whether two texts bound it alike."""
