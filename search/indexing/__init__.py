"""From documents to a generation of the index, and from there to the next one."""
