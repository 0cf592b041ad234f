"""The duty to arrange an independent advocate (Care Act 2014 s67), checked in each piece of work by the same facts.

Assessments, carers' assessments, plans and reviews share the questions in `questionnaires/sections/taking_part.py`,
and keep what was decided by `check`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.decisions.actions import keep_decision
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.rules import registry
from alongside.rules.decision import Decision

from . import facts, policy
from .models import AdvocacyCheck

REQUIRED = events.Kind("assessments.advocate_required", "decision", significant=True)
NAMED = events.Kind("assessments.advocate_named", "support", significant=True)


def so_far(answers: Mapping[str, Any], process: str, on: date) -> Decision:
    """What the rule says of the answers as they stand."""
    return registry.decide("advocacy.duty", facts.advocacy(answers, process), on)


@transaction.atomic
def check(
    *,
    subject: Subject,
    record: models.Model,
    process: str,
    answers: Mapping[str, Any],
    by: User,
    owner: User,
    team: Team | None = None,
) -> AdvocacyCheck:
    """Keep what the rule says of this piece of work; where an advocate is required, somebody is to find one.

    Checked again with the same outcome it stays as it is; with another, the new check stands beside the old one.
    """
    today = timezone.localdate()
    about = events.source_of(record)
    given = facts.advocacy(answers, process)
    said = registry.decide("advocacy.duty", given, today)
    before = AdvocacyCheck.objects.about_the(about).order_by("-pk").first()
    if before is not None and before.decision.outcome == said.outcome:
        return before
    decision = keep_decision(
        subject=subject, rule="advocacy.duty", on=today, facts=given, decision=said, by=by, source=about
    )
    new = AdvocacyCheck.objects.create(subject=subject, decision=decision, about=about)
    if new.required:
        events.record(
            subject=subject,
            kind=REQUIRED,
            title="An independent advocate is required",
            detail=" ".join(said.because),
            by=by,
            source=new,
        )
        new.task = work.raise_task(
            kind="advocate",
            title="Find and name an independent advocate",
            why=" ".join(said.because)[:300],
            by=by,
            subject=subject,
            owner=owner,
            team=team,
            due_on=policy.within("assessments.find_advocate_days", today),
            verb="Name",
            priority=Task.Priority.SOON,
            source=new,
            url=reverse("assessments:advocate", args=[subject.pk, new.pk]),
        )
        new.save(update_fields=["task"])
    return new


@transaction.atomic
def name_advocate(*, check: AdvocacyCheck, advocate: str, on: date, by: User) -> AdvocacyCheck:
    """Who the advocate is. Whoever was to find one has done so."""
    check = (
        AdvocacyCheck.objects.select_for_update(of=("self",))
        .select_related("task", "subject", "decision")
        .get(pk=check.pk)
    )
    check.advocate, check.named_on, check.named_by = advocate, on, by
    check.save(update_fields=["advocate", "named_on", "named_by"])
    if check.task and check.task.done_at is None:
        work.finish(task=check.task, outcome=f"Advocate: {advocate}", by=by)
    events.record(subject=check.subject, kind=NAMED, title=f"Advocate: {advocate}", by=by, source=check)
    return check
