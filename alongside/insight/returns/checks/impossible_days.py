"""-2: a day that cannot be, beside another of the same row: an end before its start, a death before a birth."""

from __future__ import annotations

from alongside.rules.national_return.check import INVALID
from alongside.rules.national_return.columns import BY_NAME, Column
from alongside.rules.national_return.days import BY_FIELD, InOrder

from ..bulk.sql import AGE, Conditions
from .base import CellCheck, HeldTo


def _fails(column: Column, held: HeldTo, conditions: Conditions) -> str | None:
    said = []
    for rule in BY_FIELD.get(column.name, ()):
        if isinstance(rule, InOrder):
            said.append(f"d{BY_NAME[rule.first].order} > d{BY_NAME[rule.second].order}")
        else:
            said.append(f"{AGE} > {rule.years}")
    return f"coalesce({' OR '.join(f'coalesce({one}, FALSE)' for one in said)}, FALSE)" if said else None


CHECK = CellCheck(
    "impossible_days",
    "A day that cannot be",
    "An event that ends before it begins is left out of every national measure without a word.",
    INVALID,
    _fails,
)
