"""Where a postcode lies: exactly, else its sector, else its outward code, from the file the council supplies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import connection

WHOLE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9])([A-Z]{2})")
SECTOR = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?) ([0-9])")
OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")

_WHERE = """
SELECT count(*) FILTER (WHERE postcode = %(whole)s), avg(latitude) FILTER (WHERE postcode = %(whole)s),
       avg(longitude) FILTER (WHERE postcode = %(whole)s),
       count(*) FILTER (WHERE %(sector)s <> '' AND starts_with(postcode, %(sector)s)),
       avg(latitude) FILTER (WHERE starts_with(postcode, %(sector)s)),
       avg(longitude) FILTER (WHERE starts_with(postcode, %(sector)s)),
       count(*), avg(latitude), avg(longitude)
FROM directory_postcodecentroid WHERE outward = %(outward)s
"""


@dataclass(frozen=True)
class Spot:
    """A place to measure from. `near` says how it was found: the postcode itself, its sector or its outward code."""

    postcode: str
    latitude: float
    longitude: float
    near: str = ""


def parts(typed: str) -> tuple[str, str, str] | None:
    """(outward, sector's beginning, whole) of what was typed, or nothing: it is no postcode."""
    text = " ".join(typed.upper().split())
    if found := SECTOR.fullmatch(text):
        return found[1], found[1] + found[2], ""
    squeezed = text.replace(" ", "")
    if found := WHOLE.fullmatch(squeezed):
        return found[1], found[1] + found[2], squeezed
    return (squeezed, "", "") if OUTWARD.fullmatch(squeezed) else None


def spot_of(typed: str) -> Spot | None:
    """One query. Nothing where it is no postcode, or not of this area."""
    if not (found := parts(typed)):
        return None
    outward, sector, whole = found
    with connection.cursor() as cursor:
        cursor.execute(_WHERE, {"whole": whole, "sector": sector, "outward": outward})
        row = cursor.fetchone()
    shown = f"{outward} {whole[len(outward):]}" if whole else f"{outward} {sector[len(outward):]}".strip()
    for start, near in ((0, ""), (3, "sector"), (6, "outward")):
        if row[start]:
            return Spot(shown, row[start + 1], row[start + 2], near)
    return None
