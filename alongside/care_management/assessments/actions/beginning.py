"""An assessment begins, is given to somebody, and grows."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.front_door.conversations.models import AssessmentOffer
from alongside.front_door.self_assessment.models import Sent

from .. import following, policy
from ..models import Assessment
from .common import NotNow, draft_of, page_of, still_open

STARTED = events.Kind("assessments.started", "contact")
GIVEN = events.Kind("assessments.given", "support")
LED = events.Kind("assessments.led", "support")
NOT_BY_THEMSELVES = (
    "You say that they are not able to assess themselves, or do not want to. Lead it yourself: what is written comes "
    "along."
)


@transaction.atomic
def start(
    *,
    subject: Subject,
    team: Team,
    by: User,
    assessor: User | None = None,
    kind: str = str(Assessment.Kind.NEEDS),
    depth: str = str(Assessment.Depth.FULL),
    mode: str = str(Assessment.Mode.WORKER),
    asked_for_on: date | None = None,
    urgent: bool = False,
    offer: AssessmentOffer | None = None,
    combined_with: Subject | None = None,
    combination_agreed: str = "",
    sent: Sent | None = None,
) -> Assessment:
    """Begin an assessment, or put it on a team's list; the person is promised a day by the council's own rule. With
    `sent` it begins with what they wrote of themselves."""
    today = timezone.localdate()
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    if subject.died_on:
        raise NotNow("The person has died, so no assessment is started.")
    if standing := Assessment.objects.of(subject).open().filter(kind=kind).with_people().first():
        whose = standing.assessor or standing.team
        raise NotNow(
            f"One is open already, with {whose}, promised by {standing.promised_by:%-d %B %Y}. Go on with that one."
        )
    asked_for_on = asked_for_on or (offer.answered_on if offer and offer.answered_on else today)
    assessment = Assessment.objects.create(
        subject=subject,
        kind=kind,
        depth=depth,
        mode=mode,
        asked_for_on=asked_for_on,
        urgent=urgent,
        offer=offer,
        promised_by=policy.promised_by(asked_for_on, urgent=urgent, on=today),
        assessor=assessor,
        team=team,
        started_by=by,
        combined_with=combined_with,
        combination_agreed=combination_agreed,
        sent=sent,
    )
    if offer:
        following.finish_tasks_of(offer, outcome="Assessment started", by=by)
    events.record(
        subject=subject,
        kind=STARTED,
        title=f"{assessment.get_kind_display()} asked for",
        by=by,
        detail=f"Promised by {assessment.promised_by:%-d %B %Y}",
        source=assessment,
        url=page_of(assessment),
    )
    _put_on_a_list(assessment, by=by)
    return assessment


def _put_on_a_list(assessment: Assessment, *, by: User) -> None:
    what = assessment.get_kind_display()
    if assessment.assessor:
        work.promise(
            subject=assessment.subject,
            what=what,
            owner=assessment.assessor,
            due_on=assessment.promised_by,
            by=by,
            source=assessment,
            url=page_of(assessment, "write"),
        )
    else:
        work.raise_task(
            kind="assessment",
            title=what,
            why="Nobody has it yet",
            by=by,
            subject=assessment.subject,
            team=assessment.team,
            due_on=assessment.promised_by,
            verb="Give it to somebody",
            source=assessment,
            url=page_of(assessment, "give"),
            priority=Task.Priority.URGENT if assessment.urgent else Task.Priority.ROUTINE,
        )


@transaction.atomic
def give(*, assessment: Assessment, assessor: User, by: User) -> Assessment:
    """Give it to a worker, with what was written so far."""
    assessment = still_open(assessment)
    before = assessment.assessor
    if before == assessor:
        return assessment
    draft = draft_of(assessment)
    if draft and draft.owner != assessor:
        questionnaires.hand_over_draft(draft=draft, to=assessor, by=draft.owner)
    following.finish_tasks_of(assessment, outcome=f"Given to {assessor.name}", by=by, kinds=following.WRITING)
    assessment.assessor, assessment.sent_to_sign_at, assessment.signer = assessor, None, None
    assessment.save()
    _put_on_a_list(assessment, by=by)
    events.record(
        subject=assessment.subject,
        kind=GIVEN,
        source=assessment,
        url=page_of(assessment),
        by=by,
        title=f"{assessment.get_kind_display()} given to {assessor.name}",
        detail=f"Until now with {before.name}" if before else "",
    )
    return assessment


@transaction.atomic
def change_depth(*, assessment: Assessment, depth: str, by: User) -> Assessment:
    """Shorter or fuller, as the person's situation asks. The questions are the same, so the answers go along."""
    assessment = still_open(assessment)
    if assessment.kind != Assessment.Kind.NEEDS or assessment.mode == Assessment.Mode.SUPPORTED_SELF:
        raise NotNow("Only a needs assessment led by a worker has a short and a full form.")
    draft = draft_of(assessment)
    if draft and draft.owner != by:
        raise NotNow(f"{draft.owner} is writing it, and can change its form.")
    assessment.depth = depth
    assessment.save(update_fields=["depth"])
    _go_on_in_its_form(assessment, draft, by=by)
    return assessment


@transaction.atomic
def lead(*, assessment: Assessment, by: User) -> Assessment:
    """They cannot assess themselves, or do not want to: the worker leads it. What they wrote comes along."""
    assessment = still_open(assessment)
    if assessment.mode != Assessment.Mode.SUPPORTED_SELF:
        raise NotNow("This is led by a worker already.")
    draft = draft_of(assessment)
    if draft and draft.owner != by:
        raise NotNow(f"{draft.owner} is writing it, and can change its form.")
    assessment.mode, assessment.depth = Assessment.Mode.WORKER, Assessment.Depth.FULL
    assessment.save(update_fields=["mode", "depth"])
    _go_on_in_its_form(assessment, draft, by=by)
    title, began = f"{assessment.get_kind_display()}: led by {by.name}", "It began as a supported self-assessment"
    events.record(subject=assessment.subject, kind=LED, title=title, detail=began, by=by, source=assessment,
                  url=page_of(assessment))
    return assessment


def _go_on_in_its_form(assessment: Assessment, draft: Draft | None, *, by: User) -> None:
    """The answers go along to the form that it has now."""
    if draft:
        answers, title, url = draft.answers, draft.title, draft.url
        questionnaires.discard(draft=draft, by=by)
        new = questionnaires.open_draft(
            owner=by, questionnaire=assessment.questionnaire, about=assessment.about, title=title, url=url,
            subject=assessment.subject)
        asked = {question.key for question in new.declared.questions()}
        kept = {key: value for key, value in answers.items() if key in asked}
        questionnaires.put_answers(draft=new, by=by, answers=kept)
