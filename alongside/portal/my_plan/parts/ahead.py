"""What happens next, and whom to ring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from alongside.care_management.reviews.models import Review
from alongside.foundation.accounts.models import Membership
from alongside.foundation.design import words
from alongside.foundation.work.models import Task
from alongside.front_door.bookings.models import PlanningSession
from alongside.people.own_access.models import Part
from alongside.people.own_access.named import colleagues, shown_as, team_as_shown
from alongside.people.own_access.workers import by_day, lead_of
from alongside.people.visits.models import Visit

from ..guard import Theirs

MOST = 8


@dataclass(frozen=True)
class Next:
    at: datetime
    day: str
    what: str


def coming(theirs: Theirs) -> list[Next]:
    """Visits, meetings, promises and the review, the soonest first. What a late promise says stays above."""
    if not theirs.may_read(Part.PLAN):
        return []
    found = [*_visits(theirs), *_sessions(theirs), *_promises(theirs), *_review(theirs)]
    return sorted(found, key=lambda one: one.at)[:MOST]


def _visits(theirs: Theirs) -> list[Next]:
    rows = Visit.objects.filter(subject=theirs.subject, called_off=False).to_come(timezone.now()).select_related(
        "worker", "team")
    rows = [row for row in rows if team_as_shown(row.team).named][:MOST]
    names = colleagues(row.worker for row in rows)
    return [Next(row.starts_at, _moment(row.starts_at), f"{names.name(row.worker, timezone.localdate())} visits")
            for row in rows]


def _sessions(theirs: Theirs) -> list[Next]:
    """Where it is held is read by the person alone: others may be whom they go there to talk about."""
    rows = PlanningSession.objects.filter(subject=theirs.subject, starts_at__gte=timezone.now(), cancelled_at=None,
                                          held_at=None, missed_at=None).select_related("facilitator")
    rows = list(rows.order_by("starts_at")[:MOST])
    names, today = colleagues(row.facilitator for row in rows), timezone.localdate()
    return [Next(row.starts_at, _moment(row.starts_at),
                 f"A planning session with {names.name(row.facilitator, today)}"
                 + (f", {row.place}" if theirs.access.is_the_person else ""))
            for row in rows]


def _promises(theirs: Theirs) -> list[Next]:
    """In a worker's free words to the person, so read by the person alone; and none of a team whose name says too much,
    whichever of its people made it."""
    if not theirs.access.is_the_person:
        return []
    in_one = Membership.objects.in_force().filter(user=OuterRef("owner"), team__key__in=shown_as())
    rows = Task.objects.promises_to(theirs.subject).filter(queue="", due_on__isnull=False).exclude(
        Q(team__key__in=shown_as()) | Exists(in_one))
    return [Next(_noon(row.due_on), f"By {words.full_date(row.due_on)}",
                 f"{row.title} ({row.owner.name if row.owner else 'we'} promised)") for row in rows[:MOST]]


def _review(theirs: Theirs) -> list[Next]:
    row = Review.objects.of(theirs.subject).outstanding().soonest_first().first()
    if row is None:
        return []
    return [Next(_noon(row.due_on), f"By {words.full_date(row.due_on)}", "We look at the plan again together")]


def _noon(day: object) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))  # type: ignore[arg-type]


def _moment(at: datetime) -> str:
    return f"{words.full_date(at)}, {words.clock(at)}"


@dataclass(frozen=True)
class ToRing:
    name: str
    words: str
    telephone: str
    note: str = ""


def to_ring(theirs: Theirs) -> ToRing | None:
    """Whoever reads what they write: the worker, or who answers while they are away; none where nobody works with them
    now."""
    if lead_of(theirs.subject) is None:
        return None
    today = timezone.localdate()
    reader = by_day(theirs.subject, today)
    assert reader.team is not None, "By day there is a team."
    team, user, away = team_as_shown(reader.team), reader.user, reader.away
    names = colleagues([user, away])
    shown = {one.pk for one in (user, away) if one is not None and names.name(one, today) == one.name}
    absent = f"{away.name} is away until {words.date(reader.back_after)}." if away and away.pk in shown else ""
    if user is None or not team.named or user.pk not in shown:
        return ToRing(team.label, "", reader.team.telephone, absent) if team.named else ToRing(team.label, "", "")
    telephone = user.telephone or reader.team.telephone
    if away is not None:
        return ToRing(user.name, team.label, telephone, f"{absent} {user.name} answers.".strip())
    return ToRing(user.name, f"{user.job_title}, {team.label}".strip(", "), telephone)
