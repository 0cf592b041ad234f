"""Who opened the record: which teams, on which days, never which colleague; to the person, by name who reads beside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit.context import who_by_themselves
from alongside.foundation.audit.models import Look
from alongside.foundation.design import words
from alongside.people.own_access.named import shown_as
from alongside.rules import council

from ..guard import Theirs

DAYS_BACK = 365
OTHERS = "Adult social care"


@dataclass(frozen=True)
class Day:
    day: str
    who: list[str]


def shown() -> bool:
    """Whether the council shows it at all."""
    choice: str = council.load(settings.COUNCIL_PACK).policy("my_plan.who_looked", timezone.localdate())
    return choice == "teams"


def days(theirs: Theirs) -> list[Day]:
    """The newest first, for a year back."""
    since = timezone.now() - timedelta(days=DAYS_BACK)
    rows = list(Look.objects.at_record(theirs.subject.pk).since(since).exclude(what__startswith="turned away")
                .newest_first().values_list("at", "user_id", "why"))
    teams = _teams({user for _, user, _ in rows if user})
    found: dict[date, dict[str, None]] = {}
    for at, user, why in rows:
        day = timezone.localdate(at)
        who = _team_on(teams.get(user, ()), day) if user else _themselves(theirs, why)
        if who:
            found.setdefault(day, {})[who] = None
    return [Day(words.full_date(day), list(who)) for day, who in found.items()]


def _themselves(theirs: Theirs, why: str) -> str:
    """The service itself at work is nobody who looks. Who else has My plan is between the person and their worker:
    whoever reads for them reads of the person and of themselves."""
    who, _, access = who_by_themselves(why).rpartition(" (access ")
    if who == "the person themselves":
        return "You, in My plan" if theirs.access.is_the_person else f"{theirs.subject}, in My plan"
    known = theirs.access.is_the_person or access == f"{theirs.access.pk})"
    return f"{who}, in My plan" if who and known else ""


def _teams(user_ids: set[int]) -> dict[int, list[Membership]]:
    found: dict[int, list[Membership]] = {}
    for row in Membership.objects.filter(user__in=user_ids).select_related("team").order_by("starts_on", "pk"):
        found.setdefault(row.user_id, []).append(row)
    return found


def _team_on(places: Iterable[Membership], day: date) -> str:
    """The team they were in on that day; the service as a whole where that cannot be said."""
    instead = shown_as()
    for row in places:
        if row.starts_on <= day and (row.ends_on is None or row.ends_on >= day):
            return instead.get(row.team.key, row.team.name)
    return OTHERS
