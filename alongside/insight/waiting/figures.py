"""How long people waited and wait: the median, the longest, and who still waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from .clocks import CLOCKS, Clock, Wait
from .middle import median
from .pauses import paused

# The stops of the last so many days make the median.
LOOKED_BACK = 91


@dataclass(frozen=True)
class Figure:
    """Of one clock, and of the teams that were asked about."""

    clock: Clock
    waits: tuple[Wait, ...]
    today: date

    @property
    def waited(self) -> list[Wait]:
        return [wait for wait in self.waits if not wait.is_waiting]

    @property
    def waiting(self) -> list[Wait]:
        """The longest first."""
        there = [wait for wait in self.waits if wait.is_waiting]
        return sorted(there, key=lambda wait: (-wait.days(self.today), wait.pk))

    @property
    def median(self) -> Decimal | None:
        return median([wait.days(self.today) for wait in self.waited])

    @property
    def longest(self) -> int | None:
        return max((wait.days(self.today) for wait in self.waited), default=None)

    @property
    def longest_waiting(self) -> int | None:
        return max((wait.days(self.today) for wait in self.waits if wait.is_waiting), default=None)


def apart(figure: Figure, part: Callable[[Wait], Any]) -> dict[Any, Figure]:
    """The same figure for each team, or for each kind."""
    there: dict[Any, list[Wait]] = defaultdict(list)
    for wait in figure.waits:
        there[part(wait)].append(wait)
    return {key: replace(figure, waits=tuple(waits)) for key, waits in there.items()}


def figures(user: Any, today: date, teams: Iterable[int] | None = None) -> list[Figure]:
    """Every clock, of some teams or of all; records that the user may not open are not counted."""
    chosen = None if teams is None else set(teams)
    return [of_clock(clock, user, today, chosen) for clock in CLOCKS.values()]


def of_team(figure: Figure, team: int) -> Figure:
    """What one team has, and what no team has yet but waits for one."""
    mine = (wait for wait in figure.waits if _stands_with(wait, figure.clock, {team}))
    return replace(figure, waits=tuple(mine))


def _stands_with(wait: Wait, clock: Clock, teams: set[int]) -> bool:
    return wait.team_id in teams or (bool(clock.before_a_team) and wait.team_id is None)


def of_clock(clock: Clock, user: Any, today: date, teams: set[int] | None) -> Figure:
    since = today - timedelta(days=LOOKED_BACK)
    found = [wait for wait in clock.find(user, since) if teams is None or _stands_with(wait, clock, teams)]
    return Figure(clock, tuple(paused(found, today)), today)
