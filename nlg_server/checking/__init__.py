"""`truephrase check`: what a project says, and what of it is wrong."""
