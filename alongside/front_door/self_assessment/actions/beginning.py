"""Before anything is sent: begin, save, keep for later, come back, have enough, be forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from .. import addresses, pack
from ..engine import Conflict, Page, merged
from ..models import Counted, Started
from ..models.started import digest, new_secret
from ..offers import Offer


class AlreadySent(Exception):
    """What was begun is not here any more: it has just been sent, or thrown away, in another window or by a second
    press."""


def count(offer: str, what: str) -> None:
    """One more on this day. Of who it was, nothing."""
    if not pack.counts():
        return
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO self_assessment_counted ("on", offer, what, times) VALUES (%s, %s, %s, 1) '
            'ON CONFLICT ("on", offer, what) DO UPDATE SET times = self_assessment_counted.times + 1',
            [timezone.localdate(), offer, Counted.What(what).value])


@transaction.atomic
def start(*, offer: Offer, answers: dict[str, object] | None = None) -> tuple[Started, str]:
    """Begun, with the secret that this browser keeps."""
    secret = new_secret()
    begun = Started.objects.create(secret=digest(secret), offer=offer.key, version=offer.whole().version,
                                   answers=answers or {}, saved_at=timezone.now())
    count(offer.key, "started")
    return begun, secret


def locked(started: Started) -> Started:
    found = Started.objects.select_for_update().filter(pk=started.pk).first()
    if found is None:
        raise AlreadySent("It has been sent, or thrown away.")
    return found


@transaction.atomic
def keep(*, started: Started, page: Page) -> tuple[Started, list[Conflict]]:
    """Save what a page changed. What another tab changed meanwhile is never written over unseen."""
    started = locked(started)
    after, conflicts = merged(started.whole, started.answers, page)
    if after != started.answers:
        started.answers, started.revision = after, started.revision + 1
    started.saved_at = timezone.now()
    started.save(update_fields=["answers", "revision", "saved_at"])
    return started, conflicts


@transaction.atomic
def finish(*, started: Started) -> Started:
    """They have come to the end: counted once."""
    started = locked(started)
    if started.finished_at is None:
        started.finished_at = timezone.now()
        started.save(update_fields=["finished_at"])
        count(started.offer, "finished")
    return started


@transaction.atomic
def say_enough(*, started: Started, enough: bool) -> Started:
    """Whether what they found is enough for now. Somebody who needs nothing more from us is counted once."""
    started = finish(started=started)
    if enough and not started.enough:
        count(started.offer, "enough")
    started.enough = enough
    started.save(update_fields=["enough"])
    return started


@transaction.atomic
def keep_for_later(*, started: Started, address: str) -> str:
    """To come back to from anywhere, by this address and a code. Answers with what stands in the link to it."""
    started = locked(started)
    if not started.link:
        count(started.offer, "saved")
    link = new_secret()
    started.link, started.address, started.saved_at = digest(link), addresses.digest(address), timezone.now()
    started.save(update_fields=["link", "address", "saved_at"])
    return link


@transaction.atomic
def open_again(*, started: Started) -> str:
    """In another browser: a new secret for it. The one before no longer opens anything."""
    started, secret = locked(started), new_secret()
    started.secret, started.saved_at = digest(secret), timezone.now()
    started.save(update_fields=["secret", "saved_at"])
    return secret


@transaction.atomic
def delete(*, started: Started) -> None:
    """Thrown away by whoever wrote it: nothing of it stays."""
    started.delete()


@transaction.atomic
def forget_old() -> int:
    return Started.objects.untouched_since(timezone.now() - timedelta(days=pack.keep_days())).delete()[0]
