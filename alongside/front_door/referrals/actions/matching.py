"""Whom a referral is about, found by search; and found again, where that was wrong and nothing rests on it yet."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work.models import Task
from alongside.front_door.conversations import policy

from ..models import Addition, Attachment, Feedback, Referral
from .answering import (
    HARM,
    AlreadyDone,
    NotYet,
    ask_safeguarding_to_look,
    harm_is_answered,
    on_the_timeline,
    still_open,
)

ANOTHERS = events.Kind("referrals.about_another", "contact", permission="referrals.see")
# What came with the referral goes where it goes; whatever else points at it is about the person it was matched to.
COMES_ALONG = (Addition, Attachment, Feedback, Referral)


class FoundMeanwhile(AlreadyDone):
    """Since the page was shown, a colleague found whom it is about."""


@transaction.atomic
def match(*, referral: Referral, subject: Subject, by: User, seen: str | None = None) -> Referral:
    """This is the person it is about, found by search. `seen`: whose record the page showed it on, if it showed any.

    Matched anew, it leaves nothing on the first record but that it was about somebody else; so not once somebody was
    talked with, screened, referred on or written about because of it.
    """
    referral = still_open(referral)
    before = referral.subject
    if seen is not None and seen != str(referral.subject_id or ""):
        raise FoundMeanwhile("A colleague found meanwhile whom it is about. Choose again only if that is wrong.")
    if before == subject:
        return referral
    if _rests_on_it(referral):
        raise NotYet(f"Because of this referral something stands on the record of {before} already: a talk, a "
                     "screening, a letter or a referral on. Write the referral down anew for the right person, and "
                     "say here that it was about somebody else.")
    referral.subject, referral.follows = subject, _earlier(referral, subject)
    referral.save(update_fields=["subject", "follows"])
    referral.files.update(subject=subject)
    referral.additions.update(subject=subject)
    referral.tries.update(subject=subject)
    Task.objects.open().filter(source=events.source_of(referral)).update(subject=subject)
    on_the_timeline(referral, by)
    if before is not None:
        _leave(referral, before, by)
    return referral


def _earlier(referral: Referral, subject: Subject) -> Referral | None:
    days = policy.rereferral_days(timezone.localdate(referral.received_at))
    return Referral.objects.of_earlier(subject, days, referral.received_at).exclude(pk=referral.pk).first()


def _rests_on_it(referral: Referral) -> bool:
    if referral.conversation_id or referral.tries.filter(document__isnull=False).exists():
        return True
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: referral}).exists()
        for relation in referral._meta.related_objects if relation.related_model not in COMES_ALONG
    )


def _leave(referral: Referral, before: Subject, by: User) -> None:
    """The first record says so, and says nothing of whose it is. A concern raised there answers no fear for another."""
    events.record(subject=before, kind=ANOTHERS, by=by, source=referral,
                  title=f"Referral {referral.reference} was about somebody else")
    for later in referral.came_back_as.filter(subject=before):
        later.follows = _earlier(later, before)
        later.save(update_fields=["follows"])
    waiting = Task.objects.open().filter(source=events.source_of(referral), kind=HARM)
    if not harm_is_answered(referral) and not waiting.exists():
        ask_safeguarding_to_look(referral, by)
