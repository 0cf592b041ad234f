"""Doubting, assessing and ending; and deciding in somebody's best interests."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments import following, policy
from alongside.foundation import events
from alongside.foundation.accounts.models import Qualification, User
from alongside.foundation.decisions.actions import keep_decision
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.people.own_access.actions import look_again
from alongside.rules import registry

from . import facts
from .models import BestInterestsDecision, CapacityAssessment

STARTED = events.Kind("capacity.started", "decision", permission="capacity.see")
ASSESSED = events.Kind("capacity.assessed", "decision", significant=True, permission="capacity.see")
ENDED = events.Kind("capacity.ended", "decision", permission="capacity.see")
BEST_INTERESTS = events.Kind("capacity.best_interests", "decision", significant=True, permission="capacity.see")

OUTCOMES = {
    "presumed_to_have_capacity": "Capacity is presumed",
    "has_capacity": "Has capacity for this decision",
    "lacks_capacity_for_this_decision": "Lacks capacity for this decision",
}


class NotNow(Exception):
    """Something stands in the way; the words say what."""


def page_of(one: CapacityAssessment, name: str = "read") -> str:
    return reverse(f"capacity:{name}", args=[one.subject_id, one.pk])


def why_not(user: User, on: date) -> str:
    """Why this colleague may not sign a capacity assessment; empty where they may."""
    kept = policy.kept_for("capacity_assessment", on)
    if kept and kept.only not in user.qualifications_now:
        kind = str(Qualification.Kind(kept.only).label)
        return f"{kept.label}: kept for a {kind[:1].lower()}{kind[1:]} by the {policy.source_of_protected_functions()}."
    return ""


def _open(one: CapacityAssessment) -> CapacityAssessment:
    one = CapacityAssessment.objects.select_for_update(of=("self",)).select_related("subject").get(pk=one.pk)
    if not one.is_open:
        raise NotNow("This was finished already.")
    return one


@transaction.atomic
def start(
    *, subject: Subject, the_decision: str, why_doubted: str, by: User, raised_in: str = ""
) -> CapacityAssessment:
    """There is a reason to doubt that somebody can make this decision. Until shown otherwise, they can."""
    the_decision = " ".join(the_decision.split())
    if CapacityAssessment.objects.of(subject).open().filter(the_decision__iexact=the_decision).exists():
        raise NotNow("An assessment of this decision is open already. Go on with that one.")
    one = CapacityAssessment.objects.create(
        subject=subject, the_decision=the_decision, why_doubted=why_doubted, started_by=by, raised_in=raised_in
    )
    for task in Task.objects.open().filter(subject=subject, kind="capacity"):
        if the_decision.lower() in task.title.lower():
            work.finish(task=task, outcome="Begun", by=by)
    events.record(
        subject=subject,
        kind=STARTED,
        title=f"Capacity doubted: {the_decision}"[:300],
        detail=why_doubted,
        by=by,
        source=one,
        url=page_of(one),
    )
    work.raise_task(
        kind="capacity_assessment",
        title=f"Assess capacity: {the_decision}"[:300],
        why=why_doubted[:300],
        by=by,
        subject=subject,
        owner=by,
        due_on=policy.within("assessments.capacity_days", timezone.localdate()),
        verb="Go on",
        source=one,
        url=page_of(one, "write"),
    )
    return one


@transaction.atomic
def assess(*, one: CapacityAssessment, draft: Draft, by: User) -> CapacityAssessment:
    """Sign it; the outcome is the rule's, from what was recorded."""
    one = _open(one)
    today = timezone.localdate()
    if refusal := why_not(by, today):
        raise NotNow(refusal)
    response = questionnaires.sign(draft=draft, by=by)
    given = facts.capacity(one.the_decision, response.answers)
    said = registry.decide("capacity.assessment", given, today)
    one.response, one.assessed_by, one.assessed_on = response, by, today
    one.decision = keep_decision(
        subject=one.subject,
        rule="capacity.assessment",
        on=today,
        facts=given,
        decision=said,
        by=by,
        source=events.source_of(one),
    )
    again = response.answers.get("may_regain_by")
    one.may_regain_by = date.fromisoformat(again) if again and one.lacks_capacity else None
    one.save()
    following.finish_tasks_of(one, outcome=OUTCOMES[said.outcome], by=by)
    events.record(
        subject=one.subject,
        kind=ASSESSED,
        title=f"{OUTCOMES[said.outcome]}: {one.the_decision}"[:300],
        by=by,
        detail=" ".join(said.because),
        source=one,
        url=page_of(one),
    )
    if one.lacks_capacity:
        work.raise_task(
            kind="best_interests",
            title=f"Decide in their best interests: {one.the_decision}"[:300],
            by=by,
            why="They lack capacity for this decision",
            subject=one.subject,
            owner=by,
            source=one,
            verb="Go on",
            due_on=policy.within("assessments.capacity_days", today),
            url=page_of(one, "best_interests"),
        )
        look_again(subject=one.subject, by=by,
                   why="They lack capacity for a decision: can they still decide who reads their record?")
    if one.may_regain_by:
        work.raise_task(
            kind="capacity_again",
            title=f"Look at capacity again: {one.the_decision}"[:300],
            by=by,
            why="They may regain it",
            subject=one.subject,
            owner=by,
            due_on=one.may_regain_by,
            source=one,
            verb="Open",
            url=page_of(one),
        )
    return one


