"""From the asking to the first meeting."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.access import actions as access
from alongside.foundation.access.models import Grant
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.accounts.telling import tell
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.front_door.conversations.models import Conversation
from alongside.front_door.referrals import actions as referrals
from alongside.front_door.referrals.models import Referral

from ..models import LinkWork

ASKED = events.Kind("social_prescribing.asked", "contact", permission="social_prescribing.see")
GIVEN = events.Kind("social_prescribing.given", "support", permission="social_prescribing.see")
STARTED = events.Kind("social_prescribing.started", "support", permission="social_prescribing.see")
TEAM = "link_workers"
TO_GIVE, TO_MEET = "link_work_to_give", "link_work_to_meet"
MEET_WITHIN_DAYS = 7


class AlreadyRunning(Exception):
    """One link worker at a time; the sentence says whose."""


class NotAsItWas(Exception):
    """Somebody did something first."""


@transaction.atomic
def ask(*, subject: Subject, why: str, came_from: str, by: User, referral: Referral | None = None,
        conversation: Conversation | None = None, on: date | None = None) -> LinkWork:
    """Ask for a link worker. A referral it comes from is answered by that, and its referrer is to hear."""
    if there := LinkWork.objects.of(subject).filter(ended_on=None).select_related("worker").first():
        raise AlreadyRunning(f"{there.worker} works with them already." if there.worker else
                             f"A link worker was asked for on {there.asked_on:%-d %B %Y}, and nobody has it yet.")
    for one in (referral, conversation):
        if one is not None and one.subject_id != subject.pk:
            raise ValueError("It is about somebody else.")
    try:
        with transaction.atomic():
            made = LinkWork.objects.create(
                subject=subject, why=why, came_from=came_from, asked_by=by, referral=referral,
                conversation=conversation, asked_on=on or timezone.localdate())
    except IntegrityError as problem:
        raise AlreadyRunning("A colleague asked for a link worker a moment ago.") from problem
    events.record(subject=subject, kind=ASKED, title="A link worker was asked for", detail=why[:300], by=by,
                  source=made, url=url_of(made))
    work.raise_task(
        kind=TO_GIVE, title="Give to a link worker", subject=subject, by=by, team=Team.objects.get(key=TEAM),
        due_on=made.asked_on + timedelta(days=2), why=why[:300], verb="Give", source=made, url=url_of(made))
    if referral is not None and referral.closed_at is None and not referral.outcome:
        referrals.read(referral=referral, by=by)
        referrals.settle(referral=referral, outcome=Referral.Outcome.WORKING, by=by,
                         detail="A link worker gets in touch with them.")
    return made


@transaction.atomic
def give_to(*, link_work: LinkWork, worker: User, by: User) -> LinkWork:
    """To a link worker, who may open the record from now on; from another one, where that is better."""
    link_work = locked(link_work)
    if link_work.worker_id == worker.pk:
        return link_work
    if link_work.worker_id:
        access.end_grants(source=events.source_of(link_work), on=timezone.localdate() - timedelta(days=1), by=by)
    link_work.worker, link_work.given_by, link_work.given_at = worker, by, timezone.now()
    link_work.save()
    access.grant(subject=link_work.subject, user=worker, reason=str(Grant.Reason.INVOLVED), by=by,
                 source=events.source_of(link_work))
    finish(link_work, (TO_GIVE, TO_MEET), f"Given to {worker.name}", by)
    if link_work.started_on is None:
        work.raise_task(
            kind=TO_MEET, title="Get in touch and meet", subject=link_work.subject, by=by, owner=worker,
            due_on=timezone.localdate() + timedelta(days=MEET_WITHIN_DAYS), why=link_work.why[:300], verb="Open",
            source=link_work, url=url_of(link_work))
    events.record(subject=link_work.subject, kind=GIVEN, title=f"Given to {worker.name}, link worker", by=by,
                  source=link_work, url=url_of(link_work))
    tell(user=worker, by=by, subject=link_work.subject, source=link_work, url=url_of(link_work),
         title=f"{by.name} asks you to work with somebody")
    return link_work


@transaction.atomic
def start(*, link_work: LinkWork, on: date, by: User) -> LinkWork:
    """They met."""
    link_work = locked(link_work)
    if link_work.worker is None:
        raise NotAsItWas("Give it to a link worker first.")
    if link_work.started_on:
        return link_work
    link_work.started_on = on
    link_work.save()
    finish(link_work, (TO_MEET,), "They met", by)
    events.record(subject=link_work.subject, kind=STARTED, title=f"{link_work.worker} works with them as link worker",
                  by=by, source=link_work, url=url_of(link_work))
    return link_work


def locked(link_work: LinkWork) -> LinkWork:
    """As it stands, and not ended."""
    link_work = LinkWork.objects.select_for_update(of=("self",)).select_related("subject", "worker", "referral").get(
        pk=link_work.pk)
    if link_work.ended_on:
        raise NotAsItWas(f"It ended on {link_work.ended_on:%-d %B %Y}.")
    return link_work


def finish(link_work: LinkWork, kinds: tuple[str, ...], outcome: str, by: User) -> None:
    for task in Task.objects.open().filter(source=events.source_of(link_work), kind__in=kinds):
        work.finish(task=task, outcome=outcome, by=by)


def url_of(link_work: LinkWork) -> str:
    return reverse("social_prescribing:read", args=[link_work.subject_id, link_work.pk])
