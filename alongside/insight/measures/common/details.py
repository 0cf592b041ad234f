"""What is known of a person: the latest known value of a field, by reporting period, then end, then start.

Rows of every client type and period count, those that end before they start included. Values that tie and disagree
leave it unknown.
"""

from __future__ import annotations

from collections.abc import Callable

import ibis
import ibis.expr.types as ir

from alongside.insight.measures.common.codes import NONE, Reason
from alongside.insight.measures.common.person import PERSON

OPEN = 2_932_532  # 1 January 9999: how the nation writes an end that has not come
Once = Callable[[str, Callable[[], ir.Table]], ir.Table]
FIELDS = ("gender", "reason", "accommodation")


def details(counted: ir.Table, once: Once) -> ir.Table:
    """One row a person, nought where a field is not known. Only the rows of people whose values differ are ranked."""
    found = once("values_known", lambda: _values_known(counted))
    differ = [found[f"{field}_least"] != found[f"{field}_most"] for field in FIELDS]
    disputed = found.filter(differ[0].fill_null(False) | differ[1].fill_null(False) | differ[2].fill_null(False))
    rows = once("rows_disputed", lambda: counted.semi_join(disputed, PERSON))
    for field in FIELDS:
        found = found.left_join(latest(rows, field), PERSON).drop("council_right", "person_right")
    agreed = {field: found[f"{field}_least"] == found[f"{field}_most"] for field in FIELDS}
    values = {field: ibis.cases((agreed[field], found[f"{field}_least"]), else_=found[field]) for field in FIELDS}
    return found.select(*PERSON, **{field: value.fill_null(NONE) for field, value in values.items()})


def _values_known(counted: ir.Table) -> ir.Table:
    """The least and the most of each field's known values: one and the same where they never differ."""
    known = {field: ibis.cases((is_known(counted, field), counted[field])) for field in FIELDS}
    return counted.group_by(*PERSON).aggregate(
        **{f"{field}_least": value.min() for field, value in known.items()},
        **{f"{field}_most": value.max() for field, value in known.items()},
    )


def is_known(counted: ir.Table, field: str) -> ir.BooleanColumn:
    """Support to a carer says nothing of the person's own needs, so it ranks as not known."""
    if field == "reason":
        return counted.reason.notin((NONE, Reason.SUPPORT_TO_CARER, Reason.UNKNOWN))
    return counted[field] != NONE


def latest(counted: ir.Table, field: str) -> ir.Table:
    """The latest known value of each person who has one; nought where the latest disagree."""
    found = latest_said(counted.filter(is_known(counted, field)), field)
    return found.select(*PERSON, ibis.cases((found.least == found.most, found.least), else_=NONE).name(field))


def latest_said(known: ir.Table, field: str) -> ir.Table:
    """The least and the most of the latest values of each person: one and the same where they agree."""
    rows = known.select(*PERSON, "period_end", "start", "end", field)
    order = [rows.period_end.desc(), open_first(rows.end).desc(), rows.start.desc()]
    rows = rows.mutate(place=ibis.rank().over(group_by=PERSON, order_by=order))
    top = rows.filter(rows.place == 0)
    return top.group_by(*PERSON).aggregate(least=top[field].min(), most=top[field].max())


def open_first(end: ir.IntegerColumn) -> ir.IntegerColumn:
    return end.fill_null(OPEN)
