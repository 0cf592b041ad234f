"""Whose waits a user may look at together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.foundation.accounts.models import Team

# In an address: what no team has yet.
NO_TEAM = "no-team-yet"


def teams_of(user: Any) -> list[Team]:
    """Their own teams; every team for those who see the whole council's figures."""
    rows = Team.objects.order_by("name")
    return list(rows if user.may("returns.see") else rows.filter(pk__in=user.team_ids()))


def names(teams: Sequence[Team]) -> dict[int, str]:
    return {team.pk: team.name for team in teams}
