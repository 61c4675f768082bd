"""Texts on which an exported encoder has to equal its original: many lengths and scripts."""

from __future__ import annotations

from collections.abc import Iterator

_SENTENCES = (
    "How do I reset my password?",
    "The annual fee is 49.90 EUR, payable on 1 March; cancel at least 14 days before that.",
    "| Plan | Price | Support |\n| --- | --- | --- |\n| Basic | $9 | e-mail |",
    "```python\nfor name, value in sorted(totals.items()):\n    print(name, value)\n```",
    "Die Rückerstattung erfolgt innerhalb von fünf Werktagen auf Ihr Girokonto.",
    "¿Puedo cambiar la fecha de mi vuelo después de haber pagado?",
    "Наши специалисты ответят вам в течение двух часов.",
    "保証期間は購入日から二年間です。",
    "يمكنك إلغاء الاشتراك في أي وقت.",
    "Wi-Fi 6E (802.11ax) needs firmware >= 3.2.1; see https://example.com/router#update.",
    "yes",
    "# Terms\n\n- no smoking\n- no pets\n- quiet hours from 22:00 to 07:00",
)


def _texts() -> Iterator[str]:
    yield from _SENTENCES
    # Growing runs of sentences, up to well past any usual token limit.
    for length in (2, 3, 5, 8, 12, 20, 40):
        for start in range(0, len(_SENTENCES), 3):
            run = (_SENTENCES[(start + step) % len(_SENTENCES)] for step in range(length))
            yield " ".join(run)


SAMPLE: tuple[str, ...] = tuple(_texts())
