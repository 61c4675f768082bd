"""Files to documents: extracted text, its structural blocks, and what is known about them."""
