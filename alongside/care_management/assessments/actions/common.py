"""What every verb of an assessment asks first."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.questionnaires.models import Draft

from ..models import Assessment


class NotNow(Exception):
    """Something stands in the way; the words say what."""


class MayNotSign(NotNow):
    """Signing this is kept for somebody else."""


class ChangedSince(NotNow):
    """The writer went on writing after this page was shown."""


def page_of(assessment: Assessment, name: str = "read") -> str:
    return reverse(f"assessments:{name}", args=[assessment.subject_id, assessment.pk])


def locked(assessment: Assessment) -> Assessment:
    """The assessment as it stands, locked until this change is kept."""
    return Assessment.objects.select_for_update(of=("self",)).with_people().get(pk=assessment.pk)


def still_open(assessment: Assessment) -> Assessment:
    assessment = locked(assessment)
    if assessment.ended_at:
        raise NotNow(f"{assessment.ended_by} ended this on {timezone.localtime(assessment.ended_at):%-d %B %Y}.")
    if assessment.signed_at:
        raise NotNow(f"{assessment.signed_by} signed this on {timezone.localtime(assessment.signed_at):%-d %B %Y}.")
    return assessment


def draft_of(assessment: Assessment) -> Draft | None:
    """What the assessor has written so far: the newest draft of it."""
    drafts = Draft.objects.about_the(assessment.about).filter(questionnaire=assessment.questionnaire)
    return drafts.order_by("-saved_at").first()
