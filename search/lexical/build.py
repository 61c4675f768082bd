"""Making a lexical index: the stemmed terms of each text, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.lexical.index import UNKNOWN, LexicalIndex
from search.text.language import detect_language, main_language
from search.text.stemming import stem
from search.text.tokens import joined_words, terms_of_word, words

_MOST = np.iinfo(np.uint16).max
_SHARE = 0.02  # of the passages, from which on a language gets its own stems
_LANGUAGES = 200  # what `row_languages` can number, with room


def build_lexical_index(
    texts: Sequence[str], languages: Sequence[str | None] | None = None
) -> LexicalIndex:
    """Count the stemmed terms of `texts`; text number i becomes row i.

    Args:
        languages: ISO code of each text; detected where None.
    """
    known = list(languages) if languages is not None else detected_languages(texts)
    return _counted(texts, known, _stemmed_languages(known))


def detected_languages(texts: Sequence[str]) -> list[str | None]:
    """The language of each text; the commonest one where a text tells too little."""
    alone = [detect_language(text) for text in texts]
    likely = main_language(alone)
    return [
        found if found == likely else detect_language(text, likely=likely)
        for text, found in zip(texts, alone, strict=True)
    ]


def _stemmed_languages(known: Sequence[str | None]) -> list[str]:
    """The languages that get their own stems, commonest first; rare ones share the main one's."""
    counted = Counter(language or UNKNOWN for language in known).most_common(_LANGUAGES)
    return [language for language, rows in counted if rows >= _SHARE * len(known)]


def _counted(
    texts: Sequence[str], known: Sequence[str | None], languages: list[str]
) -> LexicalIndex:
    place = {language: i for i, language in enumerate(languages)}
    codes = np.array([place.get(language or UNKNOWN, 0) for language in known], np.uint8)
    vocabulary: dict[str, int] = {}
    # A word is folded and stemmed once for each language; after that it is one look-up.
    ids_of: list[dict[str, tuple[int, ...]]] = [{} for _ in languages]
    term_ids: list[int] = []
    counts: list[int] = []
    sizes = np.empty(len(texts), np.int64)
    lengths = np.empty(len(texts), np.int32)
    for row, (text, code) in enumerate(zip(texts, codes.tolist(), strict=True)):
        known_ids = ids_of[code]
        counted: dict[int, int] = {}
        for word, often in Counter((*words(text), *joined_words(text))).items():
            ids = known_ids.get(word)
            if ids is None:
                stems = [stem(term, languages[code]) for term in terms_of_word(word)]
                ids = tuple(vocabulary.setdefault(found, len(vocabulary)) for found in stems)
                known_ids[word] = ids
            for term_id in ids:
                counted[term_id] = counted.get(term_id, 0) + often
        sizes[row], lengths[row] = len(counted), sum(counted.values())
        term_ids += counted
        counts += counted.values()
    return _assembled(
        [term.encode() for term in vocabulary],
        np.array(term_ids, np.int64),
        np.repeat(np.arange(len(texts), dtype=np.int32), sizes),
        np.minimum(np.array(counts, np.int64), _MOST).astype(np.uint16),
        lengths,
        codes,
        languages,
    )


def _assembled(
    encoded: list[bytes],
    term_ids: NDArray[np.int64],
    rows: NDArray[np.int32],
    counts: NDArray[np.uint16],
    lengths: NDArray[np.int32],
    row_languages: NDArray[np.uint8],
    languages: list[str],
) -> LexicalIndex:
    """The index of postings in any order; terms without one are left out."""
    sizes = np.bincount(term_ids, minlength=len(encoded))
    order = sorted(np.flatnonzero(sizes).tolist(), key=encoded.__getitem__)
    rank = np.empty(len(encoded), np.int64)
    rank[order] = np.arange(len(order))
    by_term = np.argsort(rank[term_ids], kind="stable")
    return LexicalIndex(
        terms=np.frombuffer(b"".join(encoded[i] for i in order), np.uint8),
        term_ends=np.cumsum([len(encoded[i]) for i in order], dtype=np.int64),
        posting_ends=np.cumsum(sizes[order], dtype=np.int64),
        posting_rows=rows[by_term],
        posting_counts=counts[by_term],
        lengths=lengths,
        row_languages=row_languages,
        languages=np.array(languages or [UNKNOWN], dtype=np.str_),
    )
