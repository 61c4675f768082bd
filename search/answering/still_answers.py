"""When sentences were removed: does what remains still answer the question?"""

from __future__ import annotations

from search.answering.question import answers_kind, kind_of
from search.grounding.terms import content_stems
from search.grounding.verdict import Verdict, Verification

_MOST_OF_IT = 0.6  # share of the reply's content words from which on the rest is no loss
_LEAST_SHARE = 0.5  # of the question's words that the whole reply spoke of


def still_answers(question: str, verification: Verification) -> bool:
    """Whether the kept sentences speak of the question as the whole reply did.

    A reply to "when", "how many" or "who" whose only date, number or name was removed answers no
    more, however true the rest is. Introductions, and remarks on what the documents do not tell,
    are no loss.
    """
    kept = " ".join(verdict.text for verdict in verification.kept)
    removed = " ".join(v.text for v in verification.verdicts if _a_loss(v))
    if not kept or not removed:
        return bool(kept)
    kind = kind_of(question)
    if answers_kind(kind, removed, question) and not answers_kind(kind, kept, question):
        return False
    told = len(set(content_stems(kept)))
    if told >= _MOST_OF_IT * (told + len(set(content_stems(removed)))):
        return True
    asked = set(content_stems(question))
    spoken = asked & set(content_stems(f"{kept} {removed}"))
    return len(asked & set(content_stems(kept))) >= _LEAST_SHARE * len(spoken)


def _a_loss(verdict: Verdict) -> bool:
    introduces = verdict.text.rstrip("*_ ").endswith(":")
    return not verdict.supported and not introduces and verdict.reason != "abstention"
