"""One birth month and one death a person, whatever their rows say: what every measure tests."""

from __future__ import annotations

import ibis.expr.types as ir

PERSON = ("council", "person")


def births_and_deaths(counted: ir.Table) -> ir.Table:
    """Of the latest reporting period that knows one: the earliest birth month, and the latest death."""
    people = counted.select(*PERSON).distinct()
    return _joined(_joined(people, births(counted)), deaths(counted))


def births(counted: ir.Table) -> ir.Table:
    latest = _of_the_latest_period(counted.filter(counted.birth.notnull()))
    return latest.group_by(*PERSON).aggregate(birth=latest.birth.min())


def deaths(counted: ir.Table) -> ir.Table:
    latest = _of_the_latest_period(counted.filter(counted.death.notnull()))
    return latest.group_by(*PERSON).aggregate(death=latest.death.max())


def _of_the_latest_period(known: ir.Table) -> ir.Table:
    latest = known.group_by(*PERSON).aggregate(period_end=known.period_end.max())
    return known.semi_join(latest, (*PERSON, "period_end"))


def _joined(people: ir.Table, found: ir.Table) -> ir.Table:
    """With the column of `found`, blank for whoever it does not know."""
    return people.left_join(found, PERSON).drop(*(f"{name}_right" for name in PERSON))


def with_person(events: ir.Table, people: ir.Table) -> ir.Table:
    """The events, each with the person's birth and death in place of its own."""
    return events.drop("birth", "death").join(people, PERSON)
