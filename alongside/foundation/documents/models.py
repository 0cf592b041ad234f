"""Letters and plans as they were sent: what they said, on what facts, to whom, in which form, and the very bytes."""

from __future__ import annotations

from typing import Any, Self

from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.access.conditions import may_see

from .blocks import Block, read


class Format(models.TextChoices):
    """How somebody wants what we write. The first three come off our own printer; the others are made for them."""

    STANDARD = "standard", "Standard print"
    LARGE_PRINT = "large_print", "Large print"
    EASY_READ = "easy_read", "Easy read"
    BRAILLE = "braille", "Braille"
    AUDIO = "audio", "Audio"
    COLOURED_PAPER = "coloured_paper", "Coloured paper"
    BSL_VIDEO = "bsl_video", "British Sign Language video"


MADE_HERE = (Format.STANDARD, Format.LARGE_PRINT, Format.EASY_READ)


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject).select_related("made_by", "sent_by").order_by("-made_at", "-pk")

    def drafts(self) -> Self:
        return self.filter(sent_at=None, withdrawn_at=None)

    def sent(self) -> Self:
        return self.exclude(sent_at=None)

    def returned(self) -> Self:
        return self.exclude(returned_at=None)


class Document(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        SENT = "sent", "Sent"
        RETURNED = "returned", "Came back undelivered"
        WITHDRAWN = "withdrawn", "Not sent, set aside"

    class How(models.TextChoices):
        POST = "post", "Printed and posted"
        EMAIL = "email", "Emailed"
        HANDED = "handed", "Handed over"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="documents")
    # In the words of the slice that writes it: "eligibility_letter", "plan", "letter" …
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    # The council's template it began from, and what was put into it.
    template = models.CharField(max_length=60, blank=True)
    template_version = models.CharField(max_length=20, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    body = models.JSONField()
    letterhead = models.JSONField()
    day = models.DateField()
    reference = models.CharField(max_length=60, blank=True)
    greeting = models.CharField(max_length=200, blank=True)
    addressee = models.CharField(max_length=200, blank=True)
    address = models.TextField(blank=True)
    # To the person whose record this is, or to somebody about them (a referrer, a carer, an attorney).
    to_the_person = models.BooleanField(default=True)
    format = models.CharField(max_length=20, choices=Format.choices, default=Format.STANDARD)
    language = models.CharField(max_length=20, default="en-GB")
    # The language it is put into for them, by its code; empty where they read it as it is written.
    put_into = models.CharField(max_length=60, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    source = models.CharField(max_length=120, blank=True)
    made_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_how = models.CharField(max_length=10, choices=How.choices, blank=True)
    returned_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="document_sent_whole",
                condition=Q(sent_at=None, sent_by=None, sent_how="")
                | (Q(sent_at__isnull=False, sent_by__isnull=False) & ~Q(sent_how="")),
            ),
            models.CheckConstraint(
                name="document_came_back_after_it_went",
                condition=Q(returned_at=None, returned_by=None)
                | Q(returned_at__isnull=False, returned_by__isnull=False, sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="document_withdrawn_before_it_went",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, sent_at=None),
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "-made_at"], name="document_subject"),
            models.Index(fields=["source"], name="document_source"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def status(self) -> str:
        if self.withdrawn_at:
            return str(self.Status.WITHDRAWN)
        if self.returned_at:
            return str(self.Status.RETURNED)
        return str(self.Status.SENT if self.sent_at else self.Status.DRAFT)

    @property
    def status_words(self) -> str:
        return self.Status(self.status).label

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def blocks(self) -> list[Block]:
        return read(self.body)

    @property
    def address_lines(self) -> list[str]:
        return [line for line in self.address.splitlines() if line.strip()]

    @property
    def large_print(self) -> bool:
        return self.format == Format.LARGE_PRINT

    @property
    def easy_read(self) -> bool:
        return self.format == Format.EASY_READ

    @property
    def to_arrange(self) -> list[str]:
        """What somebody has to have done before the person can read it: "made in braille", "put into Polish"."""
        if self.easy_read:
            # Our printer lays it out. Easy read is also the words and the pictures, and those are somebody's to make.
            made = ["put into easy words, with pictures"]
        elif self.format in MADE_HERE:
            made = []
        else:
            form = self.get_format_display()
            made = [f"made in {form if self.format == Format.BSL_VIDEO else form.lower()}"]
        return made + ([f"put into {codelists.label('language', self.put_into)}"] if self.put_into else [])

    @property
    def file(self) -> str:
        """Where its PDF is kept in the store: by its content, so that it cannot be another one."""
        return f"documents/{self.sha256[:2]}/{self.sha256}.pdf"

    @property
    def file_name(self) -> str:
        """What the download is called, without anybody's name in it."""
        return f"{self.kind.replace('_', '-')}-{self.pk}.pdf"

    def pdf(self) -> bytes:
        with default_storage.open(self.file) as file:
            return file.read()
