"""Admissions to residential and nursing care as they were counted then: moves between homes are none."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from alongside.insight.measures.common import ages
from alongside.insight.measures.common.codes import Client, Event, Service
from alongside.insight.measures.common.people_counted import cells as counted_cells
from alongside.insight.measures.common.people_counted import listed, noted
from alongside.insight.measures.common.person import PERSON, with_person
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year

# A stay that ended the day before, or later, was moved on from.
MOVED_WITHIN = 1
ADMITTED = "admitted"
REASONS = {
    ADMITTED: "Admitted to residential or nursing care in the year",
    "other_age": "Admitted in the year, and counted in the other age group",
    "under_18": "Under 18 when admitted",
    "moved": "Moved from another stay in residential or nursing care",
    "unknown_birth": "No birth month is known",
    "died_before": "Died before the year began",
}
UNKNOWNS = {"birth_month": "The birth month"}
_STAGES = ("died_before", "unknown_birth", "moved", "under_18", ADMITTED)


def admitted(age: str, tables: Tables, year: Year) -> ir.Table:
    found = tables.once("old_admissions", lambda: _admissions(tables, year))
    reason = ibis.cases(
        *((found.stage == place, code) for place, code in enumerate(_STAGES) if code != ADMITTED),
        (found.age == age, ADMITTED),
        else_="other_age",
    )
    unknowns = noted((found.birth.isnull(), "birth_month"))
    return listed(found, reason=reason, unknowns=unknowns, numerator=(ADMITTED,), denominator=())


def cells(measure: str, age: str, people: ir.Table, tables: Tables) -> ir.Table:
    population = tables.population.mutate(age_band=tables.population.age_band.lower())
    return counted_cells(measure, people, tables.councils, ((age, ""),), population=population)


def _admissions(tables: Tables, year: Year) -> ir.Table:
    stays = _stays(tables)
    begun = stays.filter(stays.start.between(year.start, year.end))
    before = stays.select(*PERSON, began="start", ended="end")
    starts = begun.select(*PERSON, "start").distinct()
    moves = starts.join(
        before,
        [
            *PERSON,
            before.began < starts.start,
            before.ended.isnull() | (starts.start - before.ended <= MOVED_WITHIN),
        ],
    )
    moved = moves.select(*PERSON, "start").distinct().mutate(moved=ibis.literal(1))
    begun = begun.left_join(moved, (*PERSON, "start")).drop("council_right", "person_right", "start_right")
    stages = (
        begun.death < year.start,
        begun.birth.isnull(),
        begun.moved == 1,
        ~ages.at_least(18, begun.birth, begun.start),
    )
    begun = begun.mutate(
        stage=ibis.cases(*((test, place) for place, test in enumerate(stages)), else_=len(stages)),
        age=ages.band(begun.birth, begun.start),
    )
    furthest = begun.group_by(*PERSON).aggregate(stage=begun.stage.max())
    best = begun.join(furthest, (*PERSON, "stage"))
    return best.group_by(*PERSON, "stage").aggregate(age=best.age.min(), birth=best.birth.min())


def _stays(tables: Tables) -> ir.Table:
    """Of people who use services; a component that says "short" is no long stay."""
    counted = tables.counted
    stays = counted.filter(
        counted.client == Client.SERVICE_USER,
        counted.kind == Event.SERVICE,
        counted.service.isin((Service.NURSING, Service.RESIDENTIAL)),
        counted.in_care_home.fill_null(True),
    )
    return with_person(stays, tables.people)
