"""An information prescription: what may help somebody, from whom and why; each line with what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.conditions import may_see
from alongside.foundation.secret_links import digest_of, secret_of


class PrescriptionQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Those on records the user may open, those they gave, and, for who matches them, those of nobody yet."""
        unmatched = Q(subject=None) if user.may("prescriptions.match") else Q(subject=None, prescribed_by=user)
        return self.filter(unmatched | may_see(user))

    def by_secret(self, secret: str) -> Prescription | None:
        return self.filter(link_digest=digest_of(secret)).select_related("subject", "prescribed_by").first()

    def by_reference(self, reference: str) -> Prescription | None:
        return self.filter(reference=reference.strip().upper()).select_related("subject", "prescribed_by").first()

    def given_by(self, user: Any) -> Self:
        """What a colleague gave: also on a record that they may not open, unless that is restricted."""
        return self.filter(Q(subject=None) | Q(subject__restricted=False), prescribed_by=user)

    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject)

    def unmatched(self) -> Self:
        return self.filter(subject=None, withdrawn_at=None)

    def of_nobody(self, before: datetime) -> Self:
        """On no record, given before this moment, and its link closed: its days are over, or it was withdrawn."""
        closed = Q(link_until__lt=timezone.now()) | Q(withdrawn_at__isnull=False)
        return self.filter(closed, subject=None, given_at__lt=before)

    def running(self) -> Self:
        """Given, and at least one line of it still without an end."""
        settled = Came.objects.last_words().filter(line=OuterRef("pk"), what__in=Came.ENDS)
        open_lines = Line.objects.filter(prescription=OuterRef("pk")).exclude(Exists(settled))
        return self.filter(Exists(open_lines), withdrawn_at=None)

    def filled(self) -> Self:
        return self.filter(withdrawn_at=None).exclude(pk__in=self.model.objects.running().values("pk"))

    def unopened(self) -> Self:
        return self.running().filter(opened_at=None)

    def given_before(self, moment: datetime) -> Self:
        return self.filter(given_at__lt=moment)

    def newest_first(self) -> Self:
        return self.order_by("-given_at", "-pk")

    def with_lines(self) -> Self:
        return self.select_related("subject", "prescribed_by", "session", "withdrawn_by").prefetch_related(
            Prefetch("lines", Line.objects.order_by("pk").select_related("service__organisation").prefetch_related(
                Prefetch("came", Came.objects.order_by("-at", "-pk").select_related("by")))),
            Prefetch("givings", Giving.objects.order_by("pk").select_related("by", "message", "document")))


class Prescription(models.Model):
    # Empty until somebody has matched it to a record, by search before create.
    subject = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="prescriptions")
    reference = models.CharField(max_length=20, unique=True)
    # The secret of its address follows from the seed and the council's own key; the digest is what it is found by.
    link_seed = models.CharField(max_length=32)
    link_digest = models.CharField(max_length=64, unique=True)
    link_until = models.DateTimeField()
    # Where this council's pages stand, as on the day it was given: a job that reminds has no browser to ask.
    site = models.CharField(max_length=200)
    # For whom, as the prescriber gave it.
    for_name = models.CharField(max_length=200)
    for_date_of_birth = models.DateField(null=True, blank=True)
    for_nhs_number = models.CharField(max_length=20, blank=True)
    for_postcode = models.CharField(max_length=10, blank=True)
    for_email = models.EmailField(blank=True)
    for_mobile = models.CharField(max_length=40, blank=True)
    why = models.TextField()
    # From whom: a colleague, or somebody outside whose work email was shown to be theirs.
    prescribed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    prescriber_name = models.CharField(max_length=200)
    prescriber_role = models.CharField(max_length=120, blank=True)
    prescriber_organisation = models.CharField(max_length=200, blank=True)
    prescriber_email = models.EmailField(blank=True)
    given_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True, blank=True)
    matched_at = models.DateTimeField(null=True, blank=True)
    matched_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # A planning session that was booked to go through it.
    session = models.ForeignKey(
        "bookings.PlanningSession", null=True, blank=True, on_delete=models.PROTECT, related_name="prescriptions")
    person_reminded_at = models.DateTimeField(null=True, blank=True)
    prescriber_asked_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = PrescriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="prescription_is_from_somebody",
                condition=Q(prescribed_by__isnull=False, prescriber_email="")
                | (Q(prescribed_by=None) & ~Q(prescriber_email=""))),
            models.CheckConstraint(
                name="prescription_withdrawn_by_somebody_for_a_reason",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because=""))),
            models.CheckConstraint(
                name="prescription_matched_by_somebody",
                condition=Q(matched_at=None, matched_by=None)
                | Q(matched_at__isnull=False, matched_by__isnull=False, subject__isnull=False)),
        ]
        indexes = [
            models.Index(fields=["subject", "-given_at"], name="prescription_subject"),
            models.Index(fields=["-given_at"], name="prescription_given"),
        ]

    def __str__(self) -> str:
        return f"Prescription {self.reference}"

    @property
    def secret(self) -> str:
        return secret_of(self.link_seed)

    @property
    def from_outside(self) -> bool:
        return self.prescribed_by_id is None

    @property
    def opens(self) -> bool:
        """Its link still leads somewhere."""
        gone = self.subject is not None and self.subject.died_on
        return not self.withdrawn_at and not gone and timezone.now() < self.link_until

    @property
    def address(self) -> str:
        return self.site + reverse("prescriptions:opened", args=[self.secret])


