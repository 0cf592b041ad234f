"""Recording what a person agrees to share, and that they withdrew it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import codelists, events
from alongside.foundation.accounts.models import Organisation, Team, User
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work.actions import finish, raise_task
from alongside.foundation.work.models import Task

from .models import Agreement, Recipient

AGREED = events.Kind("agreements.agreed", "contact")
WITHDRAWN = events.Kind("agreements.withdrawn", "contact", significant=True)

EXPLAINED = events.Kind("agreements.effect_said", "contact")

# Work for whoever tells those named, and says what it means.
TAKEN_BACK = "agreement_taken_back"
STATUTORY_GOES_ON = "Sharing that the law asks of us goes on, for instance to keep somebody safe."


class AlreadyWithdrawn(Exception):
    """It was withdrawn before."""


class NobodyNamed(ValueError):
    """An agreement names who may, or may not, be told."""


@transaction.atomic
def record(
    *, subject: Subject, purpose: str, what: str, lawful_basis: str, how_given: str, starts_on: date, review_on: date,
    by: User, with_whom: Iterable[str] = (), not_with: Iterable[str] = (),
    given_by: str = str(Agreement.GivenBy.PERSON),
    given_by_name: str = "", capacity_words: str = "",
) -> Agreement:
    """Record an agreement (or the basis where agreement is not the basis) with everybody named in it."""
    names = [(name.strip(), True) for name in with_whom] + [(name.strip(), False) for name in not_with]
    names = [(name, may) for name, may in names if name]
    if not names:
        raise NobodyNamed("Name at least one person or organisation.")
    agreement = Agreement.objects.create(
        subject=subject, purpose=purpose, what=what, lawful_basis=lawful_basis, how_given=how_given,
        starts_on=starts_on, review_on=review_on, recorded_by=by, given_by=given_by, given_by_name=given_by_name,
        capacity_words=capacity_words,
    )
    organisations = {org.name.casefold(): org for org in Organisation.objects.all()}
    Recipient.objects.bulk_create(
        Recipient(subject=subject, agreement=agreement, name=name, may_receive=may,
                  organisation=organisations.get(name.casefold()))
        for name, may in names
    )
    told = ", ".join(name for name, may in names if may)
    not_told = ", ".join(name for name, may in names if not may)
    detail = ". ".join(part for part in (f"With {told}" if told else "", f"Not with {not_told}" if not_told else "")
                       if part)
    events.record(subject=subject, kind=AGREED, by=by, detail=detail, source=agreement, url=_url(subject),
                  title=f"Sharing for {codelists.label('agreement_purpose', purpose).lower()}")
    return agreement


@transaction.atomic
def withdraw(*, agreement: Agreement, on: date, effect: str, by: User) -> Agreement:
    """The person no longer agrees: from when, and what that means for their support. Duties in law go on."""
    locked = Agreement.objects.select_for_update(of=("self",)).select_related(
        "subject", "withdrawn_recorded_by").get(pk=agreement.pk)
    _refuse_twice(locked)
    locked.withdrawn_on = on
    locked.withdrawn_recorded_by = by
    locked.withdrawal_effect = effect
    locked.save()
    events.record(subject=locked.subject, kind=WITHDRAWN, by=by, source=locked, url=_url(locked.subject),
                  title=f"Agreement withdrawn: {locked.purpose_words.lower()}",
                  detail=f"{effect} {STATUTORY_GOES_ON}")
    return locked


@transaction.atomic
def withdraw_themselves(
    *, agreement: Agreement, who: str, owner: User | None, team: Team | None, words: str = "",
) -> Agreement:
    """The person (or who acts for them) takes it back in My plan. It holds at once, and is work for the same day: to
    tell those named, and to say what it means for support."""
    locked = Agreement.objects.select_for_update(of=("self",)).select_related(
        "subject", "withdrawn_recorded_by").get(pk=agreement.pk)
    _refuse_twice(locked)
    today = timezone.localdate()
    locked.withdrawn_on, locked.withdrawn_themselves, locked.withdrawal_words = today, who[:200], words
    locked.save()
    said = f"Taken back in My plan by {who}."
    events.record(subject=locked.subject, kind=WITHDRAWN, by=None, source=locked, url=_url(locked.subject),
                  title=f"Agreement withdrawn: {locked.purpose_words.lower()}",
                  detail=" ".join(part for part in (said, f"“{words}”" if words else "", STATUTORY_GOES_ON) if part))
    raise_task(kind=TAKEN_BACK, subject=locked.subject, owner=owner, team=team, by=None, due_on=today,
               priority=Task.Priority.SOON, verb="Say what it means", source=locked, why=said,
               title=f"No longer agreed to share: {locked.purpose_words.lower()}. Tell those named",
               url=reverse("agreements:effect", args=[locked.pk]))
    return locked


@transaction.atomic
def say_effect(*, agreement: Agreement, effect: str, by: User) -> Agreement:
    """What a withdrawal in My plan means for their support, and that those named know: the work it raised is done."""
    locked = Agreement.objects.select_for_update(of=("self",)).select_related("subject").get(pk=agreement.pk)
    if not locked.effect_to_say:
        raise AlreadyWithdrawn("Somebody has said already what it means.")
    locked.withdrawal_effect, locked.withdrawn_recorded_by = effect, by
    locked.save()
    for task in Task.objects.open().filter(kind=TAKEN_BACK, source=events.source_of(locked)):
        finish(task=task, outcome=effect, by=by)
    events.record(subject=locked.subject, kind=EXPLAINED, by=by, source=locked, url=_url(locked.subject),
                  title=f"What a withdrawal means: {locked.purpose_words.lower()}", detail=effect)
    return locked


def _refuse_twice(agreement: Agreement) -> None:
    if agreement.withdrawn_on:
        by = agreement.withdrawn_themselves or agreement.withdrawn_recorded_by
        raise AlreadyWithdrawn(f"{str(by)[:1].upper()}{str(by)[1:]} recorded that this was withdrawn on "
                               f"{agreement.withdrawn_on:%-d %B %Y}: {agreement.withdrawal_effect}")


def _url(subject: Subject) -> str:
    return reverse("agreements:index", args=[subject.pk])
