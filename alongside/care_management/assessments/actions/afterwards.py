"""What is told of a signed assessment, and the end of one that is not."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from alongside.foundation import codelists, events
from alongside.foundation.accounts.models import User
from alongside.foundation.documents.models import Document

from .. import following
from ..models import Assessment
from .common import NotNow, locked, page_of, still_open

SHARED = events.Kind("assessments.shared", "contact")
ENDED = events.Kind("assessments.ended", "decision", significant=True)


@transaction.atomic
def share(*, assessment: Assessment, on: date, how: str, with_whom: str, by: User) -> Assessment:
    """The person has their copy (s12(3)): when, how, and who else has one by their agreement."""
    assessment = locked(assessment)
    if not assessment.signed_at:
        raise NotNow("Only a signed assessment is shared.")
    assessment.shared_on, assessment.shared_how, assessment.shared_with = on, how, with_whom
    assessment.save(update_fields=["shared_on", "shared_how", "shared_with"])
    events.record(
        subject=assessment.subject,
        kind=SHARED,
        title=f"{assessment.get_kind_display()} shared",
        detail=f"{assessment.get_shared_how_display()}: {with_whom}",
        by=by,
        source=assessment,
        url=page_of(assessment),
    )
    return assessment


@transaction.atomic
def keep_copy(*, assessment: Assessment, copy: Document) -> Assessment:
    """The letter in which the person gets it."""
    assessment = locked(assessment)
    assessment.copy = copy
    assessment.save(update_fields=["copy"])
    return assessment


@transaction.atomic
def end(*, assessment: Assessment, reason: str, by: User, words: str = "") -> Assessment:
    """End it without signing, for a reason. What was written so far stays readable."""
    assessment = still_open(assessment)
    assessment.ended_at, assessment.ended_by, assessment.end_reason, assessment.end_words = (
        timezone.now(),
        by,
        reason,
        words,
    )
    assessment.save()
    why = codelists.label("closure_reason", reason)
    following.finish_tasks_of(assessment, outcome=f"Ended without signing: {why}", by=by)
    events.record(
        subject=assessment.subject,
        kind=ENDED,
        title=f"{assessment.get_kind_display()} ended without signing",
        detail=f"{why}. {words}".strip(),
        by=by,
        source=assessment,
        url=page_of(assessment),
    )
    return assessment
