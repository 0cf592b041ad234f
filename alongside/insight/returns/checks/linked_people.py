"""-2: an adult cared for who is not in the file: linked adults must themselves be in the submission."""

from __future__ import annotations

from .base import cell, place

FIELDS = ("Adult 1 Linked Person_ID", "Adult 2 Linked Person_ID", "Adult 3 Linked Person_ID")
KEY = "linked_people"
TITLE = "An adult cared for who is not in the file"
WHY = "A link that leads nowhere loses the carer’s connection; the adult must be in the submission too."
MESSAGE = "There is no row of this person in the file: a linked adult must be in the submission too."

_COUNCIL = cell("LA Code")


def _hashed(person: str) -> str:
    return f"CASE WHEN {person} IS NOT NULL THEN hash({_COUNCIL}, lower({person})) END"


PERSON_HASH = _hashed(cell("LA Person Unique Identifier"))
KEYS = {f"link{number}": _hashed(cell(field)) for number, field in enumerate(FIELDS, 1)}


def query() -> str:
    """Links that lead nowhere: n, and the order of the column."""
    links = " UNION ALL ".join(
        f"SELECT n, {place(field)} AS place, link{number} AS person FROM marks WHERE link{number} IS NOT NULL"
        for number, field in enumerate(FIELDS, 1)
    )
    return f"SELECT n, place FROM ({links}) ANTI JOIN (SELECT DISTINCT person FROM marks) USING (person)"
