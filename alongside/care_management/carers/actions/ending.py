"""A carer’s assessment ends unsigned."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from alongside.care_management.assessments import following
from alongside.foundation import codelists, events
from alongside.foundation.accounts.models import User

from ..delegation import close_to
from ..models import CarersAssessment
from .common import page_of, still_open

ENDED = events.Kind("carers.ended", "decision", significant=True)


@transaction.atomic
def end(*, assessment: CarersAssessment, reason: str, by: User, words: str = "") -> CarersAssessment:
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
    left_agreed = f"The carer’s assessment ended without a signature: {why}. {words}".strip()
    close_to(assessment.team, assessment, reason=reason, left_agreed=left_agreed, by=by)
    return assessment
