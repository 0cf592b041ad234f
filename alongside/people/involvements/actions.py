"""Asking a team to take somebody on, waiting well, allocating, accepting, handing over and closing."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.access import actions as access
from alongside.foundation.access.models import Grant
from alongside.foundation.access.opening import restriction_on
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.accounts.telling import tell
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task

from . import closing, policy
from .models import Involvement, Touch, Transfer, Triage

ASKED = events.Kind("involvements.asked", "contact")
ALLOCATED = events.Kind("involvements.allocated", "support")
ACCEPTED = events.Kind("involvements.accepted", "support")
TRANSFERRED = events.Kind("involvements.transferred", "support", significant=True)
CLOSED = events.Kind("involvements.closed", "support", significant=True)


class NotNow(Exception):
    """Somebody did something first, so this cannot be done any more; the words say what."""


@transaction.atomic
def ask(*, subject: Subject, team: Team, reason: str, by: User, role: str = str(Involvement.Role.LEAD),
        asked_on: date | None = None) -> Involvement:
    """Ask a team to take a person on: they may open the record, and the person joins their waiting list."""
    on = asked_on or timezone.localdate()
    if role == Involvement.Role.LEAD:
        _refuse_a_second_lead(subject, team)
    involvement = Involvement.objects.create(
        subject=subject, team=team, role=role, reason=reason, asked_by=by, asked_on=on
    )
    _open_to(involvement, by=by, team=team)
    events.record(subject=subject, kind=ASKED, title=f"{team.name} asked to work with them", detail=reason, by=by,
                  source=involvement, url=_url(subject))
    return involvement


@transaction.atomic
def start(*, subject: Subject, team: Team, worker: User, reason: str, by: User,
          role: str = str(Involvement.Role.LEAD)) -> Involvement:
    """Begin to work with a person at once, without a wait."""
    involvement = ask(subject=subject, team=team, reason=reason, role=role, by=by)
    allocate(involvement=involvement, worker=worker, by=by)
    return accept(involvement=involvement, by=worker)


@transaction.atomic
def judge_risk(*, involvement: Involvement, risk: str, why: str, by: User, on: date | None = None) -> Triage:
    """Judge the risk while they wait, and set by the council's rule when it is looked at again."""
    on = on or timezone.localdate()
    involvement = _open_row(involvement)
    triage = Triage.objects.create(
        subject=involvement.subject, involvement=involvement, on=on, risk=risk, why=why, by=by
    )
    days = policy.waiting_days(risk, on)
    involvement.risk = risk
    involvement.looked_at_on = on
    involvement.look_again_on = on + timedelta(days=days.look_again_after_days)
    involvement.keep_in_touch_days = days.keep_in_touch_every_days
    involvement.save()
    return triage


@transaction.atomic
def name_keeper(*, involvement: Involvement, keeper: User, by: User) -> Involvement:
    """Name who keeps in touch with somebody who waits."""
    involvement = _open_row(involvement)
    involvement.keeps_in_touch = keeper
    involvement.save()
    _open_to(involvement, by=by, user=keeper)
    return involvement


@transaction.atomic
def touch(*, involvement: Involvement, words: str, by: User, on: date | None = None) -> Touch:
    """Somebody was in touch with a person who waits."""
    return Touch.objects.create(
        subject=involvement.subject, involvement=involvement, on=on or timezone.localdate(), by=by, words=words
    )


@transaction.atomic
def allocate(*, involvement: Involvement, worker: User, by: User) -> Involvement:
    """Give the work to a worker, who sees it at once and accepts it."""
    involvement = _open_row(involvement)
    if involvement.accepted_at:
        raise NotNow(f"{involvement.worker} has already taken this on. Hand it over instead.")
    if involvement.worker_id:
        _end_grants_of(involvement, involvement.worker, by=by)
        closing.finish_tasks(involvement, outcome=f"Allocated to {worker.name} instead", by=by)
    involvement.worker = worker
    involvement.allocated_by = by
    involvement.allocated_at = timezone.now()
    involvement.save()
    _open_to(involvement, by=by, user=worker)
    if worker != by:
        work.raise_task(
            kind="allocation", title=f"Accept: {involvement.reason}", why=f"Allocated by {by.name}", by=by,
            subject=involvement.subject, owner=worker, team=involvement.team, verb="Accept",
            due_on=timezone.localdate() + timedelta(days=1), priority=Task.Priority.SOON, source=involvement,
            url=_url(involvement.subject),
        )
    tell(user=worker, by=by, subject=involvement.subject, source=involvement, url=_url(involvement.subject),
         title=f"{by.name} allocated work to you")
    events.record(subject=involvement.subject, kind=ALLOCATED, title=f"Allocated to {worker.name}",
                  detail=f"{involvement.get_role_display()}, {involvement.team.name}", by=by, source=involvement,
                  url=_url(involvement.subject))
    return involvement


