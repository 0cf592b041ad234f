"""Writing to each other: from outside and from a colleague, reading, closing; and that nothing waits with nobody."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.telling import tell
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.questionnaires import noticing
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.subjects.models import Subject
from alongside.foundation.subjects.outside import Outsider
from alongside.foundation.uploads.cleaning import Clean
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task

from . import lists, readers, reading
from .models import NEW, TASK, Attachment, Begun, Message, OpenedTo, Thread

CAME = events.Kind("messages.came", "contact", permission="messages.see")
WENT = events.Kind("messages.went", "contact", permission="messages.see")
CLOSED = events.Kind("messages.closed", "contact", permission="messages.see")
MARKED = events.Kind("messages.marked", "contact", permission="messages.see")
MOST_FILES, MOST_BEGUN = 5, 50


class ThreadIsClosed(Exception):
    """Nobody writes in it any more; a new message begins a new one."""


class WrittenMeanwhile(Exception):
    """Somebody wrote in the thread after the page was shown; what was written is kept."""


class NotAnswered(Exception):
    """The person wrote last: it is not closed before somebody has answered."""


class TooMuchBegun(Exception):
    """Nobody begins so many things at once: what asks for more is no person."""


class ChangedElsewhere(Exception):
    """What somebody had begun was changed in another window."""

    def __init__(self, theirs: Begun) -> None:
        self.theirs = theirs
        super().__init__("You wrote more of this in another window.")


# --- from outside


@transaction.atomic
def keep_begun(*, subject: Subject, who: Outsider, place: str, words: str, revision: int = 0) -> Begun:
    """What somebody outside has written so far. Where another window wrote since `revision`, they see both."""
    row = _begun(subject, who, place)
    if row is None:
        if Begun.objects.of(subject, who).count() >= MOST_BEGUN:
            raise TooMuchBegun("You have begun many things. Finish one of them, or send it.")
        try:
            with transaction.atomic():
                return Begun.objects.create(subject=subject, place=place, access=who.access, writer_name=who.name,
                                            words=words)
        except IntegrityError:
            # The page saved by itself at the very moment they pressed the button.
            row = _begun(subject, who, place)
            if row is None:
                raise
    if row.words == words:
        return row
    if row.revision != revision:
        raise ChangedElsewhere(row)
    row.words, row.revision, row.saved_at = words, row.revision + 1, timezone.now()
    row.save()
    return row


def _begun(subject: Subject, who: Outsider, place: str) -> Begun | None:
    return Begun.objects.of(subject, who).at(place).select_for_update(of=("self",)).first()


@transaction.atomic
def let_go(*, subject: Subject, who: Outsider, place: str) -> None:
    """It is sent, or they do not want to send it."""
    Begun.objects.of(subject, who).at(place).delete()


@transaction.atomic
def write_from_outside(*, subject: Subject, who: Outsider, words: str, thread: Thread | None = None, about: str = "",
                       files: Iterable[Clean] = (), gives: bool = False, seen: int | None = None) -> Message:
    """A message from the person, or from whoever acts for them. Somebody has it on their list at once, with a day.

    `seen` is the last message the page showed; `gives` says that it is what a colleague asked for.
    """
    now, place = timezone.now(), thread.place if thread else NEW
    if thread is None:
        thread = Thread.objects.create(subject=subject, about=about or _first_words(words), begun_at=now,
                                       begun_by_access=who.access)
    else:
        thread = _open_thread(thread)
        if seen is not None and thread.messages.filter(pk__gt=seen).exists():
            raise WrittenMeanwhile("There is a newer message. Read it, then send yours.")
    urgent = noticing.urgent_in(words)
    message = Message.objects.create(
        subject=subject, thread=thread, words=words, written_at=now, writer_name=who.name,
        writer_acts_as=who.acts_as, writer_access=who.access, urgent_words=", ".join(urgent)[:200],
    )
    for clean in list(files)[:MOST_FILES]:
        _attach(message, clean)
    if gives:
        thread.messages.not_given().update(given_at=now)
    let_go(subject=subject, who=who, place=place)
    events.record(subject=subject, kind=CAME, title=f"Message from {who.in_words}", by=None, source=message,
                  happened_at=now, url=_url(thread), significant=bool(urgent))
    _put_on_a_list(thread, message, now)
    return message


def _first_words(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 60 else line[:60].rsplit(" ", 1)[0] + " …"


def _attach(message: Message, clean: Clean) -> None:
    # Its name in the store cannot be guessed from the number of the message or from what the file is called.
    name = default_storage.save(f"messages/{secrets.token_hex(16)}", ContentFile(clean.content))
    Attachment.objects.create(subject=message.subject, message=message, name=clean.name, kind=clean.kind, file=name,
                              size=len(clean.content), sha256=hashlib.sha256(clean.content).hexdigest())


def _put_on_a_list(thread: Thread, message: Message, now: datetime) -> None:
    """One piece of work for a thread, however many messages it holds."""
    count = len(_waiting_messages(thread))
    lists.put_on_a_list(
        subject=thread.subject, kind=TASK, title=f"Answer a message: {thread.about}"[:300], source=thread, now=now,
        url=reverse("messages:answer", args=[thread.pk]), verb="Answer",
        urgent_words=[word for word in message.urgent_words.split(", ") if word],
        why=f"{count} messages not answered" if count > 1 else "",
    )


def _waiting_messages(thread: Thread) -> list[Message]:
    return Thread.objects.with_messages().get(pk=thread.pk).unanswered


def work_of(thread: Thread) -> Task | None:
    return Task.objects.open().filter(kind=TASK, source=events.source_of(thread)).first()


@transaction.atomic
def read_from_outside(*, thread: Thread, who: Outsider) -> None:
    """Somebody outside has opened it. Only where it is for them does that make it read: to another it is no longer new,
    and to the person it still is."""
    now = timezone.now()
    OpenedTo.objects.to(who.access).filter(thread=thread).update(seen_at=now)
    if readers.reads_for_them(thread, who):
        thread.messages.from_colleagues().unread().update(read_at=now, read_by_name=who.in_words[:200])


# --- from a colleague


@transaction.atomic
def read_by_colleague(*, thread: Thread, by: User) -> bool:
    """Read, where the one who opens it is the one who answers: a manager who looks in does not make it read."""
    if not reading.who_reads(thread.subject, timezone.now()).is_for(by) and not _holds(thread, by):
        return False
    return bool(thread.messages.from_outside().unread().update(read_at=timezone.now(), read_by=by))


def _holds(thread: Thread, by: User) -> bool:
    waiting = work_of(thread)
    return waiting is not None and waiting.owner_id in (by.pk, *by.covering_ids())


@transaction.atomic
def begin_from(*, draft: Draft, subject: Subject, by: User) -> Message:
    """The first message of a new thread, from what a colleague has drafted."""
    thread = Thread.objects.create(subject=subject, about=draft.answers["about"])
    message = _write(thread, draft, by)
    questionnaires.discard(draft=draft, by=by)
    return message


@transaction.atomic
def begin_from_colleague(*, subject: Subject, about: str, words: str, by: User, read_by: int = 0) -> Message:
    """A new thread, about something on the record; `read_by` is the access of whoever wrote that, if it was not the
    person: they are answered where they read it."""
    thread = Thread.objects.create(subject=subject, about=about[:120])
    readers.open_to_whoever_wrote(thread=thread, access_id=read_by, by=by)
    return write_from_colleague(thread=thread, words=words, by=by)


@transaction.atomic
def answer_from(*, draft: Draft, thread: Thread, by: User) -> Message:
    """A colleague's answer: what waited is read and done, and the person is told that there is something to read."""
    thread = _open_thread(thread)
    message = _write(thread, draft, by)
    questionnaires.discard(draft=draft, by=by)
    return message


