"""-1: blank, and the return must have it."""

from __future__ import annotations

from alongside.rules.national_return.check import BLANK_BUT_MANDATORY
from alongside.rules.national_return.columns import Column

from ..bulk.sql import Conditions
from .base import CellCheck, HeldTo


def _fails(column: Column, held: HeldTo, conditions: Conditions) -> str | None:
    mandatory = conditions.sql(column.mandatory)
    return None if mandatory == "FALSE" else f"(b{column.order} AND {mandatory})"


CHECK = CellCheck(
    "missing",
    "Blank, and must be filled",
    "The rules say when each column must be filled; only Release 1’s are public.",
    BLANK_BUT_MANDATORY,
    _fails,
)
