"""Recording what a person agrees to share, and that they withdrew it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.urls import reverse

from alongside.foundation import codelists, events
from alongside.foundation.accounts.models import Organisation, User
from alongside.foundation.subjects.models import Subject

from .models import Agreement, Recipient

AGREED = events.Kind("agreements.agreed", "contact")
WITHDRAWN = events.Kind("agreements.withdrawn", "contact", significant=True)

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
    if locked.withdrawn_on:
        raise AlreadyWithdrawn(f"{locked.withdrawn_recorded_by} recorded that this was withdrawn on "
                               f"{locked.withdrawn_on:%-d %B %Y}: {locked.withdrawal_effect}")
    locked.withdrawn_on = on
    locked.withdrawn_recorded_by = by
    locked.withdrawal_effect = effect
    locked.save()
    events.record(subject=locked.subject, kind=WITHDRAWN, by=by, source=locked, url=_url(locked.subject),
                  title=f"Agreement withdrawn: {locked.purpose_words.lower()}",
                  detail=f"{effect} {STATUTORY_GOES_ON}")
    return locked


def _url(subject: Subject) -> str:
    return reverse("agreements:index", args=[subject.pk])