@transaction.atomic
def ask_to_be_named(*, subject_id: int, why: str, by: User) -> Task:
    """Ask whoever restricted a record to be named on it. They alone decide; the task says nothing of whose it is."""
    restriction = restriction_on(subject_id)
    if restriction is None:
        raise NotNow("This record is not restricted now.")
    url = reverse("access:restrict", args=[subject_id])
    if asked := Task.objects.open().filter(kind="name_on_record", url=url, raised_by=by).first():
        raise NotNow(f"You asked {restriction.by.name} on {timezone.localdate(asked.raised_at):%-d %B %Y}, and nobody "
                     f"has decided yet. Ring them if it cannot wait. You wrote: {asked.why}")
    return work.raise_task(
        kind="name_on_record", title=f"{by.name} asks to be named on a restricted record", why=why[:300], by=by,
        owner=restriction.by, verb="Decide", priority=Task.Priority.SOON, due_on=timezone.localdate(), url=url,
    )


@transaction.atomic
def accept(*, involvement: Involvement, by: User) -> Involvement:
    """Take on what was allocated to you."""
    involvement = _open_row(involvement)
    if involvement.worker_id != by.pk:
        raise NotNow("This was allocated to somebody else.")
    if involvement.accepted_at is None:
        involvement.accepted_at = timezone.now()
        involvement.save()
        closing.finish_tasks(involvement, outcome="Accepted", by=by)
        events.record(subject=involvement.subject, kind=ACCEPTED, title=f"{by.name} works with them now", by=by,
                      detail=involvement.reason, source=involvement, url=_url(involvement.subject))
    return involvement


@transaction.atomic
def transfer(
    *, involvement: Involvement, to_team: Team, note: str, by: User, to_worker: User | None = None,
) -> Transfer:
    """Hand work over with a note. It stays where it is until the other side accepts."""
    involvement = _open_row(involvement)
    if not involvement.accepted_at:
        raise NotNow("Only work that somebody has taken on can be handed over. Allocate it instead.")
    if involvement.transfers.unanswered().exists():
        raise NotNow("This has been handed over already and waits for an answer.")
    handed = Transfer.objects.create(
        subject=involvement.subject, involvement=involvement, to_team=to_team, to_worker=to_worker, note=note,
        handed_by=by,
    )
    _open_to(involvement, by=by, team=to_team, source=handed)
    if to_worker:
        _open_to(involvement, by=by, user=to_worker, source=handed)
    work.raise_task(
        kind="transfer", title=f"Accept or send back: {involvement.reason}", why=f"Handed over by {by.name}", by=by,
        subject=involvement.subject, owner=to_worker, team=to_team, verb="Answer", source=handed,
        due_on=timezone.localdate() + timedelta(days=2), priority=Task.Priority.SOON, url=_url(involvement.subject),
    )
    tell(user=to_worker, by=by, subject=involvement.subject, source=handed, url=_url(involvement.subject),
         title=f"{by.name} hands work over to you: accept it or send it back")
    return handed


@transaction.atomic
def accept_transfer(*, transfer: Transfer, by: User) -> Involvement:
    """Take over: the old work ends, the new begins the same day, and nobody is between the two."""
    transfer = _unanswered(transfer)
    before = _open_row(transfer.involvement)
    today = timezone.localdate()
    _end(before, reason="transferred", left_agreed=transfer.note, on=today, by=by)
    _refuse_a_second_lead(before.subject, transfer.to_team, role=before.role)
    after = Involvement.objects.create(
        subject=before.subject, team=transfer.to_team, worker=by, role=before.role, reason=before.reason,
        asked_by=transfer.handed_by, asked_on=today, allocated_by=transfer.handed_by, allocated_at=transfer.handed_at,
        accepted_at=timezone.now(),
    )
    _open_to(after, by=by, team=after.team)
    _open_to(after, by=by, user=by)
    transfer.accepted = True
    transfer.answered_by = by
    transfer.answered_at = timezone.now()
    transfer.became = after
    transfer.save()
    access.end_grants(source=events.source_of(transfer), on=today, by=by)
    closing.finish_tasks(transfer, outcome="Accepted", by=by)
    tell(user=transfer.handed_by, by=by, subject=after.subject, source=transfer, url=_url(after.subject),
         title=f"{by.name} took on the work you handed over")
    events.record(subject=after.subject, kind=TRANSFERRED, title=f"Handed from {before.team} to {after.team}",
                  detail=f"{by.name} works with them now. {transfer.note}", by=by, source=transfer,
                  url=_url(after.subject))
    return after


