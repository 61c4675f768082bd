"""Words that turn a meaning: negation, duty, time, role, speech act."""
