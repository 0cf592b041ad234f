"""What those who have no caseload find on their first page: the work of nights, money, figures and of watching over."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any, NamedTuple

from . import safety
from .letters import to_colleague
from .life import World, address


class Work(NamedTuple):
    """Whose it is; what, why, and in how many days (before today where it is late). `whose` counts those supported."""

    persona: str
    whose: int | None
    kind: str
    title: str
    why: str = ""
    days: int = 0
    verb: str = "Open"
    page: str = "desk:person"
    raised: int = 3
    at: time | None = None


WORK = (
    Work("out_of_hours_worker", 0, "promise", "Ring at ten tonight and ask whether the evening call came", days=0,
         at=time(22), verb="Record", raised=1),
    Work("out_of_hours_worker", 1, "hand_over", "Tell the day team what happened at four",
         "Fell by the bed, not hurt. The neighbour sat with them.", verb="Hand over", page="involvements:index",
         raised=0),
    Work("out_of_hours_worker", 2, "urgent_support", "See that the night sitter came",
         "Begun on Friday until the daughter is back", days=1, page="conversations:person", raised=2),
    Work("team_manager", 3, "management_decision", "Decide: two workers at each visit for a month",
         "Asked by Siân Wyn-Jones after the last visit", days=0, verb="Decide", page="involvements:index"),
    Work("team_manager", 4, "promise", "Ring the family about the change of worker", days=1, verb="Record"),
    Work("team_manager", None, "supervision", "Supervision with Yasmin Haddad", "Every two weeks in her first year",
         days=2, page="desk:team"),
    Work("safeguarding_lead", 5, "enquiry", "Ask the bank what they can do", "The adult wants the card stopped",
         days=1, page="desk:person"),
    Work("safeguarding_lead", 6, "enquiry", "Meet the adult and her advocate", "To agree what would make it safe",
         days=3, raised=6),
    Work("safeguarding_lead", 7, "promise", "Tell them what the provider has changed", days=-1, verb="Record",
         raised=8),
    Work("finance_officer", 8, "financial_assessment", "Work out the contribution", "The plan was signed off last week",
         days=2, verb="Open", page="plans:index", raised=5),
    Work("finance_officer", 9, "financial_assessment", "Work out the contribution again",
         "Pension credit has begun", days=6, page="plans:index"),
    Work("finance_officer", 10, "promise", "Ring back about the bill for September", days=0, verb="Record", raised=2),
    Work("finance_officer", 11, "check_address", "A bill came back undelivered", "Not known at this address", days=1,
         verb="Put right", page="people:details"),
    Work("broker", 12, "find_support", "Find morning calls, not before nine", "Seven days a week, 45 minutes", days=1,
         page="plans:index", raised=4),
    Work("broker", 13, "find_support", "Find a personal assistant who signs", "Direct payment, eight hours a week",
         days=5, page="plans:index", raised=9),
    Work("broker", 14, "promise", "Say which two providers have room", days=0, verb="Record", raised=1),
    Work("performance_analyst", None, "return", "Put right the rows that fail a check", "Before the quarter is sent",
         days=4, page="returns:home"),
    Work("performance_analyst", 15, "return", "Ask who recorded two first languages", "The return takes one", days=6),
    Work("principal_social_worker", None, "audit", "Read five assessments with the practice group",
         "This month: how strengths are written", days=3, page="assessments:board"),
    Work("principal_social_worker", 16, "management_decision", "Second opinion: whether it is a deprivation of liberty",
         "Asked by the team manager", days=1, verb="Decide", page="capacity:holders"),
    Work("information_governance_lead", 17, "copy_of_record", "Answer a request for a copy of the record",
         "Asked for in writing; one month from that day", days=9, verb="Make the copy", page="desk:export", raised=21),
    Work("information_governance_lead", None, "audit", "Look at who looked last week", "Every Monday", days=1,
         page="desk:looks_review"),
    Work("director", None, "return", "Agree the national return of the quarter", "Made by Kwame Mensah", days=5,
         page="returns:home"),
    Work("director", 18, "complaint", "Sign the answer to a complaint", "Late visits in August; upheld", days=2,
         raised=12),
    Work("business_support", 19, "promise", "Post the large print copy of the plan", days=0, verb="Record", raised=1),
    Work("business_support", 20, "check_address", "A letter came back undelivered", "Not known at this address", days=1,
         verb="Put right", page="people:details"),
    Work("occupational_therapist", 21, "promise", "Measure the doorway for the frame", days=2, verb="Record"),
    Work("occupational_therapist", 22, "equipment", "Look at how the bath board is used", "Two weeks after it came",
         days=4, page="desk:person", raised=14),
)  # fmt: skip
# What each is told in Alongside: by whose work, how many hours ago.
TOLD = (
    ("social_worker", 3, "Your plan was signed off", "Helen Cho signed it off and thanks you for the first page.", 20),
    ("social_worker", 5, "A letter you sent came back", "Not known at this address.", 70),
    ("team_manager", 2, "Work was handed over by night", "Marlon Reyes has written down what happened at four.", 5),
    ("newly_qualified_social_worker", 4, "Your assessment was read", "Helen Cho agrees, and asks one thing.", 26),
    ("unregistered_assessor", 6, "A review is yours now", "Its settling-in weeks are over.", 30),
)  # fmt: skip


def tell(world: World) -> None:
    people = world.supported
    if not people:
        return
    for life, days in ((people[5 % len(people)], 1), (people[6 % len(people)], 2)):
        safety.raise_concern(life, world.today - timedelta(days=days), settled=False)
    for work in WORK:
        owner = world.staff.personas[work.persona]
        raised = min(world.now - timedelta(hours=2), world.now - timedelta(days=work.raised))
        due = world.today + timedelta(days=work.days)
        own: dict[str, Any] = {
            "kind": work.kind, "title": work.title, "why": work.why, "verb": work.verb, "due_on": due,
            "due_at": work.at, "owner_id": owner.id, "team_id": owner.team_id, "raised_at": raised,
            "raised_by_id": owner.id,
        }  # fmt: skip
        if work.whose is None:
            world.tables.add("work.Task", url=address(work.page), **own)
            continue
        life = people[work.whose % len(people)]
        if work.kind == "promise":
            life.promise(work.title, owner, raised, due, kept=None, due_at=work.at, why=work.why)
        else:
            life.add("work.Task", url=life.url(work.page), **own)
    for persona, whose, title, words, hours in TOLD:
        life = people[whose % len(people)]
        to_colleague(life, world.staff.personas[persona], title, words, world.now - timedelta(hours=hours),
                     read=hours > 48)  # fmt: skip
