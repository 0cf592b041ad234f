"""Who a person is. Thin on purpose: what changes over time has rows of its own beside it."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def living_records(self) -> Self:
        """Records that have not been joined to another."""
        return self.filter(subject__merged_into=None)

    def living_people(self) -> Self:
        return self.living_records().filter(subject__died_on=None)

    def born_on(self, day: date) -> Self:
        return self.filter(date_of_birth=day)


class Person(models.Model):
    subject = models.OneToOneField(
        "subjects.Subject", primary_key=True, on_delete=models.PROTECT, related_name="person"
    )
    date_of_birth = models.DateField(null=True, blank=True)
    date_of_birth_estimated = models.BooleanField(default=False)
    # Codes of foundation/codelists and of the national lists; blank where nobody has asked yet.
    gender = models.CharField(max_length=40, blank=True)
    pronouns = models.CharField(max_length=60, blank=True)
    ethnicity = models.CharField(max_length=80, blank=True)
    first_language = models.CharField(max_length=60, blank=True)
    interpreter = models.CharField(max_length=20, blank=True)
    interpreter_language = models.CharField(max_length=60, blank=True)
    added_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    # Why this is somebody else, where a likely duplicate was set aside when the person was added.
    why_not_duplicate = models.TextField(blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                name="person_estimate_is_of_a_date", condition=Q(date_of_birth_estimated=False)
                | Q(date_of_birth__isnull=False),
            ),
            models.CheckConstraint(
                name="person_spoken_interpreter_has_its_language",
                condition=(~Q(interpreter="spoken") & Q(interpreter_language=""))
                | (Q(interpreter="spoken") & ~Q(interpreter_language="")),
            ),
        ]
        indexes = [models.Index(fields=["date_of_birth"], name="person_born")]

    def __str__(self) -> str:
        return self.subject.display_name

    @property
    def name(self) -> str:
        return self.subject.display_name

    @property
    def date_of_death(self) -> date | None:
        """Kept on the subject, where letters and reviews on every floor can ask for it."""
        return self.subject.died_on

    def age_on(self, day: date) -> int | None:
        """Whole years on a day, or at death."""
        if not self.date_of_birth:
            return None
        day = min(day, self.date_of_death) if self.date_of_death else day
        return day.year - self.date_of_birth.year - (
            (day.month, day.day) < (self.date_of_birth.month, self.date_of_birth.day)
        )
