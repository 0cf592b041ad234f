"""Booking a planning session, cancelling it, and keeping the wellbeing plan that comes of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.questionnaires.actions import sign
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task

from .. import hubs, offered
from ..models import LONGEST_MINUTES, PlanningSession
from ..questionnaires.wellbeing_plan import SEEMS_CARER, SEEMS_NEED

BOOKED = events.Kind("bookings.booked", "contact")
CANCELLED = events.Kind("bookings.cancelled", "contact")
HELD = events.Kind("bookings.held", "support")
CHANGED = events.Kind("bookings.changed", "contact")
MISSED = events.Kind("bookings.missed", "contact", significant=True)
MATCHED = events.Kind("bookings.matched", "contact")
ANOTHERS = events.Kind("bookings.about_another", "contact")
TO_HOLD, TO_MATCH, TO_SEE = "planning_session", "planning_session_to_match", "planning_session_cancelled"
RING = "ring_after_missed_session"
# What the wellbeing plan says, and the work where nothing of that kind has been offered: (answer, task, title).
TO_OFFER = {
    "adult": (SEEMS_NEED, "offer_assessment", "Offer an assessment"),
    "carer": (SEEMS_CARER, "offer_carers_assessment", "Offer a carer’s assessment"),
}
MAY_OFFER = "conversations.record"
FRONT_DOOR = "front_door"


class CannotBook(ValueError):
    """Why not, in a sentence; `where` names what has to change."""

    def __init__(self, where: str, words: str) -> None:
        self.where = where
        super().__init__(words)


class NotAsItWas(Exception):
    """The session has been held or cancelled since."""


class FoundMeanwhile(NotAsItWas):
    """Since the page was shown, a colleague found whom it is for."""


def why_not(*, starts_at: datetime, minutes: object, facilitator: User, place: str) -> CannotBook | None:
    """What stands in the way of this session, if anything."""
    if not isinstance(minutes, int) or minutes < 1:
        return CannotBook("minutes", "Write how many minutes as a whole number, up to 60.")
    if minutes > LONGEST_MINUTES:
        return CannotBook("minutes", f"A planning session lasts up to an hour; {minutes} minutes is too long. "
                          "Book a second session if one is not enough.")
    if starts_at <= timezone.now():
        return CannotBook("starts_at", "That time has gone. Choose one to come.")
    day = timezone.localdate(starts_at)
    if (point := hubs.point_named(place, day)) and (
            untrained := hubs.why_not(facilitator, hubs.PLANNING_SESSION, day, at=point)):
        return CannotBook("facilitator", untrained)
    taken = PlanningSession.objects.filter(
        facilitator=facilitator, cancelled_at=None, starts_at__lt=starts_at + timedelta(minutes=minutes),
        ends_at__gt=starts_at,
    ).first()
    if taken:
        begins, ends = timezone.localtime(taken.starts_at), timezone.localtime(taken.ends_at)
        return CannotBook("facilitator", f"{facilitator} has another session from {begins:%-H.%M} to {ends:%-H.%M} "
                          "that day.")
    return None


@transaction.atomic
def book(
    *, subject: Subject, starts_at: datetime, minutes: int, place: str, facilitator: User, by: User,
    wants_to_talk_about: str = "", way: str = "place", interpreter: str = "", access_needs: str = "",
) -> PlanningSession:
    """Book up to an hour. Nobody is in two places at once; the database holds that too."""
    if refused := why_not(starts_at=starts_at, minutes=minutes, facilitator=facilitator, place=place):
        raise refused
    try:
        with transaction.atomic():
            session = PlanningSession.objects.create(
                subject=subject, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes), place=place,
                facilitator=facilitator, booked_by=by, wants_to_talk_about=wants_to_talk_about, way=way,
                interpreter=interpreter, access_needs=access_needs,
            )
    except IntegrityError:
        raise CannotBook("facilitator", f"{facilitator} has just been booked for that time.") from None
    put_on_lists(session, by)
    return session


def put_on_lists(session: PlanningSession, by: User | None) -> None:
    """On the list of whoever holds it and, once it is somebody's record, on their timeline."""
    day = timezone.localtime(session.starts_at)
    work.raise_task(
        kind=TO_HOLD, title=f"Planning session, {day:%-H.%M}, {session.place}"[:300], subject=session.subject, by=by,
        owner=session.facilitator, due_on=day.date(), due_at=day.time(), verb="Write it up", source=session,
        url=url_of(session),
    )
    if session.subject is not None:
        events.record(subject=session.subject, kind=BOOKED, by=by, source=session, url=url_of(session),
                      title=f"Planning session booked for {day:%-d %B %Y at %-H.%M}",
                      detail=f"{session.place}, with {session.facilitator}")


@transaction.atomic
def cancel(*, session: PlanningSession, because: str, by: User) -> PlanningSession:
    """Cancel it with a reason; the hour is free again."""
    session = standing(session)
    session.cancelled_at, session.cancelled_because = timezone.now(), because
    session.save()
    _finish_work(session, f"Cancelled: {because}", by)
    if session.subject is not None:
        events.record(subject=session.subject, kind=CANCELLED, title="Planning session cancelled", detail=because,
                      by=by, source=session, url=url_of(session))
    return session


