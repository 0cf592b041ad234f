"""Giving and ending access to one record, opening one in an emergency, and restricting one to the named."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.subjects.models import Subject

from .models import BreakGlass, Grant

# Long enough for the night's work, short enough that nobody keeps a door open.
BREAK_GLASS_DAYS = 1

RESTRICTED = events.Kind("access.restricted", "safety", significant=True)
UNRESTRICTED = events.Kind("access.unrestricted", "safety", significant=True)
OPENED_IN_EMERGENCY = events.Kind("access.break_glass", "safety")


@transaction.atomic
def grant(
    *,
    subject: Subject,
    reason: str,
    by: User | None,
    user: User | None = None,
    team: Team | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    source: str = "",
    note: str = "",
) -> Grant:
    """Let a user or a team open this record from a day, for a reason."""
    return Grant.objects.create(
        subject=subject, user=user, team=team, reason=reason, note=note, source=source, given_by=by,
        starts_on=starts_on or timezone.localdate(), ends_on=ends_on,
    )


@transaction.atomic
def end_grants(*, source: str, on: date, by: User) -> int:
    """End what one source gave (an involvement that closed); the number of grants ended."""
    return Grant.objects.filter(source=source, ends_on=None).update(ends_on=on)


@transaction.atomic
def restrict(*, subject: Subject, reason: str, named: list[User], by: User) -> None:
    """Close a record to all but the named (the one who restricts it is always among them)."""
    subject.restricted = True
    subject.restricted_reason = reason
    subject.restricted_by = by
    subject.restricted_at = timezone.now()
    subject.save()
    for user in {by, *named}:
        grant(subject=subject, user=user, reason=Grant.Reason.NAMED, by=by, source=f"restriction:{subject.pk}")
    events.record(subject=subject, kind=RESTRICTED, title="Record restricted to named people", by=by)


@transaction.atomic
def lift_restriction(*, subject: Subject, reason: str, by: User) -> None:
    """Open a record again to all whose work needs it."""
    subject.restricted = False
    subject.restricted_reason = ""
    subject.restricted_by = None
    subject.restricted_at = None
    subject.save()
    end_grants(source=f"restriction:{subject.pk}", on=timezone.localdate(), by=by)
    events.record(subject=subject, kind=UNRESTRICTED, title="Restriction lifted", detail=reason, by=by)


@transaction.atomic
def break_glass(*, subject: Subject, reason: str, by: User) -> BreakGlass:
    """Open a record in an emergency: allowed, seen by the information governance lead, gone in a day."""
    today = timezone.localdate()
    given = grant(
        subject=subject, user=by, reason=Grant.Reason.BREAK_GLASS, by=by, note=reason,
        starts_on=today, ends_on=today + timedelta(days=BREAK_GLASS_DAYS),
    )
    opening = BreakGlass.objects.create(grant=given, reason=reason)
    events.record(subject=subject, kind=OPENED_IN_EMERGENCY, title="Opened in an emergency", detail=reason, by=by)
    return opening


@transaction.atomic
def review_break_glass(*, opening: BreakGlass, justified: bool, note: str, by: User) -> None:
    """Say whether an emergency opening was right, and by whom that was decided."""
    opening.reviewed_by = by
    opening.reviewed_at = timezone.now()
    opening.justified = justified
    opening.review_note = note
    opening.save()
