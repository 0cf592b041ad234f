"""-2: not a value of the list, or not of the column's kind (a day, a number, a postcode)."""

from __future__ import annotations

from alongside.rules.national_return.check import INVALID
from alongside.rules.national_return.columns import Column

from ..bulk.sql import Conditions, invalid, listed
from .base import CellCheck, HeldTo


def _fails(column: Column, held: HeldTo, conditions: Conditions) -> str | None:
    if not column.list_name:
        return None if column.kind == "text" else invalid(column)
    used = held.wording.of(column.list_name)
    if not used.is_whole(held.release):
        return None
    permitted = [*used.known(held.release), *(used.forward if held.release == 2 else ())]
    if column.name == "LA Code":
        permitted += held.la_codes
    return f"(NOT b{column.order} AND NOT {listed(column.order, permitted)})"


CHECK = CellCheck(
    "invalid",
    "Not a value of the list, or not of its kind",
    "A value that is nearly right in capitals, dashes or spaces is explained with the one it must be.",
    INVALID,
    _fails,
)
