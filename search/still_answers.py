"""When sentences were removed: does what remains still answer the question?"""

from __future__ import annotations

from search.grounding.terms import content_stems
from search.grounding.verdict import Verification
from search.question import answers_kind, kind_of

_LEAST_SHARE = 0.5  # of the question's words that the whole reply spoke of


def still_answers(question: str, verification: Verification) -> bool:
    """Whether the kept sentences speak of the question as the whole reply did.

    A reply to "when", "how many" or "who" whose only date, number or name was removed answers no
    more, however true the rest is.
    """
    kept = " ".join(verdict.text for verdict in verification.kept)
    removed = " ".join(v.text for v in verification.verdicts if not v.supported)
    if not kept or not removed:
        return bool(kept)
    kind = kind_of(question)
    if answers_kind(kind, removed, question) and not answers_kind(kind, kept, question):
        return False
    asked = set(content_stems(question))
    spoken = asked & set(content_stems(f"{kept} {removed}"))
    return len(asked & set(content_stems(kept))) >= _LEAST_SHARE * len(spoken)
