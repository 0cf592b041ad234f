"""Recording who is who to a person, who cares for them, and who may act for them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import codelists, events
from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject

from .models import Authority, Relationship, UnpaidCare

RECORDED = events.Kind("relationships.recorded", "details")
CHANGED = events.Kind("relationships.changed", "details")
ENDED = events.Kind("relationships.ended", "details")
CARES = events.Kind("relationships.unpaid_care", "support")
AUTHORITY = events.Kind("relationships.authority", "decision", significant=True)
AUTHORITY_SEEN = events.Kind("relationships.authority_seen", "decision")
AUTHORITY_ENDED = events.Kind("relationships.authority_ended", "decision", significant=True)


@transaction.atomic
def record(
    *, subject: Subject, kind: str, by: User, other: Subject | None = None, name: str = "", **particulars: Any,
) -> Relationship:
    """Say who somebody is to the person: another record, or an outside person kept as a contact."""
    row = Relationship.objects.create(
        subject=subject, kind=kind, other=other, name=name, recorded_by=by, **particulars
    )
    events.record(subject=subject, kind=RECORDED, title=_title(row), by=by, source=row,
                  detail=row.words, url=_url(subject))
    if other is not None:
        reverse_kind = codelists.code("relationship_kind", kind).extra.get("reverse", "")
        words = codelists.label("relationship_kind", reverse_kind).lower() if reverse_kind else "somebody they know"
        events.record(subject=other, kind=RECORDED, title=f"Their {words}, who has a record here", by=by, source=row,
                      url=_url(other))
    return row


@transaction.atomic
def change(*, relationship: Relationship, by: User, **particulars: Any) -> Relationship:
    """Correct what is known; the audit keeps what stood there before."""
    row = Relationship.objects.select_for_update(of=("self",)).select_related("subject", "other").get(
        pk=relationship.pk)
    for field, value in particulars.items():
        setattr(row, field, value)
    row.save()
    events.record(subject=row.subject, kind=CHANGED, title=f"Changed: {_title(row)}", by=by,
                  source=row, url=_url(row.subject))
    return row


@transaction.atomic
def end(*, relationship: Relationship, on: date, by: User) -> Relationship:
    """No longer so. What they cared for ends the same day; a power in law ends by its own paper."""
    row = Relationship.objects.select_for_update(of=("self",)).select_related("subject", "other").get(
        pk=relationship.pk)
    row.ended_on = on
    row.save()
    row.care.filter(ended_on=None).update(ended_on=on)
    events.record(subject=row.subject, kind=ENDED, title=f"No longer: {_title(row)}", by=by,
                  source=row, url=_url(row.subject))
    return row


@transaction.atomic
def record_care(
    *, relationship: Relationship, hours: str, what_they_do: str, by: User, starts_on: date | None = None,
) -> UnpaidCare:
    """Somebody cares for the person unpaid; an earlier account of it ends that day."""
    starts_on = starts_on or timezone.localdate()
    relationship.care.filter(ended_on=None).update(ended_on=starts_on)
    care = UnpaidCare.objects.create(
        subject=relationship.subject, relationship=relationship, hours=hours, what_they_do=what_they_do,
        starts_on=starts_on, recorded_by=by,
    )
    events.record(subject=relationship.subject, kind=CARES, title=f"{relationship.called} cares for them unpaid", by=by,
                  detail=what_they_do, source=care, url=_url(relationship.subject))
    return care


@transaction.atomic
def end_care(*, care: UnpaidCare, on: date, by: User) -> UnpaidCare:
    care.ended_on = on
    care.save()
    events.record(subject=care.subject, kind=CARES, title=f"{care.relationship.called} no longer cares for them", by=by,
                  source=care, url=_url(care.subject))
    return care


@transaction.atomic
def record_authority(
    *, relationship: Relationship, kind: str, by: User, how: str = str(Authority.How.SOLE), scope: str = "",
    reference: str = "", starts_on: date | None = None, seen_on: date | None = None,
) -> Authority:
    """Record a power to act for the person; `seen_on` where the recorder has seen the registered paper."""
    authority = Authority.objects.create(
        subject=relationship.subject, relationship=relationship, kind=kind, how=how, scope=scope, reference=reference,
        starts_on=starts_on, recorded_by=by, seen_on=seen_on, seen_by=by if seen_on else None,
    )
    seen = f"Paper seen by {by.name}." if seen_on else "Paper not seen yet."
    events.record(subject=authority.subject, kind=AUTHORITY, by=by, source=authority, detail=seen,
                  title=f"{relationship.called}: {authority.get_kind_display().lower()}", url=_url(authority.subject))
    return authority


@transaction.atomic
def see_paper(*, authority: Authority, on: date, by: User, reference: str = "") -> Authority:
    """The worker has seen the registered paper with their own eyes."""
    authority.seen_on = on
    authority.seen_by = by
    authority.reference = reference or authority.reference
    authority.save()
    events.record(subject=authority.subject, kind=AUTHORITY_SEEN, by=by, source=authority,
                  title=f"Paper seen: {authority.relationship.called}, {authority.get_kind_display().lower()}",
                  url=_url(authority.subject))
    return authority


@transaction.atomic
def end_authority(*, authority: Authority, on: date, reason: str, by: User) -> Authority:
    """The power has ended (revoked, disclaimed, by the court, by a death), and why."""
    authority.ended_on = on
    authority.end_reason = reason
    authority.save()
    events.record(subject=authority.subject, kind=AUTHORITY_ENDED, by=by, source=authority, detail=reason,
                  title=f"No longer: {authority.relationship.called}, {authority.get_kind_display().lower()}",
                  url=_url(authority.subject))
    return authority


def _title(row: Relationship) -> str:
    return f"{row.name}, {row.kind_words.lower()}" if row.name else f"{row.called}, who has a record here"


def _url(subject: Subject) -> str:
    return reverse("relationships:index", args=[subject.pk])
