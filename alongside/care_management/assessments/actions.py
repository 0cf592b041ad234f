"""The verbs of an assessment: start, give to somebody, ask for a signature, sign, correct, share, end."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import codelists, events
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.documents.models import Document
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.questionnaires.answers import problems
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.front_door.conversations.models import AssessmentOffer
from alongside.front_door.self_assessment.models import Sent

from . import following, policy, signing
from .models import Assessment

STARTED = events.Kind("assessments.started", "contact")
GIVEN = events.Kind("assessments.given", "support")
SIGNED = events.Kind("assessments.signed", "decision", significant=True)
CORRECTED = events.Kind("assessments.corrected", "decision", significant=True)
SHARED = events.Kind("assessments.shared", "contact")
LED = events.Kind("assessments.led", "support")
ENDED = events.Kind("assessments.ended", "decision", significant=True)


NOT_BY_THEMSELVES = (
    "You say that they are not able to assess themselves, or do not want to. Lead it yourself: what is written comes "
    "along."
)


class NotNow(Exception):
    """Something stands in the way; the words say what."""


class MayNotSign(NotNow):
    """Signing this is kept for somebody else."""


class ChangedSince(NotNow):
    """The writer went on writing after this page was shown."""


def page_of(assessment: Assessment, name: str = "read") -> str:
    return reverse(f"assessments:{name}", args=[assessment.subject_id, assessment.pk])


def _take(assessment: Assessment) -> Assessment:
    """The assessment as it stands, locked until this change is kept."""
    return Assessment.objects.select_for_update(of=("self",)).with_people().get(pk=assessment.pk)


def _open(assessment: Assessment) -> Assessment:
    assessment = _take(assessment)
    if assessment.ended_at:
        raise NotNow(f"{assessment.ended_by} ended this on {timezone.localtime(assessment.ended_at):%-d %B %Y}.")
    if assessment.signed_at:
        raise NotNow(f"{assessment.signed_by} signed this on {timezone.localtime(assessment.signed_at):%-d %B %Y}.")
    return assessment


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
    assessment = _open(assessment)
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
    assessment = _open(assessment)
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
    assessment = _open(assessment)
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


def draft_of(assessment: Assessment) -> Draft | None:
    """What the assessor has written so far: the newest draft of it."""
    drafts = Draft.objects.about_the(assessment.about).filter(questionnaire=assessment.questionnaire)
    return drafts.order_by("-saved_at").first()


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
    assessment = _take(assessment)
    return assessment if assessment.being_corrected_because else _open(assessment)


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
    assessment = _take(assessment)
    if not assessment.signed_at:
        raise NotNow("It is not signed yet: change it as it is.")
    assessment.being_corrected_because = reason
    assessment.save(update_fields=["being_corrected_because"])
    return assessment


@transaction.atomic
def share(*, assessment: Assessment, on: date, how: str, with_whom: str, by: User) -> Assessment:
    """The person has their copy (s12(3)): when, how, and who else has one by their agreement."""
    assessment = _take(assessment)
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
    assessment = _take(assessment)
    assessment.copy = copy
    assessment.save(update_fields=["copy"])
    return assessment


@transaction.atomic
def end(*, assessment: Assessment, reason: str, by: User, words: str = "") -> Assessment:
    """End it without signing, for a reason. What was written so far stays readable."""
    assessment = _open(assessment)
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
