"""Age as the nation reckons it: whole years of 365.25 days since the first of the birth month.

In whole numbers, for engines differ in their fractions: aged N or more means 100 times the days is at least
N times 36,525.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

DAYS_OF_A_HUNDRED_YEARS = 36525
WORKING_AGE, OLDER, UNDER_18, UNKNOWN, EVERYBODY = "18_64", "65_plus", "under_18", "unknown", "Total"


def at_least(years: int, birth: ir.IntegerColumn, day: ir.IntegerValue) -> ir.BooleanColumn:
    return (day.cast("int64") - birth) * 100 >= years * DAYS_OF_A_HUNDRED_YEARS


def band(birth: ir.IntegerColumn, day: ir.IntegerValue) -> ir.StringColumn:
    """On a day; somebody whose birth month nobody knows has a band of their own."""
    return ibis.cases(
        (birth.isnull(), UNKNOWN),
        (at_least(65, birth, day), OLDER),
        (at_least(18, birth, day), WORKING_AGE),
        else_=UNDER_18,
    )
