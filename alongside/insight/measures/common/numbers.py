"""A condition as 1 or 0, in the words that every engine knows."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir


def one_if(condition: ir.BooleanValue) -> ir.IntegerColumn:
    """Nought where the condition is unknown, too."""
    return ibis.cases((condition, 1), else_=0).cast("int32")
