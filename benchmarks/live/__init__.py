"""Real processes for measurements: the server, the model behind it, and clients that count."""
