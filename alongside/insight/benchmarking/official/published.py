"""What was published of one measure, area, year and part: its outcome and what it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

STATS = ("outcome", "numerator", "denominator", "margin", "respondents")


@dataclass(frozen=True)
class Published:
    framework: str
    code: str  # as the framework writes it
    year: str
    area: str  # a council's code, NW, England …
    kind: str  # council, region, type, england or other
    name: str
    part: str = ""  # nothing for everybody; "65 and over", "Female", "outstanding" …
    outcome: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    margin: Decimal | None = None
    respondents: Decimal | None = None
    # {"numerator": "c"}: why a figure is not there; and {"outcome": 33.4}: the same figure on another basis.
    marks: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, Decimal] = field(default_factory=dict)
    place: str = ""  # the sheet and row it was read from


class CannotBeRead(Exception):
    """The file is no official table. One sentence that names the sheet, the row and the column."""
