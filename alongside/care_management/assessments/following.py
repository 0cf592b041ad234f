"""What follows from an assessment: facts to keep once, work for others, the decision on eligibility."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.people.circumstances import actions as circumstances
from alongside.people.circumstances.models import Fact

from . import advocacy, policy
from .models import Assessment

# Keys of the council's own numbers of days.
DECIDE = "assessments.decide_eligibility_days"
FOLLOW_UP = "assessments.follow_up_days"
FACTS = ("primary_support_reason", "sight", "hearing")
# The work of writing it. What follows from it (a capacity assessment, the decision) ends on its own day.
WRITING = ("promise", "assessment", "assessment_to_sign", "assessment_sent_back")


def finish_tasks_of(record: models.Model, *, outcome: str, by: User, kinds: tuple[str, ...] = ()) -> None:
    """Whatever is still to be done because of this record is done; of some kinds only, if they are named."""
    tasks = Task.objects.open().filter(source=events.source_of(record))
    for task in tasks.filter(kind__in=kinds) if kinds else tasks:
        work.finish(task=task, outcome=outcome, by=by)


def address(name: str, *args: Any, subject: Subject) -> str:
    """A page of a slice above this one; the person's own page where it is not there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return reverse("desk:person", args=[subject.pk])


def after_signing(assessment: Assessment, *, by: User, corrected: bool) -> None:
    """All that the signed answers ask for; of a correction only what was not asked for before."""
    finish_tasks_of(assessment, outcome="Signed", by=by, kinds=WRITING)
    answers, today = assessment.response.answers, timezone.localdate()
    keep_facts(assessment.subject, answers, by=by, on=today)
    advocacy.check(
        subject=assessment.subject,
        record=assessment,
        process=process_of(assessment),
        answers=answers,
        by=by,
        owner=assessment.assessor,
        team=assessment.team,
    )
    if answers.get("capacity_doubt") == "yes":
        _once(
            assessment,
            by,
            "capacity",
            f"Assess capacity: {answers['capacity_decision']}",
            FOLLOW_UP,
            "Start",
            address("capacity:start", assessment.subject_id, subject=assessment.subject),
            why="Doubt recorded in the assessment",
        )
    if answers.get("young_carer") in ("yes", "unknown"):
        _once(
            assessment,
            by,
            "young_carer",
            "Tell children’s services: a child may be caring",
            FOLLOW_UP,
            "Open",
            reverse("assessments:read", args=[assessment.subject_id, assessment.pk]),
            why=answers.get("young_carer_what", "")[:300],
        )
    for row in answers.get("carers") or []:
        if row.get("offered") == "accepted":
            _once(
                assessment,
                by,
                "carers_assessment",
                f"Carer’s assessment: {row['who']}"[:300],
                FOLLOW_UP,
                "Start",
                address("carers:start", assessment.subject_id, subject=assessment.subject),
                why="Accepted when it was offered in the assessment",
            )
    _once(
        assessment,
        by,
        "eligibility",
        "Decide eligibility",
        DECIDE,
        "Decide",
        address("eligibility:decide", assessment.subject_id, assessment.pk, subject=assessment.subject),
        why="Corrected: look at the decision again" if corrected else f"{assessment.get_kind_display()} signed",
        owner=by if by.may("eligibility.determine") else None,
    )


def process_of(assessment: Assessment) -> str:
    return "child_needs_assessment" if assessment.kind == Assessment.Kind.TRANSITION else "needs_assessment"


def keep_facts(subject: Subject, answers: dict[str, Any], *, by: User, on: date) -> None:
    """Facts on national lists are kept where they live, once."""
    for kind in FACTS:
        code = answers.get(kind)
        if code and code != "unknown":
            circumstances.record(subject=subject, kind=kind, code=code, by=by, since=on, source=Fact.Source.PERSON)


def _once(
    assessment: Assessment,
    by: User,
    kind: str,
    title: str,
    within: str,
    verb: str,
    url: str,
    *,
    why: str = "",
    owner: User | None = None,
) -> None:
    """Raised unless the very same stands on somebody's list already."""
    source = events.source_of(assessment)
    if Task.objects.open().filter(source=source, kind=kind, title=title).exists():
        return
    work.raise_task(
        kind=kind,
        title=title,
        why=why,
        by=by,
        subject=assessment.subject,
        team=assessment.team,
        verb=verb,
        url=url,
        owner=owner or (None if kind == "eligibility" else assessment.assessor),
        due_on=policy.within(within, timezone.localdate()),
        source=assessment,
    )
