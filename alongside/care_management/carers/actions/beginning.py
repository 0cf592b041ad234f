"""A carer’s assessment begins, is given to somebody, and comes back to the council."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from alongside.care_management.assessments import following, policy
from alongside.care_management.assessments.models import Assessment
from alongside.foundation import events
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.front_door.conversations.models import AssessmentOffer
from alongside.front_door.self_assessment.models import Sent

from ..delegation import COMPLEX_STAYS, NotNow, StaysWithTheCouncil, close_to, open_to
from ..models import CarersAssessment
from .common import draft_of, page_of, still_open

STARTED = events.Kind("carers.started", "contact")
GIVEN = events.Kind("carers.given", "support")


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
    assessment = still_open(assessment)
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
    assessment = still_open(assessment)
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
