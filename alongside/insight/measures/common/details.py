"""What is known of a person: the latest known value of a field, by reporting period, then end, then start.

Rows of every client type and period count, those that end before they start included. Values that tie and disagree
leave it unknown.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from alongside.insight.measures.common.codes import NONE, Reason
from alongside.insight.measures.common.person import PERSON

OPEN = 2_932_532  # 1 January 9999: how the nation writes an end that has not come


def gender(counted: ir.Table) -> ir.Table:
    return latest(counted, "gender", counted.gender != NONE)


def support_reason(counted: ir.Table) -> ir.Table:
    """Support to a carer says nothing of the person's own needs, so it ranks as not known."""
    says_nothing = (NONE, Reason.SUPPORT_TO_CARER, Reason.UNKNOWN)
    return latest(counted, "reason", counted.reason.notin(says_nothing))


def accommodation(counted: ir.Table) -> ir.Table:
    return latest(counted, "accommodation", counted.accommodation != NONE)


def latest(counted: ir.Table, field: str, known: ir.BooleanColumn) -> ir.Table:
    """One row a person who has a known value; nought where the latest disagree."""
    rows = counted.filter(known).select(*PERSON, "period_end", "start", "end", field)
    order = [rows.period_end.desc(), open_first(rows.end).desc(), rows.start.desc()]
    rows = rows.mutate(place=ibis.rank().over(group_by=PERSON, order_by=order))
    top = rows.filter(rows.place == 0)
    found = top.group_by(*PERSON).aggregate(least=top[field].min(), most=top[field].max())
    return found.select(*PERSON, ibis.cases((found.least == found.most, found.least), else_=NONE).name(field))


def open_first(end: ir.IntegerColumn) -> ir.IntegerColumn:
    return end.fill_null(OPEN)
