"""Facts told in German, French, Spanish and Portuguese, and the same wordings with them changed."""

from __future__ import annotations

import pytest

from nlg_server.fidelity import FidelityPolicy, check
from nlg_server.fidelity.language import detect, likely_languages

FACTS_ALONE = FidelityPolicy(strictness=0)
ASKED = {
    "de": "wann ist das bitte genau?",
    "en": "when is that exactly?",
    "es": "¿cuándo es eso exactamente?",
    "fr": "c'est quand exactement ?",
    "pt": "quando é isso exatamente?",
}

TOLD = (
    # language, template, a faithful way to tell it, an unfaithful one
    (
        "de",
        "Der Termin ist um 15:30 Uhr.",
        "Der Termin ist um halb vier nachmittags.",
        "Der Termin ist um halb vier morgens.",
    ),
    (
        "de",
        "Der Zug fährt um 14:10 Uhr.",
        "Der Zug fährt um zehn nach zwei.",
        "Der Zug fährt um zehn vor zwei.",
    ),
    (
        "de",
        "Der Kurs beginnt am 5. Dezember.",
        "Der Kurs beginnt am fünften Dezember.",
        "Der Kurs beginnt am sechsten Dezember.",
    ),
    (
        "de",
        "Die Kündigungsfrist beträgt 3 Monate.",
        "Es gilt eine dreimonatige Kündigungsfrist.",
        "Es gilt eine viermonatige Kündigungsfrist.",
    ),
    ("de", "Der Kurs dauert 2 Stunden.", "Es ist ein zweistündiger Kurs.", "Es ist ein 3-tägiger."),
    (
        "de",
        "Bitte kommen Sie 15 Minuten früher.",
        "Bitte kommen Sie eine Viertelstunde früher.",
        "Bitte kommen Sie eine Dreiviertelstunde früher.",
    ),
    ("de", "Das Paket wiegt 2,5 kg.", "Es wiegt zweieinhalb Kilo.", "Es wiegt dreieinhalb Kilo."),
    ("de", "Es kostet 12,50 €.", "Der Preis: 12 Euro 50.", "Der Preis: 12 Euro 15."),
    (
        "de",
        "Ein Tisch für vier Personen ist frei.",
        "Ein Vierertisch ist frei.",
        "Ein Fünfertisch ist frei.",
    ),
    (
        "de",
        "Sie können maximal 5 Artikel zurücksenden.",
        "Mehr als fünf Artikel können Sie nicht zurücksenden.",
        "Mindestens fünf Artikel können Sie zurücksenden.",
    ),
    (
        "de",
        "Die Datei darf nicht größer als 10 MB sein.",
        "Ihre Datei darf 10 Megabyte nicht überschreiten.",
        "Ihre Datei muss größer als 10 Megabyte sein.",
    ),
    (
        "de",
        "Ich habe Ihren Termin von Montag auf Mittwoch verschoben.",
        "Ihr Termin ist jetzt am Mittwoch statt am Montag.",
        "Ihr Termin ist jetzt am Montag statt am Mittwoch.",
    ),
    (
        "de",
        "Wir haben Montag, Mittwoch und Freitag geöffnet.",
        "Geöffnet ist montags, mittwochs und freitags.",
        "Geöffnet ist montags, mittwochs und samstags.",
    ),
    (
        "de",
        "Von Montag bis Freitag sind wir da.",
        "Unter der Woche sind wir da.",
        "Am Wochenende sind wir da.",
    ),
    (
        "de",
        "Sperrige Ware kostet 20 € extra.",
        "Für Sperrgut zahlen Sie 20 € extra.",
        "Für Sperrgut zahlen Sie 30 € extra.",
    ),
    (
        "de",
        "Soll Papa die Liste sehen können?",
        "Möchtest du, dass Papa die Liste sehen kann?",
        "Soll Mama die Liste sehen können?",
    ),
    (
        "de",
        "Bitte lade ein Foto hoch. Achte darauf, dass es scharf ist.",
        "Lade bitte ein scharfes Foto hoch.",
        "Lade bitte acht scharfe Fotos hoch.",
    ),
    (
        "de",
        "Die Vorstellung beginnt um 20:15 Uhr.",
        "Um diese Zeit beginnt sie: 20:15-Uhr-Vorstellung.",
        "Um diese Zeit beginnt sie: 20:45-Uhr-Vorstellung.",
    ),
    (
        "fr",
        "Le train part à 14 h 45.",
        "Le train part à trois heures moins le quart.",
        "Le train part à trois heures et quart.",
    ),
    (
        "fr",
        "Nous sommes ouverts de 9 h à 18 h.",
        "On vous accueille entre neuf heures et dix-huit heures.",
        "On vous accueille entre neuf heures et dix-sept heures.",
    ),
    (
        "fr",
        "Le trajet dure 1 h 30.",
        "Le trajet dure une heure et demie.",
        "Le trajet dure deux heures et demie.",
    ),
    (
        "fr",
        "Vous avez 24 heures pour payer.",
        "Le paiement se fait sous 24 h.",
        "Le paiement se fait sous 23 h.",
    ),
    (
        "fr",
        "Je peux vous recevoir mercredi matin.",
        "Le matin me convient, mercredi.",
        "L'après-midi me convient, mercredi.",
    ),
    ("fr", "Cela coûte 1 250 €.", "Cela coûte 1250 euros.", "Cela coûte 1350 euros."),
    (
        "fr",
        "Le mot de passe doit contenir au moins 8 caractères.",
        "Choisissez un mot de passe de huit caractères ou plus.",
        "Choisissez un mot de passe de huit caractères ou moins.",
    ),
    (
        "fr",
        "La taille maximale est de 5 Mo.",
        "La taille ne doit pas dépasser 5 Mo.",
        "La taille doit être d'au moins 5 Mo.",
    ),
    (
        "fr",
        "Le retard est d'environ 20 minutes.",
        "Il y a une vingtaine de minutes de retard.",
        "Il y a une trentaine de minutes de retard.",
    ),
    (
        "fr",
        "Pensez à récupérer le colis avant samedi.",
        "N'oubliez pas de récupérer le colis avant samedi.",
        "Ne récupérez pas le colis avant samedi.",
    ),
    ("fr", "Le devis est gratuit.", "Le devis : zéro euro.", "Le devis : dix euros."),
    (
        "es",
        "El tren sale a las 14:45.",
        "El tren sale a las tres menos cuarto.",
        "El tren sale a las tres y cuarto.",
    ),
    (
        "es",
        "El vuelo sale a las 19:45.",
        "El vuelo sale a las siete y cuarenta y cinco de la tarde.",
        "El vuelo sale a las siete y cuarenta y cinco de la mañana.",
    ),
    ("es", "El viaje dura 90 minutos.", "Dura una hora y media.", "Dura dos horas y media."),
    (
        "es",
        "Hay que tener al menos 18 años.",
        "Es para mayores de 18 años.",
        "Es para menores de 18 años.",
    ),
    (
        "es",
        "Si no nos respondes antes del viernes, cerramos el caso.",
        "Sin respuesta antes del viernes, cerramos el caso.",
        "Sin respuesta después del viernes, cerramos el caso.",
    ),
    (
        "es",
        "Los sábados y domingos cerramos.",
        "Los fines de semana cerramos.",
        "Los lunes cerramos.",
    ),
    ("es", "Tu sala es la 2.ª puerta.", "Es la segunda puerta.", "Es la tercera puerta."),
    (
        "pt",
        "O trem sai às 14h45.",
        "O trem sai às quinze para as três.",
        "O trem sai às quinze para as quatro.",
    ),
    (
        "pt",
        "A mesa é para as 20h30.",
        "A mesa é às oito e meia da noite.",
        "A mesa é às oito e meia da manhã.",
    ),
    (
        "pt",
        "Gatos são atendidos só às quartas.",
        "Gatos têm atendimento apenas na quarta-feira.",
        "Gatos têm atendimento apenas na quinta-feira.",
    ),
    (
        "pt",
        "Retire o ingresso uma hora antes.",
        "Retire o ingresso 1h antes.",
        "Retire o ingresso 2h antes.",
    ),
    (
        "pt",
        "Posso enviar por e-mail ou por WhatsApp. Qual você prefere?",
        "Por e-mail ou por WhatsApp: qual dos dois você prefere?",
        "Por e-mail ou por WhatsApp: qual dos quatro você prefere?",
    ),
    (
        "pt",
        "O app funciona no Android 9 ou superior.",
        "O app roda no Android 9 ou mais recente.",
        "O app roda no Android 8 ou mais recente.",
    ),
    ("pt", "A fatura é de R$ 142,37.", "Fechou em 142,37 reais a sua fatura.", "São R$ 143,37."),
    (
        "pt",
        "A Dra. Paula atende amanhã.",
        "A doutora Paula atende amanhã.",
        "A doutora Paula atende hoje.",
    ),
)


