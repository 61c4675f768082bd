from __future__ import annotations

import base64
import random

from benchmarks.secrets import Seeds


def test_a_secret_is_found_in_every_form_it_may_leak_in() -> None:
    seeds = Seeds(random.Random(1))
    hidden = [seeds.new("SLOT") for _ in range(5)]
    seeds.new("MSG")
    leaked = [
        f'{{"text":"{hidden[0]}"}}'.encode(),
        b"prefix" + hidden[1].encode() + b"suffix",
        base64.b64encode(hidden[2].encode()),
        hidden[3].encode().hex().encode(),
        b"x" + hidden[4].encode() + b"\\u00e9",
    ]
    assert seeds.in_(leaked) == set(hidden)
    assert seeds.in_([b"nothing of that kind"]) == set()