def _write(thread: Thread, draft: Draft, by: User) -> Message:
    answers = draft.answers
    asks = answers.get("asks") == "yes"
    return write_from_colleague(
        thread=thread, words=answers["words"], by=by, asks_for=answers.get("asks_for", "") if asks else "",
        asks_by=date.fromisoformat(answers["asks_by"]) if asks and answers.get("asks_by") else None,
    )


@transaction.atomic
def write_from_colleague(*, thread: Thread, words: str, by: User, asks_for: str = "", asks_by: date | None = None
                         ) -> Message:
    """What waited for an answer is read and done with it, and those who read the thread are told that there is
    something new; nothing goes out while My plan is closed to them. `asks_for` is what the person is to give, by
    `asks_by`. Whether the thread is still open is the caller's to see."""
    now = timezone.now()
    thread.messages.from_outside().unread().update(read_at=now, read_by=by)
    message = Message.objects.create(subject=thread.subject, thread=thread, words=words, written_at=now, written_by=by,
                                     asks_for=asks_for, asks_by=asks_by)
    if (waiting := work_of(thread)) is not None:
        work.finish(task=waiting, outcome="Answered", by=by)
    events.record(subject=thread.subject, kind=WENT, title=f"Message to them: {thread.about}"[:300], by=by,
                  source=message, url=_url(thread))
    lists.tell_them(subject=thread.subject, source=message, by=by, to=thread.is_open_to)
    return message


