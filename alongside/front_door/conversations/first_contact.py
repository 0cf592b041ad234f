"""First-contact resolution: of the conversations that ended, how many needed nobody else, and who they were."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count

from alongside.foundation.accounts.models import User

from . import policy
from .models import Conversation, NextStep

DAYS = (30, 90, 365)


@dataclass(frozen=True)
class Figure:
    resolved: int
    ended: int

    @property
    def per_cent(self) -> int | None:
        """Nothing of nothing is no rate."""
        if not self.ended:
            return None
        return int((Decimal(100) * self.resolved / self.ended).quantize(Decimal(1), ROUND_HALF_UP))

    @property
    def words(self) -> str:
        return f"{self.resolved:,} of {self.ended:,}"


def ended(user: User, now: datetime, days: int) -> Any:
    """The denominator's people: conversations that ended in this time, on records this user may open."""
    return Conversation.objects.visible_to(user).ended_since(now - timedelta(days=days)).marked_resolved()


def figure(user: User, now: datetime, days: int = DAYS[0]) -> Figure:
    counted = dict(ended(user, now, days).order_by().values_list("resolved").annotate(n=Count("pk")))
    return Figure(resolved=counted.get(True, 0), ended=sum(counted.values()))


def prevention(user: User, now: datetime, days: int, on: date) -> dict[str, int]:
    """How many of the next steps prevent needs, by what the council says each of them does."""
    levels = policy.prevention_levels(on)
    talks = Conversation.objects.visible_to(user).ended_since(now - timedelta(days=days))
    counts: Counter[str] = Counter({"primary": 0, "secondary": 0})
    for kind, number in NextStep.objects.filter(
            conversation__in=talks, kind__in=levels).values_list("kind").annotate(Count("pk")):
        counts[levels[kind]] += number
    return dict(counts)
