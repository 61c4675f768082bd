"""The index on disk: immutable generations made of segments, switched by one atomic rename."""
