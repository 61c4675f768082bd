"""Does retrieval find what answers the question? Recall and nDCG on public question sets."""
