"""A signed assessment is corrected, or its carer hears why not."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from alongside.care_management.assessments import policy
from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.work import actions as work

from ..delegation import NotNow
from ..models import CarersAssessment, SaidBy
from .common import locked, page_of

CORRECTED = events.Kind("carers.corrected", "decision", significant=True)
DISPUTED = events.Kind("carers.disputed", "decision")
NOT_CORRECTED = events.Kind("carers.not_corrected", "decision")


@transaction.atomic
def begin_correction(*, assessment: CarersAssessment, said_by: str, reason: str, by: User) -> CarersAssessment:
    """Somebody says that what was signed is wrong. It stays; a corrected version is written beside it, and this says
    who asked for it and why."""
    assessment = locked(assessment)
    if not assessment.signed_at:
        raise NotNow("It is not signed yet: change it as it is.")
    if assessment.being_corrected_because:
        raise NotNow(f"A corrected version is being written already. {assessment.being_corrected_because}")
    assessment.being_corrected_because = f"{SaidBy(said_by).label}: {reason.strip()}"
    assessment.save(update_fields=["being_corrected_because"])
    events.record(
        subject=assessment.subject,
        kind=DISPUTED,
        title=f"{assessment.get_kind_display()}: somebody says it is wrong",
        detail=assessment.being_corrected_because,
        by=by,
        source=assessment,
        url=page_of(assessment),
    )
    return assessment


@transaction.atomic
def leave_as_signed(*, assessment: CarersAssessment, why: str, by: User) -> CarersAssessment:
    """No corrected version after all, and why; the carer is owed that in words. What was written of it goes."""
    assessment = locked(assessment)
    if not assessment.being_corrected_because:
        raise NotNow("No corrected version is being written now.")
    asked, assessment.being_corrected_because = assessment.being_corrected_because, ""
    assessment.save(update_fields=["being_corrected_because"])
    for draft in Draft.objects.filter(about=assessment.about, questionnaire=assessment.questionnaire):
        questionnaires.discard(draft=draft, by=draft.owner)
    events.record(
        subject=assessment.subject,
        kind=NOT_CORRECTED,
        title=f"{assessment.get_kind_display()} stays as it was signed",
        detail=f"{why} Asked for: {asked}",
        by=by,
        source=assessment,
        url=page_of(assessment),
    )
    work.raise_task(
        kind="tell_not_corrected",
        title="Tell the carer why it stays as it was signed, and how to complain",
        why=why[:300],
        subject=assessment.subject,
        owner=by,
        by=by,
        due_on=policy.within("assessments.tell_decision_days", timezone.localdate()),
        verb="Record",
        source=assessment,
    )
    return assessment
