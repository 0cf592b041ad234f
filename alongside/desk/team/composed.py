"""A team's board, put together from the rooms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from alongside.desk.my_work.caseload import Caseload, caseloads
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.work.models import Task

# Those who answer for every team see every team's board.
EVERY_TEAM = ("director", "principal_social_worker")


@dataclass(frozen=True)
class Member:
    """A colleague, what is with them, and how full their week is."""

    caseload: Caseload
    open: int
    late: int
    away: bool
    hand_over: str

    @property
    def user(self) -> User:
        return self.caseload.user


def teams_of(user: User) -> list[Team]:
    """The teams whose board this user may see, their own first."""
    own = [membership.team for membership in user.memberships_now]
    if any(user.holds(role) for role in EVERY_TEAM):
        others = Team.objects.filter(closed_on=None, memberships__isnull=False).distinct()
        return [*dict.fromkeys(own), *[team for team in others if team not in own]]
    return list(dict.fromkeys(own))


def work_of(team: Team, user: User) -> Any:
    return Task.objects.open().of_teams([team.pk]).visible_to(user)


def members(team: Team, user: User, now: datetime) -> list[Member]:
    """Everybody in the team with their weight and what is late, the fullest first."""
    today = timezone.localtime(now).date()
    working = list(User.objects.working().in_team(team).order_by("name"))
    counted = _counted(working, user, today)
    away = set(User.objects.filter(pk__in=[one.pk for one in working], absences__starts_on__lte=today,
                                   absences__ends_on__gte=today).values_list("pk", flat=True))
    every = [
        Member(load, *counted.get(load.user.pk, (0, 0)), away=load.user.pk in away,
               hand_over=f"{reverse('work:hand_over')}?of={load.user.pk}&back={reverse('desk:team')}?team={team.key}")
        for load in caseloads(working, today)
    ]
    return sorted(every, key=lambda member: (-member.caseload.weight / member.caseload.limit, member.user.name))


def _counted(users: Sequence[User], user: User, today: date) -> dict[int, tuple[int, int]]:
    late = Count("pk", filter=Q(due_on__lt=today) & (Q(held_until=None) | Q(held_until__lte=today)))
    rows = (Task.objects.open().visible_to(user).filter(owner__in=[one.pk for one in users])
            .values("owner").annotate(all=Count("pk"), late=late).order_by())
    return {row["owner"]: (row["all"], row["late"]) for row in rows}
