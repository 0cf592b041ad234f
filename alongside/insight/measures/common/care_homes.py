"""New admissions to residential and nursing care (2B and 2C)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from alongside.insight.measures.common import ages
from alongside.insight.measures.common.codes import Client, Event, Outcome, Service
from alongside.insight.measures.common.numbers import one_if
from alongside.insight.measures.common.people_counted import cells, listed, noted
from alongside.insight.measures.common.person import PERSON, with_person
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year

NEW_AFTER = 365  # days since the last stay
ADMITTED = "admitted"
REASONS = {
    ADMITTED: "Newly admitted to residential or nursing care in the year",
    "other_age": "Newly admitted in the year, and counted in the other age group",
    "under_18": "Under 18 when admitted",
    "not_new": "Was in residential or nursing care within the 365 days before",
    "self_funded": "The stay ended because the person pays for it (or in the twelve-week disregard)",
    "not_a_long_stay": "The component of the service is not long-term residential or nursing care",
    "blank_component": "The component of the service is blank: the national rule loses such rows",
    "unknown_birth": "No birth month is known",
    "died_before": "Died before the year began",
}
NOT_COUNTED = (
    "Stays that ended because the person pays for them are left out; permanent and temporary stays cannot be told "
    "apart but by their component."
)
UNKNOWNS = {
    "birth_month": "The birth month",
    "component": "The component of the service",
}
# How far each stay got, from the first test to the last; a person stands where their best stay does.
_STAGES = (
    "died_before",
    "unknown_birth",
    "blank_component",
    "not_a_long_stay",
    "self_funded",
    "not_new",
    "under_18",
    ADMITTED,
)


def admission_cells(measure: str, age: str, tables: Tables, year: Year) -> ir.Table:
    people = tables.once(f"people_{measure.lower()}", lambda: admitted_people(age, tables, year))
    population = tables.population.mutate(age_band=tables.population.age_band.lower())
    return cells(measure, people, tables.councils, ((age, ""),), population=population)


def admitted_people(age: str, tables: Tables, year: Year) -> ir.Table:
    """Everybody with a stay begun in the year, counted or not, for one age group."""
    found = tables.once("admissions", lambda: _admissions(tables, year))
    reason = ibis.cases(
        *((found.stage == place, code) for place, code in enumerate(_STAGES) if code != ADMITTED),
        (found.age == age, ADMITTED),
        else_="other_age",
    )
    unknowns = noted((found.birth.isnull(), "birth_month"), (found.component_blank, "component"))
    return listed(found, reason=reason, unknowns=unknowns, numerator=(ADMITTED,), denominator=())


def _admissions(tables: Tables, year: Year) -> ir.Table:
    services = _care_home_services(tables)
    begun = services.filter(services.start.between(year.start, year.end))
    earlier = _begun_within_a_year_before(begun, services)
    begun = begun.left_join(earlier, (*PERSON, "start")).drop("council_right", "person_right", "start_right")
    stages = (
        begun.death < year.start,
        begun.birth.isnull(),
        begun.in_care_home.isnull() & ~begun.long_stay,
        ~begun.long_stay,
        begun.outcome == Outcome.SELF_FUNDED,
        begun.not_new == 1,
        ~ages.at_least(18, begun.birth, begun.start),
    )
    begun = begun.mutate(
        stage=ibis.cases(*((test, place) for place, test in enumerate(stages)), else_=len(stages)),
        age=ages.band(begun.birth, begun.start),
    )
    # Admitted on both sides of 65, a person counts once, as 18 to 64.
    furthest = begun.group_by(*PERSON).aggregate(stage=begun.stage.max())
    best = begun.join(furthest, (*PERSON, "stage"))
    return best.group_by(*PERSON, "stage").aggregate(
        age=best.age.min(),
        birth=best.birth.min(),
        component_blank=one_if(best.in_care_home.isnull() | (best.blank_before == 1)).max() == 1,
    )


def _care_home_services(tables: Tables) -> ir.Table:
    """By service users; a blank component is not a long stay where the nation is matched, and is one where not."""
    counted = tables.counted
    services = counted.filter(
        counted.client == Client.SERVICE_USER,
        counted.kind == Event.SERVICE,
        counted.service.isin((Service.NURSING, Service.RESIDENTIAL)),
    )
    services = services.mutate(long_stay=services.in_care_home.fill_null(not tables.match_national))
    return with_person(services, tables.people)


def _begun_within_a_year_before(begun: ir.Table, services: ir.Table) -> ir.Table:
    """The starts that another stay came before (begun earlier, open or ended under 365 days before), or may have."""
    starts = begun.select(*PERSON, "start").distinct()
    blank = services.in_care_home.isnull()
    before = services.filter(services.long_stay | blank).select(
        *PERSON, began="start", ended="end", long_stay="long_stay", blank=blank
    )
    pairs = starts.join(
        before,
        [
            *PERSON,
            before.began < starts.start,
            before.ended.isnull() | (starts.start - before.ended < NEW_AFTER),
        ],
    )
    return pairs.group_by(*PERSON, "start").aggregate(
        not_new=one_if(pairs.long_stay).max(), blank_before=one_if(pairs.blank).max()
    )
