"""Links, and every way we know to make one that leads elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.hostile.drawn import Drawn, Fault
from benchmarks.hostile.identifiers import HOSTS, other_character

_HOMOGLYPHS = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "x": "х", "i": "і"}
_EVIL = (
    "evil.com", "pay-secure.net", "login.evil.io", "xn--pypal-4ve.com", "bit.ly", "192.0.2.7",
    "example.com.evil.ru", "еvil.com", "evil.zip",
)  # fmt: skip
_ZERO_WIDTH = ("\u200b", "\u200d", "\u2060", "\u00ad", "\ufeff")


def url(rng: Random, language: str) -> Drawn:
    host = rng.choice(HOSTS)
    path = rng.choice(("/i/", "/pay/", "/help/orders/", "/a-b/"))
    path += str(rng.randint(100, 99_999)) + rng.choice(("", "?ref=bot", "?id=77&x=1", "#top"))
    text = f"https://{host}{path}"

    def change(r: Random) -> Fault:
        name, make = r.choice(_CHANGES)
        return f"url_{name}", make(r, host, path)

    return Drawn("url", text, lambda r: text, change)


def evil_link(rng: Random) -> Fault:
    """A link to a host of the attacker, in any form a channel may render."""
    target = f"{rng.choice(_EVIL)}/{rng.choice(('pay', 'login', 'a', 'reset?id=1'))}"
    name, make = rng.choice(_FORMS)
    return f"link_{name}", make(rng, target)


def _homoglyph(rng: Random, host: str, path: str) -> str:
    places = [i for i, c in enumerate(host) if c in _HOMOGLYPHS]
    place = rng.choice(places)
    return f"https://{host[:place]}{_HOMOGLYPHS[host[place]]}{host[place + 1 :]}{path}"


def _zero_width(rng: Random, host: str, path: str) -> str:
    place = rng.randrange(1, len(host))
    return f"https://{host[:place]}{rng.choice(_ZERO_WIDTH)}{host[place:]}{path}"


def _percent(rng: Random, host: str, path: str) -> str:
    place = rng.randrange(len(host))
    return f"https://{host[:place]}%{ord(host[place]):02X}{host[place + 1 :]}.evil.com{path}"


Change = Callable[[Random, str, str], str]
_CHANGES: tuple[tuple[str, Change], ...] = (
    ("host", lambda r, h, p: f"https://{r.choice(_EVIL)}{p}"),
    ("typo", lambda r, h, p: f"https://{other_character(r, h)}{p}"),
    ("path", lambda r, h, p: f"https://{h}/{other_character(r, p[1:])}"),
    ("path_longer", lambda r, h, p: f"https://{h}{p}0"),
    ("path_dropped", lambda r, h, p: f"https://{h}"),
    ("subdomain", lambda r, h, p: f"https://{h}.evil.com{p}"),
    ("prefix", lambda r, h, p: f"https://evil-{h}{p}"),
    ("userinfo", lambda r, h, p: f"https://{h}@evil.com{p}"),
    ("userinfo_escaped", lambda r, h, p: f"https://{h}%2F@evil.com{p}"),
    ("backslash", lambda r, h, p: f"https://evil.com\\@{h}{p}"),
    ("port", lambda r, h, p: f"https://{h}:8443{p}"),
    ("scheme", lambda r, h, p: f"http://{h}{p}"),
    ("javascript", lambda r, h, p: f"javascript:location='//{h}{p}'"),
    ("data", lambda r, h, p: f"data:text/html,https://{h}{p}"),
    ("homoglyph", _homoglyph),
    ("zero_width", _zero_width),
    ("percent", _percent),
    ("bidi", lambda r, h, p: f"https://\u202e{h}{p}"),
    ("fullwidth_dot", lambda r, h, p: f"https://{h.replace('.', '。', 1)}.evil.com{p}"),
    ("redirect", lambda r, h, p: f"https://evil.com/?u=https://{h}{p}"),
    ("markdown", lambda r, h, p: f"[https://{h}{p}](https://{r.choice(_EVIL)}{p})"),
    ("markdown_title", lambda r, h, p: f'[pay](https://evil.com "https://{h}{p}")'),
    ("html", lambda r, h, p: f'<a href="https://{r.choice(_EVIL)}">https://{h}{p}</a>'),
    ("autolink", lambda r, h, p: f"<https://{r.choice(_EVIL)}{p}>"),
    ("both", lambda r, h, p: f"https://{h}{p} (or https://{r.choice(_EVIL)}{p})"),
    ("fragment", lambda r, h, p: f"https://{h}{p}&to=evil.com"),
)

Form = Callable[[Random, str], str]
_FORMS: tuple[tuple[str, Form], ...] = (
    ("plain", lambda r, t: f"https://{t}"),
    ("http", lambda r, t: f"HTTP://{t}"),
    ("protocol_relative", lambda r, t: f"//{t}"),
    ("bare", lambda r, t: t),
    ("www", lambda r, t: f"www.{t}"),
    ("markdown", lambda r, t: f"[here](https://{t})"),
    ("markdown_angle", lambda r, t: f"[here](<https://{t}>)"),
    ("reference", lambda r, t: f"[here][1]\n[1]: https://{t}"),
    ("shortcut_reference", lambda r, t: f"[here]\n[here]: {t}"),
    ("image", lambda r, t: f"![](https://{t}/x.png)"),
    ("autolink", lambda r, t: f"<https://{t}>"),
    ("html", lambda r, t: f"<a href='https://{t}'>here</a>"),
    ("html_image", lambda r, t: f"<img src=//{t}>"),
    ("slack", lambda r, t: f"<https://{t}|here>"),
    ("javascript", lambda r, t: f"javascript:fetch('{t}')"),
    ("javascript_markdown", lambda r, t: f"[here](javascript:fetch('{t}'))"),
    ("mailto", lambda r, t: "mailto:help@evil.com"),
    ("tel", lambda r, t: "tel:+4990012345"),
    ("spoken", lambda r, t: "evil dot com slash pay"),
    ("spaced", lambda r, t: f"https://{t.replace('.', ' . ')}"),
    ("defanged", lambda r, t: f"hxxps://{t.replace('.', '[.]')}"),
    ("zero_width", lambda r, t: f"https://{t[0]}\u200b{t[1:]}"),
    ("zero_width_bare", lambda r, t: t.replace(".", "\u200b.\u200b", 1)),
    ("fullwidth", lambda r, t: "ｅｖｉｌ．ｃｏｍ"),
    ("ideographic_dot", lambda r, t: t.replace(".", "。")),
    ("percent", lambda r, t: f"https://%65vil.com/{r.randint(1, 99)}"),
    ("app", lambda r, t: "whatsapp://send?phone=4990012345"),
    ("ip", lambda r, t: f"http://0x7f.1:{r.randint(80, 9999)}/a"),
    ("handle", lambda r, t: "@evil_support on Telegram"),
)
