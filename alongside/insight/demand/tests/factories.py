"""A projection's file made of numbers, and people with support that costs something."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from alongside.care_management.plans.models import Support
from alongside.foundation.accounts.models import User
from alongside.insight.surveys.tests.factories import supported
from alongside.people.people.models import Address

HEADER = "area,sex,age,year,people"
BANDS = ("0-24", "25-64", "65-74", "75-84", "85+")


def content(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows]).encode()


def whole_file(areas: tuple[str, ...] = ("Westmere",), years: tuple[int, ...] = (2026, 2031, 2036)) -> bytes:
    return content(*(
        f"{area},{sex},{band},{year},{1000 + 100 * number + 20 * (year - years[0])}"
        for area in areas for sex in ("female", "male") for number, band in enumerate(BANDS) for year in years
    ))


def somebody(number: int, *, by: User, born: date, reason: str, postcode: str, cost: Any = "100.00") -> Any:
    made = supported(f"Imo{number}", by=by, born=born, reason=reason)
    Address.objects.current().filter(subject=made.subject).update(postcode=postcode)
    lines = Support.objects.filter(subject=made.subject, source__in=("council_arranged", "direct_payment"))
    lines.update(weekly_cost=None if cost is None else Decimal(0), funder="social_care")
    if cost is not None:
        Support.objects.filter(pk=lines.order_by("pk")[0].pk).update(weekly_cost=Decimal(cost))
    return made
