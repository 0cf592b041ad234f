"""Giving and ending access to one record, opening one in an emergency, and restricting one to the named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.accounts.telling import tell
from alongside.foundation.audit import context
from alongside.foundation.subjects.models import Subject

from .models import BreakGlass, Grant

# Long enough for the night's work, short enough that nobody keeps a door open.
BREAK_GLASS_DAYS = 1

RESTRICTED = events.Kind("access.restricted", "safety", significant=True)
NAMED = events.Kind("access.named", "safety")
UNRESTRICTED = events.Kind("access.unrestricted", "safety", significant=True)
OPENED_IN_EMERGENCY = events.Kind("access.break_glass", "safety")


class AlreadyReviewed(Exception):
    """Somebody has said already whether this opening was right."""


class OwnOpening(Exception):
    """Nobody reviews what they opened themselves."""


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
    """End what one source gave (an involvement that closed), `on` being its last day; the number of grants ended.

    A grant that would begin only after that day never begins.
    """
    given = Grant.objects.filter(source=source).not_ended(on)
    never, _ = given.filter(starts_on__gt=on).delete()
    return never + given.filter(starts_on__lte=on).update(ends_on=on)


def _restriction(subject_id: int) -> str:
    return f"restriction:{subject_id}"


@transaction.atomic
def restrict(*, subject: Subject, reason: str, named: Iterable[User], by: User) -> None:
    """Close a record to all but the named (the one who restricts it is always among them)."""
    subject.restricted = True
    subject.restricted_reason = reason
    subject.restricted_by = by
    subject.restricted_at = timezone.now()
    subject.save(update_fields=["restricted", "restricted_reason", "restricted_by", "restricted_at"])
    _name(subject, {by, *named}, by)
    events.record(subject=subject, kind=RESTRICTED, title="Record restricted to named people", by=by)


@transaction.atomic
def change_named(*, subject: Subject, named: Iterable[User], by: User) -> None:
    """Name others on a restricted record; whoever is left out may not open it from this moment."""
    wanted = {by, *named}
    out = Grant.objects.filter(source=_restriction(subject.pk)).exclude(user__in=wanted).in_force()
    left_out = [given.user.name for given in out.select_related("user") if given.user]
    yesterday = timezone.localdate() - timedelta(days=1)
    out.filter(starts_on__gt=yesterday).delete()
    out.filter(starts_on__lte=yesterday).update(ends_on=yesterday)
    added = _name(subject, wanted, by)
    for user in added:
        tell(user=user, by=by, subject=subject, url=reverse("desk:person", args=[subject.pk]),
             title=f"{by.name} named you on a restricted record: you may open it now")
    words = [f"Named: {', '.join(user.name for user in added)}." if added else "",
             f"No longer: {', '.join(left_out)}." if left_out else ""]
    if any(words):
        events.record(subject=subject, kind=NAMED, title="Those named on the record changed",
                      detail=" ".join(filter(None, words)), by=by)


def _name(subject: Subject, users: Iterable[User], by: User) -> list[User]:
    source = _restriction(subject.pk)
    there = set(Grant.objects.filter(source=source).in_force().values_list("user_id", flat=True))
    new = sorted((user for user in users if user.pk not in there), key=lambda user: user.name)
    for user in new:
        grant(subject=subject, user=user, reason=Grant.Reason.NAMED, by=by, source=source)
    return new


@transaction.atomic
def lift_restriction(*, subject: Subject, reason: str, by: User) -> None:
    """Open a record again to all whose work needs it."""
    subject.restricted = False
    subject.restricted_reason = ""
    subject.restricted_by = None
    subject.restricted_at = None
    subject.save(update_fields=["restricted", "restricted_reason", "restricted_by", "restricted_at"])
    end_grants(source=_restriction(subject.pk), on=timezone.localdate(), by=by)
    events.record(subject=subject, kind=UNRESTRICTED, title="Restriction lifted", detail=reason, by=by)


@transaction.atomic
def break_glass(*, subject_id: int, reason: str, by: User) -> BreakGlass:
    """Open a record in an emergency: allowed, seen by the information governance lead, gone in a day."""
    today = timezone.localdate()
    with context.opened(subject_id):
        subject = Subject.objects.get(pk=subject_id)
        given = grant(
            subject=subject, user=by, reason=Grant.Reason.BREAK_GLASS, by=by, note=reason,
            starts_on=today, ends_on=today + timedelta(days=BREAK_GLASS_DAYS),
        )
        opening = BreakGlass.objects.create(grant=given, reason=reason)
        events.record(subject=subject, kind=OPENED_IN_EMERGENCY, title="Opened in an emergency", detail=reason, by=by)
    return opening


@transaction.atomic
def review_break_glass(*, opening: BreakGlass, justified: bool, note: str, by: User) -> None:
    """Say whether an emergency opening was right, and by whom that was decided. Once; not one's own."""
    opening = BreakGlass.objects.select_for_update(of=("self",)).select_related("grant").get(pk=opening.pk)
    if opening.grant.user_id == by.pk:
        raise OwnOpening("You opened this record yourself: somebody else reviews it.")
    if opening.reviewed_at:
        raise AlreadyReviewed(f"{opening.reviewed_by} reviewed this on {opening.reviewed_at:%-d %B %Y}.")
    opening.reviewed_by = by
    opening.reviewed_at = timezone.now()
    opening.justified = justified
    opening.review_note = note
    opening.save()
