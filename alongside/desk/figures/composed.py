"""Figures that open to the people they count: how assessments are made and whether in time, and who lacks a worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import TruncDate
from django.urls import reverse

from alongside.care_management.assessments.models import Assessment
from alongside.foundation.accounts.models import User
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Row, Tag
from alongside.people.circumstances.models import Fact
from alongside.people.involvements.models import Involvement

YEAR = 365
LEARNING_DISABILITY = "learning_disability"


@dataclass(frozen=True)
class Share:
    """So many of so many, and the rate where there is anything to divide by."""

    label: str
    number: int
    of: int

    @property
    def per_cent(self) -> str:
        if not self.of:
            return "No rate yet"
        return f"{int((Decimal(100) * self.number / self.of).quantize(Decimal(1), ROUND_HALF_UP))}%"

    @property
    def words(self) -> str:
        return f"{self.number:,} of {self.of:,}"


def assessments(user: User, now: datetime) -> Any:
    """Signed within a year, each with whether it kept its promise and whether a worker took a self-assessment over."""
    later = Assessment.objects.filter(
        subject=OuterRef("subject"), mode=Assessment.Mode.WORKER, started_at__gt=OuterRef("started_at"))
    return Assessment.objects.visible_to(user).signed().filter(signed_at__gte=now - timedelta(days=YEAR)).annotate(
        in_time=Case(When(Q(promised_by__gte=TruncDate("signed_at")), then=Value(True)), default=Value(False)),
        taken_over=Exists(later),
    )


def by_mode(user: User, now: datetime) -> list[Share]:
    counted = dict(assessments(user, now).values_list("mode").annotate(n=Count("pk")).order_by())
    every = sum(counted.values())
    return [Share(label, counted.get(mode, 0), every) for mode, label in Assessment.Mode.choices]


def in_time(user: User, now: datetime) -> Share:
    rows = assessments(user, now)
    return Share("Signed by the promised day", rows.filter(in_time=True).count(), rows.count())


def taken_over(user: User, now: datetime) -> Share:
    own = assessments(user, now).filter(mode=Assessment.Mode.SUPPORTED_SELF)
    return Share("Self-assessments followed by one led by a worker", own.filter(taken_over=True).count(), own.count())


def assessment_row(one: Any) -> Row:
    return Row(
        day=words.short_date(one.signed_at), name=str(one.subject), why=f"{one.get_kind_display()} · "
        f"{one.get_mode_display().lower()}", kind="Followed by one led by a worker"
        if one.taken_over and one.mode == Assessment.Mode.SUPPORTED_SELF else "",
        tag=Tag("In time", "done") if one.in_time else Tag("After the promised day", "late"), late=not one.in_time,
        href=reverse("assessments:index", args=[one.subject_id]),
    )


def with_learning_disability(user: User, on: date) -> Any:
    """Living people who are supported for a learning disability, each with whether somebody is named."""
    named = Involvement.objects.current().filter(subject=OuterRef("subject"), worker__isnull=False)
    return Fact.objects.visible_to(user).of_kind("primary_support_reason").filter(
        code=LEARNING_DISABILITY, subject__died_on=None).on(on).annotate(
        named=Exists(named), who=F("subject__display_name")).select_related("subject").order_by("who", "pk")


def without_worker(user: User, on: date) -> Share:
    rows = with_learning_disability(user, on)
    return Share("Nobody is named to contact", rows.filter(named=False).count(), rows.count())


def person_row(one: Any) -> Row:
    return Row(day=words.short_date(one.since), day_note="supported since", name=str(one.subject),
               why="Nobody is named to contact", href=reverse("involvements:index", args=[one.subject_id]))
