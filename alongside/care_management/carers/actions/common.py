"""What every verb of a carer’s assessment asks first."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.questionnaires.models import Draft

from ..delegation import NotNow
from ..models import CarersAssessment

PROCESSES = {
    CarersAssessment.Kind.ADULT_CARER: "carers_assessment",
    CarersAssessment.Kind.CHILDS_CARER: "child_carers_assessment",
    CarersAssessment.Kind.YOUNG_CARER: "young_carers_assessment",
}


def page_of(assessment: CarersAssessment, name: str = "read") -> str:
    return reverse(f"carers:{name}", args=[assessment.subject_id, assessment.pk])


def locked(assessment: CarersAssessment) -> CarersAssessment:
    return CarersAssessment.objects.select_for_update(of=("self",)).with_people().get(pk=assessment.pk)


def still_open(assessment: CarersAssessment) -> CarersAssessment:
    assessment = locked(assessment)
    if assessment.ended_at:
        raise NotNow(f"{assessment.ended_by} ended this on {timezone.localtime(assessment.ended_at):%-d %B %Y}.")
    if assessment.signed_at:
        raise NotNow(f"{assessment.signed_by} signed this on {timezone.localtime(assessment.signed_at):%-d %B %Y}.")
    return assessment


def draft_of(assessment: CarersAssessment) -> Draft | None:
    drafts = Draft.objects.about_the(assessment.about).filter(questionnaire=assessment.questionnaire)
    return drafts.order_by("-saved_at").first()
