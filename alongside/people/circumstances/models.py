"""How a person lives, as dated facts on code lists: what the national return and every page read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see

from .kinds import KINDS, MANY, Kind


class FactQuerySet(models.QuerySet):
    def visible_to(self, user) -> FactQuerySet:
        return self.filter(may_see(user))

    def current(self) -> FactQuerySet:
        return self.filter(until=None)

    def of_kind(self, kind: str) -> FactQuerySet:
        return self.filter(kind=kind)

    def begun_after(self, fact: Fact) -> FactQuerySet:
        """What took the place of a fact, the first to do so first."""
        same = {"code": fact.code} if fact.of_kind.many else {}
        return self.filter(subject=fact.subject_id, kind=fact.kind, since__gte=fact.since, **same).exclude(
            pk=fact.pk).order_by("since", "pk")

    def on(self, day: date) -> FactQuerySet:
        """True on that day: from its first day, and not from its last day on."""
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))

    def as_at(self, subject, day: date) -> dict[str, list[str]]:
        """The codes of each kind on a day, for one person."""
        return self.as_at_for([subject.pk], day).get(subject.pk, {})

    def as_at_for(self, subject_ids: Iterable[int], day: date) -> dict[int, dict[str, list[str]]]:
        """The same for many people, in one query: what the national return asks."""
        found: dict[int, dict[str, list[str]]] = defaultdict(dict)
        rows = self.filter(subject__in=list(subject_ids)).on(day).order_by("since", "pk")
        for subject_id, kind, code in rows.values_list("subject_id", "kind", "code"):
            found[subject_id].setdefault(kind, []).append(code)
        return dict(found)


class Fact(models.Model):
    class Source(models.TextChoices):
        PERSON = "person", "The person"
        FAMILY = "family", "Family or friends"
        PROFESSIONAL = "professional", "A professional"
        SEEN = "seen", "Seen by the worker"
        RECORD = "record", "Another record"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="circumstances")
    kind = models.CharField(max_length=30, choices=[(kind.key, kind.label) for kind in KINDS.values()])
    code = models.CharField(max_length=60)
    words = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    # The first day on which it is no longer so.
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=20, choices=Source.choices)
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    confirmed_on = models.DateField()
    confirmed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="fact_ends_after_it_starts", condition=Q(until=None) | Q(until__gte=models.F("since"))
            ),
            models.UniqueConstraint(
                name="one_current_fact_of_a_kind", fields=["subject", "kind"],
                condition=Q(until=None) & ~Q(kind__in=MANY),
            ),
            models.UniqueConstraint(
                name="one_current_fact_of_a_code", fields=["subject", "kind", "code"], condition=Q(until=None)
            ),
        ]
        indexes = [models.Index(fields=["subject", "kind", "since"], name="fact_subject_kind")]

    def __str__(self) -> str:
        return f"{self.of_kind.label}: {self.label}"

    def when_joined(self, today: date) -> dict[str, object]:
        """The record that goes on has its own fact of this kind: this one stays readable as an earlier one."""
        return {"until": today}

    @property
    def of_kind(self) -> Kind:
        return KINDS[self.kind]

    @property
    def label(self) -> str:
        return self.of_kind.words(self.code)
