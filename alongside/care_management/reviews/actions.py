"""The verbs of a review: plan, ask for, allocate, explain, hold, call off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from alongside.care_management.assessments import advocacy
from alongside.care_management.assessments.policy import within
from alongside.care_management.plans import actions as plans
from alongside.care_management.plans.models import Plan
from alongside.foundation import codelists, events
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.design import words
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.people.involvements.models import Involvement

from . import due
from .holding import lacking, outcome_answers
from .models import OutcomeReviewed, Review

PLANNED = events.Kind("reviews.planned", "support")
ASKED_FOR = events.Kind("reviews.asked_for", "contact")
ALLOCATED = events.Kind("reviews.allocated", "support")
HELD = events.Kind("reviews.held", "decision", significant=True)
CALLED_OFF = events.Kind("reviews.called_off", "support")

QUESTIONNAIRE = "plan_review"


class NotNow(Exception):
    """Something stands in the way; the words say what."""


class NotComplete(NotNow):
    """The review lacks something; each with the question that puts it right."""

    def __init__(self, missing: list[tuple[str, str]]) -> None:
        self.missing = missing
        super().__init__(" ".join(sentence for _, sentence in missing))


def page_of(review: Review, name: str = "read") -> str:
    return reverse(f"reviews:{name}", args=[review.subject_id, review.pk])


def draft_of(review: Review) -> Draft | None:
    return Draft.objects.filter(about=review.about, questionnaire=QUESTIONNAIRE).select_related("owner").first()


def _outstanding(review: Review) -> Review:
    """The review as it stands, locked until this change is kept."""
    review = Review.objects.select_for_update(of=("self",)).select_related(
        "subject", "plan", "task", "worker", "team", "done_by").get(pk=review.pk)
    if review.done_on:
        raise NotNow(f"{review.done_by} held this review on {words.date(review.done_on)}.")
    if review.cancelled_at:
        raise NotNow(f"This review was called off: {review.cancelled_because}.")
    if review.subject.died_on:
        raise NotNow("The person has died, so no review is held.")
    return review


# --- planning -------------------------------------------------------------------------------------------------------


@transaction.atomic
def plan_next(*, plan: Plan, by: User, today: date) -> Review:
    """The next planned review of a plan that was signed off or reviewed: by the rule, with the person's own worker."""
    said = due.next_review(plan, last_review=last_held(plan.subject), on=today)
    worker, team = _worker_of(plan, by)
    review = Review.objects.create(
        subject=plan.subject, plan=plan, kind=said.kind, reason="planned", opens_on=said.opens_on, due_on=said.due_on,
        due_because=said.because, worker=worker, team=team,
    )
    _put_on_a_list(review, by=by)
    events.record(subject=plan.subject, kind=PLANNED, by=by, source=review, url=page_of(review),
                  detail=f"Can be held from {words.date(review.opens_on)}",
                  title=f"{review.get_kind_display()} planned, due by {words.date(review.due_on)}")
    return review


def last_held(subject: Subject) -> date | None:
    return Review.objects.of(subject).done().order_by("-done_on").values_list("done_on", flat=True).first()


def _worker_of(plan: Plan, by: User) -> tuple[User | None, Team | None]:
    """The lead, where somebody leads; else the team of whoever signed, for its manager to allocate."""
    lead = Involvement.objects.current().filter(subject=plan.subject).select_related("worker", "team").order_by(
        "role", "asked_on").first()
    if lead:
        return lead.worker, lead.team
    return None, Team.objects.filter(pk__in=by.team_ids()).order_by("pk").first()


def _put_on_a_list(review: Review, *, by: User) -> None:
    review.task = work.raise_task(
        kind="review", title=review.get_kind_display(), subject=review.subject, owner=review.worker, team=review.team,
        by=by, due_on=review.due_on, verb="Hold" if review.worker_id else "Give it to somebody", source=review,
        url=page_of(review, "hold") if review.worker_id else reverse("reviews:board") + "?show=unallocated",
        why=review.reason_in_words if review.kind == Review.Kind.UNPLANNED
        else f"From {words.short_date(review.opens_on)}",
    )
    review.save(update_fields=["task"])


