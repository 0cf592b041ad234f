"""Days that cannot be: one before another that must come first. A value of the wrong day is an invalid value.

Declared as pairs, so that the same rules judge one row here and ten million in a database.
"""

from __future__ import annotations

from dataclasses import dataclass

from alongside.rules.national_return.row import Row

OLDEST = 120


@dataclass(frozen=True)
class InOrder:
    """`first` must not be after `second`; the day in `blames` is the one to look at."""

    first: str
    second: str
    blames: str
    message: str

    def broken(self, row: Row) -> bool:
        first, second = row.day(self.first), row.day(self.second)
        return first is not None and second is not None and first > second


@dataclass(frozen=True)
class NotTooOld:
    """Nobody is older than this on the last day of the period."""

    blames: str
    message: str
    years: int = OLDEST

    def broken(self, row: Row) -> bool:
        age = row.age_at_period_end
        return age is not None and age > self.years


PERIOD_START, PERIOD_END = "Reporting Period Start Date", "Reporting Period End Date"
BORN, DIED = "Date of Birth", "Date of Death"
BEGAN, ENDED = "Event Start Date", "Event End Date"

RULES: tuple[InOrder | NotTooOld, ...] = (
    InOrder(PERIOD_START, PERIOD_END, PERIOD_END, "The period cannot end before it starts."),
    InOrder(BORN, PERIOD_END, BORN, "The birth cannot be after the end of the period."),
    InOrder(BORN, BEGAN, BORN, "The birth cannot be after the event began."),
    NotTooOld(BORN, f"Nobody is older than {OLDEST}: is the day a stand-in for one that is not known?"),
    InOrder(BORN, DIED, DIED, "The death cannot be before the birth."),
    InOrder(BEGAN, DIED, BEGAN, "The event cannot begin after the person died."),
    InOrder(BEGAN, ENDED, ENDED, "The event cannot end before it began."),
)
BY_FIELD: dict[str, tuple[InOrder | NotTooOld, ...]] = {
    field: tuple(rule for rule in RULES if rule.blames == field)
    for field in dict.fromkeys(rule.blames for rule in RULES)
}


def impossible(field: str, row: Row) -> str:
    """Why the day in this field cannot be; empty when it can."""
    return next((rule.message for rule in BY_FIELD.get(field, ()) if rule.broken(row)), "")
