"""Information prescriptions and people with a link worker: something in each list, on the panels and in the figures."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.access import actions as access
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.personas import DemoCouncil
from alongside.foundation.secret_links import digest_of, secret_of
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.front_door.directory.models import Service
from alongside.front_door.prescriptions import pack
from alongside.front_door.prescriptions.actions import GIVEN
from alongside.front_door.prescriptions.models import Came, Giving, Line, Prescription
from alongside.front_door.social_prescribing.actions.beginning import STARTED, TO_MEET, url_of
from alongside.front_door.social_prescribing.models import Goal, LinkWork, Measured, Tried
from alongside.people.people.models import Person

SITE = "http://localhost:8000"
OUTSIDE = (
    ("Nadia Rahman", "Pharmacist", "Dyeworks Street Pharmacy", "nadia.rahman@pharmacy.example"),
    ("Dr Anil Nair", "GP", "Northfield Medical Centre", "anil.nair@surgery.example"),
    ("Keeley Marsh", "Practice nurse", "Mill Lane Surgery", "keeley.marsh@surgery.example"),
)
WHYS = (
    "You said the days are long since he died.", "You would like to be steadier before the winter.",
    "You said you miss having something to do with your hands.", "You look after her, and somebody may look after you.",
    "You said you lie awake over the bills.", "You would like to meet people who know how it is.",
)
WHAT = (("went", "person"), ("going", "person"), ("waiting_list", "organisation"), ("not_suited", "person"),
        ("went", "volunteer"), ("full", "worker"))
GOALS = (
    "I want to talk with somebody who is not paid to listen.", "I want to dig again, even if it is only a pot.",
    "I want one morning a week that is mine.", "I want to get on the bus without thinking about it all night.",
    "I want to be asked to help, not only helped.",
)
WHYS_LINK = (
    "Has seen nobody since the move", "Stopped going out after the stroke", "Looks after somebody, and is worn out",
    "Left the ward with nobody to come home to", "Comes to the surgery every week, and company is what is missing",
)
ENDS = ("goals_reached", "enough", "goals_reached", "lost_touch", "needs_more")
PRESCRIBED, WALKED, ENDED = 18, 6, 9


def fill(council: DemoCouncil, *, seed: int, today: date) -> None:
    draw = Random(seed * 6_701)
    people = list(Person.objects.filter(subject__restricted=False, subject__died_on=None, subject__merged_into=None,
                                        date_of_birth__isnull=False).select_related("subject").order_by("pk")[:400])
    services = list(Service.objects.published().order_by("name", "pk"))
    if not people or not services:
        return
    chosen = draw.sample(people, min(len(people), PRESCRIBED + WALKED + ENDED))
    for number, person in enumerate(chosen[:PRESCRIBED]):
        _prescription(person, services, council.users["front_door_worker"], draw, number, today)
    worker, manager = council.users["link_worker"], council.users["team_manager"]
    for number, person in enumerate(chosen[PRESCRIBED:]):
        _link_work(person.subject, services, worker, manager, council.users["front_door_worker"], draw, number, today)


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _prescription(person: Person, services: list[Service], worker: User, draw: Random, number: int, today: date
                  ) -> None:
    """Two in three from outside, and the newest of those still on nobody's record."""
    given_at, outside = _at(today - timedelta(days=2 + number * 3), 9 + number % 7), number % 3 != 2
    unmatched = outside and number < 4
    subject = None if unmatched else person.subject
    seed = f"{draw.getrandbits(128):032x}"
    who = OUTSIDE[number % len(OUTSIDE)]
    made = Prescription.objects.create(
        subject=subject, reference=f"P{given_at:%y}-9{number:04}", link_seed=seed, site=SITE, given_at=given_at,
        link_digest=digest_of(secret_of(seed)), link_until=given_at + timedelta(days=pack.current().link_days),
        for_name=person.name, for_date_of_birth=person.date_of_birth, for_mobile=f"07700 900{300 + number}",
        why=draw.choice(WHYS), opened_at=given_at + timedelta(hours=5) if number % 4 else None,
        prescribed_by=None if outside else worker,
        prescriber_name=who[0] if outside else worker.name, prescriber_role=who[1] if outside else worker.job_title,
        prescriber_organisation=who[2] if outside else str(worker.organisation),
        prescriber_email=who[3] if outside else "",
        matched_at=given_at + timedelta(days=1) if outside and subject else None,
        matched_by=worker if outside and subject else None)
    pages = list(pack.current().pages.values())
    lines = [Line(prescription=made, subject=subject, service=one, name=one.name) for one in draw.sample(services, 2)]
    if pages:
        page = draw.choice(pages)
        lines.append(Line(prescription=made, subject=subject, information=page.key, name=page.title))
    Line.objects.bulk_create(lines)
    Giving.objects.create(prescription=made, subject=subject, how="text" if outside else "paper", at=given_at,
                          by=made.prescribed_by)
    if made.opened_at:
        for line in lines[:number % 4]:
            what, filler = ("went", "person") if number % 8 == 7 else draw.choice(WHAT)  # so that some are filled
            Came.objects.create(
                line=line, subject=subject, at=given_at + timedelta(days=2),
                what="read" if line.information else what, filled_by="person" if line.information else filler,
                filler_name={"volunteer": "Joan Pike", "organisation": line.name}.get(filler, "")
                if line.service_id else "", by=worker if filler == "worker" and line.service_id else None)
    if subject is not None:
        events.record(subject=subject, kind=GIVEN, title="Information prescription given", happened_at=given_at,
                      detail=", ".join(line.name for line in lines), by=made.prescribed_by, source=made)


