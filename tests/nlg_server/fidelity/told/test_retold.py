"""Facts told in a way that the other text settles pass; changed and exchanged ones do not."""

import pytest

from nlg_server.fidelity import FidelityPolicy, check

FACTS_ONLY = FidelityPolicy(strictness=0)

SAME = (
    ("Doors open at 19:00.", "Doors open at seven."),
    ("Call us between 9 am and 5 pm.", "Call us, 9-5."),
    ("We'll call between 10:00 and 12:00.", "We'll call between ten and twelve."),
    ("The main show starts at 21:00.", "The main show is at nine."),
    ("It works again since 11:20.", "It works again since twenty past eleven."),
    ("Say one:\n1. Laptop\n2. Phone\n3. Tablet", "Is it a laptop, a phone or a tablet?"),
    ("We have three types:\n- Small\n- Large\n- Huge", "Our types: small, large and huge."),
    ("You can pay by card or in cash.", "There are two ways to pay: by card or in cash."),
    ("You don't have any open tickets.", "You have zero open tickets."),
    ("Check-in opens 24 hours before.", "Check-in opens a full day (24 h) before."),
    ("Arrive 2 hours early, or 3 hours abroad.", "Arrive two hours early, abroad make it three."),
    ("You have used 8.2 GB of your 10 GB.", "You have used 8.2 of your 10 GB."),
    ("The kitchen has closed for tonight.", "The kitchen has closed for this evening."),
    ("Your leave is from 8 to 10 October.", "Your leave is from the 8th to the 10th of October."),
    ("It opens at 8:00 on weekdays.", "It opens at 8:00 from Monday to Friday."),
    ("Die Rechnung ist vom 2. April.", "Die Rechnung ist vom 02.04."),
    ("What can I do for you?", "What can I do for you today?"),
    ("Walk along Mill Lane.", "Follow Mill Lane."),
    ("I found 2 contacts named Anna.", "There are two Annas in your contacts."),
    ("Please accept the terms for the US.", "Please accept the terms for the United States."),
)
CHANGED = (
    ("Doors open at 19:00.", "Doors open at eight."),
    ("Doors open at 9 in the morning.", "Doors open at nine tonight."),
    ("A table for 2 at 3 pm.", "A table for 3 at 2 pm."),
    ("A table for 2 for 3 hours.", "A table for 3 for 2 hours."),
    ("The meeting is at 7:15 pm.", "The meeting is at 7:15."),
    ("You have two things to bring: a pen and ink.", "Bring three things: a pen, ink and glue."),
    ("You have 3 open tickets, not more.", "You have zero open tickets."),
    ("It costs $22 for 2 people.", "It costs 22 for 2 people."),
    ("It opens at 8:00 on weekdays.", "It opens at 8:00 from Monday to Saturday."),
    ("Die Rechnung ist vom 2. April.", "Die Rechnung ist vom 04.02."),
    ("Your leave is from 8 to 10 October.", "Your leave is from the 9th to the 10th of October."),
    ("You can switch once a year.", "You can switch once a month."),
    ("We expect them on Friday afternoon.", "We expect them on Friday morning."),
    ("I booked it for Jonas.", "I booked it for Jakob."),
    ("Read more on our site.", "Read more on contoso DOT com."),
    ("Read more on our site.", "Read more on contoso (dot) com."),
    ("Mehr auf unserer Seite.", "Mehr auf contoso Punkt de."),
    ("Available this weekend.", "Available next weekend."),
    ("Certo Rafael, envie a imagem.", "Certo Rafael, envie a imagem four thousand two."),
)


@pytest.mark.parametrize(("template", "reply"), SAME)
def test_a_fact_may_be_told_as_the_other_text_settles_it(template: str, reply: str) -> None:
    assert check(template, reply, policy=FACTS_ONLY).accepted


@pytest.mark.parametrize(("template", "reply"), CHANGED)
def test_a_fact_that_is_retold_with_another_value_is_refused(template: str, reply: str) -> None:
    assert not check(template, reply, policy=FACTS_ONLY).accepted
