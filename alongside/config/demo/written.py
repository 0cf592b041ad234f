"""What people of Westmere filled in by themselves: some begun, some sent, one read, one answered."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.personas import DemoCouncil
from alongside.foundation.work.models import Task
from alongside.front_door.self_assessment import actions
from alongside.front_door.self_assessment.engine import Page
from alongside.front_door.self_assessment.models import Counted, Sent, Started
from alongside.front_door.self_assessment.offers import offer_of

SAFE: dict[str, Any] = {"safe_now": "safe", "for_whom": "me"}
# Begun, and how many days ago.
BEGUN = (
    ("guided_search", 0, {**SAFE, "going_on": ["falls"]}),
    ("about_me", 2, {**SAFE, "good_day": "The allotment, and a flask of tea."}),
    ("about_me", 9, {"safe_now": "worrying"}),
    ("self_funder", 16, {**SAFE, "looking_for": ["home_care"], "paying": ["savings"]}),
)
WIDOW = {
    **SAFE, "good_day": "Tea with Ida on the bench, and something to do with my hands.",
    "going_well": "I kept the accounts of a shoe shop for thirty years. I sew.",
    "matters": "To be of use. Not to be a bother to my daughter.",
    "people": [{"_row": "1", "name": "Ida", "words": "Next door. We have tea."},
               {"_row": "2", "name": "Susan", "words": "My daughter, in Leeds. Rings on Sundays."}],
    "likes": ["useful", "making"], "changed": "Harold died in March. The evenings are long.",
    "going_on": ["company", "bereaved"], "tried": "The surgery, three times. They were kind.",
    "hard": "Walking into a room where I know nobody. It would help to go with somebody once.",
    "who": "me", "your_name": "Ellen Jones", "telephone": "01632 960321", "email": "ellen.jones@post.example",
    "best_way": "ring", "address": "12 Tanner’s Row, Westmere, WM4 2AB", "agree": "yes", "ask_others": "yes",
}
AFTER_A_STROKE = {
    **SAFE, "good_day": "Out of the house before ten.", "going_well": "I grew leeks that won.",
    "matters": "My own front door.", "likes": ["garden"], "going_on": ["stroke", "confidence", "going_out"],
    "changed": "A stroke in the spring. My legs are good. I have stopped going out.",
    "hard": "The bus. If somebody sat with me the first time I would go.",
    "who": "me", "your_name": "Desmond Smith", "telephone": "07700 900455", "best_way": "text", "agree": "yes",
}
DAUGHTER = {
    "safe_now": "worrying", "for_whom": "other",
    "worry": "A man who cleans her windows comes for his money twice a week. She is frightened to say no, and "
             "I think he takes my money from her purse too.",
    "good_day": "Mum likes her crossword and the radio.", "going_on": ["money"],
    "hard": "Somebody to look at it who knows what to do.",
    "who": "family", "about_name": "Margaret Downton", "they_know": "no", "your_name": "Karen Downton",
    "telephone": "07700 900617", "email": "karen.downton@post.example", "best_way": "ring",
    "careful": "Do not ring Mum first. She would tell him.", "agree": "yes", "ask_others": "ask_first",
}
ANSWER = ("Thank you for writing. Hari from the Tanner’s Row hub rings you this week. The gardening club meets on "
          "Thursdays at eleven, and a volunteer sits with you on the bus the first time.")


def fill(council: DemoCouncil, *, today: date) -> int:
    """How many were sent."""
    worker, now = council.users["front_door_worker"], timezone.now()
    for offer, days, answers in BEGUN:
        _ago(_begun(offer, answers), now - timedelta(days=days))
    _sent(WIDOW, now - timedelta(hours=3))
    _sent(DAUGHTER, now - timedelta(minutes=50))
    answered = _sent(AFTER_A_STROKE, now - timedelta(days=3))
    actions.answer(sent=actions.read(sent=answered, by=worker), words=ANSWER, how=Sent.How.TELEPHONE, by=worker)
    Sent.objects.filter(pk=answered.pk).update(read_at=now - timedelta(days=2, hours=20),
                                               answered_at=now - timedelta(days=2))
    _count(today)
    return 3


def _begun(offer: str, answers: dict[str, Any]) -> Started:
    started, _ = actions.start(offer=offer_of(offer))
    return actions.keep(started=started, page=Page(answers))[0]


def _ago(started: Started, moment: datetime) -> None:
    Started.objects.filter(pk=started.pk).update(begun_at=moment, saved_at=moment)


def _sent(answers: dict[str, Any], moment: datetime) -> Sent:
    started = _begun("about_me", answers)
    _ago(started, moment - timedelta(minutes=25))
    sent, _ = actions.send(started=started)
    Sent.objects.filter(pk=sent.pk).update(received_at=moment)
    Task.objects.filter(source=events.source_of(sent)).update(raised_at=moment)
    sent.refresh_from_db()
    return sent


def _count(today: date) -> None:
    """A quarter of days on which more began than finished."""
    by_offer = {"guided_search": (9, 7, 4, 0), "about_me": (4, 2, 1, 1), "self_funder": (2, 1, 1, 0)}
    whats = (Counted.What.STARTED, Counted.What.FINISHED, Counted.What.ENOUGH, Counted.What.SENT)
    Counted.objects.bulk_create(
        Counted(on=today - timedelta(days=days), offer=offer, what=what, times=max(times - days % 2, 0))
        for days in range(1, 91) for offer, counts in by_offer.items()
        for what, times in zip(whats, counts, strict=True) if times - days % 2 > 0)
