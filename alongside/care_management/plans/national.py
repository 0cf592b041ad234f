"""What a line of support is in the national return: its kind, how it is delivered, and what a unit of it costs. Pure.

A worker says what it is, in hours and pounds a week; unit, frequency and units follow, unless the worker says how it
is charged.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from alongside.foundation import codelists

LIST = "support_service"
# What a direct payment is, where nobody says what it is spent on.
CHOSEN = {"adult": "chosen_support", "carer": "carer_payment"}
WEEKLY = "weekly"
# How many weeks one unit covers, for what is charged by the calendar.
WEEKS: dict[str, Decimal] = {
    WEEKLY: Decimal(1),
    "fortnightly": Decimal(2),
    "four_weekly": Decimal(4),
    "monthly": Decimal(52) / 12,
    "quarterly": Decimal(13),
    "annually": Decimal(52),
}
# Charged by what is done, so many a week.
BY_UNITS = ("hourly", "daily", "per_session")
PENNY = Decimal("0.01")


@dataclass(frozen=True)
class Charge:
    unit_cost: Decimal | None = None
    cost_frequency: str = ""
    planned_units: Decimal | None = None


@dataclass(frozen=True)
class InTheReturn:
    service: str
    delivery: str
    charge: Charge


def options(for_whom: str, lasting: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    """The kinds of service for an adult or a carer, in plain words."""
    return tuple(
        (one.code, one.label)
        for one in codelists.codes(LIST)
        if one.valid_on(None) and one.extra["for_whom"] == for_whom and (not lasting or one.extra["lasting"] in lasting)
    )


def in_the_return(
    *, source: str, funder: str, service: str, weekly_cost: Decimal | None, hours: Decimal | None, charged: str,
    units: Decimal | None, for_whom: str, arranged: str,
) -> InTheReturn:
    """`arranged` is what the council counts support in the community as that it arranges (its own policy)."""
    if source == "equipment" and funder == "social_care":
        service = service or "equipment"
    elif source == "direct_payment":
        service = service or CHOSEN[for_whom]
    elif source != "council_arranged":
        return InTheReturn("", "", Charge())
    return InTheReturn(
        service, delivery(source, service, arranged), charge(weekly_cost, hours=hours, charged=charged, units=units)
    )


def delivery(source: str, service: str, arranged: str) -> str:
    """Care homes and short-term support are commissioned; a personal budget is for support in the community."""
    if source == "direct_payment":
        return "direct_payment"
    kind = codelists.code(LIST, service).extra["service_type"] if service else "long_term_community"
    return arranged if kind in ("long_term_community", "carer_direct", "carer_through_cared_for") else (
        "commissioned_support"
    )


def charge(
    weekly: Decimal | None, *, hours: Decimal | None = None, charged: str = "", units: Decimal | None = None
) -> Charge:
    """The price of one unit and how many a week; by the hour where hours are said, else by the week."""
    if weekly is None:
        return Charge()
    frequency = charged or ("hourly" if hours else WEEKLY)
    if frequency in BY_UNITS:
        many = units or (hours if frequency == "hourly" else Decimal(7) if frequency == "daily" else None)
        if many:
            return Charge(_pennies(weekly / many), frequency, many)
        frequency = WEEKLY
    return Charge(_pennies(weekly * WEEKS[frequency]), frequency, Decimal(1))


def _pennies(amount: Decimal) -> Decimal:
    return amount.quantize(PENNY, rounding=ROUND_HALF_UP)
