"""A hostile model: generated replies with a known fault, against everything that may go out."""
