"""Teams as they are shown to somebody whose screen may be read by another: some names say too much."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from alongside.foundation.accounts.models import Team
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