class Line(models.Model):
    """One thing prescribed: a group or service of the directory, or a page of the council's own information."""

    subject = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    prescription = models.ForeignKey(Prescription, on_delete=models.CASCADE, related_name="lines")
    service = models.ForeignKey(
        "directory.Service", null=True, blank=True, on_delete=models.PROTECT, related_name="prescribed")
    # The key of a page in the council's pack.
    information = models.CharField(max_length=60, blank=True)
    # As it was called on that day: an entry may be withdrawn, what was prescribed stays known.
    name = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="prescription_line_is_one_thing",
                condition=(Q(service__isnull=False) & Q(information="")) | (Q(service=None) & ~Q(information=""))),
            models.UniqueConstraint(fields=["prescription", "service"], name="prescribed_once"),
        ]

    def __str__(self) -> str:
        return self.name


class CameQuerySet(models.QuerySet):
    def last_words(self) -> Self:
        """Of each line what was said last."""
        last = self.model.objects.filter(line=OuterRef("line")).order_by("-at", "-pk").values("pk")[:1]
        return self.filter(pk=Subquery(last))


class Came(models.Model):
    """What came of a line, who saw to it, and who says so. One row each time; the last one stands."""

    class What(models.TextChoices):
        GOING = "going", "Going to try it"
        ASKED = "asked", "Asked, and waiting to hear"
        WAITING_LIST = "waiting_list", "On a waiting list"
        WENT = "went", "Went, and it helps"
        READ = "read", "Read it, and it helps"
        NOT_SUITED = "not_suited", "Tried it, and it did not suit"
        FULL = "full", "It is full or closed"
        NOT_REACHED = "not_reached", "Could not get there, or get through"
        NOT_WANTED = "not_wanted", "Not wanted now"

    class Filler(models.TextChoices):
        PERSON = "person", "The person"
        FAMILY = "family", "Family or a friend"
        VOLUNTEER = "volunteer", "A volunteer"
        ORGANISATION = "organisation", "The organisation itself"
        PRESCRIBER = "prescriber", "Whoever prescribed it"
        WORKER = "worker", "A worker of the council"

    ENDS = ("went", "read", "not_suited", "full", "not_reached", "not_wanted")
    HELPED = ("went", "read")

    subject = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="came")
    what = models.CharField(max_length=20, choices=What.choices)
    words = models.TextField(blank=True)
    # Who saw to it, and by what door it was said: the link, the prescriber's page, or a colleague (`by`).
    filled_by = models.CharField(max_length=20, choices=Filler.choices)
    filler_name = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = CameQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="prescription_filler_is_named",
                condition=~Q(filled_by__in=["volunteer", "organisation"]) | ~Q(filler_name="")),
        ]
        indexes = [models.Index(fields=["line", "-at"], name="came_of_line")]

    def __str__(self) -> str:
        return self.get_what_display()


class Giving(models.Model):
    """Each time it was put into somebody's hands, and how."""

    class How(models.TextChoices):
        TEXT = "text", "By text message"
        EMAIL = "email", "By email"
        POST = "post", "As a letter by post"
        PAPER = "paper", "On paper, handed over"

    subject = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    prescription = models.ForeignKey(Prescription, on_delete=models.CASCADE, related_name="givings")
    how = models.CharField(max_length=10, choices=How.choices)
    message = models.ForeignKey(
        "notifications.Notification", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(
        "documents.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_how_display()
