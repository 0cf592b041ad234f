"""Asking for a copy, making it behind the pages, giving it, and forgetting it after its time."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.access.conditions import may_open
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.context import acting
from alongside.foundation.notifications import actions as notifications
from alongside.foundation.subjects.models import Subject

from . import paper
from .marks import CHOICES
from .models import FOLDER, Copy
from .rows import collect

ASKED = events.Kind("export.copy_asked", "details")
GIVEN = events.Kind("export.copy_given", "details")
CLOSED_MEANWHILE = "The record was closed to you before the copy was made. Ask to be named on it."
NOT_MADE = "It could not be made. Ask for it again."


class SaysNoReason(ValueError):
    """What a copy leaves out is put in for a reason, and it is written down."""


class NotThere(ValueError):
    """There is no file of this copy: it is not made yet, or its time is over."""


@transaction.atomic
def ask_for_copy(*, subject: Subject, include: Iterable[str], reason: str, identity: str, by: User) -> Copy:
    """Put it to the worker; the page shows how far it is. Who asked, and what is put in, stands on the timeline."""
    from .tasks import make_copy

    chosen = sorted(set(include))
    if chosen and not reason.strip():
        raise SaysNoReason("Say why what is usually left out goes into this copy.")
    copy = Copy.objects.create(subject=subject, include=chosen, reason=reason if chosen else "", identity=identity,
                               asked_by=by)
    labels = dict(CHOICES)
    put_in = "; ".join(labels[mark] for mark in chosen)
    events.record(
        subject=subject, kind=ASKED, title="A copy of the record was asked for", by=by, source=copy,
        detail=" ".join(part for part in (
            f"Identity: {identity}.", f"With: {put_in}." if put_in else "", f"Because: {reason}" if put_in else "",
        ) if part),
    )
    make_copy.defer(copy_id=copy.pk)
    return copy


def make(*, copy_id: int) -> None:
    """Make one copy into the store. After a killed worker it is made anew; one that is made stays."""
    with acting(why="making a copy of a record"):
        copy = Copy.objects.select_related("subject", "asked_by").get(pk=copy_id)
        if not copy.is_being_made:
            return
        if not may_open(copy.asked_by, copy.subject_id):
            _fail(copy, CLOSED_MEANWHILE)
            return
        try:
            _make(copy)
        except Exception:
            _fail(copy, NOT_MADE)
            raise


def _make(copy: Copy) -> None:
    def tell(done: int, of: int) -> None:
        Copy.objects.filter(pk=copy.pk).update(done=done, of=of)

    collected = collect(copy.subject, frozenset(copy.include))
    packed = paper.pack(copy.subject, collected, given_by=copy.asked_by, given_on=timezone.localdate(), tell=tell)
    # Its name cannot be guessed from the number of the record or of the copy.
    name = default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}.zip", ContentFile(packed))
    try:
        with transaction.atomic():
            copy = Copy.objects.select_for_update(of=("self",)).select_related("subject", "asked_by").get(pk=copy.pk)
            if not copy.is_being_made:  # a worker that was thought dead has made it meanwhile
                default_storage.delete(name)
                return
            copy.file, copy.made_at, copy.done = name, timezone.now(), copy.of
            copy.left_out, copy.held = dict(collected.left_out), paper.titles(collected)
            copy.save()
            _tell_who_asked(copy, "The copy of the record is ready", "It is kept for seven days.")
    except Exception:
        default_storage.delete(name)
        raise


@transaction.atomic
def _fail(copy: Copy, why: str) -> None:
    copy.failed_at, copy.failure = timezone.now(), why
    copy.save(update_fields=["failed_at", "failure"])
    _tell_who_asked(copy, "The copy of the record was not made", why)


def _tell_who_asked(copy: Copy, title: str, words: str) -> None:
    notifications.notify(
        title=title, words=words, by=None, user=copy.asked_by, subject=copy.subject, source=copy,
        url=reverse("desk:copy", args=[copy.subject_id, copy.pk]), key=f"{events.source_of(copy)} {title}"[:120],
    )


@transaction.atomic
def give(*, copy: Copy, by: User) -> bytes:
    """The file. That it was given stands on the timeline, once."""
    copy = Copy.objects.select_for_update(of=("self",)).select_related("subject").get(pk=copy.pk)
    if not copy.may_be_taken(timezone.now()) or not default_storage.exists(copy.file):
        raise NotThere("There is no file of this copy: it is not made yet, or its time is over.")
    if copy.given_at is None:
        copy.given_at, copy.given_by = timezone.now(), by
        copy.save(update_fields=["given_at", "given_by"])
        events.record(subject=copy.subject, kind=GIVEN, title="A copy of the record was given", by=by, source=copy,
                      detail=f"Identity: {copy.identity}.")
    with default_storage.open(copy.file) as file:
        return file.read()


def forget(*, now: datetime) -> int:
    """Take away the files whose time is over; how many."""
    gone = 0
    for copy in Copy.objects.past_their_time(now):
        default_storage.delete(copy.file)
        gone += Copy.objects.filter(pk=copy.pk, file=copy.file).update(file="")
    return gone
