"""One person under two identities, or two under one: the national file joins people by NHS number, then by council."""

from __future__ import annotations

from .base import EventsCheck, cell, day, nhs_number, place
from .linked_people import PERSON_HASH

_COUNCIL, _NHS = cell("LA Code"), nhs_number()


def _several(by: str, what: str, field: str, message: str) -> str:
    """The first row of each group in which there is more than one of something."""
    return f"""
        SELECT min(n) AS n, {place(field)} AS place, '{message}' AS message
        FROM marks WHERE {by} IS NOT NULL GROUP BY {by} HAVING min({what}) <> max({what})"""


FIND = " UNION ALL ".join(
    (
        _several("person", "born", "Date of Birth", "The same person has another date of birth in another row."),
        _several("person", "nhs", "NHS Number", "The same person has another NHS number in another row."),
        _several("nhs", "person", "LA Person Unique Identifier",
                 "The same NHS number has another local identifier in another row."),
    )
)
CHECK = EventsCheck(
    "one_person",
    "One person, two identities",
    "The national file joins rows by NHS number, then by the council’s own number; a slip joins or splits people.",
    {
        "person": PERSON_HASH,
        "nhs": f"CASE WHEN {_NHS} IS NOT NULL THEN hash({_COUNCIL}, {_NHS}) END",
        "born": day("Date of Birth"),
    },
    FIND,
)
