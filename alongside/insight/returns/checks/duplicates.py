"""The same event twice, by the national key: all but one are dropped before anything is counted.

The key of a single file: council, person (the NHS number, else the council's own), start, end as derived (not for
services), client type, event type; for a request its route, for an assessment its type, for a service its type,
component, delivery, unit cost, frequency and planned units. The event reference is no part of it.
"""

from __future__ import annotations

from .base import EventsCheck, amount, cell, day, nhs_number, place

_START, _END, _DIED = day("Event Start Date"), day("Event End Date"), day("Date of Death")
_EVENT = f"lower({cell('Event Type')})"
PERSON = f"coalesce({nhs_number()}, {cell('LA Code')} || '_' || lower({cell('LA Person Unique Identifier')}))"
# A death inside an event ends it.
DERIVED_END = (
    f"CASE WHEN {_DIED} >= {_START} AND {_DIED} < {_END} THEN {_DIED}"
    f" WHEN {_DIED} > {_START} AND {_END} IS NULL THEN {_DIED} ELSE {_END} END"
)
_OF_SERVICES = ("Service Type", "Service Component", "Delivery Mechanism", "Cost Frequency (Unit Type)")
_AMOUNTS = ("Unit Cost", "Planned units per week")


def _only_for(event: str, expression: str) -> str:
    return f"CASE WHEN {_EVENT} = '{event}' THEN {expression} END"


KEY = (
    f"lower({cell('LA Code')})", PERSON, _START, f"CASE WHEN {_EVENT} <> 'service' THEN {DERIVED_END} END",
    f"lower({cell('Client Type')})", _EVENT,
    _only_for("request", f"lower({cell('Request: Route of Access')})"),
    _only_for("assessment", f"lower({cell('Assessment Type')})"),
    *(_only_for("service", f"lower({cell(field)})") for field in _OF_SERVICES),
    *(_only_for("service", amount(field)) for field in _AMOUNTS),
)
# Ten million keys of fourteen texts do not fit a memory, their hashes of 64 bits do: the chance that two events of a
# file share one by accident is three in a million files.
HASH = (
    f"CASE WHEN {_START} IS NOT NULL AND {_EVENT} IS NOT NULL AND {PERSON} IS NOT NULL THEN hash({', '.join(KEY)}) END"
)
FIND = f"""
    WITH twice AS (SELECT event, min(n) AS first FROM marks WHERE event IS NOT NULL GROUP BY event
                   HAVING count(*) > 1)
    SELECT n, {place("Event Type")} AS place,
           'The same event as row ' || first || ': nationally one of them is dropped.' AS message
    FROM marks JOIN twice USING (event) WHERE n > first
"""
CHECK = EventsCheck(
    "duplicates",
    "The same event twice",
    "Nationally the same person, days and kind are one event, whatever its reference; the others are dropped.",
    {"event": HASH},
    FIND,
)
