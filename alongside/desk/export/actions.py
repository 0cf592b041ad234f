"""Giving the copy."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject

from . import paper
from .marks import CHOICES
from .rows import collect

GIVEN = events.Kind("export.copy_given", "details")


class SaysNoReason(ValueError):
    """What a copy leaves out is put in for a reason, and it is written down."""


@transaction.atomic
def give_copy(*, subject: Subject, include: Iterable[str], reason: str, identity: str, by: User) -> bytes:
    """The copy as one file; that it was given, to whom and with what, stands on the timeline."""
    chosen = frozenset(include)
    if chosen and not reason.strip():
        raise SaysNoReason("Say why what is usually left out goes into this copy.")
    labels = dict(CHOICES)
    put_in = "; ".join(labels[mark] for mark in sorted(chosen))
    events.record(
        subject=subject, kind=GIVEN, title="A copy of the record was given", by=by,
        detail=" ".join(part for part in (
            f"Identity: {identity}.", f"With: {put_in}." if put_in else "", f"Because: {reason}" if put_in else "",
        ) if part),
    )
    return paper.pack(subject, collect(subject, chosen), given_by=by, given_on=timezone.localdate())
