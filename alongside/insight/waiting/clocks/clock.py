"""What a clock is, and one wait that it measures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

NO_PAUSE = "Nothing: the days are counted through"
ON_SOMEBODY_ELSE = (
    "The days of a piece of work about it that waits on somebody else. A wait that was taken back left no days behind"
)


@dataclass(frozen=True)
class Wait:
    """One person's wait. `paused` days fall within it and are not counted as the council's."""

    subject_id: int
    team_id: int | None
    started_on: date
    stopped_on: date | None
    # The record, as the work about it names it: "assessments.assessment:12".
    source: str
    path: str
    pk: int
    # A code of the clock's own kinds, where it has some.
    kind: str = ""
    paused: int = 0

    @property
    def is_waiting(self) -> bool:
        return self.stopped_on is None

    def days(self, today: date) -> int:
        """From the start to the stop, or to today, less the pauses; never below nought."""
        whole = ((self.stopped_on or today) - self.started_on).days
        return max(0, whole - self.paused)

    def with_pause(self, days: int) -> Wait:
        return replace(self, paused=days)


# A user, and the first day of stops that still count: what waits is always there.
Find = Callable[[Any, date], Iterator[Wait]]


@dataclass(frozen=True)
class Clock:
    key: str
    label: str
    starts: str
    stops: str
    pauses: str
    left_out: str
    find: Find
    # What may be waited for, in words.
    kinds: Mapping[str, str] = field(default_factory=dict)
    # Why no team has it yet, where it waits for that: such waits stand on every team's board.
    before_a_team: str = ""

    @property
    def in_words(self) -> list[tuple[str, str]]:
        said = [("Starts", self.starts), ("Stops", self.stops), ("Paused by", self.pauses)]
        if self.before_a_team:
            said.append(("Whose", self.before_a_team))
        return [*said, ("Not counted", self.left_out)]


def day(moment: datetime | date | None) -> date | None:
    if isinstance(moment, datetime):
        return timezone.localtime(moment).date()
    return moment


def waits(
    rows: Any, source: str, path: str, started: str, stopped: str, *, team: str = "team_id", kind: str = ""
) -> Iterator[Wait]:
    """Rows of a queryset as waits, by the names of their fields. A stop before the start counts as the same day."""
    columns = ["pk", "subject_id", team, started, stopped, *([kind] if kind else [])]
    for pk, subject_id, team_id, start, stop, *of_kind in rows.values_list(*columns):
        begun, ended = day(start), day(stop)
        if begun is None:
            continue
        ended = max(begun, ended) if ended else None
        yield Wait(subject_id, team_id, begun, ended, f"{source}:{pk}", path, pk, *of_kind)
