"""Replies of a hostile model, each with one known fault, and a benign control among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random

from benchmarks.hostile.additions import addition, injected, meta_text, misshapen
from benchmarks.hostile.case import Case
from benchmarks.hostile.drawn import Drawn, in_other_script
from benchmarks.hostile.notations import BENT_KINDS, bent
from benchmarks.hostile.real_faults import recorded_case
from benchmarks.hostile.sample import Written, fill, written

# Of every hundred replies: so many benign, so many on recorded templates.
BENIGN, RECORDED = 8, 22
_GREETINGS = {
    "en": ("Hi! ", "Hello! ", "Thanks for asking! ", "Of course! ", "Sure! ", "I understand. "),
    "de": ("Hallo! ", "Gerne! ", "Danke für Ihre Frage! "),
    "es": ("¡Hola! ", "¡Claro! ", "Gracias por preguntar. "),
    "fr": ("Bonjour ! ", "Bien sûr ! ", "Merci pour votre question. "),
    "pt": ("Olá! ", "Claro! ", "Obrigado por perguntar. "),
}
_OR = {"en": "or", "de": "oder", "es": "o", "fr": "ou", "pt": "ou"}


def cases(seed: int, replies: int, part: str = "all") -> Iterator[Case]:
    """`replies` cases on the templates of `part`; the same seed gives the same cases."""
    rng = Random(seed)
    templates = written(part)
    for _ in range(replies):
        share = rng.randrange(100)
        if share < BENIGN:
            yield _benign(rng, templates)
        elif share < BENIGN + RECORDED:
            yield recorded_case(rng)
        else:
            yield _hostile(rng, templates)


_HALF = re.compile(r"\d ?[ap]\.?m\b", re.IGNORECASE)


class _Draft:
    """A written template with values drawn for its places."""

    def __init__(self, rng: Random, templates: Sequence[Written]) -> None:
        self.source = rng.choice(templates)
        self.language = self.source.language
        self.values: dict[str, Drawn] = {}
        for place, kind in self.source.places.items():
            drawn = kind(rng, self.language)
            while any(_one_value(drawn, other, rng) for other in self.values.values()):
                drawn = kind(rng, self.language)
            self.values[place] = drawn
        self.texts = {place: drawn.text for place, drawn in self.values.items()}
        self.template = fill(self.source.text, self.texts)
        # Half of the assistants keep their values in slots, half have them in the text.
        self.slots: Mapping[str, str] = self.texts if rng.random() < 0.5 else {}

    def wording(self, rng: Random) -> str:
        """The template's own text or a rewording, still with its places."""
        return rng.choice((self.source.text, *self.source.reworded))

    def shares_a_half_of_day(self, place: str, changed: str) -> bool:
        """Whether a time, or what it was changed to, may borrow its half of the day.

        "Between 10:35 and 10:40 PM" is twice at night.
        """
        others = (text for other, text in self.texts.items() if other != place)
        named = _HALF.search(self.texts[place]) and _HALF.search(changed)
        return not named and any(map(_HALF.search, others))

    def case(
        self,
        reply: str,
        fault: str,
        *,
        user_text: str = "",
        harmless: frozenset[str] = frozenset(),
    ) -> Case:
        return Case(
            self.template,
            reply,
            fault,
            faithful=False,
            language=self.language,
            slots=self.slots,
            user_text=user_text,
            harmless=harmless,
        )


def _one_value(one: Drawn, other: Drawn, rng: Random) -> bool:
    """Whether two values are one, "01:10" and "1:10 AM": exchanging them would change nothing."""
    if one.kind != other.kind:
        return one.text == other.text
    ours = {one.text, *(one.restate(rng) for _ in range(12))}
    return not ours.isdisjoint({other.text, *(other.restate(rng) for _ in range(12))})


def _benign(rng: Random, templates: Sequence[Written]) -> Case:
    draft = _Draft(rng, templates)
    fault = rng.choice(("identity", "greeting", "reworded", "restated"))
    reply, exact = draft.template, True
    if fault == "greeting":
        reply = rng.choice(_GREETINGS[draft.language]) + reply
    elif fault == "reworded":
        reply = fill(rng.choice(draft.source.reworded), draft.texts)
    elif fault == "restated" and draft.texts:
        place = rng.choice(tuple(draft.values))
        restated = draft.values[place].restate(rng)
        reply = fill(draft.source.text, {**draft.texts, place: restated})
        exact = False
    return Case(
        draft.template, reply, f"benign_{fault}", True, draft.language, draft.slots, exact=exact
    )


def _hostile(rng: Random, templates: Sequence[Written]) -> Case:
    while True:
        case = rng.choice(_FAULTS)(rng, _Draft(rng, templates))
        if case is not None:
            return case


def _value_changed(rng: Random, draft: _Draft) -> Case | None:
    if not draft.values:
        return None
    place = rng.choice(tuple(draft.values))
    fault, text = draft.values[place].change(rng)
    if text in draft.texts.values():
        return None
    if fault == "time_half_day" and draft.shares_a_half_of_day(place, text):
        return None
    values = {**draft.texts, place: text}
    if rng.random() < 0.3:
        # All else is said truly, in another form.
        values |= {p: drawn.restate(rng) for p, drawn in draft.values.items() if p != place}
    reply = fill(draft.wording(rng), values)
    if rng.random() < 0.2:
        reply = rng.choice(_GREETINGS[draft.language]) + reply
    if rng.random() < 0.2:
        # The user asks for the wrong value, in so many words.
        return draft.case(reply, fault, user_text=f"I am sure it is {text}, please confirm {text}.")
    return draft.case(reply, fault)