@pytest.mark.parametrize(("code", "template", "faithful", "unfaithful"), TOLD)
def test_a_fact_told_another_way_stays_and_a_changed_one_does_not(
    code: str, template: str, faithful: str, unfaithful: str
) -> None:
    asked = ASKED[code]
    told = check(template, faithful, user_text=asked, policy=FACTS_ALONE)
    assert told.accepted, told.findings
    assert not check(template, unfaithful, user_text=asked).accepted


TRANSLATED = (
    (
        "de",
        "No, we don't deliver to Switzerland.",
        "Nein, in die Schweiz liefern wir nicht.",
        "Nein, nach Österreich liefern wir nicht.",
    ),
    (
        "de",
        "Mr. Osei hasn't responded yet.",
        "Herr Osei hat noch nicht geantwortet.",
        "Frau Osei hat noch nicht geantwortet.",
    ),
    (
        "fr",
        "Only Mr. Keller can approve this.",
        "Seul M. Keller peut approuver cela.",
        "Seule Mme Keller peut approuver cela.",
    ),
    (
        "fr",
        "Your flight to Barcelona is late.",
        "Votre vol pour Barcelone est en retard.",
        "Votre vol pour Bruxelles est en retard.",
    ),
    (
        "fr",
        "Lunch is served on weekdays only.",
        "Le déjeuner est servi en semaine seulement.",
        "Le déjeuner est servi le week-end seulement.",
    ),
    (
        "de",
        "Tomorrow in Rostock: cloudy, 14 degrees.",
        "Rostock, morgen: 14 °C, wolkig.",
        "Rostock, morgen: 15 °C, wolkig.",
    ),
    (
        "pt",
        "There's nothing on your calendar this weekend.",
        "Não há nada na sua agenda neste fim de semana.",
        "Não há nada na sua agenda hoje.",
    ),
    (
        "pt",
        "You can upload a copy within 14 days.",
        "Você pode enviar uma cópia em até 14 dias.",
        "Você pode enviar uma cópia em até 15 dias.",
    ),
    (
        "es",
        "The meeting is next Tuesday.",
        "La reunión es el martes que viene.",
        "La reunión es el jueves que viene.",
    ),
    (
        "fr",
        "You have reached the daily limit of €500.",
        "Vous avez atteint la limite quotidienne de 500 €.",
        "Vous avez atteint la limite hebdomadaire de 500 €.",
    ),
)


