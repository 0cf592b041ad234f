"""How unpaid carers are supported in the year: one kind of support a person (3D, carers)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from alongside.insight.measures.common import ages
from alongside.insight.measures.common.codes import NONE, Client, Component, Event, Mechanism, Outcome, Service
from alongside.insight.measures.common.numbers import one_if
from alongside.insight.measures.common.people_counted import BY_AGE, cells, listed, noted
from alongside.insight.measures.common.person import PERSON
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year

# The first that a carer has is where they are counted; the last of all stands behind every kind of support.
KINDS = (
    "direct_payment",
    "managed_budget",
    "commissioned",
    "no_mechanism",
    "information",
    "no_direct_support",
    "blank_component",
)
REASONS = {
    "direct_payment": "Supported with a direct payment",
    "managed_budget": "Supported with a personal budget that the council manages",
    "commissioned": "Supported with a service that the council commissions",
    "no_mechanism": "Supported directly; how is blank or not on the list",
    "information": "Given information and advice",
    "no_direct_support": "Not supported directly: assessed or reviewed, or support goes to the person cared for",
    "blank_component": "The component of the service is blank: the national rule loses such rows",
    "under_18": "Under 18 at the end of the year",
    "died_before": "Died before the year began",
}
UNKNOWNS = {
    "birth_month": "The birth month: counted in the total, in neither age group",
    "mechanism": "How the support is delivered",
    "component": "The component of the service",
}
SUPPORTED = ("direct_payment", "managed_budget", "commissioned")


def carer_cells(measure: str, counted: tuple[str, ...], tables: Tables, year: Year) -> ir.Table:
    name = "people_" + "".join(letter for letter in measure.lower() if letter.isalnum())
    people = tables.once(name, lambda: carers_by_support(counted, tables, year))
    return cells(measure, people, tables.councils, BY_AGE)


def carers_by_support(counted: tuple[str, ...], tables: Tables, year: Year) -> ir.Table:
    """Every carer with something in the year; `counted` kinds of support make the numerator."""
    found = tables.once("carers", lambda: _carers(tables, year))
    kind = found.support.cases(*((place, name) for place, name in enumerate(KINDS, start=1)), else_="no_direct_support")
    reason = ibis.cases((found.death < year.start, "died_before"), (found.age == ages.UNDER_18, "under_18"), else_=kind)
    unknowns = noted(
        (found.birth.isnull(), "birth_month"),
        (reason == "no_mechanism", "mechanism"),
        (found.lost_rows > 0, "component"),
    )
    return listed(found, reason=reason, unknowns=unknowns, numerator=counted, denominator=SUPPORTED)


def _carers(tables: Tables, year: Year) -> ir.Table:
    counted = tables.counted
    rows = counted.filter(
        counted.client.isin((Client.UNPAID_CARER, Client.CARER_BY_ASSOCIATION)),
        counted.start <= year.end,
        counted.end.isnull() | ((counted.end >= year.start) & (counted.end >= counted.start)),
    )
    lost = _loses_its_component(rows)
    rows = rows.mutate(support=_support(rows, lost if tables.match_national else ibis.literal(False)), lost=lost)
    rows = rows.filter(rows.support > 0)
    by_person = rows.group_by(*PERSON).aggregate(support=rows.support.min(), lost_rows=one_if(rows.lost).sum())
    people = by_person.join(tables.people, PERSON)
    return people.mutate(age=ages.band(people.birth, ibis.literal(year.end)))


def _loses_its_component(rows: ir.Table) -> ir.BooleanColumn:
    """In the national rule a blank component is not "other than a direct payment", so the row falls out."""
    return (
        (rows.service == Service.DIRECT_TO_CARER)
        & (rows.mechanism != Mechanism.DIRECT_PAYMENT)
        & rows.component.isnull()
    )


def _support(rows: ir.Table, lost: ir.BooleanValue) -> ir.IntegerColumn:
    """The place in KINDS, or nought for a row that says nothing of support to a carer."""
    direct = rows.service == Service.DIRECT_TO_CARER
    paid = (rows.mechanism == Mechanism.DIRECT_PAYMENT) | (rows.component == Component.DIRECT_PAYMENT).fill_null(False)
    no_service = rows.service == NONE
    informed = no_service & (rows.outcome == Outcome.INFORMATION) & (rows.kind != Event.SERVICE)
    seen = no_service & rows.kind.isin((Event.ASSESSMENT, Event.REVIEW))
    return ibis.cases(
        (direct & paid, 1),
        (lost, 7),
        (direct & (rows.mechanism == Mechanism.MANAGED_BUDGET), 2),
        (direct & (rows.mechanism == Mechanism.COMMISSIONED), 3),
        (direct, 4),
        (informed, 5),
        (seen | (rows.service == Service.CARER_WITH_CARED_FOR), 6),
        else_=0,
    )
