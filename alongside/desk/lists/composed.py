"""Every list this user may open, in its group, with how many are on it where a number means something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet, Subquery
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from alongside.care_management.plans.models import Plan
from alongside.care_management.reviews.models import Review
from alongside.desk.lists.places import PLACES, Place
from alongside.foundation.access.models import BreakGlass
from alongside.foundation.accounts.models import User
from alongside.foundation.questionnaires.models import Draft
from alongside.front_door.bookings.models import PlanningSession
from alongside.front_door.prescriptions.models import Prescription
from alongside.front_door.referrals.models import Referral
from alongside.front_door.social_prescribing.models import LinkWork
from alongside.people.involvements.models import Involvement
from alongside.people.visits.models import Visit
from alongside.people.warnings.models import StaffWarning

Asked = Callable[[User, datetime], QuerySet]


def _day(now: datetime) -> Any:
    return timezone.localdate(now)


# The same rows as the list itself shows first, and what one of them is called after its number.
COUNTED: dict[str, tuple[str, Asked]] = {
    "involvements:waiting_list": ("waiting for your teams", lambda user, now: (
        Involvement.objects.waiting().visible_to(user).of_teams(user.team_ids()))),
    "referrals:index": ("open", lambda user, now: Referral.objects.visible_to(user).open()),
    "bookings:index": ("to come", lambda user, now: PlanningSession.objects.visible_to(user).to_come(now)),
    "prescriptions:index": ("running", lambda user, now: Prescription.objects.visible_to(user).running()),
    "social_prescribing:index": ("yours", lambda user, now: (
        LinkWork.objects.visible_to(user).running().of_worker(user))),
    "plans:board": ("waiting", lambda user, now: Plan.objects.visible_to(user).awaiting_sign_off()),
    "reviews:board": ("late in your teams", lambda user, now: (
        Review.objects.visible_to(user).of_teams(user.team_ids()).overdue(_day(now)))),
    "visits:today": ("today", lambda user, now: (
        Visit.objects.visible_to(user).of_teams(user.team_ids()).of_day(_day(now)))),
    "warnings:overdue": ("past their day", lambda user, now: (
        StaffWarning.objects.visible_to(user).overdue_for_review(_day(now)))),
    "access:openings": ("to review", lambda user, now: BreakGlass.objects.to_review()),
    "questionnaires:drafts": ("kept", lambda user, now: Draft.objects.of(user)),
}


@dataclass(frozen=True)
class Line:
    label: str
    words: str
    href: str
    count: str


def groups(user: User, now: datetime) -> dict[str, list[Line]]:
    """The lists by group, all counted in one query."""
    places = [(place, href) for place in PLACES if user.may(place.permission) and (href := _address(place))]
    counts = _counts([place.url_name for place, _ in places if place.url_name in COUNTED], user, now)
    found: dict[str, list[Line]] = {}
    for place, href in places:
        count = f"{counts[place.url_name]:,} {COUNTED[place.url_name][0]}" if counts.get(place.url_name) else ""
        found.setdefault(place.group, []).append(Line(place.label, place.words, href, count))
    return found


def _counts(names: list[str], user: User, now: datetime) -> dict[str, int]:
    if not names:
        return {}
    asked = [Subquery(_counted(COUNTED[name][1](user, now))) for name in names]
    return dict(zip(names, User.objects.filter(pk=user.pk).values_list(*asked).get(), strict=True))


def _counted(rows: QuerySet) -> QuerySet:
    """The number of rows as a query of its own, to be asked together with others."""
    return rows.order_by().annotate(n=Func(F("pk"), function="COUNT", output_field=IntegerField())).values("n")


def _address(place: Place) -> str | None:
    """A list that a council has not switched on has no address."""
    try:
        return reverse(place.url_name)
    except NoReverseMatch:
        return None
