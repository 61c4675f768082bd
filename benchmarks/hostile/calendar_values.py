"""Dates, weekdays and times of day."""

from __future__ import annotations

from datetime import date as Date
from datetime import timedelta
from random import Random

from benchmarks.hostile.drawn import Drawn, Fault, another, in_other_script

# Twelve months, Monday to Sunday.
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio "
    "julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "pt": "janeiro fevereiro março abril maio junho "
    "julho agosto setembro outubro novembro dezembro",
}
_DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
}


_RELATIVE = {
    "en": ("today", "tomorrow", "next week", "yesterday", "the day after tomorrow"),
    "de": ("heute", "morgen", "nächste Woche", "gestern", "übermorgen"),
    "es": ("hoy", "mañana", "la próxima semana", "ayer"),
    "fr": ("aujourd'hui", "demain", "la semaine prochaine", "hier"),
    "pt": ("hoje", "amanhã", "na próxima semana", "ontem"),
}


def date(rng: Random, language: str) -> Drawn:
    """A day of 2024 to 2030, sometimes with its weekday."""
    day = Date(2024, 1, 1) + timedelta(days=rng.randrange(2500))
    named = rng.random() < 0.4

    def change(r: Random) -> Fault:
        return _changed_date(r, day, named, language)

    def restate(r: Random) -> str:
        return _date_text(r, day, day.weekday() if named else None, language)

    return Drawn("date", restate(rng), restate, change)


def _changed_date(rng: Random, day: Date, named: bool, language: str) -> Fault:
    move = rng.randrange(7)
    if move == 6:
        return "date_relative", rng.choice(_RELATIVE[language])
    if move == 0 and named:
        wrong = (day.weekday() + rng.randint(1, 6)) % 7
        return "weekday_of_date", _date_text(rng, day, wrong, language)
    if move == 1 and day.day <= 12 and day.day != day.month:
        swapped = Date(day.year, day.day, day.month)
        return "date_day_month_swapped", _date_text(rng, swapped, None, language, words=True)
    if move == 2:
        return "date_year", _date_text(rng, _year_later(day, rng), None, language)
    other = day + timedelta(days=rng.choice((-1, 1, 7, -7, 10, 30, -30, 31, 60)))
    if move == 3:
        return "other_script_digits", in_other_script(rng, other.isoformat())
    if move == 4 and named:
        # The weekday still agrees with the first date, not with this one.
        while other.weekday() == day.weekday():
            other += timedelta(days=1)
        return "date", _date_text(rng, other, day.weekday(), language)
    return "date", _date_text(rng, other, None, language)


def _year_later(day: Date, rng: Random) -> Date:
    return Date(day.year + rng.choice((-1, 1)), day.month, min(day.day, 28))


def _date_text(
    rng: Random, day: Date, weekday: int | None, language: str, *, words: bool = False
) -> str:
    month = _MONTHS[language].split()[day.month - 1]
    if weekday is not None or words or rng.random() < 0.7:
        name = f"{_DAYS[language].split()[weekday]}, " if weekday is not None else ""
        if language == "en":
            forms = (f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}")
            return name + rng.choice(forms)
        joint = {"de": ". ", "es": " de ", "fr": " ", "pt": " de "}[language]
        second = " de " if language in {"es", "pt"} else " "
        return f"{name}{day.day}{joint}{month}{second}{day.year}"
    if language == "en" or rng.random() < 0.5:
        return day.isoformat()
    separator = "." if language == "de" else "/"
    return f"{day.day:02d}{separator}{day.month:02d}{separator}{day.year}"


def weekday(rng: Random, language: str) -> Drawn:
    names = _DAYS[language].split()
    name = rng.choice(names)
    return Drawn(
        "weekday", name, lambda r: name, lambda r: ("weekday", another(r, names, than=name))
    )


def weekdays_in(text: str) -> set[int]:
    """The weekdays that `text` names in any of the five languages, Monday 0."""
    said = text.casefold()
    return {
        number
        for names in _DAYS.values()
        for number, name in enumerate(names.split())
        if name.casefold() in said
    }


def time(rng: Random, language: str) -> Drawn:
    """A time of day on the five minutes."""
    minutes = rng.randrange(0, 1440, 5)

    def restate(r: Random) -> str:
        return _time_text(r, minutes, language)

    def change(r: Random) -> Fault:
        move = r.randrange(5)
        if move == 4:
            zone = r.choice(("PST", "UTC", "GMT+5", "EST", "CET"))
            return "time_zone", f"{_time_text(r, minutes, language)} {zone}"
        if move == 0:
            return "time_half_day", _time_text(r, (minutes + 720) % 1440, language)
        other = (minutes + r.choice((-60, 60, 5, -5, 10, 30, 120, 185))) % 1440
        if move == 1:
            clock = f"{other // 60:02d}:{other % 60:02d}"
            return "other_script_digits", in_other_script(r, clock)
        return "time", _time_text(r, other, language)

    return Drawn("time", restate(rng), restate, change)


def _time_text(rng: Random, minutes: int, language: str) -> str:
    hour, minute = divmod(minutes, 60)
    if language == "en" and rng.random() < 0.7:
        half = "AM" if hour < 12 else "PM"
        twelve = hour % 12 or 12
        if minute == 0 and rng.random() < 0.5:
            return f"{twelve} {half}"
        return f"{twelve}:{minute:02d} {half if rng.random() < 0.6 else half.lower()}"
    if language == "fr" and rng.random() < 0.5:
        return f"{hour} h {minute:02d}"
    return f"{hour:02d}:{minute:02d}" + (" Uhr" if language == "de" else "")
