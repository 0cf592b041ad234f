"""One cell of an official table: a number, or the reason why there is none. A marker never becomes a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

# What the published keys say of each marker, in our words.
REASONS = {
    "x": "not available",
    "c": "suppressed, so that nobody can be recognised",
    "z": "does not apply",
    "w": "no return was made or it could not be used",
    "low": "nearly nought",
    "u": "not reliable enough to publish",
    ":": "not available",
    "..": "not available",
    "-": "not available",
    "*": "suppressed, so that nobody can be recognised",
}
MARKER = re.compile(r"^\[\s*([a-z]+)\s*\]$", re.I)
NOTE = re.compile(r"\s*\[\s*note\s*\d+\s*\]\s*", re.I)
# 35.5 (33.4): the figure, and beside it the same on another basis.
TWICE = re.compile(r"^([^()]+?)\s*\(([^()]+)\)$")


# More than anything that is counted or measured in England.
LARGEST = 10**15


class NotANumber(ValueError):
    """The cell is neither a number nor a marker that we know."""


@dataclass(frozen=True)
class Cell:
    value: Decimal | None = None
    mark: str = ""
    # The same figure on another basis, where the table prints both.
    beside: Decimal | None = None


def read(raw: object) -> Cell:
    """A cell as a spreadsheet or a CSV file holds it."""
    if raw is None or raw == "":
        return Cell(mark="x")
    if isinstance(raw, bool):
        raise NotANumber(f"{raw} is not a number")
    if isinstance(raw, int | float):
        return Cell(tidy(Decimal(repr(raw))))
    text = NOTE.sub(" ", str(raw)).strip()
    if marked := MARKER.match(text):
        return Cell(mark=_known(marked[1].lower(), text))
    if text.lower() in REASONS:
        return Cell(mark=_known(text.lower(), text))
    if both := TWICE.match(text):
        first, second = read(both[1]), read(both[2])
        return Cell(first.value, first.mark, second.value)
    return Cell(_number(text))


def _known(mark: str, text: str) -> str:
    if mark not in REASONS:
        raise NotANumber(f"the marker {text} is not known")
    return {":": "x", "..": "x", "-": "x", "*": "c"}.get(mark, mark)


def _number(text: str) -> Decimal:
    try:
        value = Decimal(text.replace(",", "").removesuffix("%").strip())
    except InvalidOperation:
        raise NotANumber(f"{text!r} is neither a number nor a marker such as [c]") from None
    if not value.is_finite():
        raise NotANumber(f"{text!r} is not a number")
    return tidy(value)


def tidy(value: Decimal) -> Decimal:
    """Without the dust of binary fractions: a spreadsheet keeps 91.1 as 91.10000000000001."""
    if not value.is_finite() or abs(value) >= LARGEST:
        raise NotANumber(f"{value} is not a number of an official table")
    tidy = round(value, 6).normalize()
    return tidy.quantize(Decimal(1)) if tidy == tidy.to_integral() else tidy
