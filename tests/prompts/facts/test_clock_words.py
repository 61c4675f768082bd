"""Times, durations and rates in words: each agrees with its figures, and with no other."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check
from prompts.facts import find_facts

# The words of a sentence are left aside, so that a test tells of the facts alone.
FACTS_ALONE = FidelityPolicy(strictness=0)

# A template, faithful ways to tell it, and unfaithful ones.
Told = tuple[str, tuple[str, ...], tuple[str, ...]]

CLOCK: tuple[Told, ...] = (
    (
        "The train leaves at 18:02.",
        (
            "The train leaves at two minutes past six.",
            "The train leaves at two minutes past six in the evening.",
            "The train leaves at 2 minutes past 6.",
        ),
        (
            "The train leaves at two minutes past seven.",
            "The train leaves at two minutes to six.",
            "The train leaves at three minutes past six.",
            "The train leaves at two minutes past six in the morning.",
        ),
    ),
    (
        "The train leaves at 18:05.",
        ("The train leaves at five past six.",),
        ("The train leaves at ten past six.", "The train leaves at five to six."),
    ),
    (
        "The train leaves at 17:50.",
        ("The train leaves at ten to six.", "The train leaves at ten minutes to six."),
        (
            "The train leaves at ten to seven.",
            "The train leaves at ten past six.",
            "The train runs from ten to six.",
        ),
    ),
    (
        "Your alarm is set for 5:50 AM.",
        ("Your alarm is set for ten to six in the morning.",),
        ("Your alarm is set for ten to six in the evening.",),
    ),
    (
        "The last bus leaves at 00:20.",
        ("The last bus leaves at twenty past midnight.",),
        (
            "The last bus leaves at twenty past noon.",
            "The last bus leaves at ten past midnight.",
            "The last bus leaves at twenty to midnight.",
        ),
    ),
    (
        "The last bus leaves at 12:05 AM.",
        ("The last bus leaves at five past midnight.",),
        ("The last bus leaves at five to midnight.", "The last bus leaves at five past noon."),
    ),
    (
        "Your visit is at 13:15.",
        (
            "Your visit is at quarter past one in the afternoon.",
            "Your visit is at a quarter past one.",
        ),
        ("Your visit is at quarter past one in the morning.",),
    ),
    (
        "Your visit is at 13:30.",
        ("Your visit is at half one in the afternoon.", "Your visit is at half past one."),
        ("Your visit is at half two in the afternoon.", "Your visit is at half one at night."),
    ),
    (
        "Your visit is at 13:00.",
        ("Your visit is at one in the afternoon.",),
        ("Your visit is at half one in the afternoon.",),
    ),
    (
        "The shop opens at 10:30 am.",
        ("The shop opens at half past ten.", "The shop opens at half past 10."),
        ("The shop opens at half past 10 at night.", "The shop opens at ten."),
    ),
    (
        "Your table is booked for 5:30 pm.",
        ("Your table is booked for half five.",),
        ("Your table is booked for half six.", "Your table is booked for half five am."),
    ),
    ("We close at 17:00.", ("We close at five.",), ("We close at half five.",)),
    (
        "The doctor is in between 5:30 and 10:30 AM.",
        ("The doctor is in between half five and half ten in the morning.",),
        (
            "The doctor is in between half five and half eleven in the morning.",
            "The doctor is in between half ten and half five in the morning.",
        ),
    ),
    (
        "The gate closes at 23:59.",
        (
            "The gate closes at one minute before midnight.",
            "The gate closes at one minute to midnight.",
        ),
        (
            "The gate closes at one minute past midnight.",
            "The gate closes at two minutes before midnight.",
            "The gate closes at midnight.",
            "The gate closes at one minute before noon.",
        ),
    ),
    (
        "The gate closes at 11:55.",
        ("The gate closes at five to noon.",),
        ("The gate closes at five to midnight.",),
    ),
    (
        "The gate closes at 16:45.",
        ("The gate closes at quarter to five.", "The gate closes at quarter of five."),
        ("The gate closes at quarter past five.",),
    ),
    (
        "Der Zug fährt um 18:02.",
        ("Der Zug fährt um zwei Minuten nach sechs.",),
        ("Der Zug fährt um zwei Minuten vor sechs.", "Der Zug fährt um drei Minuten nach sechs."),
    ),
    (
        "Der Zug fährt um 23:59.",
        ("Der Zug fährt eine Minute vor Mitternacht.",),
        ("Der Zug fährt eine Minute nach Mitternacht.",),
    ),
    (
        "El tren sale a las 00:20.",
        ("El tren sale veinte minutos después de medianoche.",),
        ("El tren sale veinte minutos antes de medianoche.",),
    ),
    (
        "Le train part à 00h20.",
        ("Le train part à minuit vingt.",),
        ("Le train part à midi vingt.", "Le train part à minuit dix."),
    ),
    (
        "Le train part à 23h59.",
        ("Le train part une minute avant minuit.",),
        ("Le train part une minute après minuit.",),
    ),
    (
        "O trem sai às 00:20.",
        ("O trem sai à meia-noite e vinte.",),
        ("O trem sai à meia-noite e dez.",),
    ),
)

NOON: tuple[Told, ...] = (
    (
        "Checkout is at 12:00.",
        ("Checkout is at 12:00 midday.", "Checkout is at 12 noon.", "Checkout is at twelve noon."),
        ("Checkout is at 12 midnight.", "Checkout is at 00:00 midnight."),
    ),
    (
        "Checkout is at 00:00.",
        ("Checkout is at 00:00 midnight.", "Checkout is at 12:00 midnight."),
        ("Checkout is at 12:00 noon.",),
    ),
    (
        "La salida es a las 12:00.",
        ("La salida es al mediodía.", "La salida es a las doce del mediodía."),
        ("La salida es al mediodía y media.",),
    ),
    (
        "A saída é às 12:30.",
        ("A saída é ao meio-dia e meia.",),
        ("A saída é ao meio-dia.", "A saída é ao meio-dia e quinze."),
    ),
    (
        "Le déjeuner est à 12h30.",
        ("Le déjeuner est à midi et demi.", "Le déjeuner est à midi et demie."),
        ("Le déjeuner est à midi et quart.", "Le déjeuner est à midi."),
    ),
    (
        "Le déjeuner est à 11h45.",
        ("Le déjeuner est à midi moins le quart.",),
        ("Le déjeuner est à midi et quart.",),
    ),
    (
        "Le dîner est à 18h45.",
        ("Le dîner est à sept heures moins le quart du soir.",),
        ("Le dîner est à sept heures moins le quart du matin.",),
    ),
    (
        "Schluss ist um 00:00 Uhr.",
        ("Schluss ist um 12 Uhr nachts.",),
        ("Schluss ist um 12 Uhr mittags.",),
    ),
)

DURATIONS: tuple[Told, ...] = (
    (
        "The winner needed 1:02:15.",
        ("The winner needed one hour, two minutes and 15 seconds.",),
        (
            "The winner needed one hour, two minutes and 50 seconds.",
            "The winner needed two hours, one minute and 15 seconds.",
        ),
    ),
    (
        "Her time was one hour, two minutes and 15 seconds.",
        ("Her time was 1:02:15.",),
        ("Her time was 1:02:50.",),
    ),
    (
        "Die Siegerin brauchte 1:02:15.",
        ("Die Siegerin brauchte eine Stunde, zwei Minuten und 15 Sekunden.",),
        ("Die Siegerin brauchte eine Stunde, zwei Minuten und 50 Sekunden.",),
    ),
    (
        "La ganadora tardó 1:02:15.",
        ("La ganadora tardó una hora, dos minutos y 15 segundos.",),
        ("La ganadora tardó una hora, tres minutos y 15 segundos.",),
    ),
    (
        "La gagnante a mis 1:02:15.",
        ("La gagnante a mis une heure, deux minutes et 15 secondes.",),
        ("La gagnante a mis deux heures, deux minutes et 15 secondes.",),
    ),
    (
        "A vencedora levou 1:02:15.",
        ("A vencedora levou uma hora, dois minutos e 15 segundos.",),
        ("A vencedora levou uma hora, dois minutos e 50 segundos.",),
    ),
    (
        "The bus leaves at 1:02:15.",
        (),
        ("The bus leaves in one hour, two minutes and 15 seconds.",),
    ),
    (
        "The drive takes 75 minutes.",
        ("The drive takes an hour and a quarter.", "The drive takes one and a quarter hours."),
        ("The drive takes an hour and a half.", "The drive takes a quarter of an hour."),
    ),
    (
        "The drive takes 90 minutes.",
        ("The drive takes an hour and a half.", "The drive takes one and a half hours."),
        ("The drive takes an hour and a quarter.", "The drive takes an hour."),
    ),
    (
        "The drive takes 105 minutes.",
        ("The drive takes an hour and three quarters.",),
        ("The drive takes two hours and three quarters.",),
    ),
    (
        "The drive takes 45 minutes.",
        ("The drive takes three quarters of an hour.",),
        ("The drive takes a quarter of an hour.",),
    ),
    (
        "The contract lasts 18 months.",
        ("The contract lasts a year and a half.", "The contract lasts one and a half years."),
        ("The contract lasts half a year.", "The contract lasts two years and a half."),
    ),
    ("The contract lasts 6 months.", ("The contract lasts half a year.",), ("It lasts a year.",)),
    (
        "Der Vertrag läuft 18 Monate.",
        ("Der Vertrag läuft eineinhalb Jahre.", "Der Vertrag läuft anderthalb Jahre."),
        ("Der Vertrag läuft zweieinhalb Jahre.",),
    ),
    (
        "Die Fahrt dauert 75 Minuten.",
        ("Die Fahrt dauert eineinviertel Stunden.",),
        ("Die Fahrt dauert eindreiviertel Stunden.",),
    ),
    (
        "El viaje dura 105 minutos.",
        ("El viaje dura una hora y tres cuartos.",),
        ("El viaje dura una hora y cuarto.", "El viaje dura una hora y media."),
    ),
    (
        "El contrato dura 18 meses.",
        ("El contrato dura un año y medio.",),
        ("El contrato dura medio año.", "El contrato dura un año."),
    ),
    (
        "Le trajet dure 75 minutes.",
        ("Le trajet dure une heure et quart.", "Le trajet dure une heure et un quart."),
        ("Le trajet dure une heure et demie.",),
    ),
    (
        "Le contrat dure 18 mois.",
        ("Le contrat dure un an et demi.",),
        ("Le contrat dure un an.",),
    ),
    (
        "A viagem dura 75 minutos.",
        ("A viagem dura uma hora e um quarto.",),
        ("A viagem dura uma hora e meia.",),
    ),
    (
        "O contrato dura 18 meses.",
        ("O contrato dura um ano e meio.",),
        ("O contrato dura meio ano.",),
    ),
)

RATES: tuple[Told, ...] = (
    (
        "The plants need water every 7 days.",
        ("The plants need water once a week.", "The plants need water weekly."),
        (
            "The plants need water twice a week.",
            "The plants need water once a month.",
            "The plants need water daily.",
        ),
    ),
    (
        "The plants need water once a week.",
        ("The plants need water every seven days.",),
        ("The plants need water every eight days.",),
    ),
    (
        "The backup runs daily.",
        ("The backup runs every 24 hours.", "The backup runs once a day."),
        ("The backup runs every 48 hours.", "The backup runs three times a day."),
    ),
    (
        "The backup runs every 24 hours.",
        ("The backup runs daily.", "The backup runs every day."),
        ("The backup runs hourly.", "The backup runs weekly."),
    ),
    ("The backup runs every 12 hours.", (), ("The backup runs daily.",)),
    ("The backup is ready within 24 hours.", (), ("The backup runs daily.",)),
    (
        "Das Backup läuft alle 24 Stunden.",
        ("Das Backup läuft täglich.",),
        ("Das Backup läuft stündlich.",),
    ),
    (
        "La copia se hace cada 7 días.",
        ("La copia se hace una vez por semana.",),
        ("La copia se hace una vez al mes.",),
    ),
    (
        "La sauvegarde a lieu toutes les 24 heures.",
        ("La sauvegarde a lieu chaque jour.",),
        ("La sauvegarde a lieu chaque semaine.",),
    ),
    (
        "O backup roda a cada 7 dias.",
        ("O backup roda uma vez por semana.",),
        ("O backup roda diariamente.",),
    ),
    (
        "We are open daily.",
        ("We are open seven days a week.",),
        ("We are open six days a week.", "We are open for seven days."),
    ),
    (
        "We are open seven days a week.",
        ("We are open daily.", "We are open every day."),
        ("We are open 24/7.", "We are open around the clock.", "We are open weekly."),
    ),
    (
        "The hotline is available 24/7.",
        (
            "The hotline is available 24 hours a day, seven days a week.",
            "The hotline is available round the clock, every day.",
        ),
        (
            "The hotline is available 24 hours a day, five days a week.",
            "The hotline is available 12 hours a day, seven days a week.",
            "The hotline is available daily.",
        ),
    ),
    (
        "Die Hotline ist rund um die Uhr erreichbar.",
        ("Die Hotline ist 24 Stunden am Tag, sieben Tage die Woche erreichbar.",),
        ("Die Hotline ist 24 Stunden am Tag, sechs Tage die Woche erreichbar.",),
    ),
    (
        "Abrimos todos los días.",
        ("Abrimos siete días a la semana.",),
        ("Abrimos seis días a la semana.",),
    ),
    (
        "Nous sommes ouverts tous les jours.",
        ("Nous sommes ouverts sept jours sur sept.",),
        ("Nous sommes ouverts six jours sur sept.",),
    ),
    (
        "Estamos abertos todos os dias.",
        ("Estamos abertos sete dias por semana.",),
        ("Estamos abertos cinco dias por semana.",),
    ),
)

EVERY = (*CLOCK, *NOON, *DURATIONS, *RATES)


@pytest.mark.parametrize(
    ("template", "reply"), [(template, reply) for template, told, _ in EVERY for reply in told]
)
def test_the_same_in_other_words_is_accepted(template: str, reply: str) -> None:
    verdict = check(template, reply, policy=FACTS_ALONE)
    assert verdict.accepted, verdict.findings


@pytest.mark.parametrize(
    ("template", "reply"), [(template, reply) for template, _, told in EVERY for reply in told]
)
def test_another_value_is_refused(template: str, reply: str) -> None:
    assert not check(template, reply, policy=FACTS_ALONE).accepted


@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (
            "Your room must be free by 12:00, but you can leave bags here.",
            "You can leave bags here, but your room must be free by 12 noon.",
        ),
        ("The train leaves at 18:02.", "The train leaves at two minutes past six."),
        ("Your table is booked for 5:30 pm.", "Your table is booked for half five."),
        ("The drive takes 75 minutes.", "The drive takes an hour and a quarter."),
    ],
)
def test_a_natural_sentence_passes_the_whole_check(template: str, reply: str) -> None:
    assert check(template, reply).accepted


@pytest.mark.xfail(strict=True, reason="the networks do not know that these times are the same")
@pytest.mark.parametrize(
    ("template", "reply"),
    [
        (
            "Please note that the gate closes at 23:59, and nobody gets in after that.",
            "Just so you know: the gate closes at one minute before midnight, and after that"
            " nobody gets in.",
        ),
        (
            "Your plants need water every 7 days, so I will remind you on Sundays.",
            "I'll remind you on Sundays, as your plants need water once a week.",
        ),
    ],
)
def test_these_should_pass_it_too(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS_ALONE).accepted
    assert check(template, reply).accepted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mix half a cup of sugar with two eggs."),
        ("en", "Walk five minutes past a bridge."),
        ("en", "A quarter of five people agreed, for half two people came."),
        ("en", "It takes ten to fifteen minutes for five to ten people."),
        ("en", "We cut it by half to five."),
    ],
)
def test_what_only_looks_like_a_clock_is_no_time(language: str, text: str) -> None:
    assert [fact for fact in find_facts(text, language) if fact.kind == "time"] == []


def test_a_noun_behind_noon_keeps_its_number() -> None:
    found = find_facts("À midi vingt personnes arrivent.", "fr")
    told = {(fact.kind, fact.value) for fact in found}
    assert {("time", "12:00"), ("number", "20")} <= told
