"""No code: a value of a list that is not public, which nobody outside can judge."""

from __future__ import annotations

from alongside.rules.national_return.columns import Column

from ..bulk.sql import Conditions, listed
from .base import CellCheck, HeldTo


def _fails(column: Column, held: HeldTo, conditions: Conditions) -> str | None:
    if not column.list_name or held.wording.of(column.list_name).is_whole(held.release):
        return None
    used = held.wording.of(column.list_name)
    judged = [*used.known(held.release), *(used.forward if held.release == 2 else ())]
    return f"(NOT b{column.order} AND NOT {listed(column.order, judged)})"


CHECK = CellCheck(
    "not_public",
    "Not checked: the list is not public",
    "Load the official mapping of values to have these checked too.",
    None,
    _fails,
)
