"""Giving somebody a way into a record, asking again, and closing it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.context import acting
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work.actions import finish, raise_task
from alongside.foundation.work.models import Task
from alongside.people.people import normal
from alongside.people.relationships.models import Authority, Relationship
from alongside.rules import council
from alongside.rules.dates import add_months

from .. import kinds
from ..models import Access, Check, Coercion, SignedIn, Way
from ..models.access import WELFARE, WITHIN_A_POWER
from ..workers import whose_work

ASK_AGAIN = "my_plan_ask_again"
# So many days before the day, whoever works with the person is asked to see them.
NOTICE_DAYS = 28


class CannotGive(Exception):
    """Why nobody may be let in now, in a sentence."""


def next_day(on: date) -> date:
    months: int = council.load(settings.COUNCIL_PACK).policy("my_plan.review_months", on)
    return add_months(on, months)


@transaction.atomic
def give(
    *, subject: Subject, by: User, verified_how: str, verified_on: date, asked_how: str, asked_words: str,
    asked_on: date, parts: Iterable[str], ways: Iterable[tuple[str, str]], verified_words: str = "",
    relationship: Relationship | None = None, authority: Authority | None = None, limits: str = "",
    capacity_words: str = "",
) -> Access:
    """Let somebody in whom `by` verified, once the person was asked alone. `authority` is a power whose paper was seen;
    `relationship` alone is somebody the person chose; neither is the person."""
    # One at a time for a record: a sign of coercion that is being written down is waited for.
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    if authority is not None:
        relationship = authority.relationship
    _refuse(subject, relationship, authority, capacity_words)
    wanted = _parts(parts, authority)
    as_whom = (Access.As.POWER if authority else Access.As.CHOSEN if relationship else Access.As.PERSON)
    access = Access.objects.create(
        subject=subject, as_whom=as_whom, relationship=relationship, authority=authority, parts=wanted, limits=limits,
        name=_name_of(relationship) if relationship else "", capacity_words=capacity_words, verified_how=verified_how,
        verified_words=verified_words, verified_on=verified_on, verified_by=by, given_by=by,
        review_on=next_day(asked_on),
    )
    reached = [way for way in ways if way[1].strip()]
    if not reached:
        raise CannotGive("Say how the code is to reach them: by email, by text message or by telephone.")
    for channel, address in reached:
        _way(access, channel, address, by)
    _check(access, how=asked_how, words=asked_words, on=asked_on, by=by)
    events.record(subject=subject, kind=kinds.GIVEN, by=by, source=access, url=page_of(subject),
                  title=f"My plan opened to {access.who}", detail=access.as_words.capitalize())
    return access


def _name_of(relationship: Relationship) -> str:
    """As it is said on their pages: who they are was checked, and they read it themselves."""
    return relationship.name or (relationship.other.display_name if relationship.other else relationship.called)


def _parts(parts: Iterable[str], authority: Authority | None) -> list[str]:
    wanted = sorted(set(parts))
    if authority is not None:
        beyond = set(wanted) - WITHIN_A_POWER.get(authority.kind, frozenset())
        if beyond:
            raise CannotGive(f"A power as {authority.get_kind_display().lower()} does not reach so far.")
    if not wanted:
        raise CannotGive("Choose at least one part for them to read.")
    return wanted


def _refuse(
    subject: Subject, relationship: Relationship | None, authority: Authority | None, capacity_words: str,
) -> None:
    today = timezone.localdate()
    if subject.died_on or subject.merged_into_id:
        raise CannotGive("My plan is for people who are alive, on a record that stands.")
    if subject.restricted:
        raise CannotGive("A restricted record is not read from outside. Give a copy or a letter instead.")
    if Coercion.objects.standing().filter(subject=subject).exists():
        raise CannotGive("Somebody may stand over this person: nobody is let in until that is lifted.")
    if relationship is None:
        if Access.objects.of(subject).not_closed().filter(as_whom=Access.As.PERSON).exists():
            raise CannotGive("They have My plan already: ask again, or change how the code reaches them.")
        return
    if relationship.subject_id != subject.pk or (relationship.ended_on and relationship.ended_on <= today):
        raise CannotGive("They are not among the people around this person now.")
    if Access.objects.not_closed().filter(relationship=relationship).exists():
        raise CannotGive("They have My plan already: close that first.")
    if authority is None:
        if relationship.may_be_told == Relationship.MayBeTold.NO:
            raise CannotGive("The record says that they are not to be told. Ask the person alone, and change that "
                             "first.")
        return
    if authority.seen_on is None:
        raise CannotGive("Nobody has seen the registered paper yet: see it first.")
    begun = authority.starts_on is None or authority.starts_on <= today
    if not begun or (authority.ended_on and authority.ended_on <= today):
        raise CannotGive("That power is not in force today.")
    if authority.kind not in WITHIN_A_POWER:
        raise CannotGive("An appointee looks after benefits alone: that opens nothing here.")
    if authority.kind in WELFARE and not capacity_words.strip():
        raise CannotGive("A power over health and welfare acts only while the person cannot decide: say why they "
                         "cannot decide this.")


def _refuse_shared(access: Access, normal_address: str) -> None:
    """Whoever is reached there opens every access of that address, so two of one record never have the same: a number
    that takes a text takes a call."""
    others = Way.objects.in_use().filter(subject=access.subject, access__closed_on=None).exclude(access=access)
    other = others.filter(normal=normal_address).select_related("access").first()
    if other is not None:
        raise CannotGive(f"{other.address} reaches {other.access.who} too, so whoever reads a code there would open "
                         "both. Each needs a mailbox or telephone of their own.")


def _way(access: Access, channel: str, address: str, by: User) -> Way:
    address = address.strip()
    same = _normal(channel, address)
    _refuse_shared(access, same)
    return Way.objects.create(subject=access.subject, access=access, channel=channel, address=address, normal=same,
                              added_by=by, added_on=timezone.localdate())


def _normal(channel: str, address: str) -> str:
    return normal.email(address) if channel == Way.Channel.EMAIL else normal.telephone(address)


def _check(access: Access, *, how: str, words: str, on: date, by: User) -> Check:
    return Check.objects.create(subject=access.subject, access=access, how=how, words=words, on=on, by=by,
                                next_on=next_day(on))


@transaction.atomic
def add_way(*, access: Access, channel: str, address: str, by: User) -> Way:
    """One more way for the code to reach them; the same way twice is one."""
    # One at a time for a record: two accesses never get the same way.
    Subject.objects.select_for_update().get(pk=access.subject_id)
    access = Access.objects.select_for_update(of=("self",)).select_related("subject").get(pk=access.pk)
    if access.closed_on:
        raise CannotGive("This access is closed.")
    same = _normal(channel, address)
    standing = access.ways.in_use().filter(channel=channel, normal=same).first()
    if standing is not None:
        return standing
    way = _way(access, channel, address, by)
    events.record(subject=access.subject, kind=kinds.WAYS, by=by, source=access, url=page_of(access.subject),
                  title=f"My plan: a code may reach {access.who} by {way.get_channel_display().lower()}")
    return way


@transaction.atomic
def end_way(*, way: Way, by: User) -> Way:
    """No code goes there any more, and whoever signed in that way is signed out. Ended twice is ended once."""
    way = Way.objects.select_for_update(of=("self",)).select_related("access", "subject").get(pk=way.pk)
    if way.ended_on:
        return way
    way.ended_on = timezone.localdate()
    way.save(update_fields=["ended_on"])
    SignedIn.objects.filter(access=way.access, channel=way.channel, normal=way.normal).delete()
    events.record(subject=way.subject, kind=kinds.WAYS, by=by, source=way.access, url=page_of(way.subject),
                  title=f"My plan: no code reaches {way.access.who} by {way.get_channel_display().lower()} any more")
    return way


@transaction.atomic
def ask_again(*, access: Access, how: str, words: str, on: date, by: User) -> Check:
    """They were asked alone again, and it goes on for another year. Work that asked for it is done."""
    access = Access.objects.select_for_update(of=("self",)).select_related("subject").get(pk=access.pk)
    if access.closed_on:
        raise CannotGive("This access is closed.")
    if Coercion.objects.standing().filter(subject=access.subject).exists():
        raise CannotGive("Somebody may stand over this person: lift that first.")
    # A join of two records may have brought two accesses of one way together.
    for way in access.ways.in_use():
        _refuse_shared(access, way.normal)
    check = _check(access, how=how, words=words, on=on, by=by)
    access.review_on = check.next_on
    access.checked_at = timezone.now()
    access.save(update_fields=["review_on", "checked_at"])
    for task in Task.objects.open().filter(kind=ASK_AGAIN, source=events.source_of(access)):
        finish(task=task, outcome="Asked alone: it goes on", by=by)
    events.record(subject=access.subject, kind=kinds.CHECKED, by=by, source=access, url=page_of(access.subject),
                  title=f"My plan: asked alone again whether {access.who} should have it")
    return check


@transaction.atomic
def close(*, access: Access, because: str, by: User, words: str = "") -> Access:
    """No code reaches them from this moment. They are not told by the service: whoever closes it talks to them."""
    access = Access.objects.select_for_update(of=("self",)).select_related("subject", "closed_by").get(pk=access.pk)
    if access.closed_on:
        raise CannotGive(f"{access.closed_by or 'A join of two records'} closed it on "
                         f"{access.closed_on:%-d %B %Y}.")
    access.closed_on, access.closed_by = timezone.localdate(), by
    access.closed_because, access.closed_words = because, words
    access.save()
    SignedIn.objects.filter(access=access).delete()
    for task in Task.objects.open().filter(kind=ASK_AGAIN, source=events.source_of(access)):
        finish(task=task, outcome="Closed", by=by)
    events.record(subject=access.subject, kind=kinds.CLOSED, by=by, source=access, url=page_of(access.subject),
                  title=f"My plan closed to {access.who}", detail=access.get_closed_because_display())
    return access


def page_of(subject: Subject) -> str:
    return reverse("own_access:index", args=[subject.pk])


@transaction.atomic
def raise_what_is_due(today: date | None = None) -> int:
    """Work for somebody to ask again, once for each access and day it is due; how many were raised."""
    day = today or timezone.localdate()
    raised = 0
    with acting(why="My plan: who is to be asked again"):
        for access in Access.objects.to_ask_again(day, NOTICE_DAYS).select_related("subject"):
            if access.subject.died_on or access.subject.merged_into_id or _asked_already(access):
                continue
            owner, team = whose_work(access.subject)
            raise_task(kind=ASK_AGAIN, subject=access.subject, owner=owner, team=team, by=None, source=access,
                       due_on=access.review_on, verb="Ask again", url=reverse("own_access:ask_again", args=[access.pk]),
                       title=f"Ask alone again: should {access.who} still have My plan?",
                       why="Every year, and nobody is told before you have seen the person")
            raised += 1
    return raised


def _asked_already(access: Access) -> bool:
    return Task.objects.open().filter(kind=ASK_AGAIN, source=events.source_of(access)).exists()


@transaction.atomic
def look_again(*, subject: Subject, why: str, by: User) -> int:
    """Something changed that bears on who may sign in (a decision that they lack capacity for, say): each access is
    looked at again by whoever works with them. Nothing closes by itself: capacity is for one decision at one time."""
    owner, team = whose_work(subject)
    standing = [one for one in Access.objects.of(subject).not_closed() if not _asked_already(one)]
    for access in standing:
        raise_task(kind=ASK_AGAIN, subject=subject, owner=owner, team=team, by=by, source=access, why=why[:300],
                   due_on=timezone.localdate(), priority=Task.Priority.SOON, verb="Look again",
                   url=reverse("own_access:index", args=[subject.pk]),
                   title=f"Look again: should {access.who} have My plan as things are?")
    return len(standing)
