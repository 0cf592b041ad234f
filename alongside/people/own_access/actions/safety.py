"""A sign that somebody stands over the person: every way in is closed, and nobody who uses one is told."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject

from .. import kinds
from ..models import Coercion, SignedIn
from .giving import page_of


class AlreadyStands(Exception):
    """Somebody has said so already, or lifted it first."""


@transaction.atomic
def close_for_safety(*, subject: Subject, words: str, by: User) -> Coercion:
    """From this moment My plan looks to everybody as if it did not know them. Nothing is sent to anybody."""
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    standing = Coercion.objects.standing().filter(subject=subject).select_related("by").first()
    if standing:
        raise AlreadyStands(f"{standing.by} said so on {timezone.localtime(standing.since):%-d %B %Y}: "
                            f"{standing.words}")
    sign = Coercion.objects.create(subject=subject, words=words, by=by)
    SignedIn.objects.filter(subject=subject).delete()
    events.record(subject=subject, kind=kinds.SAFETY, by=by, source=sign, detail=words, url=page_of(subject),
                  title="My plan closed silently: somebody may stand over them")
    return sign


@transaction.atomic
def lift(*, sign: Coercion, words: str, by: User) -> Coercion:
    """They are safe from it, and were asked alone. What was given before stands again until its own day."""
    sign = Coercion.objects.select_for_update(of=("self",)).select_related("subject").get(pk=sign.pk)
    if sign.lifted_at:
        raise AlreadyStands("Somebody lifted it already.")
    sign.lifted_at, sign.lifted_by, sign.lifted_words = timezone.now(), by, words
    sign.save()
    events.record(subject=sign.subject, kind=kinds.SAFETY, by=by, source=sign, detail=words,
                  url=page_of(sign.subject), title="My plan may be used again: nobody stands over them")
    return sign