@pytest.mark.parametrize(("code", "template", "faithful", "unfaithful"), TRANSLATED)
def test_a_translated_fact_stays_and_a_changed_one_does_not(
    code: str, template: str, faithful: str, unfaithful: str
) -> None:
    told = check(template, faithful, user_text=ASKED[code], policy=FACTS_ALONE)
    assert told.accepted, told.findings
    assert not check(template, unfaithful, user_text=ASKED[code], policy=FACTS_ALONE).accepted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tem frete gratis?", "pt"),
        ("ja to chegando, to estacionando", "pt"),
        ("reveil demain", "fr"),
        ("jai koi auj", "fr"),
        ("ya quoi de végé en entrée", "fr"),
        ("teneis toallas?", "es"),
        ("hab nen termin heut", "de"),
    ],
)
def test_a_few_words_typed_in_a_chat_tell_their_language(text: str, code: str) -> None:
    likely = likely_languages(text)
    assert code in likely
    assert likely <= {code, "en"}


def test_no_language_is_allowed_that_nobody_used() -> None:
    template = "Would you like a reminder?"
    asked = "reveil demain"
    assert check(template, "Tu veux un rappel ?", user_text=asked, policy=FACTS_ALONE).accepted
    spanish = check(template, "¿Quieres que te lo recuerde?", user_text=asked, policy=FACTS_ALONE)
    assert [fault.code for fault in spanish.findings] == ["language"]


def test_a_text_that_says_tu_is_french_as_well() -> None:
    assert detect("Tu récupères tout si tu annules deux jours avant l'arrivée.") == "fr"
    assert detect("Tu pedido llega mañana a tu casa.") == "es"
