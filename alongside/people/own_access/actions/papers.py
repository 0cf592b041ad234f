"""Releasing papers to be read in My plan, one by one."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.documents.models import Document

from .. import kinds
from ..models import Release
from .giving import page_of


class CannotRelease(Exception):
    """Why this paper cannot be read in My plan, in a sentence."""


@transaction.atomic
def release(*, document: Document, part: str, about_others: str, harm_words: str, by: User) -> Release:
    """One paper, after looking through it for what is another's and for serious harm."""
    document = Document.objects.select_for_update(of=("self",)).select_related("subject").get(pk=document.pk)
    if document.status != Document.Status.SENT:
        raise CannotRelease("Only a paper that was sent or handed over can be read in My plan.")
    if not document.to_the_person:
        raise CannotRelease("This was written to somebody else. Give a copy of the record instead, which leaves out "
                            "what is theirs.")
    if Release.objects.standing().filter(document=document).exists():
        raise CannotRelease("It is released already.")
    released = Release.objects.create(subject=document.subject, document=document, part=part,
                                      about_others=about_others, harm_words=harm_words, released_by=by)
    events.record(subject=document.subject, kind=kinds.RELEASED, by=by, source=released,
                  title=f"Released to My plan: {document.title}", url=page_of(document.subject))
    return released


@transaction.atomic
def take_back(*, release: Release, because: str, by: User) -> Release:
    """It is no longer read there. What somebody has read or kept stays with them: say so to the person."""
    release = Release.objects.select_for_update(of=("self",)).select_related("subject", "document").get(pk=release.pk)
    if release.taken_back_at:
        raise CannotRelease("Somebody has taken it back already.")
    release.taken_back_at, release.taken_back_by, release.taken_back_because = timezone.now(), by, because
    release.save()
    events.record(subject=release.subject, kind=kinds.TAKEN_BACK, by=by, source=release,
                  title=f"No longer in My plan: {release.document.title}", url=page_of(release.subject))
    return release