@transaction.atomic
def end(*, one: CapacityAssessment, words: str, by: User) -> CapacityAssessment:
    """There is no doubt any more, or no decision to make."""
    one = _open(one)
    one.ended_on, one.end_words = timezone.localdate(), words
    one.save()
    following.finish_tasks_of(one, outcome="Ended", by=by)
    events.record(
        subject=one.subject,
        kind=ENDED,
        title=f"Capacity no longer doubted: {one.the_decision}"[:300],
        detail=words,
        by=by,
        source=one,
        url=page_of(one),
    )
    return one


@transaction.atomic
def decide_best_interests(*, one: CapacityAssessment, draft: Draft, by: User) -> BestInterestsDecision:
    """What is decided for somebody who lacks capacity for this decision, and everything that was weighed."""
    one = CapacityAssessment.objects.select_for_update(of=("self",)).with_people().get(pk=one.pk)
    if not one.lacks_capacity:
        raise NotNow("Only where somebody lacks capacity for the decision is it made in their best interests.")
    if BestInterestsDecision.objects.filter(capacity=one).exists():
        raise NotNow("This was decided already.")
    response = questionnaires.sign(draft=draft, by=by)
    answers, today = response.answers, timezone.localdate()
    decided = BestInterestsDecision.objects.create(
        subject=one.subject,
        capacity=one,
        response=response,
        decided=answers["decided"],
        decided_by=by,
        decided_on=today,
        decided_by_authority=answers.get("decider_name", ""),
        imca_needed=facts.imca_needed(answers),
        imca_name=answers.get("imca_name", ""),
    )
    following.finish_tasks_of(one, outcome="Decided", by=by, kinds=("best_interests",))
    events.record(
        subject=one.subject,
        kind=BEST_INTERESTS,
        title=f"Decided in their best interests: {one.the_decision}"[:300],
        detail=decided.decided,
        by=by,
        source=decided,
        url=page_of(one),
    )
    if decided.imca_needed and not decided.imca_name:
        work.raise_task(
            kind="imca",
            title="Instruct an independent mental capacity advocate",
            by=by,
            subject=one.subject,
            owner=by,
            why="Nobody appropriate to consult, and a serious treatment or a long stay",
            source=decided,
            priority=Task.Priority.URGENT,
            due_on=policy.within("assessments.capacity_advocate_days", today),
            verb="Open",
            url=page_of(one),
        )
    return decided
