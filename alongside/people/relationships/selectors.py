"""Questions that other rooms ask about the people around a person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from alongside.foundation.access.conditions import open_to, told_of
from alongside.foundation.database.prepared import prepared

from . import presenters
from .models import Authority, Relationship, UnpaidCare


@prepared
def _around(sees_all: bool, subject: Any, today: Any, users: Any, teams: Any) -> QuerySet[Relationship]:
    powers = Prefetch("authorities", Authority.objects.select_related("seen_by"))
    around = Relationship.objects.around(subject).saying_whether_among(open_to(sees_all, today, users, teams))
    with_both = around.select_related("subject", "other", "recorded_by").prefetch_related("care", powers)
    return with_both.in_emergency_order()


def seen_around(subject: Any, user: Any) -> list[presenters.Seen]:
    """Everybody around the person, as this user may see them, in the order in which they are rung."""
    rows = _around(user.may("people.see_all"), subject=subject.pk, **told_of(user))
    return [presenters.seen_from(subject, row) for row in rows]


def authorities_over(subject: Any, today: date) -> list[Authority]:
    """Who may act for the person on a day, by which power."""
    standing = Authority.objects.filter(subject=subject).in_force(today)
    return list(standing.select_related("relationship__other", "seen_by"))


def carers_of(subject: Any) -> list[UnpaidCare]:
    """Who cares for the person unpaid now."""
    return list(UnpaidCare.objects.filter(subject=subject, ended_on=None).select_related("relationship__other"))


def caring_for(subject: Any) -> list[UnpaidCare]:
    """For whom this person cares unpaid now: the return asks how many, and who."""
    return list(UnpaidCare.objects.filter(relationship__other=subject, ended_on=None).select_related("subject"))
