"""What referrers do themselves, over the public pages or the API: write, attach, send, add, take back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import partial
from typing import Any, BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.api_keys.models import ApiKey
from alongside.foundation.audit.context import acting
from alongside.foundation.notifications import actions as notifications
from alongside.foundation.notifications.models import Notification
from alongside.foundation.questionnaires.noticing import urgent_in
from alongside.foundation.uploads.cleaning import Clean, NotTaken, cleaned
from alongside.foundation.work import actions as work
from alongside.front_door import forgetting
from alongside.front_door.conversations import colleagues, policy

from ..models import Addition, Attachment, Draft, Feedback, Referral
from .answering import TO_READ_MORE, AlreadyDone, record

ADDED = events.Kind("referrals.added_to", "contact", permission="referrals.see")
WITHDRAWN = events.Kind("referrals.withdrawn", "contact", permission="referrals.see")
ONLINE, FOLLOWS = "online", "A referrer follows their referral"
MOST_DRAFTS = 20
LONGEST_ANSWER = 20_000


class TooMany(Exception):
    """As many as may be; the sentence says what to do."""


@transaction.atomic
def begin(*, email: str) -> Draft:
    if Draft.objects.of(email).count() >= MOST_DRAFTS:
        raise TooMany("You have begun many referrals. Send one of them, or throw one away, before you begin another.")
    return Draft.objects.create(email=email)


@transaction.atomic
def put_answers(*, draft: Draft, step: str, answers: dict[str, Any]) -> Draft:
    """What was typed on one page, also where it is not right yet. Two pages saved at once both stand."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    draft.answers[step] = {name: _short(value) for name, value in answers.items()}
    draft.changed_at = timezone.now()
    draft.save(update_fields=["answers", "changed_at"])
    return draft


def _short(value: Any) -> Any:
    return [str(one)[:100] for one in value[:50]] if isinstance(value, list) else str(value)[:LONGEST_ANSWER]


