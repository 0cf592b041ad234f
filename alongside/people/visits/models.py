"""Visits planned and done, and the times that keep somebody who works alone safe."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.access.conditions import may_see


class VisitQuerySet(models.QuerySet):
    def visible_to(self, user) -> VisitQuerySet:
        return self.filter(may_see(user))

    def to_come(self, now: datetime) -> VisitQuerySet:
        return self.filter(outcome="", starts_at__gte=now).order_by("starts_at", "pk")

    def without_outcome(self) -> VisitQuerySet:
        return self.filter(outcome="")

    def of_day(self, day) -> VisitQuerySet:
        return self.filter(starts_at__date=day).order_by("starts_at", "pk")

    def standing_between(self, since, until) -> VisitQuerySet:
        """Not called off, from one moment to another, the people with them."""
        visits = self.filter(starts_at__gte=since, starts_at__lt=until, called_off=False)
        return visits.select_related("subject").order_by("starts_at", "pk")

    def of_teams(self, team_ids) -> VisitQuerySet:
        return self.filter(team__in=team_ids)

    def of_worker(self, user) -> VisitQuerySet:
        return self.filter(worker=user)

    def not_safe_yet(self) -> VisitQuerySet:
        """Alone, and has not said that they are safe."""
        return self.filter(alone=True, safe_at=None, called_off=False)

    def unsafe_since(self, moment: datetime) -> VisitQuerySet:
        return self.not_safe_yet().filter(safe_by__lt=moment)

    def newest_first(self) -> VisitQuerySet:
        return self.order_by("-starts_at", "-pk").select_related("worker", "with_worker", "team")


class Visit(models.Model):
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="visits")
    worker = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="visits")
    # Whose duty desk is told when somebody has not said that they are safe.
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="+")
    with_worker = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    where = models.CharField(max_length=200)
    why = models.CharField(max_length=300)
    alone = models.BooleanField(default=True)
    leaves_at = models.DateTimeField(null=True, blank=True)
    starts_at = models.DateTimeField()
    safe_by = models.DateTimeField(null=True, blank=True)
    safe_at = models.DateTimeField(null=True, blank=True)
    safe_said_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The warnings for staff that stood when the visit was planned, as they were read.
    warnings_read = models.JSONField(default=list, blank=True)
    alerted_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    called_off = models.BooleanField(default=False)
    outcome = models.CharField(max_length=40, blank=True)
    outcome_words = models.TextField(blank=True)
    planned_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(default=timezone.now)

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="lone_visit_has_a_time_to_be_safe_by", condition=Q(alone=False) | Q(safe_by__isnull=False)
            ),
            models.CheckConstraint(
                name="safe_by_is_after_the_start", condition=Q(safe_by=None) | Q(safe_by__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="leaves_before_the_start", condition=Q(leaves_at=None) | Q(leaves_at__lte=F("starts_at"))
            ),
            models.CheckConstraint(
                name="safe_said_by_somebody",
                condition=Q(safe_at=None, safe_said_by=None) | Q(safe_at__isnull=False, safe_said_by__isnull=False),
            ),
            models.CheckConstraint(
                name="visit_alone_or_with_a_colleague", condition=Q(alone=False) | Q(with_worker=None)
            ),
            models.CheckConstraint(name="called_off_has_an_outcome", condition=Q(called_off=False) | ~Q(outcome="")),
        ]
        indexes = [
            models.Index(fields=["subject", "-starts_at"], name="visit_subject"),
            models.Index(fields=["worker", "-starts_at"], name="visit_worker"),
            models.Index(
                fields=["safe_by"], name="visit_not_safe_yet", condition=Q(alone=True, safe_at=None, called_off=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker}, {timezone.localtime(self.starts_at):%-d %B %Y, %H.%M}"

    @property
    def kind_words(self) -> str:
        return codelists.label("visit_kind", self.kind)

    @property
    def kind_and_place(self) -> str:
        """“In hospital, Ward 4”; said once where the place is the kind: “At home”."""
        same = self.where.casefold() in (self.kind_words.casefold(), self.kind.replace("_", " "))
        return self.kind_words if same else f"{self.kind_words}, {self.where}"

    @property
    def outcome_label(self) -> str:
        return codelists.label("visit_outcome", self.outcome) if self.outcome else ""

    @property
    def awaits_safe(self) -> bool:
        return self.alone and self.safe_at is None and not self.called_off
