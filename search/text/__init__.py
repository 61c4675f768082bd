"""Text as retrieval reads it: visible characters, words, stems, language."""
