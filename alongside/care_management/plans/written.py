"""A plan as it is written in a draft: outcomes with their lines of support, read from answers. Pure.

A draft keeps whatever was typed; a figure that is no figure is no figure here either, and is said by the form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from alongside.foundation import codelists

MOST_OUTCOMES = 10
GROUPS = ("around", "equipment", "services")

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """Who does what towards an outcome."""

    group: str
    source: str
    what: str
    who: str
    how_much: str = ""
    hours_a_week: Decimal | None = None
    starts_on: date | None = None
    weekly_cost: Decimal | None = None
    funder: str = ""
    # For the national return: the kind of service, how it is charged, and how many of these a week.
    service: str = ""
    charged: str = ""
    units: Decimal | None = None
    row: str = ""

    @property
    def is_a_service(self) -> bool:
        return self.group == "services"


@dataclass(frozen=True)
class WrittenOutcome:
    number: int
    words: str
    in_short: str
    needs: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing was written: the outcome is left out."""
        return not self.words and not self.lines


@dataclass(frozen=True)
class Written:
    outcomes: tuple[WrittenOutcome, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for outcome in self.outcomes for line in outcome.lines)

    @property
    def needs(self) -> frozenset[str]:
        """The needs that some outcome answers."""
        return frozenset(need for outcome in self.outcomes for need in outcome.needs)

    @property
    def weekly_cost(self) -> Decimal:
        return sum((line.weekly_cost or Decimal(0) for line in self.lines), Decimal(0))


def read(answers: Answers) -> Written:
    return Written(tuple(outcome for outcome in _outcomes(answers) if not outcome.is_empty))


def how_many(answers: Answers) -> int:
    """How many outcomes the draft has room for so far: each says whether there is another."""
    number = 1
    while number < MOST_OUTCOMES and answers.get(f"another_{number}") == "yes":
        number += 1
    return number


def people_and_strengths_are_there(answers: Answers) -> bool:
    """Services come last: until then none can be written down."""
    return bool(answers.get("strengths")) and bool(answers.get("networks"))


def _outcomes(answers: Answers) -> Iterator[WrittenOutcome]:
    services = people_and_strengths_are_there(answers)
    for number in range(1, how_many(answers) + 1):
        needs = answers.get(f"needs_{number}")
        groups = GROUPS if services else GROUPS[:-1]
        yield WrittenOutcome(
            number=number, words=_text(answers.get(f"words_{number}")),
            in_short=_text(answers.get(f"in_short_{number}")),
            needs=tuple(needs) if isinstance(needs, list) else (),
            lines=tuple(_line(group, row) for group in groups for row in answers.get(f"{group}_{number}") or []),
        )


def _line(group: str, row: Answers) -> Line:
    return Line(
        group=group, source=_text(row.get("source")), what=_text(row.get("what")), who=_text(row.get("who")),
        how_much=_text(row.get("how_much")), hours_a_week=_amount(row.get("hours")),
        starts_on=day(row.get("starts_on")), weekly_cost=_amount(row.get("weekly_cost")),
        funder=_text(row.get("funder")), service=_known(row.get("service"), "support_service"),
        charged=_known(row.get("charged"), "cost_frequency"), units=_amount(row.get("units")),
        row=_text(row.get("_row"))[:32],
    )


def _known(value: Any, list_name: str) -> str:
    """A code of the list; whatever else was sent is none."""
    code = _text(value)
    return code if code in dict(codelists.options(list_name)) else ""


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _amount(value: Any) -> Decimal | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return None
    return amount.quantize(Decimal("0.01")) if amount.is_finite() and 0 <= amount < 10**6 else None


def day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
