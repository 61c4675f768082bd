"""Bounds keep their sense through every wording, and no other bound passes for them."""

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS_ONLY = FidelityPolicy(strictness=0)

SAME = (
    ("The cab will take 24 minutes.", "The ride takes 24 minutes."),
    ("Your cab arrives in 24 minutes.", "Your cab will be here in 24 minutes."),
    ("Bags up to 10 kg are fine.", "Bags, max. 10 kg, are fine."),
    ("Bags up to 10 kg are fine.", "Bags no heavier than 10 kg are fine."),
    ("The maximum size is 50 GB.", "It can be 50 GB at most."),
    ("You must be at least 18.", "The minimum age is 18."),
    ("This is for ages 18 and over.", "You must be 18 or older."),
    ("This is for ages 18 and over.", "This is 18+ only."),
    ("It takes about 12 minutes.", "It takes ~12 minutes."),
    ("We have about 900 students.", "We have 900 students, give or take."),
    ("Your leave from 3 March to 7 March is in.", "Your leave, 3 March through 7 March, is in."),
    ("It's taken between 14:00 and 15:30.", "It's taken from 14:00 until 15:30."),
    ("Your card expires on 14 June.", "Your card runs out on 14 June."),
    ("The deadline is January 15.", "You have to apply by January 15."),
    ("The pool is closed until March 3.", "The pool won't be open before March 3."),
    ("The earliest we can come is Thursday.", "We can't come before Thursday."),
    ("We answer within two weeks.", "We answer in 14 days at most."),
    ("You can cancel up to 48 hours before check-in.", "Cancel until 48 hours before check-in."),
    ("I can't send files larger than 25 MB.", "I can't send files of more than 25 MB."),
    ("Bags cost from €25.", "Bags start at €25."),
    ("Bags cost from €25.", "Bags have prices beginning at €25."),
    ("The station closes at 10 pm.", "After 10 pm the station is shut."),
    ("You can cancel until July 6.", "Up to and including July 6, you can cancel."),
    ("Please call 555-0142.", "Please phone us under 555-0142."),
    ("Ihr Ticket gilt bis zum 3. Mai.", "Ihr Ticket ist gültig bis 3. Mai."),
    ("Es dauert mindestens 20 Minuten.", "Es dauert nicht weniger als 20 Minuten."),
    ("Cuesta al menos 20 euros.", "No cuesta menos de 20 euros."),
    ("Il faut au moins 20 minutes.", "Il ne faut pas moins de 20 minutes."),
)
CHANGED = (
    ("The station closes at 10 pm.", "Before 10 pm the station is shut."),
    ("The station opens at 10 pm.", "After 10 pm the station is shut."),
    ("The cab will take 24 minutes.", "The cab will be here in 24 minutes."),
    ("Your cab arrives in 24 minutes.", "Your cab takes 24 minutes."),
    ("Bags up to 10 kg are fine.", "Bags of at least 10 kg are fine."),
    ("Bags cost from €25.", "Bags cost €25."),
    ("Es dauert höchstens 20 Minuten.", "Es dauert nicht weniger als 20 Minuten."),
    ("Cuesta menos de 20 euros.", "No cuesta menos de 20 euros."),
    ("Il faut au plus 20 minutes.", "Il ne faut pas moins de 20 minutes."),
    ("We have no coins older than 1950.", "We have coins from after 1950."),
    ("No late fee is charged before June 15.", "A late fee is charged before June 15."),
    ("It costs exactly $20.", "It costs about $20."),
    ("It costs $20.", "It costs up to $20."),
    ("We answer within two weeks.", "We answer after two weeks."),
    ("Please pay by Friday.", "Please pay after Friday."),
    ("We expect it back by 18:30.", "We don't expect it back before 18:30."),
    ("The earliest we can come is Thursday.", "The latest we can come is Thursday."),
    ("Children under 12 travel free.", "Children up to 12 travel free."),
    ("You can bring at most 3 bags.", "You can bring 3 bags or more."),
    ("Cancel at least 48 hours before.", "Cancel less than 48 hours before."),
    ("Wir öffnen um 9 Uhr.", "Wir haben bis 9 Uhr offen."),
)


@pytest.mark.parametrize(("template", "reply"), SAME)
def test_a_bound_may_be_worded_in_another_way(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS_ONLY).accepted


@pytest.mark.parametrize(("template", "reply"), CHANGED)
def test_a_changed_bound_is_refused(template: str, reply: str) -> None:
    assert not check(template, reply, policy=FACTS_ONLY).accepted