@transaction.atomic
def add_file(*, draft: Draft, file: BinaryIO, name: str, most: int) -> Attachment:
    """Cleaned before it is kept; refused with a sentence (`NotTaken`)."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.files.count() >= most:
        raise NotTaken(f"You have added {most} files already. Take one off, or put two in one.")
    kept = _keep(cleaned(file, name), draft=draft)
    Draft.objects.filter(pk=draft.pk).update(changed_at=timezone.now())
    return kept


def _keep(clean: Clean, **of: Any) -> Attachment:
    row = Attachment(
        name=clean.name,
        kind=clean.kind,
        size=len(clean.content),
        sha256=hashlib.sha256(clean.content).hexdigest(),
        **of,
    )
    row.file = default_storage.save(row.file, ContentFile(clean.content))
    row.save()
    return row


@transaction.atomic
def take_off(*, draft: Draft, pk: int) -> None:
    for row in draft.files.filter(pk=pk):
        _drop(row)


def _drop(row: Attachment) -> None:
    row.delete()
    transaction.on_commit(lambda: default_storage.delete(row.file))


@transaction.atomic
def throw_away(*, draft: Draft) -> None:
    for row in draft.files.all():
        _drop(row)
    draft.delete()


@transaction.atomic
def send(*, draft: Draft, said: dict[str, Any], where: str, by: User | None = None) -> Referral:
    """The draft becomes a referral at the same address. Pressed twice, it is one."""
    locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None:
        raise AlreadyDone("This referral has been sent.")
    referral = _arrive(
        {**said, "key": locked.key, "referrer_email": locked.email, "sent_by": by, "mailbox_shown_at": timezone.now()}
    )
    locked.files.update(draft=None, referral=referral)
    locked.delete()
    promised = timezone.localtime(policy.answer_by(referral.received_at, urgent=_urgent(referral)))
    notifications.notify(
        to_name=referral.referrer_name,
        address=referral.referrer_email,
        by=None,
        channel=Notification.Channel.EMAIL,
        title=f"We have your referral {referral.reference}",
        words=f"Thank you. We have your referral {referral.reference}. Somebody reads it by {promised:%-H.%M} on "
        f"{promised:%A %-d %B}. See where it is, or add to it, on our page, {where}. It sends a code to this "
        "address first, so that nobody else reads it.",
        source=referral,
        url=reverse("referrals:read", args=[referral.pk]),
    )
    return referral


@transaction.atomic
def receive(*, key: ApiKey, said: dict[str, Any], files: Iterable[Clean], sending: str, digest: str) -> Referral:
    """From a system: one referral a sending, whoever asks twice."""
    referral = _arrive({**said, "sent_with": key, "sending": sending, "sending_digest": digest})
    for clean in files:
        _keep(clean, referral=referral)
    return referral


def _arrive(said: dict[str, Any]) -> Referral:
    words = " ".join(str(said.get(name, "")) for name in ("reason", "hopes", "harm_feared", "why_without_agreement"))
    if said.get("harm_feared") or urgent_in(words):
        said = {**said, "urgency": Referral.Urgency.URGENT}
    return record(by=None, channel=ONLINE, **said)


def _urgent(referral: Referral) -> bool:
    return referral.urgency == Referral.Urgency.URGENT


@transaction.atomic
def add_words(*, referral_id: int, words: str) -> Addition:
    """What they know now. Whoever has the referral reads it."""
    with acting(why=FOLLOWS):
        referral = _still_open(referral_id)
        added = Addition.objects.create(referral=referral, subject=referral.subject, words=words)
        urgent = bool(urgent_in(words))
        _tell_the_reader(
            referral,
            title=f"Added to the referral about {referral.about_name}",
            why=" ".join(words.split()),
            urgent=urgent,
        )
        if referral.subject is not None:
            events.record(
                subject=referral.subject,
                kind=ADDED,
                by=None,
                source=added,
                detail=words[:300],
                title="The referrer added to the referral",
                url=_url(referral),
            )
    return added


@transaction.atomic
def withdraw(*, referral_id: int, because: str) -> Referral:
    """Taken back by the referrer. Somebody still reads it and decides: what was said of a person was said."""
    with acting(why=FOLLOWS):
        referral = _still_open(referral_id)
        if referral.withdrawn_at:
            return referral
        referral.withdrawn_at, referral.withdrawn_because = timezone.now(), because
        referral.save(update_fields=["withdrawn_at", "withdrawn_because"])
        _tell_the_reader(
            referral,
            title=f"Taken back: the referral about {referral.about_name}",
            why=because or "The referrer gave no reason",
            urgent=False,
        )
        if referral.subject is not None:
            events.record(
                subject=referral.subject,
                kind=WITHDRAWN,
                by=None,
                source=referral,
                detail=because[:300],
                title="The referrer took the referral back",
                url=_url(referral),
            )
    return referral


def _still_open(referral_id: int) -> Referral:
    referral = Referral.objects.select_for_update(of=("self",)).select_related("subject", "read_by").get(pk=referral_id)
    if referral.closed_at:
        raise AlreadyDone("We have answered this referral. If something has changed, refer again, or ring us.")
    return referral


def _tell_the_reader(referral: Referral, *, title: str, why: str, urgent: bool) -> None:
    work.raise_task(
        kind=TO_READ_MORE,
        title=title[:300],
        subject=referral.subject,
        by=None,
        owner=referral.read_by,
        team=colleagues.team(colleagues.FRONT_DOOR),
        verb="Read",
        due_on=timezone.localdate(),
        why=why[:300],
        priority="urgent" if urgent or _urgent(referral) else "soon",
        source=referral,
        url=_url(referral),
    )


@transaction.atomic
def answer_was_read(*, feedback_id: int) -> None:
    """The referrer has it in front of them: when they first had."""
    with acting(why=FOLLOWS):
        Feedback.objects.filter(pk=feedback_id, read_at=None).update(read_at=timezone.now())


@transaction.atomic
def forget_drafts(*, days: int) -> int:
    """Every night: what nobody went on with, and its files."""
    drafts = list(Draft.objects.unused(days).select_for_update(skip_locked=True))
    for draft in drafts:
        throw_away(draft=draft)
    return len(drafts)


@transaction.atomic
def forget_unmatched() -> int:
    """Referrals closed long ago that never came onto a record: with their files, and what the referrer was told."""
    old = Referral.objects.of_nobody(forgetting.before()).select_for_update(of=("self",))
    return sum(_forget(referral) for referral in old)


def _forget(referral: Referral) -> bool:
    files = list(referral.files.all())
    with transaction.atomic():
        # A closed referral and what its referrer was told hold each other.
        Referral.objects.filter(pk=referral.pk).update(feedback=None, closed_at=None, closed_by=None)
        gone = forgetting.forget(referral, *referral.tries.all(), *referral.additions.all(), *files)
        if not gone:
            transaction.set_rollback(True)
    if gone:
        for file in files:
            transaction.on_commit(partial(default_storage.delete, file.file))
    return gone


def _url(referral: Referral) -> str:
    return reverse("referrals:read", args=[referral.pk])
