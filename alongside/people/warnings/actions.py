"""Recording a warning, looking at it again, ending it; and who is at risk when support fails."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject

from .models import StaffWarning, SupportFailure, WarningReview

RECORDED = events.Kind("warnings.recorded", "safety", permission="warnings.see")
REVIEWED = events.Kind("warnings.reviewed", "safety", permission="warnings.see")
ENDED = events.Kind("warnings.ended", "safety", permission="warnings.see")
SUPPORT_FAILURE = events.Kind("warnings.support_failure", "safety")


class AlreadyEnded(Exception):
    """Somebody ended this warning first."""


@transaction.atomic
def record(
    *, subject: Subject, kind: str, headline: str, advice: str, evidence: str, review_on: date, by: User,
    informed_on: date | None = None, not_informed_reason: str = "",
) -> StaffWarning:
    """Warn staff, with the evidence and the day the warning is looked at again."""
    warning = StaffWarning.objects.create(
        subject=subject, kind=kind, headline=headline, advice=advice, evidence=evidence, review_on=review_on,
        decided_by=by, informed_on=informed_on, not_informed_reason=not_informed_reason,
    )
    events.record(subject=subject, kind=RECORDED, title=f"Warning for staff: {headline}", detail=advice, by=by,
                  source=warning, url=_url(subject))
    return warning


@transaction.atomic
def keep(*, warning: StaffWarning, why: str, next_review_on: date, by: User) -> WarningReview:
    """Looked at again and still needed."""
    warning = _standing(warning)
    review = WarningReview.objects.create(
        subject=warning.subject, warning=warning, on=timezone.localdate(), why_kept=why,
        next_review_on=next_review_on, by=by,
    )
    warning.review_on = next_review_on
    warning.save()
    events.record(subject=warning.subject, kind=REVIEWED, title=f"Warning looked at again: {warning.headline}",
                  detail=why, by=by, source=warning, url=_url(warning.subject))
    return review


@transaction.atomic
def end(*, warning: StaffWarning, reason: str, by: User) -> StaffWarning:
    """No longer needed, and why."""
    warning = _standing(warning)
    warning.ended_on = timezone.localdate()
    warning.ended_by = by
    warning.end_reason = reason
    warning.save()
    events.record(subject=warning.subject, kind=ENDED, title=f"Warning ended: {warning.headline}", detail=reason,
                  by=by, source=warning, url=_url(warning.subject))
    return warning


@transaction.atomic
def record_support_failure(
    *, subject: Subject, if_what_fails: str, then: str, ring_first: str, within_hours: int, review_on: date, by: User,
) -> SupportFailure:
    """Say what happens to somebody when support fails, and whom to ring first."""
    failure = SupportFailure.objects.create(
        subject=subject, if_what_fails=if_what_fails, then=then, ring_first=ring_first, within_hours=within_hours,
        review_on=review_on, recorded_by=by,
    )
    events.record(subject=subject, kind=SUPPORT_FAILURE, title=f"At risk if {if_what_fails} fails",
                  detail=f"Ring {ring_first} within {within_hours} hours", by=by, source=failure, url=_url(subject))
    return failure


@transaction.atomic
def end_support_failure(*, failure: SupportFailure, by: User) -> SupportFailure:
    failure = SupportFailure.objects.select_for_update().get(pk=failure.pk)
    if failure.ended_on is None:
        failure.ended_on = timezone.localdate()
        failure.ended_by = by
        failure.save()
    return failure


def _standing(warning: StaffWarning) -> StaffWarning:
    locked = StaffWarning.objects.select_for_update(of=("self",)).select_related("subject", "ended_by").get(
        pk=warning.pk)
    if locked.ended_on:
        raise AlreadyEnded(f"{locked.ended_by} ended this warning on {locked.ended_on:%-d %B %Y}.")
    return locked


def _url(subject: Subject) -> str:
    return reverse("warnings:index", args=[subject.pk])
