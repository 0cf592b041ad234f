"""Who else reads a thread in My plan: nobody, until the person or a colleague opens it to them by name."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.outside import Outsider
from alongside.people.own_access.models import Access, Part
from alongside.people.own_access.selectors import standing

from . import lists
from .models import OpenedTo, Thread

OPENED = events.Kind("messages.opened", "contact", permission="messages.see")
NO_LONGER = events.Kind("messages.no_longer_opened", "contact", permission="messages.see")


class CannotOpen(Exception):
    """Why nobody reads it beside the person, in a sentence."""


def could_read(thread: Thread) -> list[tuple[Access, bool]]:
    """Those who sign in to messages beside the person today, and whether this thread is open to them."""
    others = [one for one in standing(thread.subject, timezone.localdate())
              if not one.is_the_person and Part.MESSAGES in one.parts_open]
    named = set(OpenedTo.objects.standing().filter(thread=thread).values_list("access_id", flat=True))
    return [(one, one.pk == thread.begun_by_access or one.pk in named) for one in others]


def reads_for_them(thread: Thread, who: Outsider) -> bool:
    """Whether their reading makes a message read: that of the person; of whoever began the thread for them; or of
    whoever reads it where the person does not sign in to messages herself."""
    if who.is_the_person or (who.access and thread.begun_by_access == who.access):
        return True
    return not any(one.is_the_person and Part.MESSAGES in one.parts_open
                   for one in standing(thread.subject, timezone.localdate()))


@transaction.atomic
def open_to(*, thread: Thread, access: Access, by: User | None) -> OpenedTo:
    """They read all of it from now on. `by` is the colleague; None where the person opens it herself."""
    if access not in [one for one, _ in could_read(thread)]:
        raise CannotOpen("They cannot read messages in My plan now.")
    row, fresh = _open(thread, access, by)
    if fresh and by is not None:
        lists.tell_them(subject=thread.subject, source=row, by=by, to=lambda one: one.pk == access.pk)
    return row


def open_to_whoever_wrote(*, thread: Thread, access_id: int, by: User) -> None:
    """Before a word is written in it: they are told with the first message, as the person is."""
    writer = next((one for one, _ in could_read(thread) if one.pk == access_id), None)
    if writer is not None:
        _open(thread, writer, by)


def _open(thread: Thread, access: Access, by: User | None) -> tuple[OpenedTo, bool]:
    row, fresh = OpenedTo.objects.standing().get_or_create(
        thread=thread, access=access, defaults={"subject": thread.subject, "opened_by": by})
    if fresh:
        events.record(subject=thread.subject, kind=OPENED, by=by, source=thread, url=_url(thread),
                      title=f"Messages opened to {access.who}: {thread.about}"[:300])
    return row, fresh


@transaction.atomic
def close_to(*, thread: Thread, access: Access, by: User | None) -> None:
    """They read it no longer, unless they began it."""
    gone = OpenedTo.objects.standing().filter(thread=thread, access=access).update(
        closed_at=timezone.now(), closed_by=by)
    if gone:
        events.record(subject=thread.subject, kind=NO_LONGER, by=by, source=thread, url=_url(thread),
                      title=f"Messages no longer open to {access.who}: {thread.about}"[:300])


def _url(thread: Thread) -> str:
    return reverse("messages:thread", args=[thread.pk])
