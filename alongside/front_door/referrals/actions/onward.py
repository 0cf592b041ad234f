"""One screening a contact, and referring somebody on until what came of it is known."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.front_door.conversations import colleagues
from alongside.front_door.directory.models import Service

from ..models import Onward, Referral, Screening
from ..pack import ADMISSION_AVOIDED, Pathway
from .answering import AlreadyDone, NotYet

SCREENED = events.Kind("referrals.screened", "contact", permission="referrals.see")
SENT_ON = events.Kind("referrals.sent_on", "contact", permission="referrals.see")
ANSWERED = events.Kind("referrals.onward_answered", "contact", permission="referrals.see")
ENDED = events.Kind("referrals.onward_ended", "support", permission="referrals.see")
TO_CHASE = "onward_to_chase"
# By when somebody asks, where nothing has been heard.
ANSWER_DAYS, OUTCOME_DAYS = 7, 28


@transaction.atomic
def screen(*, referral: Referral, by: User, **said: Any) -> Screening:
    """Asked once of one contact; changed until it has gone to somebody."""
    referral = Referral.objects.select_for_update(of=("self",)).select_related("subject").get(pk=referral.pk)
    if referral.subject is None:
        raise NotYet("Find the person first: the screening is about them.")
    found = Screening.objects.filter(referral=referral).first()
    if found is not None:
        if found.onward.exists():
            raise AlreadyDone("It has gone with a referral and stays as it went.")
        Screening.objects.filter(pk=found.pk).update(**said, made_by=by, made_at=timezone.now())
        found.refresh_from_db()
        return found
    made = Screening.objects.create(
        referral=referral, subject=referral.subject, made_by=by, made_at=timezone.now(), **said
    )
    events.record(
        subject=referral.subject,
        kind=SCREENED,
        by=by,
        source=made,
        title="Screened for health and social care",
        url=reverse("referrals:screening", args=[referral.pk]),
    )
    return made


@transaction.atomic
def refer_on(
    *,
    subject: Subject,
    to: Pathway | Service,
    why: str,
    by: User,
    agreed: bool,
    without_agreement_because: str = "",
    referral: Referral | None = None,
) -> Onward:
    """To a pathway of the council's or a group of the directory. Somebody asks after it until it is answered."""
    if referral is not None:
        # Held until this is written: matched anew meanwhile, it would leave them referred on for somebody else.
        referral = Referral.objects.select_for_update().get(pk=referral.pk)
        if referral.subject_id != subject.pk:
            raise NotYet("A colleague found meanwhile that the referral is about somebody else.")
    pathway, group = (to, None) if isinstance(to, Pathway) else (None, to)
    made = Onward.objects.create(
        subject=subject,
        referral=referral,
        screening=Screening.objects.filter(referral=referral).first() if referral else None,
        pathway=pathway.key if pathway else "",
        service=group,
        to_name=f"{pathway.label} ({pathway.to})" if pathway else str(group),
        why=why,
        agreed=agreed,
        without_agreement_because=without_agreement_because,
        sent_by=by,
        sent_at=timezone.now(),
        asks_admission_avoided=bool(pathway and ADMISSION_AVOIDED in pathway.asks),
    )
    _ask_after(made, by, ANSWER_DAYS, f"Have they answered? {made.to_name}")
    events.record(
        subject=subject,
        kind=SENT_ON,
        by=by,
        source=made,
        title=f"Referred on to {made.to_name}"[:300],
        detail=why[:300],
        url=_url(made),
    )
    return made


@transaction.atomic
def record_answer(*, onward: Onward, answer: str, by: User, because: str = "") -> Onward:
    """They took it, or did not, and why not."""
    onward = _lock(onward)
    if onward.answer:
        raise AlreadyDone(f"{onward.answered_by} recorded that it was {onward.get_answer_display().lower()}.")
    onward.answer, onward.declined_because = answer, because if answer == Onward.Answer.DECLINED else ""
    onward.answered_by, onward.answered_at = by, timezone.now()
    onward.save(update_fields=["answer", "declined_because", "answered_by", "answered_at"])
    _finish(onward, onward.get_answer_display(), by)
    if answer == Onward.Answer.ACCEPTED:
        _ask_after(onward, by, OUTCOME_DAYS, f"What came of it? {onward.to_name}")
    else:
        _ask_after(onward, by, 0, f"Declined: what instead of {onward.to_name}?")
    events.record(
        subject=onward.subject,
        kind=ANSWERED,
        by=by,
        source=onward,
        url=_url(onward),
        detail=because[:300],
        title=f"{onward.get_answer_display()}: {onward.to_name}"[:300],
    )
    return onward


@transaction.atomic
def record_outcome(
    *, onward: Onward, outcome: str, words: str, by: User, admission_avoided: bool | None = None
) -> Onward:
    """What came of it. Of a call-out that asks so: whether an admission to hospital was avoided, yes or no."""
    onward = _lock(onward)
    if onward.answer != Onward.Answer.ACCEPTED:
        raise NotYet("Record first that they accepted it.")
    if onward.outcome:
        raise AlreadyDone(f"{onward.ended_by} recorded what came of it: {onward.get_outcome_display().lower()}.")
    if onward.asks_admission_avoided and admission_avoided is None:
        raise NotYet("Say whether an admission to hospital was avoided.")
    onward.outcome, onward.outcome_words = outcome, words
    onward.admission_avoided = admission_avoided if onward.asks_admission_avoided else None
    onward.ended_by, onward.ended_at = by, timezone.now()
    onward.save(update_fields=["outcome", "outcome_words", "admission_avoided", "ended_by", "ended_at"])
    _finish(onward, onward.get_outcome_display(), by)
    events.record(
        subject=onward.subject,
        kind=ENDED,
        by=by,
        source=onward,
        url=_url(onward),
        detail=words[:300],
        title=f"{onward.to_name}: {onward.get_outcome_display().lower()}"[:300],
    )
    return onward


def _lock(onward: Onward) -> Onward:
    return (
        Onward.objects.select_for_update(of=("self",))
        .select_related("subject", "answered_by", "ended_by")
        .get(pk=onward.pk)
    )


def _ask_after(onward: Onward, owner: User, days: int, title: str) -> None:
    work.raise_task(
        kind=TO_CHASE,
        title=title[:300],
        subject=onward.subject,
        by=owner,
        owner=owner,
        team=colleagues.team(colleagues.FRONT_DOOR),
        verb="Ask them",
        due_on=timezone.localdate() + timedelta(days=days),
        why=onward.why[:300],
        source=onward,
        url=_url(onward),
    )


def _finish(onward: Onward, outcome: str, by: User) -> None:
    for task in Task.objects.open().filter(source=events.source_of(onward), kind=TO_CHASE):
        work.finish(task=task, outcome=outcome, by=by)


def _url(onward: Onward) -> str:
    return reverse("referrals:onward", args=[onward.subject_id, onward.pk])
