"""How often somebody was passed from one team to another since they first got in touch."""

from __future__ import annotations

from alongside.foundation.subjects.models import Subject
from alongside.people.involvements.models import Involvement

from .models import Conversation


def teams_so_far(subject: Subject) -> list[str]:
    """Each team in the order in which it took the person on; the same team twice running is one."""
    held = Conversation.objects.of(subject).exclude(team=None).values_list("began_at", "team__name")
    worked = Involvement.objects.filter(subject=subject, accepted_at__isnull=False).values_list(
        "accepted_at", "team__name")
    names = [name for _, name in sorted([*held, *worked])]
    return [name for place, name in enumerate(names) if place == 0 or names[place - 1] != name]


def hand_offs(teams: list[str]) -> int:
    return max(len(teams) - 1, 0)