@transaction.atomic
def bring_over(*, draft: Draft, to: Thread, by: User) -> Draft:
    """What was begun before somebody else wrote goes on from there, every word kept."""
    draft.about = about_last(to)
    draft.save(update_fields=["about"])
    return draft


def about_last(thread: Thread) -> str:
    """A draft is about the message it answers, so that it can tell that there is a newer one."""
    last = thread.messages.in_order().last()
    return events.source_of(last if last is not None else thread)


@transaction.atomic
def mark_third_party(*, message: Message, tells_of_others: bool, by: User) -> Message:
    """It tells of somebody else, and is left out of a copy; or it does not after all. Who decided stands on the
    timeline; saying once more what stands already changes nothing."""
    message = Message.objects.select_for_update(of=("self",)).select_related("subject", "thread").get(pk=message.pk)
    if message.third_party == tells_of_others:
        return message
    message.third_party = tells_of_others
    message.save(update_fields=["third_party"])
    said = "left out of a copy: it tells of somebody else" if tells_of_others else "no longer left out of a copy"
    events.record(subject=message.subject, kind=MARKED, title=f"A message is {said}", detail=message.thread.about,
                  by=by, source=message, url=_url(message.thread))
    return message


@transaction.atomic
def close(*, thread: Thread, because: str, by: User) -> Thread:
    """Say why it is over: the person reads it as the last word. What they wrote last is answered first."""
    thread = _open_thread(thread)
    if _waiting_messages(thread):
        raise NotAnswered("They wrote last. Answer them first, then close it.")
    thread.closed_at, thread.closed_by, thread.closed_because = timezone.now(), by, because
    thread.save(update_fields=["closed_at", "closed_by", "closed_because"])
    events.record(subject=thread.subject, kind=CLOSED, title=f"Messages closed: {thread.about}"[:300], detail=because,
                  by=by, source=thread, url=_url(thread))
    return thread


def _open_thread(thread: Thread) -> Thread:
    locked = Thread.objects.select_for_update(of=("self",)).select_related("subject", "closed_by").get(pk=thread.pk)
    if locked.closed_at:
        raise ThreadIsClosed(f"{locked.closed_by} closed this on {timezone.localtime(locked.closed_at):%-d %B %Y}.")
    return locked


# --- nobody waits with nobody


def keep_with_who_reads(*, now: datetime) -> int:
    """Move what waits to whoever reads it now: a worker who left, a team that closed, the night that is over. What is
    past its hour becomes urgent. The number of pieces of work that changed."""
    changed = 0
    for waiting in Task.objects.open().filter(kind__in=lists.FROM_OUTSIDE).order_by("pk"):
        changed += _keep_one(waiting.pk, now)
    return changed


@transaction.atomic
def _keep_one(task_id: int, now: datetime) -> bool:
    waiting = Task.objects.select_for_update(of=("self",)).select_related("subject", "owner").get(pk=task_id)
    if waiting.done_at or waiting.subject is None:
        return False
    urgent = waiting.priority == Task.Priority.URGENT
    reader = reading.who_reads(waiting.subject, now, urgent=urgent)
    moves = _has_left(waiting, reader)
    late = waiting.due_on is not None and waiting.due_on < timezone.localdate(now) and not urgent
    if not (moves or late):
        return False
    if moves:
        waiting.owner, waiting.team = reader.holder, reader.team or waiting.team
    if late:
        waiting.priority = Task.Priority.URGENT
    waiting.version += 1
    waiting.save(update_fields=["owner", "team", "priority", "version"])
    if moves and reader.user is not None:
        tell(user=reader.user, by=None, subject=waiting.subject, source=waiting, url=waiting.url,
             title="Something from My plan that waits is with you now")
    return True


def _has_left(waiting: Task, reader: reading.Reader) -> bool:
    """It lies with somebody who has gone, or with nobody where there is somebody; not where a colleague took it, or
    handed it on."""
    if waiting.handed_at and (waiting.owner is None or waiting.owner.is_active):
        return False
    if waiting.owner_id == (reader.holder.pk if reader.holder else None):
        return reader.holder is None and reader.team is not None and waiting.team_id != reader.team.pk
    return True


def forget_begun(*, now: datetime, after_days: int = 90) -> int:
    """What nobody went on with for so long."""
    return Begun.objects.unused_since(timezone.localdate(now) - timedelta(days=after_days)).delete()[0]


def _url(thread: Thread) -> str:
    return reverse("messages:thread", args=[thread.pk])
