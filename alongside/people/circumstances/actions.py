"""Recording a fact, saying that it is still true, changing it, ending it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import codelists, events
from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject

from .kinds import KINDS
from .models import Fact

RECORDED = events.Kind("circumstances.recorded", "details")
ENDED = events.Kind("circumstances.ended", "details")


class NotACode(ValueError):
    """The code is not on the list."""


class NotThen(ValueError):
    """It cannot have ended on that day."""


@transaction.atomic
def record(
    *, subject: Subject, kind: str, code: str, by: User, since: date | None = None,
    source: str = str(Fact.Source.PERSON), words: str = "",
) -> Fact:
    """Record how things are from a day. Of most kinds one is true at a time, so what stood before ends that day."""
    since = since or timezone.localdate()
    # Somebody may have lived so long before the list was made: it must be on the list today, or have been that day.
    days = (timezone.localdate(), since)
    if not any(codelists.is_code(KINDS[kind].codelist, code, day) for day in days):
        raise NotACode(f"{code} is not on the list {KINDS[kind].codelist}.")
    until = None
    same_kind = Fact.objects.select_for_update(of=("self",)).filter(subject=subject, kind=kind)
    if KINDS[kind].many:
        same_kind = same_kind.filter(code=code)
    standing = same_kind.current().first()
    if standing is not None:
        if standing.since > since:
            until = standing.since
        elif standing.code == code and standing.words == words:
            return confirm(fact=standing, by=by)
        else:
            standing.until = since
            standing.save()
    today = timezone.localdate()
    fact = Fact.objects.create(
        subject=subject, kind=kind, code=code, words=words, since=since, until=until, source=source, recorded_by=by,
        confirmed_on=today, confirmed_by=by,
    )
    events.record(subject=subject, kind=RECORDED, title=str(fact)[:300], detail=words, by=by, source=fact,
                  url=_url(subject))
    return fact


@transaction.atomic
def confirm(*, fact: Fact, by: User) -> Fact:
    """Still true today, said by somebody."""
    fact.confirmed_on = timezone.localdate()
    fact.confirmed_by = by
    fact.save()
    return fact


@transaction.atomic
def end(*, fact: Fact, on: date, by: User) -> Fact:
    """No longer so from that day, with nothing in its place."""
    if on < fact.since:
        raise NotThen(f"It has been so since {fact.since:%-d %B %Y}, so it cannot have ended before")
    after = Fact.objects.begun_after(fact).first()
    if after is not None and on > after.since:
        raise NotThen(f"{after} is recorded since {after.since:%-d %B %Y}, so this cannot have been so until later")
    fact.until = on
    fact.save()
    events.record(subject=fact.subject, kind=ENDED, title=f"No longer: {fact}"[:300], by=by, source=fact,
                  url=_url(fact.subject))
    return fact


def _url(subject: Subject) -> str:
    return reverse("circumstances:index", args=[subject.pk])
