"""Somebody goes along the first time: who, on which day, and whether it happened, a step at a time."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see

from .entries import Entry


class AccompanimentQuerySet(models.QuerySet):
    def of_desk(self, user: Any) -> Self:
        """Those one arranged, and those one goes along to."""
        return self.filter(Q(entered_by=user) | Q(goes=user))

    def visible_to(self, user: Any) -> Self:
        if not user.may("people.see_all"):
            return self.of_desk(user)
        return self.filter(Q(entered_by=user) | Q(goes=user) | Q(subject=None) | may_see(user))

    def of_nobody(self) -> Self:
        return self.filter(subject=None)

    def standing(self) -> Self:
        return self.filter(ended_at=None)

    def to_remind(self, day: date) -> Self:
        return self.standing().filter(on_day=day, reminded_at=None)

    def with_people(self) -> Self:
        return self.select_related("subject", "entered_by", "goes", "service")

    def soonest_first(self) -> Self:
        return self.order_by("on_day", "at", "pk")


class Accompaniment(Entry):
    """A promise with a day. Whoever goes learns the name to ask for, where to meet and when,
    and what the person wants them to know on the way: no more."""

    class Outcome(models.TextChoices):
        GOES_ON = "goes_on", "They go by themselves now"
        ONCE_MORE = "once_more", "They would like company once more"
        NOT_FOR_THEM = "not_for_them", "It was not for them"
        NOT_GONE = "not_gone", "They did not go"

    row_owners = ("entered_by", "goes")

    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="+")
    telephone = models.CharField(max_length=40, blank=True)
    meet_at = models.CharField(max_length=300)
    good_to_know = models.TextField(blank=True)
    goes = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="accompaniments")
    on_day = models.DateField()
    at = models.TimeField()
    # The three steps, and whether each happened: met them, went there together, was there the first time.
    met = models.BooleanField(null=True)
    went = models.BooleanField(null=True)
    stayed = models.BooleanField(null=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    # In their words where they have some: how it was, whom they met.
    how_it_was = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = AccompanimentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="accompaniment_is_with_somebody", condition=~Q(about_name="")),
            models.CheckConstraint(
                name="accompaniment_ended_whole",
                condition=Q(outcome="", ended_at=None, ended_by=None, met=None, went=None, stayed=None)
                | (~Q(outcome="") & Q(ended_at__isnull=False, ended_by__isnull=False, met__isnull=False,
                                      went__isnull=False, stayed__isnull=False))),
            models.CheckConstraint(
                name="accompaniment_steps_follow_each_other",
                condition=Q(met=None) | Q(met=True) | Q(met=False, went=False, stayed=False)),
        ]
        indexes = [models.Index(fields=["goes", "on_day"], name="accompaniment_goes"),
                   models.Index(fields=["on_day"], name="accompaniment_to_come", condition=Q(ended_at=None))]

    def __str__(self) -> str:
        return f"With {self.about_name} to {self.service}"
