"""Teams and colleagues as they are shown to somebody whose screen may be read by another: some names say too much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone

from alongside.foundation.accounts.models import Membership, Team, User
from alongside.rules import council


@dataclass(frozen=True)
class Shown:
    label: str
    named: bool


def shown_as() -> dict[str, str]:
    """By the key of a team, what stands instead of its name."""
    table = council.load(settings.COUNCIL_PACK).policy("my_plan.teams_shown_as", timezone.localdate())
    return {line.team: line.label for line in table}


def team_as_shown(team: Team) -> Shown:
    instead = shown_as().get(team.key)
    return Shown(instead or team.name, instead is None)


@dataclass(frozen=True)
class Colleagues:
    """The names of some colleagues, for one page. Whose team is not named is not named either: they may be known as of
    that team."""

    hidden: Mapping[int, tuple[tuple[date | None, str], ...]]

    def name(self, user: User, on: date) -> str:
        """As it is shown beside what they did on that day: their name, or the label of their team."""
        return next((label for ends_on, label in self.hidden.get(user.pk, ()) if ends_on is None or ends_on >= on),
                    user.name)


def colleagues(users: Iterable[User | None]) -> Colleagues:
    """Asked once for a page."""
    instead = shown_as()
    hidden: dict[int, tuple[tuple[date | None, str], ...]] = {}
    asked = {user.pk for user in users if user is not None}
    for row in Membership.objects.filter(user__in=asked, team__key__in=instead).select_related("team"):
        hidden[row.user_id] = (*hidden.get(row.user_id, ()), (row.ends_on, instead[row.team.key]))
    return Colleagues(hidden)
