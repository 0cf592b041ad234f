"""Planning sessions: up to an hour on what somebody wants and what is around them. Not an assessment."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from alongside.foundation.access.conditions import may_see
from alongside.foundation.secret_links import OpenedByLink, digest_of

LONGEST_MINUTES = 60
FEED_GOES_BACK = timedelta(days=30)


class Way(models.TextChoices):
    PLACE = "place", "At a community access point"
    TELEPHONE = "telephone", "By telephone"
    HOME = "home", "At home"


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Sessions on records the user may open, and those not yet matched to anybody."""
        return self.filter(Q(subject=None) | may_see(user))

    def entered(self, user: Any) -> Self:
        """Booked at a desk by this user, whoever they are for."""
        return self.filter(booked_by=user, through=PlanningSession.Through.FACILITATOR).order_by("-starts_at", "-pk")

    def standing(self) -> Self:
        return self.filter(cancelled_at=None)

    def unmatched(self) -> Self:
        return self.standing().filter(subject=None)

    def of_nobody(self, before: datetime) -> Self:
        """Over before this moment, and on no record; cancelled or not."""
        return self.filter(subject=None, ends_at__lt=before)

    def overlapping(self, starts_at: datetime, ends_at: datetime) -> Self:
        return self.standing().filter(starts_at__lt=ends_at, ends_at__gt=starts_at)

    def by_secret(self, secret: str) -> PlanningSession | None:
        return self.filter(link_digest=digest_of(secret)).select_related("facilitator").first() if secret else None

    def for_feed(self, worker: Any, now: datetime) -> Self:
        """What a worker's calendar shows: a while back, and all that is to come, the cancelled among it."""
        return self.filter(facilitator=worker, starts_at__gte=now - FEED_GOES_BACK).order_by("starts_at")

    def not_reminded(self, now: datetime, until: datetime) -> Self:
        """To come before `until`, with somebody to tell who has not been told."""
        return self.filter(starts_at__gt=now, starts_at__lte=until, cancelled_at=None, reminded_at=None).exclude(
            about_email="", about_telephone="", subject=None)

    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject)

    def not_over(self) -> Self:
        return self.filter(cancelled_at=None, held_at=None, missed_at=None)

    def to_come(self, now: datetime) -> Self:
        return self.not_over().filter(starts_at__gte=now).order_by("starts_at", "pk")

    def to_write_up(self, now: datetime) -> Self:
        """Their hour has come and nobody has said what came of it."""
        return self.not_over().filter(starts_at__lt=now).order_by("starts_at", "pk")

    def with_people(self) -> Self:
        return self.select_related("subject", "facilitator")


class PlanningSession(OpenedByLink):
    """Whoever has its link is asked for a code, and nobody can guess the link: there they change or cancel it."""

    class Through(models.TextChoices):
        WORKER = "worker", "By a worker"
        FACILITATOR = "facilitator", "At an access point"
        ONLINE = "online", "Online"

    class Missed(models.TextChoices):
        """What is done about it when somebody did not come."""

        RANG = "rang", "We rang, and agreed what happens now"
        WRITES = "writes", "We write to them with a new time"
        ASKS = "asks", "We ask whoever told us about them"
        RINGS = "rings", "We ring them again on a day"

    # Seen by whoever booked it, whoever it is for (`access/wall.py`).
    row_owners = ("booked_by", "facilitator")

    # Empty until somebody has matched a booking from outside to a record, by search before create.
    subject = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="planning_sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.PLACE)
    place = models.CharField(max_length=200)
    facilitator = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="planning_sessions")
    booked_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    booked_at = models.DateTimeField(auto_now_add=True)
    through = models.CharField(max_length=12, choices=Through.choices, default=Through.WORKER)
    wants_to_talk_about = models.TextField(blank=True)
    # Who it is for, as they gave it: how they are told, and what they need there.
    about_name = models.CharField(max_length=200, blank=True)
    about_email = models.EmailField(blank=True)
    about_telephone = models.CharField(max_length=40, blank=True)
    about_address = models.TextField(blank=True)
    interpreter = models.CharField(max_length=80, blank=True)
    access_needs = models.TextField(blank=True)
    # None where a colleague booked it: they tell them, and change it themselves.
    link_seed = models.CharField(max_length=32, blank=True, default="")
    # How often it was changed: the number of the version in their calendar.
    changes = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    # They did not come: when that was written down, by whom, and what is done about it.
    missed_at = models.DateTimeField(null=True, blank=True)
    missed_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    missed_then = models.CharField(max_length=10, choices=Missed.choices, blank=True)
    missed_note = models.TextField(blank=True)
    # The wellbeing plan that came of it.
    response = models.OneToOneField(
        "questionnaires.Response", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="planning_session_is_up_to_an_hour",
                condition=Q(ends_at__gt=F("starts_at"))
                & Q(ends_at__lte=models.ExpressionWrapper(
                    F("starts_at") + models.Value("60 minutes", output_field=models.DurationField()),
                    output_field=models.DateTimeField())),
            ),
            models.CheckConstraint(
                name="planning_session_cancelled_for_a_reason",
                condition=Q(cancelled_at=None, cancelled_because="")
                | (Q(cancelled_at__isnull=False, held_at=None) & ~Q(cancelled_because="")),
            ),
            models.CheckConstraint(
                name="planning_session_held_gave_a_plan",
                condition=Q(held_at=None, response=None) | Q(held_at__isnull=False, response__isnull=False),
            ),
            models.CheckConstraint(
                name="planning_session_is_for_somebody", condition=Q(subject__isnull=False) | ~Q(about_name=""),
            ),
            models.CheckConstraint(
                name="planning_session_missed_and_something_is_done",
                condition=Q(missed_at=None, missed_by=None, missed_then="", missed_note="")
                | (Q(missed_at__isnull=False, missed_by__isnull=False, held_at=None, cancelled_at=None)
                   & ~Q(missed_then="")),
            ),
            ExclusionConstraint(
                name="facilitator_in_one_place_at_a_time",
                expressions=[
                    (Func(F("starts_at"), F("ends_at"), function="tstzrange", output_field=DateTimeRangeField()),
                     RangeOperators.OVERLAPS),
                    ("facilitator", RangeOperators.EQUAL),
                ],
                condition=Q(cancelled_at=None),
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "-starts_at"], name="planning_session_subject"),
            models.Index(fields=["starts_at"], name="planning_session_to_come",
                         condition=Q(cancelled_at=None, held_at=None)),
            models.Index(fields=["booked_by", "-booked_at"], name="planning_session_booked_by"),
        ]

    def __str__(self) -> str:
        return f"Planning session with {self.who} on {self.starts_at:%-d %B %Y}"

    @property
    def who(self) -> str:
        """Whose it is: by their record where there is one, else as they gave their name."""
        return str(self.subject) if self.subject_id else self.about_name

    @property
    def minutes(self) -> int:
        return round((self.ends_at - self.starts_at).total_seconds() / 60)
