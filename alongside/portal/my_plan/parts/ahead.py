"""What happens next, and whom to ring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from alongside.care_management.reviews.models import Review
from alongside.foundation.accounts.models import AbsenceCover, Membership
from alongside.foundation.design import words
from alongside.foundation.work.models import Task
from alongside.front_door.bookings.models import PlanningSession
from alongside.people.own_access.models import Part
from alongside.people.own_access.workers import lead_of
from alongside.people.visits.models import Visit

from ..guard import Theirs
from .named import shown_as, team_as_shown

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
    return [Next(row.starts_at, _moment(row.starts_at), f"{row.worker.name} visits")
            for row in rows if team_as_shown(row.team).named][:MOST]


def _sessions(theirs: Theirs) -> list[Next]:
    """Where it is held is read by the person alone: others may be whom they go there to talk about."""
    rows = PlanningSession.objects.filter(subject=theirs.subject, starts_at__gte=timezone.now(), cancelled_at=None,
                                          held_at=None, missed_at=None).select_related("facilitator")
    return [Next(row.starts_at, _moment(row.starts_at), f"A planning session with {row.facilitator.name}"
                 + (f", {row.place}" if theirs.access.is_the_person else ""))
            for row in rows.order_by("starts_at")[:MOST]]


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
    """The worker, with who answers while they are away; none where nobody works with them now."""
    lead = lead_of(theirs.subject)
    if lead is None:
        return None
    team = team_as_shown(lead.team)
    if lead.worker is None or not team.named:
        return ToRing(team.label, "", lead.team.telephone if team.named else "")
    telephone = lead.worker.telephone or lead.team.telephone
    cover = AbsenceCover.objects.in_force().filter(absent=lead.worker).select_related("cover").first()
    if cover is None:
        return ToRing(lead.worker.name, f"{lead.worker.job_title}, {team.label}".strip(", "), telephone)
    back = f"until {words.date(cover.ends_on)}" if cover.ends_on else "for now"
    return ToRing(cover.cover.name, team.label, cover.cover.telephone or lead.team.telephone,
                  f"{lead.worker.name} is away {back}. {cover.cover.name} answers.")
