"""The verbs of a carer's assessment: start (here or at another organisation), give, sign, end."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments import advocacy, following, policy
from alongside.care_management.assessments.models import Assessment
from alongside.foundation import codelists, events
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.front_door.conversations.models import AssessmentOffer
from alongside.front_door.self_assessment.models import Sent

from .delegation import COMPLEX_STAYS, NotNow, StaysWithTheCouncil, close_to, open_to
from .models import CarersAssessment, SaidBy

STARTED = events.Kind("carers.started", "contact")
GIVEN = events.Kind("carers.given", "support")
SIGNED = events.Kind("carers.signed", "decision", significant=True)
CORRECTED = events.Kind("carers.corrected", "decision", significant=True)
DISPUTED = events.Kind("carers.disputed", "decision")
NOT_CORRECTED = events.Kind("carers.not_corrected", "decision")
INFORMED = events.Kind("carers.informed", "contact")
ENDED = events.Kind("carers.ended", "decision", significant=True)

PROCESSES = {
    CarersAssessment.Kind.ADULT_CARER: "carers_assessment",
    CarersAssessment.Kind.CHILDS_CARER: "child_carers_assessment",
    CarersAssessment.Kind.YOUNG_CARER: "young_carers_assessment",
}


def page_of(assessment: CarersAssessment, name: str = "read") -> str:
    return reverse(f"carers:{name}", args=[assessment.subject_id, assessment.pk])


def _take(assessment: CarersAssessment) -> CarersAssessment:
    return CarersAssessment.objects.select_for_update(of=("self",)).with_people().get(pk=assessment.pk)


def _open(assessment: CarersAssessment) -> CarersAssessment:
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
    cared_for: Subject | None = None,
    cared_for_name: str = "",
    kind: str = str(CarersAssessment.Kind.ADULT_CARER),
    complex: bool = False,
    asked_for_on: date | None = None,
    urgent: bool = False,
    offer: AssessmentOffer | None = None,
    combined_with: Assessment | None = None,
    sent: Sent | None = None,
) -> CarersAssessment:
    """Begin one, by a team of the council or of an organisation that does this for it (s79); with `sent`, from what
    they wrote of themselves.

    The other organisation sees this carer's record from now on, and no other.
    """
    today = timezone.localdate()
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    if subject.died_on:
        raise NotNow("The person has died, so no assessment is started.")
    if complex and not team.organisation.is_council:
        raise StaysWithTheCouncil(COMPLEX_STAYS)
    standing = (
        CarersAssessment.objects.of(subject)
        .open()
        .filter(cared_for=cared_for, cared_for_name=cared_for_name)
        .with_people()
        .first()
    )
    if standing:
        raise NotNow(
            f"One is open already, with {standing.assessor or standing.team}, promised by "
            f"{standing.promised_by:%-d %B %Y}. Go on with that one."
        )
    asked_for_on = asked_for_on or (offer.answered_on if offer and offer.answered_on else today)
    assessment = CarersAssessment.objects.create(
        subject=subject,
        cared_for=cared_for,
        cared_for_name=cared_for_name,
        kind=kind,
        complex=complex,
        urgent=urgent,
        asked_for_on=asked_for_on,
        promised_by=policy.promised_by(asked_for_on, urgent=urgent, on=today),
        offer=offer,
        organisation=team.organisation,
        team=team,
        assessor=assessor,
        started_by=by,
        combined_with=combined_with,
        sent=sent,
    )
    if offer:
        following.finish_tasks_of(offer, outcome="Carer’s assessment started", by=by)
    where = f", by {team.organisation}" if not team.organisation.is_council else ""
    events.record(
        subject=subject,
        kind=STARTED,
        title=f"{assessment.get_kind_display()} asked for{where}",
        by=by,
        detail=f"Cares for {assessment.cares_for}. Promised by {assessment.promised_by:%-d %B %Y}",
        source=assessment,
        url=page_of(assessment),
    )
    if not team.organisation.is_council:
        open_to(team, subject, by=by)
    _put_on_a_list(assessment, by=by)
    return assessment


def _put_on_a_list(assessment: CarersAssessment, *, by: User) -> None:
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
            kind="carers_assessment",
            title=what,
            why=f"Cares for {assessment.cares_for}. Nobody has it yet"[:300],
            by=by,
            subject=assessment.subject,
            team=assessment.team,
            due_on=assessment.promised_by,
            verb="Take it on",
            source=assessment,
            url=page_of(assessment, "read"),
            priority=Task.Priority.URGENT if assessment.urgent else Task.Priority.ROUTINE,
        )


@transaction.atomic
def give(*, assessment: CarersAssessment, assessor: User, by: User) -> CarersAssessment:
    """Give it to a worker of the team that has it, with what was written so far."""
    assessment = _open(assessment)
    before = assessment.assessor
    if before == assessor:
        return assessment
    draft = draft_of(assessment)
    if draft and draft.owner != assessor:
        questionnaires.hand_over_draft(draft=draft, to=assessor, by=draft.owner)
    following.finish_tasks_of(assessment, outcome=f"Given to {assessor.name}", by=by)
    assessment.assessor = assessor
    assessment.save()
    _put_on_a_list(assessment, by=by)
    events.record(
        subject=assessment.subject,
        kind=GIVEN,
        title=f"{assessment.get_kind_display()} given to {assessor.name}",
        detail=f"Until now with {before.name}" if before else "",
        by=by,
        source=assessment,
        url=page_of(assessment),
    )
    return assessment


@transaction.atomic
def bring_back(*, assessment: CarersAssessment, team: Team, reason: str, by: User) -> CarersAssessment:
    """It turns out to be complex: it comes back to a team of the council, with what was written so far.

    The other organisation has nothing to do with this carer any more, and may not open the record from now on.
    """
    assessment = _open(assessment)
    if not team.organisation.is_council:
        raise StaysWithTheCouncil(COMPLEX_STAYS)
    from_whom, had_it = assessment.organisation, assessment.team
    assessment.complex, assessment.team, assessment.organisation = True, team, team.organisation
    assessment.assessor = None
    assessment.save()
    following.finish_tasks_of(assessment, outcome=f"Given to {team}: {reason}"[:300], by=by)
    _put_on_a_list(assessment, by=by)
    events.record(
        subject=assessment.subject,
        kind=GIVEN,
        title=f"{assessment.get_kind_display()} given back to the council",
        detail=f"From {from_whom} to {team}: {reason}",
        by=by,
        source=assessment,
        url=page_of(assessment),
    )
    left_agreed = f"{team} goes on with the carer’s assessment, promised by {assessment.promised_by:%-d %B %Y}."
    close_to(had_it, assessment, reason="transferred", left_agreed=f"{left_agreed} {reason}", by=by)
    return assessment


def draft_of(assessment: CarersAssessment) -> Draft | None:
    drafts = Draft.objects.about_the(assessment.about).filter(questionnaire=assessment.questionnaire)
    return drafts.order_by("-saved_at").first()


@transaction.atomic
def begin_correction(*, assessment: CarersAssessment, said_by: str, reason: str, by: User) -> CarersAssessment:
    """Somebody says that what was signed is wrong. It stays; a corrected version is written beside it, and this says
    who asked for it and why."""
    assessment = _take(assessment)
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
    assessment = _take(assessment)
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


@transaction.atomic
def sign(*, assessment: CarersAssessment, draft: Draft, by: User) -> CarersAssessment:
    """Sign it, or its corrected version; eligibility is then decided by the council."""
    assessment = _take(assessment)
    correction_reason = assessment.being_corrected_because
    if not correction_reason:
        assessment = _open(assessment)
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


@transaction.atomic
def end(*, assessment: CarersAssessment, reason: str, by: User, words: str = "") -> CarersAssessment:
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
    left_agreed = f"The carer’s assessment ended without a signature: {why}. {words}".strip()
    close_to(assessment.team, assessment, reason=reason, left_agreed=left_agreed, by=by)
    return assessment
