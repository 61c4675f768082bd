"""What stands around a model call: cache, coalescing, admission, breaker."""
