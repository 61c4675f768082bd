"""What reaches a language model, and the one seam to it."""
