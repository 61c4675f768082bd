"""What the server tells of itself: logs, metrics, spans, recorded requests."""
