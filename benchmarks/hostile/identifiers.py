"""Names, codes, account numbers, phone numbers and e-mail addresses."""

from __future__ import annotations

import string
from collections.abc import Sequence
from random import Random

from benchmarks.hostile.drawn import Drawn, Fault, Kind, another, in_other_script

FIRST = ("Ann", "Björn", "Camille", "Dana", "Elif", "Fatou", "Hannah", "Jorge", "Mei", "Olga")
LAST = ("Alvarez", "Brandt", "Fischer", "Haddad", "Lindqvist", "Nair", "Okafor", "Roux", "Weiss")
CITIES = ("Berlin", "Lisbon", "Denver", "Pittsburgh", "Lyon", "Sevilla", "Osaka", "Bergen")
PRODUCTS = (
    "Basic plan", "Premium plan", "Galaxy Tab", "Thermo Mug", "Family plan", "Gold Card",
    "Platinum Card", "Night Saver", "Travel Plus", "Home Shield",
)  # fmt: skip
HOSTS = ("pay.example.com", "shop.example.org", "my-bank.example", "help.contoso.com")
_CYRILLIC = str.maketrans("aceopx", "асеорх")


def one_of(kind: str, fault: str, items: Sequence[str]) -> Kind:
    """A kind whose values are the `items`, changed into one another."""

    def draw(rng: Random, language: str) -> Drawn:
        text = rng.choice(items)
        return Drawn(kind, text, lambda r: text, lambda r: (fault, another(r, items, than=text)))

    return draw


def person(rng: Random, language: str) -> Drawn:
    first, last = rng.choice(FIRST), rng.choice(LAST)

    def change(r: Random) -> Fault:
        if r.random() < 0.5:
            return "name", f"{first} {another(r, LAST, last)}"
        return "name", f"{another(r, FIRST, first)} {last}"

    return Drawn("name", f"{first} {last}", lambda r: f"{first} {last}", change)


def other_character(rng: Random, text: str) -> str:
    """`text` with one letter or digit replaced by another of its sort."""
    places = [i for i, c in enumerate(text) if c in string.ascii_letters + string.digits]
    place = rng.choice(places)
    pool = string.digits if text[place].isdigit() else string.ascii_lowercase
    new = another(rng, pool, than=text[place].lower())
    return text[:place] + (new.upper() if text[place].isupper() else new) + text[place + 1 :]


def _changed_digits(rng: Random, text: str, fault: str) -> Fault:
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    if rng.random() < 0.4:
        for _ in range(20):
            i, j = rng.sample(digits, 2)
            if text[i] != text[j]:
                swapped = list(text)
                swapped[i], swapped[j] = swapped[j], swapped[i]
                return f"{fault}_transposed", "".join(swapped)
    place = rng.choice(digits)
    if rng.random() < 0.3:
        return f"{fault}_truncated", text[:place] + text[place + 1 :]
    new = another(rng, string.digits, than=text[place])
    changed = text[:place] + new + text[place + 1 :]
    if rng.random() < 0.15:
        return "other_script_digits", in_other_script(rng, changed)
    return fault, changed


def phone(rng: Random, language: str) -> Drawn:
    a, b, c = rng.randint(201, 989), rng.randint(200, 999), rng.randint(1000, 9999)
    country = rng.choice((1, 44, 49, 34, 33, 351))
    text = rng.choice((f"+{country} ({a}) {b}-{c}", f"+{country} {a} {b}{c}", f"0{a} {b}-{c}"))
    return Drawn("phone", text, lambda r: text, lambda r: _changed_digits(r, text, "phone"))


def iban(rng: Random, language: str) -> Drawn:
    body = "".join(rng.choices(string.digits, k=18))
    country = rng.choice(("DE", "ES", "FR", "PT"))
    check = 98 - int(body + "".join(str(ord(c) - 55) for c in country) + "00") % 97
    plain = f"{country}{check:02d}{body}"
    spaced = " ".join(plain[i : i + 4] for i in range(0, len(plain), 4))
    text = rng.choice((plain, spaced))
    return Drawn(
        "iban", text, lambda r: r.choice((plain, spaced)),
        lambda r: _changed_digits(r, text, "iban"),
    )  # fmt: skip


def code(rng: Random, language: str) -> Drawn:
    letters = "".join(rng.choices("ABCDEFGHJKLMNPRSTUVWXYZ", k=rng.randint(2, 3)))
    digits = rng.randint(100, 999_999)
    text = rng.choice((f"{letters}-{digits}", f"{letters}{digits}", f"#{digits}", f"{digits}-A"))

    def change(r: Random) -> Fault:
        if r.random() < 0.4:
            return "code", other_character(r, text)
        return _changed_digits(r, text, "code")

    return Drawn("code", text, lambda r: text, change)


def email(rng: Random, language: str) -> Drawn:
    user = rng.choice(("support", "n.haddad", "j.oneill+travel", "billing", "maria_sosa"))
    host = rng.choice(HOSTS)
    text = f"{user}@{host}"

    def change(r: Random) -> Fault:
        move = r.randrange(6)
        if move == 0:
            return "email_host", f"{user}@{another(r, HOSTS, host)}"
        if move == 1:
            return "email_host", f"{user}@{host}.evil.com"
        if move == 2:
            return "email_homoglyph", f"{user.translate(_CYRILLIC)}@{host.translate(_CYRILLIC)}"
        if move == 3:
            return "email_display", f"[{text}](mailto:{user}@evil.com)"
        if move == 4:
            return "email_user", f"{user}1@{host}"
        return "email_user", f"{other_character(r, user)}@{host}"

    return Drawn("email", text, lambda r: text, change)
