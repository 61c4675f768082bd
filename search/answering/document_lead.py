"""Does one document stand out among the hits?"""

from __future__ import annotations

from collections.abc import Sequence

from search.passage import Hit

_TOP = 5  # hits; those after them are compared with these
_MOST = 0.5  # more tells only how finely a document was cut


def document_lead(hits: Sequence[Hit]) -> float:
    """How much commoner the best hit's document is among the first five than after them.

    From -0.5 to 0.5. A document on what was asked gives several of the first passages; one that is
    everywhere, as in a knowledge base of a single document, tells nothing. 0 where five hits or
    fewer were found, or their documents are not known.
    """
    documents = [(hit.passage.source, hit.passage.title) for hit in hits]
    if len(documents) <= _TOP or not any(documents[0]):
        return 0.0
    same = [document == documents[0] for document in documents]
    commoner = _share(same[1:_TOP]) - _share(same[_TOP:])
    return max(-_MOST, min(commoner, _MOST))


def _share(same: Sequence[bool]) -> float:
    return sum(same) / len(same)