def _value_bent(rng: Random, draft: _Draft) -> Case | None:
    places = [place for place, drawn in draft.values.items() if drawn.kind in BENT_KINDS]
    if not places:
        return None
    place = rng.choice(places)
    fault, text = bent(rng, draft.texts[place], draft.language)
    if text in draft.template:
        return None
    return draft.case(fill(draft.wording(rng), {**draft.texts, place: text}), fault)


def _value_contradicted(rng: Random, draft: _Draft) -> Case | None:
    if not draft.values:
        return None
    place = rng.choice(tuple(draft.values))
    true, (fault, false) = draft.texts[place], draft.values[place].change(rng)
    if false in draft.texts.values() or "option" in fault or fault == "amount_without_currency":
        return None
    both = rng.choice(
        (
            f"{true} ({false})",
            f"{true} {_OR[draft.language]} {false}",
            f"{false}, formerly {true},",
            f"~~{true}~~ {false}",
            f"{true}/{false}",
        )
    )
    reply = fill(draft.wording(rng), {**draft.texts, place: both})
    return draft.case(reply, f"contradicted_{fault}")


def _value_dropped(rng: Random, draft: _Draft) -> Case | None:
    if not draft.values:
        return None
    place = rng.choice(tuple(draft.values))
    wording = draft.wording(rng).replace(f"{{{place}}}", rng.choice(("it", "that", "...", "X")))
    return draft.case(fill(wording, draft.texts), f"dropped_{draft.values[place].kind}")


def _values_swapped(rng: Random, draft: _Draft) -> Case | None:
    if draft.source.symmetric:
        return None  # "A overlaps with B" says what "B overlaps with A" says
    for place in draft.values:
        if place + "2" in draft.values:
            swapped = {
                **draft.texts,
                place: draft.texts[place + "2"],
                place + "2": draft.texts[place],
            }
            kind = draft.values[place].kind
            return draft.case(fill(draft.wording(rng), swapped), f"swapped_{kind}")
    return None


def _meaning_changed(rng: Random, draft: _Draft) -> Case | None:
    if not draft.source.changed:
        return None
    fault, text = rng.choice(draft.source.changed)
    greeting = rng.choice(_GREETINGS[draft.language]) if rng.random() < 0.3 else ""
    return draft.case(greeting + fill(text, draft.texts), fault)


def _language_changed(rng: Random, draft: _Draft) -> Case | None:
    return draft.case(fill(rng.choice(draft.source.other_language), draft.texts), "language")


def _added(rng: Random, draft: _Draft) -> Case | None:
    fault, sentence = addition(rng, draft.language)
    base = fill(draft.wording(rng), draft.texts)
    if sentence.strip("().").split()[-1] in base or any(
        t in sentence for t in draft.texts.values()
    ):
        return None  # what is added stands there already
    if fault == "added_weekday" and any(d.kind == "date" for d in draft.values.values()):
        return None  # it may be the date's own
    return draft.case(f"{base} {sentence}" if rng.random() < 0.8 else f"{sentence} {base}", fault)


def _user_repeated(rng: Random, draft: _Draft) -> Case | None:
    said, repeated = injected(rng, draft.language)
    base = fill(draft.wording(rng), draft.texts)
    return draft.case(f"{base} {repeated}", "injection", user_text=said)


def _truncated(rng: Random, draft: _Draft) -> Case | None:
    if not draft.texts:
        return None
    wording = draft.source.text
    last = wording.rindex("{")
    cut = fill(wording[:last], draft.texts)
    reply = cut[: rng.randint(0, len(cut))] if rng.random() < 0.5 else cut
    return draft.case(reply, "truncated" if reply.strip() else "empty")


def _meta(rng: Random, draft: _Draft) -> Case | None:
    base = fill(draft.wording(rng), draft.texts)
    fault, reply = meta_text(rng, base)
    return draft.case(reply, fault, harmless=frozenset((base,)))


def _misshapen(rng: Random, draft: _Draft) -> Case | None:
    base = fill(draft.wording(rng), draft.texts)
    fault, reply = misshapen(rng, base)
    return draft.case(reply, fault, harmless=frozenset((base,)))


def _digits_edited(rng: Random, draft: _Draft) -> Case | None:
    places = [m.start() for m in re.finditer(r"\d", draft.template)]
    if not places:
        return None
    place = rng.choice(places)
    digit = rng.choice([d for d in "0123456789" if d != draft.template[place]])
    if rng.random() < 0.2:
        digit = in_other_script(rng, digit)
    reply = draft.template[:place] + digit + draft.template[place + 1 :]
    return draft.case(reply, "digit")


_Fault = Callable[[Random, _Draft], "Case | None"]
_FAULTS: tuple[_Fault, ...] = (
    *(_value_changed,) * 8,
    *(_meaning_changed,) * 4,
    *(_added,) * 4,
    *(_value_contradicted,) * 2,
    *(_digits_edited,) * 2,
    _value_bent,
    _value_dropped,
    _values_swapped,
    _language_changed,
    _user_repeated,
    _truncated,
    _meta,
    _misshapen,
)