@transaction.atomic
def send_back_transfer(*, transfer: Transfer, note: str, by: User) -> Transfer:
    """Not taken over, and why: the work stays where it was, and the one who handed it over is told."""
    transfer = _unanswered(transfer)
    transfer.accepted = False
    transfer.answered_by = by
    transfer.answered_at = timezone.now()
    transfer.answer_note = note
    transfer.save()
    access.end_grants(source=events.source_of(transfer), on=timezone.localdate(), by=by)
    closing.finish_tasks(transfer, outcome=f"Sent back: {note}"[:300], by=by)
    work.raise_task(
        kind="transfer_sent_back", title=f"Sent back by {by.name}: {transfer.involvement.reason}"[:300], why=note[:300],
        by=by, subject=transfer.subject, owner=transfer.handed_by, source=transfer, priority=Task.Priority.SOON,
        due_on=timezone.localdate() + timedelta(days=1), url=_url(transfer.subject),
    )
    tell(user=transfer.handed_by, by=by, subject=transfer.subject, source=transfer, url=_url(transfer.subject),
         title=f"{by.name} sent back the work you handed over")
    return transfer


@transaction.atomic
def close(*, involvement: Involvement, reason: str, left_agreed: str, by: User, on: date | None = None,
          at_once: bool = False) -> Involvement:
    """End work with a person, with what was agreed to go on without us.

    Those whose work it was may open the record until the end of its last day; not any more from now on if `at_once`.
    """
    involvement = _open_row(involvement)
    if involvement.transfers.unanswered().exists():
        raise NotNow("This has been handed over and waits for an answer. It cannot be closed in between.")
    _end(involvement, reason=reason, left_agreed=left_agreed, on=on or timezone.localdate(), by=by)
    if at_once:
        yesterday = timezone.localdate() - timedelta(days=1)
        access.end_grants(source=events.source_of(involvement), on=yesterday, by=by)
    events.record(subject=involvement.subject, kind=CLOSED,
                  title=f"{involvement.team} closed their work with them", detail=left_agreed, by=by,
                  source=involvement, url=_url(involvement.subject))
    return involvement


def _end(involvement: Involvement, *, reason: str, left_agreed: str, on: date, by: User) -> None:
    involvement.ended_on = on
    involvement.ended_by = by
    involvement.end_reason = reason
    involvement.left_agreed = left_agreed
    involvement.save()
    access.end_grants(source=events.source_of(involvement), on=on, by=by)
    closing.finish_tasks(involvement, outcome="Closed", by=by)


def _open_row(involvement: Involvement) -> Involvement:
    locked = Involvement.objects.select_for_update(of=("self",)).select_related(
        "subject", "team__organisation", "worker").get(pk=involvement.pk)
    if locked.ended_on:
        raise NotNow(f"{locked.ended_by} closed this on {locked.ended_on:%-d %B %Y}.")
    return locked


def _unanswered(transfer: Transfer) -> Transfer:
    locked = Transfer.objects.select_for_update(of=("self",)).select_related(
        "involvement", "to_team", "handed_by").get(pk=transfer.pk)
    if locked.answered_at:
        raise NotNow(f"{locked.answered_by} has answered this already.")
    return locked


def _refuse_a_second_lead(subject: Subject, team: Team, role: str = str(Involvement.Role.LEAD)) -> None:
    if role == Involvement.Role.LEAD and Involvement.objects.open().filter(
        subject=subject, team=team, role=role
    ).exists():
        raise NotNow(f"{team} has a lead for this person already. Ask for a joint or second worker.")


def _open_to(involvement: Involvement, *, by: User, team: Team | None = None, user: User | None = None,
             source: models.Model | None = None) -> None:
    council = (team or involvement.team).organisation.is_council
    access.grant(
        subject=involvement.subject, team=team, user=user, by=by, source=events.source_of(source or involvement),
        reason=Grant.Reason.INVOLVED if council else Grant.Reason.DELEGATED, note=involvement.reason,
        starts_on=timezone.localdate(),
    )


def _end_grants_of(involvement: Involvement, user: User, *, by: User) -> None:
    Grant.objects.filter(source=events.source_of(involvement), user=user, ends_on=None).update(
        ends_on=timezone.localdate())


def _url(subject: Subject) -> str:
    return reverse("involvements:index", args=[subject.pk])
