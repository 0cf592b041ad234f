"""Recording a risk with the person's wishes, looking at it again as a new version, ending it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject

from .models import RiskAssessment

ASSESSED = events.Kind("risks.assessed", "safety", significant=True, permission="risks.see")
LOOKED_AGAIN = events.Kind("risks.looked_again", "safety", permission="risks.see")
ENDED = events.Kind("risks.ended", "safety", permission="risks.see")


class NotLatest(Exception):
    """Somebody wrote a newer version, or ended it, first."""


@transaction.atomic
def record(*, subject: Subject, by: User, **particulars: Any) -> RiskAssessment:
    """Write a risk assessment; the person's wishes and what they gain are part of it, not an afterword."""
    assessment = RiskAssessment.objects.create(subject=subject, recorded_by=by, **particulars)
    events.record(subject=subject, kind=ASSESSED, title=f"Risk assessed: {assessment}", by=by, source=assessment,
                  detail=assessment.get_choice_display(), url=_url(subject))
    return assessment


@transaction.atomic
def look_again(*, assessment: RiskAssessment, why: str, by: User, **particulars: Any) -> RiskAssessment:
    """A new version after something changed or the review day came; the one before stays readable."""
    locked = _latest(assessment)
    version = RiskAssessment.objects.create(
        subject=locked.subject, recorded_by=by, replaces=locked, change_reason=why, **particulars
    )
    events.record(subject=locked.subject, kind=LOOKED_AGAIN, title=f"Risk looked at again: {version}", by=by,
                  detail=why, source=version, url=_url(locked.subject))
    return version


@transaction.atomic
def end(*, assessment: RiskAssessment, reason: str, by: User) -> RiskAssessment:
    """No longer a risk, or no longer ours to hold, and why."""
    locked = _latest(assessment)
    locked.ended_on = timezone.localdate()
    locked.ended_by = by
    locked.end_reason = reason
    locked.save()
    events.record(subject=locked.subject, kind=ENDED, title=f"Risk ended: {locked.area_words.lower()}", detail=reason,
                  by=by, source=locked, url=_url(locked.subject))
    return locked


def _latest(assessment: RiskAssessment) -> RiskAssessment:
    locked = RiskAssessment.objects.select_for_update(of=("self",)).select_related("subject", "ended_by").get(
        pk=assessment.pk)
    if locked.ended_on:
        raise NotLatest(f"{locked.ended_by} ended this on {locked.ended_on:%-d %B %Y}: {locked.end_reason}")
    if RiskAssessment.objects.filter(replaces=locked).exists():
        raise NotLatest("Somebody has written a newer version. Read theirs first.")
    return locked


def _url(subject: Subject) -> str:
    return reverse("risks:index", args=[subject.pk])