def _link_work(subject: Subject, services: list[Service], worker: User, manager: User, asker: User, draw: Random,
               number: int, today: date) -> None:
    """The first few run, one waits for somebody and one for a first meeting; the others have ended this year."""
    running = number < WALKED
    asked_on = today - timedelta(days=(8 + number * 9) if running else (90 + number * 6))
    waits, to_meet = number == 0, number == 1
    made = LinkWork.objects.create(
        subject=subject, asked_on=asked_on, asked_by=asker, why=WHYS_LINK[number % len(WHYS_LINK)],
        came_from=("conversation", "gp", "worker", "person", "community")[number % 5],
        worker=None if waits else worker, given_by=None if waits else manager,
        given_at=None if waits else _at(asked_on + timedelta(days=1), 10),
        started_on=None if waits or to_meet else asked_on + timedelta(days=4 + number % 5))
    if waits:
        return
    if to_meet:
        work.raise_task(kind=TO_MEET, title="Get in touch and meet", subject=subject, by=manager, owner=worker,
                        due_on=today + timedelta(days=2), why=made.why, verb="Open", source=made, url=url_of(made))
    if running:
        access.grant(subject=subject, user=worker, reason="involved", by=manager, source=events.source_of(made),
                     starts_on=asked_on)
    if made.started_on is None:
        return
    events.record(subject=subject, kind=STARTED, title=f"{worker} works with them as link worker", source=made,
                  happened_at=_at(made.started_on, 11), by=worker)
    goals = [Goal.objects.create(subject=subject, link_work=made, words=words, set_on=made.started_on, by=worker)
             for words in draw.sample(GOALS, 1 + number % 2)]
    tried = []
    for place, service in enumerate(draw.sample(services, 1 + number % 3)):
        state = ("went", "stopped", "going")[(number + place) % 3]
        tried.append(Tried.objects.create(
            subject=subject, link_work=made, goal=goals[0], service=service, name=service.name, state=state, by=worker,
            first_on=made.started_on + timedelta(days=9) if state == "went" else None, at=_at(made.started_on, 15),
            liked="yes" if state == "went" else "", why_not=("alone", "too_far", "access")[number % 3]
            if state == "stopped" else ""))
    before = [draw.randrange(2, 6) for _ in range(3)]
    anxious = draw.randrange(5, 9)
    keys = ("satisfied", "worthwhile", "happy")
    Measured.objects.create(subject=subject, link_work=made, when="start", on=made.started_on, by=worker,
                            measure="ons_personal_wellbeing", answers={**dict(zip(keys, before, strict=True)),
                                                                       "anxious": anxious})
    if running:
        return
    ended = min(today, made.started_on + timedelta(days=60 + number))
    after = [min(10, value + draw.randrange(0, 4)) for value in before]
    if number % 5 != 3:
        Measured.objects.create(subject=subject, link_work=made, when="end", on=ended, by=worker,
                                measure="ons_personal_wellbeing", answers={**dict(zip(keys, after, strict=True)),
                                                                           "anxious": max(0, anxious - 2)})
    did = next((one for one in tried if one.state == "went"), None)
    for goal in goals:
        goal.reached, goal.said_on = ("yes" if did else "partly"), ended
        goal.reached_by = did
        goal.save()
    made.ended_on, made.ended_by, made.ended_because = ended, worker, ENDS[number % len(ENDS)]
    made.ended_words = "Knows whom to ring, and goes by themselves."
    made.save()
