"""A carer’s assessment is signed, and what follows from it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from alongside.care_management.assessments import advocacy, following, policy
from alongside.foundation import codelists, events
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.work import actions as work

from ..delegation import COMPLEX_STAYS, StaysWithTheCouncil
from ..models import CarersAssessment
from .common import PROCESSES, locked, page_of, still_open
from .correcting import CORRECTED

SIGNED = events.Kind("carers.signed", "decision", significant=True)
INFORMED = events.Kind("carers.informed", "contact")


@transaction.atomic
def sign(*, assessment: CarersAssessment, draft: Draft, by: User) -> CarersAssessment:
    """Sign it, or its corrected version; eligibility is then decided by the council."""
    assessment = locked(assessment)
    correction_reason = assessment.being_corrected_because
    if not correction_reason:
        assessment = still_open(assessment)
    if draft.answers.get("complex") == "yes" and assessment.delegated:
        raise StaysWithTheCouncil(COMPLEX_STAYS)
    before = assessment.response
    response = questionnaires.sign(draft=draft, by=by, supersedes=before, correction_reason=correction_reason)
    answers = response.answers
    assessment.response, assessment.signed_at, assessment.signed_by = response, response.signed_at, by
    assessment.being_corrected_because = ""
    assessment.assessor = assessment.assessor or by
    assessment.method, assessment.hours = answers["method"], answers["hours"]
    assessment.complex = answers["complex"] == "yes"
    assessment.willing_and_able = _willing_and_able(answers["willing"], answers["able"])
    assessment.information_given = answers["information_given"] == "yes"
    assessment.contingency = answers["contingency"]
    assessment.save()
    events.record(
        subject=assessment.subject,
        kind=CORRECTED if before else SIGNED,
        by=by,
        source=assessment,
        url=page_of(assessment),
        title=f"{assessment.get_kind_display()} {'corrected' if before else 'signed'}",
        detail=correction_reason
        or f"Cares for {assessment.cares_for}, {codelists.label('hours_caring', assessment.hours).lower()}",
    )
    _after_signing(assessment, by=by, corrected=before is not None)
    return assessment


def _willing_and_able(willing: str, able: str) -> str:
    """The lesser of the two: somebody willing who is not able cannot be relied on, nor the other way."""
    order = ("no", "part", "yes")
    return order[min(order.index(willing), order.index(able))]


def _after_signing(assessment: CarersAssessment, *, by: User, corrected: bool) -> None:
    following.finish_tasks_of(assessment, outcome="Signed", by=by, kinds=("promise", "carers_assessment"))
    answers, today = assessment.response.answers, timezone.localdate()
    advocacy.check(
        subject=assessment.subject,
        record=assessment,
        process=PROCESSES[CarersAssessment.Kind(assessment.kind)],
        answers=answers,
        by=by,
        owner=assessment.assessor,
        team=assessment.team,
    )
    if assessment.information_given and not corrected:
        said = ", ".join(row["what"] for row in answers["information"])
        events.record(
            subject=assessment.subject,
            kind=INFORMED,
            title="Information and advice given to the carer",
            detail=said,
            by=by,
            source=assessment,
            url=page_of(assessment),
        )
    if assessment.contingency == CarersAssessment.Contingency.WANTED and not corrected:
        work.promise(
            subject=assessment.subject,
            what="Agree what happens if they suddenly cannot care",
            owner=assessment.assessor,
            due_on=policy.within("assessments.carers_emergency_plan_days", today),
            by=by,
            source=assessment,
            url=page_of(assessment),
        )
    council_team = assessment.team if not assessment.delegated else Team.objects.get(key="front_door")
    work.raise_task(
        kind="eligibility",
        title="Decide eligibility of a carer",
        by=by,
        subject=assessment.subject,
        team=council_team,
        owner=by if by.may("eligibility.determine") else None,
        verb="Decide",
        source=assessment,
        why="Corrected: look at the decision again"
        if corrected
        else f"{assessment.get_kind_display()} signed by {by.name}",
        due_on=policy.within(following.DECIDE, today),
        url=following.address(
            "eligibility:decide_carer", assessment.subject_id, assessment.pk, subject=assessment.subject
        ),
    )