@transaction.atomic
def write_up(*, session: PlanningSession, draft: Draft, by: User) -> PlanningSession:
    """Sign the wellbeing plan. It is no assessment and never counts as one."""
    session = standing(session)
    if session.subject is None:
        raise NotAsItWas("Say first whose record this session belongs to.")
    session.response = sign(draft=draft, by=by)
    session.held_at = max(session.starts_at, min(timezone.now(), session.ends_at))
    session.save()
    _finish_work(session, "Wellbeing plan written", by)
    if day := session.response.answers.get("look_again_on"):
        work.promise(subject=session.subject, what="Ask how the wellbeing plan went", owner=session.facilitator,
                     due_on=date.fromisoformat(day), by=by, source=session, url=url_of(session))
    for kind in not_offered(session):
        _, task, title = TO_OFFER[kind]
        able = session.facilitator.may(MAY_OFFER)
        work.raise_task(
            kind=task, title=title, subject=session.subject, by=by, owner=session.facilitator if able else None,
            team=None if able else Team.objects.get(key=FRONT_DOOR), due_on=timezone.localdate(), verb="Offer it",
            why="It seemed so in their planning session, and none was offered there.", source=session,
            url=url_of(session))
    wanted = [row["outcome"] for row in session.response.answers.get("outcomes", [])]
    events.record(subject=session.subject, kind=HELD, title="Wellbeing plan from a planning session", by=by,
                  detail=". ".join(wanted)[:300], happened_at=session.held_at, source=session, url=url_of(session))
    return session


def not_offered(session: PlanningSession) -> list[str]:
    """Which assessments the signed wellbeing plan calls for (ss9, 10) and nobody has offered: adult, carer."""
    if session.response is None:
        return []
    made = {one.kind for one in offered.because_of(session)}
    return [kind for kind, (asked, _, _) in TO_OFFER.items()
            if session.response.answers.get(asked) == "yes" and kind not in made]


@transaction.atomic
def was_offered(*, session: PlanningSession, kind: str, answer: str, by: User) -> None:
    """An assessment has been offered: that is no longer on anybody's list."""
    for task in Task.objects.open().filter(source=events.source_of(session), kind=TO_OFFER[kind][1]):
        work.finish(task=task, outcome=f"Offered: {answer}", by=by)


@transaction.atomic
def match(*, session: PlanningSession, subject: Subject, by: User, seen: str | None = None) -> PlanningSession:
    """Say whose record a booking from outside belongs to. Found wrong later, it can be said again until it is held, and
    the first record says that it was for somebody else. `seen`: whose record the page showed it on, if any."""
    session = standing(session)
    if seen is not None and seen != str(session.subject_id or ""):
        raise FoundMeanwhile("A colleague found meanwhile whom it is for. Choose again only if that is wrong.")
    before = session.subject
    if session.subject_id == subject.pk:
        return session
    session.subject = subject
    session.save(update_fields=["subject"])
    for task in Task.objects.open().filter(source=events.source_of(session)):
        if task.kind == TO_MATCH:
            work.finish(task=task, outcome=f"It is for {subject}", by=by)
        else:
            Task.objects.filter(pk=task.pk).update(version=F("version") + 1, subject=subject, url=url_of(session))
    if before is not None:
        events.record(subject=before, kind=ANOTHERS, by=by, source=session,
                      title="A planning session was for somebody else")
    day = timezone.localtime(session.starts_at)
    events.record(subject=subject, kind=MATCHED, by=by, source=session, url=url_of(session),
                  title=f"Planning session booked for {day:%-d %B %Y at %-H.%M}",
                  detail=f"{session.get_through_display()}, {session.place}, with {session.facilitator}")
    return session


@transaction.atomic
def miss(*, session: PlanningSession, then: str, note: str, by: User, ring_on: date | None = None) -> PlanningSession:
    """They did not come: that, and what is done about it."""
    session = standing(session)
    if session.starts_at > timezone.now():
        raise NotAsItWas("This session has not begun yet.")
    session.missed_at, session.missed_by, session.missed_then, session.missed_note = timezone.now(), by, then, note
    session.save()
    _finish_work(session, f"Did not come: {session.get_missed_then_display()}", by)
    if ring_on is not None:
        work.raise_task(kind=RING, title="Ring them: they did not come to their planning session", by=by,
                        subject=session.subject, owner=by, due_on=ring_on, verb="Open", source=session,
                        url=url_of(session))
    if session.subject is not None:
        events.record(subject=session.subject, kind=MISSED, by=by, source=session, url=url_of(session),
                      title="Did not come to the planning session",
                      detail=f"{session.get_missed_then_display()}. {note}")
    return session


@transaction.atomic
def seen(*, session: PlanningSession, by: User) -> None:
    """Somebody has read that they cancelled it themselves."""
    for task in Task.objects.open().filter(source=events.source_of(session), kind=TO_SEE):
        work.finish(task=task, outcome="Read", by=by)


def standing(session: PlanningSession) -> PlanningSession:
    """The session as it stands, locked until this change is kept."""
    session = PlanningSession.objects.select_for_update(of=("self",)).select_related("subject", "facilitator").get(
        pk=session.pk)
    if session.cancelled_at or session.held_at or session.missed_at:
        raise NotAsItWas("This session was " + ("cancelled." if session.cancelled_at else "written up already."
                                                if session.held_at else "written down as missed."))
    return session


def _finish_work(session: PlanningSession, outcome: str, by: User) -> None:
    for task in Task.objects.open().filter(source=events.source_of(session), kind__in=(TO_HOLD, TO_MATCH)):
        work.finish(task=task, outcome=outcome, by=by)


def url_of(session: PlanningSession) -> str:
    if session.subject_id is None:
        return reverse("bookings:unmatched", args=[session.pk])
    return reverse("bookings:session", args=[session.subject_id, session.pk])
