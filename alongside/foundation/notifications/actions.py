"""Telling people things: a colleague, the person, or somebody about them."""

from __future__ import annotations

import logging

from django.core.files.storage import default_storage
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work

from .channels import SENDERS, CannotDeliver, Message
from .channels.text import LONGEST
from .contact import contact_of
from .models import Notification

log = logging.getLogger(__name__)

SENT = events.Kind("notifications.sent", "contact")
CAME_BACK = events.Kind("notifications.came_back", "contact")


class TooLong(ValueError):
    """A text message has to be short."""


@transaction.atomic
def notify(
    *,
    title: str,
    words: str = "",
    channel: str = "product",
    by: User | None,
    user: User | None = None,
    subject: Subject | None = None,
    to_name: str = "",
    address: str = "",
    url: str = "",
    attachment: str = "",
    attachment_name: str = "",
    source: models.Model | None = None,
    key: str = "",
) -> Notification:
    """Tell somebody something, by a background job once this transaction holds.

    `user=` tells a colleague (with `subject=`, about that person). `subject=` alone tells the person, in the way they
    may be reached: what they refused ("No texts") goes by the way they prefer, or is kept and not sent.
    `to_name=` with `address=` tells anybody else (a referrer); add `subject=` for whom it is about.
    `key=` makes a second ask answer with the first message. The row always says what became of it.
    """
    if channel == "text" and len(words or title) > LONGEST:
        raise TooLong(f"A text message may have {LONGEST} characters; this one has {len(words or title)}.")
    if channel == "post" and not attachment:
        raise ValueError("Only a letter can be posted: documents.actions.send_letter makes one and sends it.")
    if key and (same := Notification.objects.filter(key=key).first()):
        return same
    to_the_person = user is None and subject is not None and not to_name
    stopped = ""
    if subject is not None and to_the_person:
        channel, address, to_name, stopped = _reach(subject, channel, address, bool(attachment))
    elif user is not None:
        to_name = user.name
        address = address or (user.email if channel == "email" else
                              user.telephone if channel == "text" else "")
    if not stopped and channel != "product" and not address:
        stopped = "There is no address to send it to."
    try:
        with transaction.atomic():
            notification = Notification.objects.create(
                to_user=user, subject=subject, to_the_person=to_the_person, to_name=to_name, address=address,
                channel=channel, title=title, words=words, url=url, attachment=attachment,
                attachment_name=attachment_name, key=key, made_by=by,
                source=events.source_of(source) if source is not None else "",
                stopped_at=timezone.now() if stopped else None, stopped_why=stopped,
                # In the product the row is the message: it is there as soon as it is kept.
                sent_at=timezone.now() if channel == "product" and not stopped else None,
            )
    except IntegrityError:
        if key and (same := Notification.objects.filter(key=key).first()):
            return same
        raise
    if not notification.finished:
        from .tasks import deliver as job

        job.defer(notification_id=notification.pk)
    return notification


def _reach(subject: Subject, channel: str, address: str, letter: bool) -> tuple[str, str, str, str]:
    """Channel, address and name for the person, and why not where nothing may go."""
    contact = contact_of(subject)
    if subject.died_on:
        return channel, address, contact.name, "The person has died."
    refusal = contact.refusal_of(channel)
    if channel == "product" or refusal:
        # The way they prefer, else any way that reaches them; only a letter can be posted.
        ways = [contact.preferred, "email", "text"]
        ways += ["post"] if letter else []
        open_ways = [way for way in ways if contact.where(way) and not contact.refusal_of(way)
                     and (letter or way != "post")]
        if not open_ways:
            channel = "post" if channel == "product" else channel
            return channel, "", contact.name, refusal or "There is no way to reach them but a letter."
        channel, address = open_ways[0], ""
    return channel, address or contact.where(channel), contact.name, ""


@transaction.atomic
def deliver(*, notification_id: int, last_try: int) -> Exception | None:
    """Send one message, once. Answers with the exception where it is worth trying again, None where it is settled."""
    notification = (
        Notification.objects.select_for_update(of=("self",)).select_related("subject").get(pk=notification_id)
    )
    if notification.finished:
        return None
    if notification.to_the_person and notification.subject and notification.subject.died_on:
        _stop(notification, "The person has died.")
        return None
    notification.tries += 1
    try:
        SENDERS[notification.channel](_message(notification))
    except CannotDeliver as why:
        _fail(notification, str(why))
        return None
    except Exception as problem:
        kind = type(problem).__name__
        log.warning("Message %s was not sent at try %s: %s", notification.pk, notification.tries, kind)
        if notification.tries >= last_try:
            _fail(notification, f"It could not be sent after {notification.tries} tries.")
            return None
        notification.save(update_fields=["tries"])
        return problem
    notification.sent_at = timezone.now()
    notification.save(update_fields=["tries", "sent_at"])
    if notification.subject and notification.to_user_id is None:
        events.record(
            subject=notification.subject, kind=SENT, by=notification.made_by, source=notification,
            title=f"{notification.get_channel_display()} to {notification.to_name}: {notification.title}"[:300],
        )
    return None


def _message(notification: Notification) -> Message:
    attachment = None
    if notification.attachment:
        with default_storage.open(notification.attachment) as file:
            attachment = file.read()
    return Message(
        id=notification.pk, channel=notification.channel, to_name=notification.to_name, address=notification.address,
        title=notification.title, words=notification.words or notification.title, made_at=notification.made_at,
        attachment=attachment, attachment_name=notification.attachment_name,
    )


def _stop(notification: Notification, why: str) -> None:
    notification.stopped_at = timezone.now()
    notification.stopped_why = why
    notification.save(update_fields=["stopped_at", "stopped_why"])


def _fail(notification: Notification, why: str) -> None:
    notification.failed_at = timezone.now()
    notification.failure = why
    notification.save(update_fields=["tries", "failed_at", "failure"])
    _ask_to_put_right(notification, why)


@transaction.atomic
def came_back(*, notification: Notification, why: str, by: User) -> Notification:
    """The post brought it back, or the mail server did: whoever sent it puts the address right."""
    notification = Notification.objects.select_for_update(of=("self",)).get(pk=notification.pk)
    if notification.returned_at:
        return notification
    notification.returned_at = timezone.now()
    notification.returned_why = why
    notification.save(update_fields=["returned_at", "returned_why"])
    if notification.subject:
        events.record(subject=notification.subject, kind=CAME_BACK, by=by, source=notification, detail=why,
                      title=f"Came back undelivered: {notification.title}"[:300])
    _ask_to_put_right(notification, why)
    return notification


def _ask_to_put_right(notification: Notification, why: str) -> None:
    if notification.made_by is None:
        return
    work.raise_task(
        kind="check_address", title=f"{notification.title}: check the address"[:300], why=why, verb="Put right",
        subject=notification.subject, owner=notification.made_by, by=None, due_on=timezone.localdate(),
        url=notification.url, source=notification,
    )


@transaction.atomic
def mark_read(*, user: User, notification: Notification | None = None) -> int:
    """One notification, or all of them, read by the colleague they were for; how many were unread."""
    unread = Notification.objects.filter(to_user=user, read_at=None)
    if notification is not None:
        unread = unread.filter(pk=notification.pk)
    return unread.update(read_at=timezone.now())


@transaction.atomic
def stop_all(*, subject: Subject, why: str) -> int:
    """Keep back everything on its way to the person (they have died, say); how many were kept back."""
    waiting = Notification.objects.waiting_to_go().filter(subject=subject, to_the_person=True)
    return waiting.update(stopped_at=timezone.now(), stopped_why=why)
