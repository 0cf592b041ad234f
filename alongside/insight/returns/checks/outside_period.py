"""Events that the national filter leaves out: they do not touch the period."""

from __future__ import annotations

from .base import EventsCheck, cell, day, place
from .duplicates import DERIVED_END

_EVENT, _START = f"lower({cell('Event Type')})", day("Event Start Date")
_FROM, _TO = day("Reporting Period Start Date"), day("Reporting Period End Date")
_OUTSIDE = (
    f"({_START} > {_TO} OR ({DERIVED_END}) < {_FROM} OR (({DERIVED_END}) > {_TO} AND {_EVENT} <> 'service'))"
)
FIND = f"""
    SELECT n, {place("Event Start Date")} AS place,
           'The event is outside the reporting period, and is left out nationally.' AS message
    FROM marks WHERE outside
"""
CHECK = EventsCheck(
    "outside_period",
    "Outside the reporting period",
    "Requests, assessments and reviews must end in the period; a service must be open at some time in it.",
    {"outside": f"({_FROM} <= {_TO} AND {_START} IS NOT NULL AND {_OUTSIDE})"},
    FIND,
)