@transaction.atomic
def ask_for(*, plan: Plan, reason: str, asked_by: str, because: str, by: User, asked_on: date | None = None) -> Review:
    """A review outside the calendar: something changed, or somebody asked. It is never refused here."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("subject").get(pk=plan.pk)
    today = timezone.localdate()
    if plan.ended_on and plan.is_in_force(today):
        after = " Ask for a review of the one that takes its place." if plan.end_reason == "replaced" else ""
        raise NotNow(f"This plan ends on {words.date(plan.ended_on)}.{after}")
    if not plan.stands:
        raise NotNow("This plan does not stand any more, so there is nothing to review.")
    if plan.subject.died_on:
        raise NotNow("The person has died, so no review is held.")
    said = due.asked_for(asked_on or today)
    worker, team = _worker_of(plan, by)
    review = Review.objects.create(
        subject=plan.subject, plan=plan, kind=said.kind, reason=reason, asked_by=asked_by, asked_on=asked_on or today,
        asked_because=because, opens_on=said.opens_on, due_on=said.due_on, due_because=said.because, worker=worker,
        team=team,
    )
    _put_on_a_list(review, by=by)
    events.record(subject=plan.subject, kind=ASKED_FOR, by=by, source=review, url=page_of(review), detail=because,
                  title=f"Review asked for: {review.reason_in_words.lower()}")
    return review


@transaction.atomic
def allocate(*, reviews: Iterable[Review], worker: User, by: User) -> list[Review]:
    """Give reviews to a worker. All of them, or none."""
    given = []
    # In one order, so that two managers who allocate the same reviews wait for each other and do not lock up.
    for each in sorted(reviews, key=lambda review: review.pk):
        review = _outstanding(each)
        draft = draft_of(review)
        if draft and draft.owner_id != worker.pk:
            questionnaires.hand_over_draft(draft=draft, to=worker, by=draft.owner)
        review.worker = worker
        review.save(update_fields=["worker"])
        if review.task and review.task.done_at is None:
            work.finish(task=review.task, outcome=f"Given to {worker.name}", by=by)
        _put_on_a_list(review, by=by)
        events.record(subject=review.subject, kind=ALLOCATED, by=by, source=review, url=page_of(review),
                      title=f"{review.get_kind_display()} given to {worker.name}")
        given.append(review)
    return given


@transaction.atomic
def say_why_late(*, review: Review, reason: str, by: User, note: str = "") -> Review:
    """Why a review is not held in time: it stays due, and everybody can see why."""
    review = _outstanding(review)
    review.late_reason, review.late_note = reason, note
    review.late_said_on, review.late_said_by = timezone.localdate(), by
    review.save(update_fields=["late_reason", "late_note", "late_said_on", "late_said_by"])
    return review


# --- holding --------------------------------------------------------------------------------------------------------


@transaction.atomic
def hold(*, review: Review, draft: Draft, by: User) -> Review:
    """The review is held: each outcome, what came of it, and what follows from it."""
    review = _outstanding(review)
    outcomes = list(review.plan.outcomes.all())
    if missing := lacking(draft.answers, outcomes):
        raise NotComplete(missing)
    response = questionnaires.sign(draft=draft, by=by)
    said = response.answers
    review.response, review.done_by = response, by
    review.done_on = date.fromisoformat(said["held_on"])
    review.method, review.result = said["method"], said["result"]
    review.national_outcome = national_outcome(said)
    review.save()
    OutcomeReviewed.objects.bulk_create(
        OutcomeReviewed(subject=review.subject, review=review, outcome=outcome, achieved=achieved, words=spoken)
        for outcome, achieved, spoken in outcome_answers(said, outcomes)
    )
    if review.task and review.task.done_at is None:
        work.finish(task=review.task, outcome=review.get_result_display(), by=by)
    advocacy.check(subject=review.subject, record=review, process="review", answers=said, by=by,
                   owner=review.worker or by, team=review.team)
    events.record(subject=review.subject, kind=HELD, by=by, source=review, url=page_of(review),
                  title=f"{review.get_kind_display()} held: {review.get_result_display().lower()}",
                  detail=said.get("person_view") or said.get("changed") or "")
    _follow_up(review, said, by)
    return review


def national_outcome(said: Any) -> str:
    if said["result"] == Review.Result.END:
        return str(codelists.code("plan_end_reason", said["end_reason"]).extra["event_outcome"])
    return Review.NATIONAL[Review.Result(said["result"])]


def _follow_up(review: Review, said: Any, by: User) -> None:
    """A review that was asked for counts too: the calendar begins again from it."""
    today = timezone.localdate()
    if review.result == Review.Result.END:
        plans.end(plan=review.plan, on=date.fromisoformat(said["ends_on"]), reason=said["end_reason"], by=by,
                  note="Ended at the review")
        return
    for other in Review.objects.of(review.subject).outstanding().filter(plan=review.plan).exclude(kind="unplanned"):
        _call_off(other, because="A review was held sooner", by=by, quietly=True)
    plan_next(plan=review.plan, by=by, today=max(today, review.done_on or today))
    if review.result == Review.Result.CHANGE:
        determination = review.plan.determination
        # Somebody may have begun one since the review was planned: the change is written there.
        version = Plan.objects.being_written().filter(determination=determination).first() or plans.start(
            subject=review.subject, determination=determination, replaces=review.plan, by=by)
        work.raise_task(
            kind="plan_to_change", title="Write the new version of the plan", subject=review.subject, by=by,
            owner=version.written_by, due_on=within("reviews.change_plan_days", today), verb="Go on", source=version,
            why=said.get("change_words", "")[:300], url=plans.page_of(version, "write"),
        )
    elif review.result == Review.Result.REASSESS:
        work.raise_task(
            kind="reassessment", title="Reassess: the review found that needs have changed", subject=review.subject,
            owner=review.worker or by, by=by, due_on=within("reviews.change_plan_days", today), verb="Start",
            source=review, why=said.get("change_words", "")[:300], url=_where_to_assess(review),
        )


def _where_to_assess(review: Review) -> str:
    """Assessments and carers' assessments have a start page each; the person's own page where neither is there."""
    try:
        return reverse("carers:start" if review.plan.of_a_carer else "assessments:start", args=[review.subject_id])
    except NoReverseMatch:
        return reverse("desk:person", args=[review.subject_id])


# --- what follows from plans ----------------------------------------------------------------------------------------


def when_signed_off(*, plan: Plan, by: User, today: date) -> None:
    plan_next(plan=plan, by=by, today=max(today, plan.starts_on or today))


def when_ended(*, plan: Plan, by: User, today: date, because: str) -> None:
    for review in Review.objects.filter(plan=plan, done_on=None, cancelled_at=None).select_related("subject", "task"):
        _call_off(review, because=f"The plan ended: {because.lower()}", by=by)


def _call_off(review: Review, *, because: str, by: User, quietly: bool = False) -> None:
    review.cancelled_at, review.cancelled_because = timezone.now(), because[:300]
    review.save(update_fields=["cancelled_at", "cancelled_because"])
    for task in Task.objects.open().filter(source=events.source_of(review), kind="review"):
        work.finish(task=task, outcome=f"Called off: {because}", by=by)
    if draft := draft_of(review):
        questionnaires.discard(draft=draft, by=draft.owner)
    if not quietly:
        events.record(subject=review.subject, kind=CALLED_OFF, by=by, source=review, detail=because,
                      title=f"{review.get_kind_display()} called off")
