"""Warnings in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import codelists
from alongside.foundation.database.prepared import prepared
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Row, Tag, Warning_

from .models import StaffWarning


@prepared
def _standing(subject: int, today: date) -> QuerySet[StaffWarning]:
    return StaffWarning.objects.filter(subject=subject).in_force(today)


def for_frame(subject: Any, user: Any) -> list[Warning_]:
    """The bar at the top of every page about the person: dangers from people before those from things."""
    standing = sorted(_standing(subject=subject.pk, today=timezone.localdate()), key=_gravest_first)
    return [Warning_(f"{row.headline}.", row.advice, row.review_on) for row in standing]


def _gravest_first(row: StaffWarning) -> tuple[bool, int]:
    return (codelists.code("warning_kind", row.kind).extra["precaution"] != "two_workers", -row.pk)


def review_tag(row: StaffWarning, today: date) -> Tag:
    if row.ended_on:
        return Tag(f"Ended {words.short_date(row.ended_on, today)}")
    if row.review_on < today:
        return Tag(f"Review {words.due(row.review_on, today)}", "late")
    return Tag(f"Review {words.due(row.review_on, today)}", "neutral")


def told_words(row: StaffWarning) -> str:
    if row.informed_on:
        return f"They were told on {words.date(row.informed_on)}."
    return f"They have not been told: {row.not_informed_reason}"


def overdue_row(row: StaffWarning, today: date) -> Row:
    return Row(
        day=words.short_date(row.review_on, today), day_note=words.due(row.review_on, today), late=True,
        name=row.subject.display_name, href=reverse("warnings:index", args=[row.subject_id]),
        why=f"{row.headline}. {row.advice}", kind=f"Decided by {row.decided_by.name}",
    )
