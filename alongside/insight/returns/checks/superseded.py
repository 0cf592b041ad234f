"""-7: a value of Release 1 in a Release 2 file, with what it became."""

from __future__ import annotations

from alongside.rules.national_return.check import RELEASE_1_VALUE
from alongside.rules.national_return.columns import Column

from ..bulk.sql import Conditions, among
from .base import CellCheck, HeldTo


def _fails(column: Column, held: HeldTo, conditions: Conditions) -> str | None:
    if held.release != 2 or not column.list_name:
        return None
    used = held.wording.of(column.list_name)
    old = [value for value in used.forward if value not in used.now]
    if column.name == "LA Code":
        old = [value for value in old if value not in held.la_codes]
    if not old:
        return None
    # Nearly every cell is of this release, and is not looked at twice.
    return f"(CASE WHEN {among(f'g{column.order}', used.now)} THEN FALSE ELSE {among(f'c{column.order}', old)} END)"


CHECK = CellCheck(
    "superseded",
    "A value of Release 1",
    "From October 2025 everything is processed as Release 2; an old value is shown with its new words.",
    RELEASE_1_VALUE,
    _fails,
)
