"""An assessment is sent, sent back, signed and corrected."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.questionnaires.answers import problems
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task

from .. import following, policy, signing
from ..models import Assessment
from .beginning import NOT_BY_THEMSELVES
from .common import ChangedSince, MayNotSign, NotNow, draft_of, locked, page_of, still_open

SIGNED = events.Kind("assessments.signed", "decision", significant=True)
CORRECTED = events.Kind("assessments.corrected", "decision", significant=True)


@transaction.atomic
def send_to_sign(*, assessment: Assessment, by: User, signer: User | None = None) -> Assessment:
    """It is written; ask a colleague who may sign it, or the team."""
    assessment = _correctable(assessment)
    draft = draft_of(assessment)
    if draft is None:
        raise NotNow("Nothing has been written yet.")
    if wrong := problems(draft.declared, draft.answers):
        raise questionnaires.NotComplete(wrong)
    assessment.sent_to_sign_at, assessment.signer, assessment.sent_back_note = timezone.now(), signer, ""
    assessment.save()
    whom = f"{signer.name} is" if signer else "A registered colleague is"
    work.raise_task(
        kind="assessment_to_sign",
        title=f"Sign: {assessment.get_kind_display().lower()} written by {by.name}",
        why=f"{whom} asked to sign it",
        by=by,
        subject=assessment.subject,
        owner=signer,
        team=assessment.team,
        due_on=policy.within("assessments.signing_days", timezone.localdate()),
        priority=Task.Priority.SOON,
        verb="Read and sign",
        source=assessment,
        url=page_of(assessment, "to_sign"),
    )
    return assessment


@transaction.atomic
def send_back(*, assessment: Assessment, note: str, by: User) -> Assessment:
    """Not yet: what is still to be done, to the one who wrote it."""
    assessment = _correctable(assessment)
    if not assessment.sent_to_sign_at:
        raise NotNow("Nobody is asking for a signature now.")
    following.finish_tasks_of(assessment, kinds=("assessment_to_sign",), outcome="Sent back", by=by)
    assessment.sent_to_sign_at, assessment.signer, assessment.sent_back_note = None, None, note
    assessment.save()
    work.raise_task(
        kind="assessment_sent_back",
        title=f"Go on with: {assessment.get_kind_display().lower()}",
        why=note[:300],
        by=by,
        subject=assessment.subject,
        owner=assessment.assessor,
        due_on=policy.within("assessments.signing_days", timezone.localdate()),
        verb="Go on",
        priority=Task.Priority.SOON,
        source=assessment,
        url=page_of(assessment, "write"),
    )
    return assessment


def _correctable(assessment: Assessment) -> Assessment:
    """Open, or signed and being corrected."""
    assessment = locked(assessment)
    return assessment if assessment.being_corrected_because else still_open(assessment)


@transaction.atomic
def sign(*, assessment: Assessment, draft: Draft, by: User, seen: int | None = None) -> Assessment:
    """Sign what stands in the draft; `seen` is its revision as the signer read it.

    What a colleague wrote is signed in the signer's name, and stays the assessor's work.
    """
    assessment = _correctable(assessment)
    today = timezone.localdate()
    if assessment.mode == Assessment.Mode.SUPPORTED_SELF and draft.answers.get("self_able") == "no":
        raise NotNow(NOT_BY_THEMSELVES)
    if refusal := signing.why_not(assessment, draft.answers, by, today):
        raise MayNotSign(refusal)
    if seen is not None and seen != draft.revision:
        raise ChangedSince(f"{draft.owner} has changed it since you opened this page. Read it again.")
    writer = draft.owner
    if writer != by:
        draft = questionnaires.hand_over_draft(draft=draft, to=by, by=writer)
    before = assessment.response
    response = questionnaires.sign(
        draft=draft, by=by, supersedes=before, correction_reason=assessment.being_corrected_because
    )
    assessment.response, assessment.method = response, response.answers["method"]
    assessment.signed_at, assessment.signed_by = response.signed_at, by
    assessment.assessor = assessment.assessor or writer
    assessment.sent_to_sign_at, assessment.being_corrected_because, assessment.sent_back_note = None, "", ""
    assessment.save()
    what = assessment.get_kind_display()
    events.record(
        subject=assessment.subject,
        kind=CORRECTED if before else SIGNED,
        source=assessment,
        url=page_of(assessment),
        title=f"{what} corrected" if before else f"{what} signed",
        by=by,
        detail=response.correction_reason or (f"Written by {writer.name}" if writer != by else ""),
    )
    following.after_signing(assessment, by=by, corrected=before is not None)
    return assessment


@transaction.atomic
def begin_correction(*, assessment: Assessment, reason: str, by: User) -> Assessment:
    """What was signed stays; a corrected version is written beside it, and this says why."""
    assessment = locked(assessment)
    if not assessment.signed_at:
        raise NotNow("It is not signed yet: change it as it is.")
    assessment.being_corrected_because = reason
    assessment.save(update_fields=["being_corrected_because"])
    return assessment
