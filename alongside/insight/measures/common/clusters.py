"""Episodes of short-term support to maximise independence (ST-Max): the clusters that 2A counts.

Services of one person that overlap, or follow within seven days, are one cluster. Its outcome is that of the service
that ends last; of several, the first in the hierarchy, with outcomes that only say "goes on" behind all the others.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from alongside.insight.measures.common import ages
from alongside.insight.measures.common.codes import LONG_TERM, NONE, Client, Event, Outcome, Service
from alongside.insight.measures.common.details import OPEN
from alongside.insight.measures.common.numbers import one_if
from alongside.insight.measures.common.person import PERSON
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year

GAP = 7  # days between services of one cluster, at most
NEW_AFTER = 91  # days since the last long-term support
CLUSTER = (*PERSON, "number")

GOES_ON = (Outcome.TO_REABLEMENT, Outcome.TO_ASSESSMENT_OR_REVIEW, Outcome.TO_SUPPORT, Outcome.CONTINUATION)
BEHIND, BLANK = 100, 999


def service_user_rows(tables: Tables) -> ir.Table:
    counted = tables.counted
    return counted.filter(
        counted.client == Client.SERVICE_USER, counted.end.isnull() | (counted.end >= counted.start)
    ).mutate(open_end=counted.end.fill_null(OPEN))


def is_member(rows: ir.Table) -> ir.BooleanColumn:
    return (rows.kind == Event.SERVICE) & (rows.service == Service.ST_MAX)


def clusters(tables: Tables, year: Year) -> ir.Table:
    """Those that end in the year, each with its person, age at the end, and whether it may be counted (`out`)."""
    rows = service_user_rows(tables)
    found = _gathered(rows.filter(is_member(rows)))
    found = found.filter(found.end.between(year.start, year.end))
    found = found.join(tables.people, PERSON)
    found = tables.once("clusters_ended", lambda: found.mutate(age=ages.band(found.birth, found.end)))
    known = _had_long_term_support(found, rows).mutate(not_new=ibis.literal(1))
    found = found.left_join(known, CLUSTER).drop(*(f"{name}_right" for name in CLUSTER))
    return found.mutate(
        out=ibis.cases(
            (found.age == ages.UNDER_18, "under_18"),
            (found.death < found.start, "died_before"),
            (found.not_new.notnull(), "not_new"),
            else_="",
        )
    ).drop("not_new")


def _gathered(members: ir.Table) -> ir.Table:
    """One row a cluster. Spans first, so that services of the same days cannot be parted."""
    spans = members.group_by(*PERSON, "start", end="open_end").aggregate(rank=penalised(members.outcome).min())
    so_far = ibis.window(group_by=PERSON, order_by=(spans.start, spans.end), preceding=(None, 1))
    spans = spans.mutate(ended_before=spans.end.max().over(so_far))
    begins = spans.ended_before.isnull() | (spans.start - spans.ended_before > GAP)
    spans = spans.mutate(begins=one_if(begins))
    until_here = ibis.window(group_by=PERSON, order_by=(spans.start, spans.end), preceding=(None, 0))
    spans = spans.mutate(number=spans.begins.sum().over(until_here))
    spans = spans.mutate(last=spans.end.max().over(ibis.window(group_by=CLUSTER)))
    found = spans.group_by(CLUSTER).aggregate(
        start=spans.start.min(), end=spans["last"].max(), rank=spans["rank"].min(where=spans.end == spans["last"])
    )
    return found.select(*CLUSTER, "start", "end", outcome=unpenalised(found["rank"]))


def penalised(outcome: ir.IntegerColumn) -> ir.IntegerColumn:
    return ibis.cases((outcome == NONE, BLANK), (outcome.isin(GOES_ON), outcome + BEHIND), else_=outcome)


def unpenalised(rank: ir.IntegerColumn) -> ir.IntegerColumn:
    return ibis.cases((rank == BLANK, NONE), (rank > BEHIND, rank - BEHIND), else_=rank)


def usable(outcome: ir.IntegerColumn) -> ir.BooleanColumn:
    """Does it say where the episode led?"""
    return outcome > Outcome.CONTINUATION


def _had_long_term_support(found: ir.Table, rows: ir.Table) -> ir.Table:
    """Clusters of people who had long-term support before, open or ended under 91 days before the start."""
    support = rows.filter(rows.service.isin(LONG_TERM)).select(*PERSON, began="start", ended="open_end")
    pairs = found.select(*CLUSTER, "start").join(
        support,
        [*PERSON, support.began < found.start, found.start - support.ended < NEW_AFTER],
    )
    return pairs.select(*CLUSTER).distinct()
