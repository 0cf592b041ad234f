"""Deciding eligibility, which needs the council will meet and why, and telling the person in writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments import following, policy
from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.decisions.actions import keep_decision
from alongside.foundation.documents.models import Document
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task

from . import provisions
from .basis import Basis, needs_in
from .models import Determination, NeedDecision

DECIDED = events.Kind("eligibility.decided", "decision", significant=True)
NEEDS_DECIDED = events.Kind("eligibility.needs_decided", "decision", significant=True)


class NotNow(Exception):
    """Something stands in the way; the words say what."""


class CannotDecideYet(NotNow):
    """Facts are missing that could change the answer, so nobody decides."""


@dataclass(frozen=True)
class NeedAnswer:
    """What is decided of one need."""

    answer: str
    reasons: str


def page_of(determination: Determination, name: str = "read") -> str:
    return reverse(f"eligibility:{name}", args=[determination.subject_id, determination.pk])


@transaction.atomic
def determine(
    *,
    basis: Basis,
    by: User,
    reasons: str,
    outcome: str = "",
    override_reason: str = "",
    again_because: str = "",
) -> Determination:
    """A named person decides: what the rule recommends, or otherwise with a reason. A later one supersedes."""
    if not basis.can_be_decided:
        raise CannotDecideYet(" ".join(basis.decision.because))
    of = basis.of
    mine = {"carers_assessment": of} if basis.of_a_carer else {"assessment": of}
    type(of).objects.select_for_update(of=("self",)).get(pk=of.pk)
    before = Determination.objects.standing_for(of).newest_first().first()
    if before and not again_because.strip():
        raise NotNow(
            f"{before.decision.decided_by} decided this on {before.decision.on:%-d %B %Y}. Say why it is decided again."
        )
    decision = keep_decision(
        subject=of.subject,
        rule=basis.rule,
        on=basis.on,
        facts=basis.facts,
        decision=basis.decision,
        by=by,
        source=events.source_of(of),
        decided_outcome=outcome,
        override_reason=override_reason,
    )
    determination = Determination.objects.create(
        subject=of.subject,
        decision=decision,
        response=basis.response,
        reasons=reasons,
        supersedes=before,
        decided_again_because=again_because.strip() if before else "",
        **mine,
    )
    following.finish_tasks_of(of, kinds=("eligibility",), outcome=f"Decided by {by.name}", by=by)
    events.record(
        subject=of.subject,
        kind=DECIDED,
        by=by,
        source=determination,
        url=page_of(determination),
        title=f"{'Eligible for support as a carer' if basis.of_a_carer else 'Eligible for care and support'}"
        if determination.is_eligible
        else f"{'Not eligible for support as a carer' if basis.of_a_carer else 'Not eligible for care and support'}",
        detail=f"Otherwise than recommended: {override_reason}" if decision.overridden else reasons,
    )
    if before:
        for task in Task.objects.open().filter(source=events.source_of(before)):
            work.finish(task=task, outcome="Decided again", by=by)
    work.raise_task(
        kind="needs_to_decide" if determination.is_eligible else "eligibility_letter",
        by=by,
        subject=of.subject,
        owner=by,
        title="Decide which needs the council will meet" if determination.is_eligible else "Write to them with advice",
        why="Eligible: the next step"
        if determination.is_eligible
        else "Not eligible: reasons and advice in writing are owed",
        due_on=policy.within("assessments.tell_decision_days", timezone.localdate()),
        verb="Decide" if determination.is_eligible else "Write",
        source=determination,
        url=page_of(determination, "needs" if determination.is_eligible else "letter"),
    )
    return determination


@transaction.atomic
def decide_needs(
    *,
    determination: Determination,
    by: User,
    residence: str,
    answers: Mapping[str, NeedAnswer],
    residence_note: str = "",
    self_funder_asks_council: bool | None = None,
) -> Determination:
    """Each need with its answer, reasons and provision; and where the person is ordinarily resident."""
    determination = _standing(determination)
    if not determination.is_eligible:
        raise NotNow("Only needs that meet the criteria are decided here.")
    needs = needs_in(determination.decision.facts, of_a_carer=determination.of_a_carer)
    if missing := [label for key, label in needs.items() if key not in answers]:
        raise NotNow(f"Still to be decided: {', '.join(missing)}.")
    for key in needs:
        if problem := provisions.why_no_duty(answers[key].answer, residence, of_a_carer=determination.of_a_carer):
            raise NotNow(problem)
    determination.residence, determination.residence_note = residence, residence_note
    determination.self_funder_asks_council = self_funder_asks_council
    determination.needs_decided_on, determination.needs_decided_by = timezone.localdate(), by
    determination.save()
    determination.needs.all().delete()
    NeedDecision.objects.bulk_create(
        [
            NeedDecision(
                subject=determination.subject,
                determination=determination,
                outcome=key,
                answer=answers[key].answer,
                reasons=answers[key].reasons,
                law=provisions.law_of(
                    answers[key].answer, of_a_carer=determination.of_a_carer, self_funder_asks=self_funder_asks_council
                ),
            )
            for key in needs
        ]
    )
    met = sum(answers[key].answer in NeedDecision.TO_MEET for key in needs)
    events.record(
        subject=determination.subject,
        kind=NEEDS_DECIDED,
        by=by,
        source=determination,
        url=page_of(determination),
        title="Decided which needs the council will meet",
        detail=f"{met} of {len(needs)}",
    )
    following.finish_tasks_of(determination, kinds=("needs_to_decide",), outcome=f"Decided by {by.name}", by=by)
    _tell(determination, by=by)
    if met:
        _write_the_plan(determination, by=by)
    return determination


def _standing(determination: Determination) -> Determination:
    determination = Determination.objects.select_for_update(of=("self",)).with_everything().get(pk=determination.pk)
    if Determination.objects.filter(supersedes=determination).exists():
        raise NotNow("A later decision has taken the place of this one.")
    return determination


def _tell(determination: Determination, *, by: User) -> None:
    open_tasks = Task.objects.open().filter(source=events.source_of(determination), kind="eligibility_letter")
    if determination.letter_id is None and not open_tasks.exists():
        work.raise_task(
            kind="eligibility_letter",
            title="Write to them with the decision",
            why="The decision and its reasons are owed in writing",
            by=by,
            subject=determination.subject,
            owner=by,
            verb="Write",
            source=determination,
            due_on=policy.within("assessments.tell_decision_days", timezone.localdate()),
            url=page_of(determination, "letter"),
        )


def _write_the_plan(determination: Determination, *, by: User) -> None:
    """Nobody who is eligible waits unseen: the one who assessed writes the plan, within the council's own promise."""
    if Task.objects.open().filter(source=events.source_of(determination), kind="plan_to_write").exists():
        return
    today, of = timezone.localdate(), determination.of_assessment
    work.raise_task(
        kind="plan_to_write",
        title="Write the support plan" if determination.of_a_carer else "Write the plan",
        by=by,
        why="Eligible, and the council will meet needs",
        subject=determination.subject,
        owner=_planner(determination, by),
        team=of.team,
        due_on=policy.promised_by(today, urgent=of.urgent, on=today),
        verb="Write",
        source=determination,
        url=following.address("plans:start", determination.subject_id, determination.pk, subject=determination.subject),
    )


def _planner(determination: Determination, by: User) -> User:
    assessor = determination.of_assessment.assessor
    return assessor if assessor.may("plans.write") else by


@transaction.atomic
def keep_letter(*, determination: Determination, letter: Document, advice: str, by: User) -> Determination:
    """The letter that tells them, and the advice it gives."""
    determination = _standing(determination)
    determination.letter, determination.advice = letter, advice
    determination.save(update_fields=["letter", "advice"])
    following.finish_tasks_of(determination, kinds=("eligibility_letter",), outcome="Written", by=by)
    return determination
