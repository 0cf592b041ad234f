"""What a person and their worker write to each other: threads on the record, messages, files, and what is begun."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from alongside.foundation.access.conditions import may_see
from alongside.foundation.subjects.outside import Outsider
from alongside.people.own_access.models.access import Access

# Where somebody outside writes the first message of a thread.
NEW = "new"
# What the task of a thread is called, wherever work is listed.
TASK = "message"


class ThreadQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def open(self) -> Self:
        return self.filter(closed_at=None)

    def newest_first(self) -> Self:
        return self.annotate(last_at=models.Max("messages__written_at")).order_by("-last_at", "-pk")

    def with_messages(self) -> Self:
        every = Message.objects.in_order().select_related("written_by", "read_by").prefetch_related("attachments")
        return self.select_related("subject", "closed_by").prefetch_related(models.Prefetch("messages", every))

    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject).with_messages().newest_first()

    def open_to(self, access: Access) -> Self:
        """What somebody outside reads: the person everything, also what others write for them; whom they chose, or who
        has a power, only what they began and what was opened to them by name."""
        rows = self.filter(subject=access.subject_id)
        if access.is_the_person:
            return rows
        named = OpenedTo.objects.standing().filter(thread=OuterRef("pk"), access=access.pk)
        return rows.filter(Q(begun_by_access=access.pk) | Exists(named))

    def waiting_for_what_was_asked_by(self, user_ids: Iterable[int]) -> Self:
        """Asked for by one of these colleagues themselves."""
        asked = Message.objects.not_given().filter(written_by__in=list(user_ids), thread=OuterRef("pk"))
        return self.open().filter(Exists(asked))


def outsider(access: Access) -> Outsider:
    """Who writes, as it stands beside their words for good."""
    if access.is_the_person:
        return Outsider(access.subject.display_name, access=access.pk)
    return Outsider(access.name, access.as_words, access.pk)


class Thread(models.Model):
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="threads")
    about = models.CharField(max_length=120)
    begun_at = models.DateTimeField(default=timezone.now)
    # The access of whoever outside began it; 0 where a colleague did.
    begun_by_access = models.PositiveBigIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Read by the person: the last word of it.
    closed_because = models.CharField(max_length=300, blank=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="thread_closed_whole",
                condition=Q(closed_at=None, closed_by=None, closed_because="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closed_because="")),
            )
        ]
        indexes = [models.Index(fields=["subject"], name="thread_subject")]

    def __str__(self) -> str:
        return self.about

    def is_open_to(self, access: Access) -> bool:
        return Thread.objects.open_to(access).filter(pk=self.pk).exists()

    @property
    def place(self) -> str:
        """Where somebody outside writes on in it."""
        return f"thread:{self.pk}"

    @property
    def last(self) -> Message:
        return list(self.messages.all())[-1]

    @property
    def unanswered(self) -> list[Message]:
        """What the person has written since a colleague last wrote."""
        since: list[Message] = []
        for message in self.messages.all():
            since = [*since, message] if message.is_from_outside else []
        return since

    @property
    def asked_for(self) -> Message | None:
        """What a colleague asked for last and has not been given."""
        return next((one for one in reversed(self.messages.all()) if one.asks_for and one.given_at is None), None)


class OpenedToQuerySet(models.QuerySet):
    def standing(self) -> Self:
        return self.filter(closed_at=None)

    def to(self, access_id: int) -> Self:
        return self.standing().filter(access=access_id)


class OpenedTo(models.Model):
    """Somebody named reads this thread beside the person: she opened it to them, or a colleague who had asked her."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="opened_to")
    access = models.ForeignKey(Access, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    # The colleague; nobody where the person did it in My plan.
    opened_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # When they last looked: what is new to them. Whether the person has read it stands with the message.
    seen_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = OpenedToQuerySet.as_manager()

    class Meta:
        verbose_name = "thread opened to somebody"
        verbose_name_plural = "threads opened to somebody"
        constraints = [
            models.UniqueConstraint(
                name="thread_opened_once_to_each", fields=["thread", "access"], condition=Q(closed_at=None)),
            models.CheckConstraint(
                name="thread_opened_closed_whole", condition=Q(closed_by=None) | Q(closed_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"Opened to {self.access.who}"


class MessageQuerySet(models.QuerySet):
    def in_order(self) -> Self:
        return self.order_by("written_at", "pk")

    def from_outside(self) -> Self:
        return self.filter(written_by=None)

    def from_colleagues(self) -> Self:
        return self.exclude(written_by=None)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def new_to(self, access: Access) -> Self:
        """From colleagues, and not read by whom it is for; to somebody it was opened to, since they last looked."""
        rows = self.from_colleagues().filter(subject=access.subject_id)
        if access.is_the_person:
            return rows.unread()
        beside = OpenedTo.objects.to(access.pk).filter(
            Q(seen_at=None) | Q(seen_at__lt=OuterRef("written_at")), thread=OuterRef("thread"))
        return rows.filter(Q(read_at=None, thread__begun_by_access=access.pk) | Exists(beside))

    def not_given(self) -> Self:
        return self.exclude(asks_for="").filter(given_at=None)


class Message(models.Model):
    """From a colleague (`written_by`), or from outside: the person, or somebody who acts for them (`writer_name`)."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="messages")
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="messages")
    words = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    writer_name = models.CharField(max_length=200, blank=True)
    writer_acts_as = models.CharField(max_length=200, blank=True)
    writer_access = models.PositiveBigIntegerField(default=0)
    # The words that made it urgent, where there were any.
    urgent_words = models.CharField(max_length=200, blank=True)
    # Read on the other side: by a colleague, or by somebody outside.
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    read_by_name = models.CharField(max_length=200, blank=True)
    # What a colleague asks for, until when, and the day it was given or said.
    asks_for = models.CharField(max_length=300, blank=True)
    asks_by = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    # It tells of somebody else: left out of a copy given to the person unless it may be shown.
    third_party = models.BooleanField(default=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="message_has_one_writer",
                condition=(Q(written_by__isnull=False, writer_name="", writer_acts_as="", urgent_words=""))
                | (Q(written_by=None) & ~Q(writer_name="")),
            ),
            models.CheckConstraint(
                name="message_read_by_the_other_side",
                condition=Q(read_at=None, read_by=None, read_by_name="")
                | Q(read_at__isnull=False, read_by__isnull=False, read_by_name="", written_by=None)
                | (Q(read_at__isnull=False, read_by=None, written_by__isnull=False) & ~Q(read_by_name="")),
            ),
            models.CheckConstraint(
                name="only_a_colleague_asks_for_something",
                condition=Q(asks_for="", asks_by=None, given_at=None)
                | (Q(written_by__isnull=False) & ~Q(asks_for="")),
            ),
            models.CheckConstraint(name="message_says_something", condition=~Q(words="")),
        ]
        indexes = [
            models.Index(fields=["thread", "written_at"], name="message_thread"),
            models.Index(fields=["subject"], name="message_unread", condition=Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.writer}, {timezone.localtime(self.written_at):%-d %B %Y}"

    @property
    def is_from_outside(self) -> bool:
        return self.written_by_id is None

    @property
    def writer(self) -> str:
        if self.written_by is not None:
            return self.written_by.name
        return Outsider(self.writer_name, self.writer_acts_as).in_words


class Attachment(models.Model):
    """A photograph or paper that came with a message, made safe by `foundation/uploads` before it was kept."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    def content(self) -> bytes:
        with default_storage.open(self.file) as file:
            return file.read()


class BegunQuerySet(models.QuerySet):
    def of(self, subject: Any, who: Outsider) -> Self:
        """Everybody has their own: what an attorney has begun is not shown to the person, nor the other way."""
        return self.filter(subject=subject, access=who.access, writer_name=who.name)

    def at(self, place: str) -> Self:
        return self.filter(place=place)

    def unused_since(self, day: date) -> Self:
        return self.filter(saved_at__date__lt=day)


class Begun(models.Model):
    """What somebody outside has begun to write and not sent. Nobody else reads it."""

    audited = False
    in_a_copy = False

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    # Where they write: "new", a thread, a topic of their own record, an entry they see differently.
    place = models.CharField(max_length=120)
    access = models.PositiveBigIntegerField(default=0)
    writer_name = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = BegunQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "begun words"
        constraints = [
            models.UniqueConstraint(name="one_begun_each", fields=["subject", "place", "access", "writer_name"]),
        ]

    def __str__(self) -> str:
        return self.words[:80]
