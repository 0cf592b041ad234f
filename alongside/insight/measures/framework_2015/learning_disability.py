"""Adults of working age known for a learning disability, with the latest that was recorded of their work and home."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from alongside.insight.measures.common import ages, words
from alongside.insight.measures.common.codes import NONE, Client, Event, Reason, Service
from alongside.insight.measures.common.details import OPEN
from alongside.insight.measures.common.event_filter import alive_for_it, day, derived_end, in_its_period
from alongside.insight.measures.common.people_counted import by_gender, listed, noted
from alongside.insight.measures.common.people_counted import cells as counted_cells
from alongside.insight.measures.common.person import PERSON
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.framework_2015.columns import EVENTS_2015

# Prison was left out of those known to the council.
KNOWN_BY = (Service.NURSING, Service.RESIDENTIAL, Service.COMMUNITY)
YES, NO, NOT_KNOWN = "yes", "no", "not_known"
OUT = {
    "other_age": "Under 18, or 65 and over, at the end of the year",
    "unknown_birth": "No birth month is known",
    "other_reason": "The primary support reason is not learning disability",
    "died_before": "Died before the year began",
}
UNKNOWNS = {
    "birth_month": "The birth month",
    "gender": "The gender, or the latest rows disagree",
    "support_reason": "The primary support reason, or the latest rows disagree",
}
_PAID = "paid"
_COUNTED = (YES, NO, NOT_KNOWN)


def known(tables: Tables, year: Year) -> ir.Table:
    """Everybody with such support in the year, and their latest recorded work, home, gender and support reason."""
    counted = tables.counted
    supported = counted.filter(
        counted.client == Client.SERVICE_USER,
        counted.kind == Event.SERVICE,
        counted.service.isin(KNOWN_BY),
        counted.start <= year.end,
        counted.end.isnull() | ((counted.end >= year.start) & (counted.end >= counted.start)),
    )
    people = supported.select(*PERSON).distinct().join(tables.people, PERSON)
    theirs = counted.semi_join(people, PERSON)
    says_nothing = (NONE, Reason.SUPPORT_TO_CARER, Reason.UNKNOWN)
    wanted = (
        latest(employments().semi_join(people, PERSON), "employment"),
        latest(theirs.filter(theirs.accommodation != NONE), "accommodation"),
        latest(theirs.filter(theirs.gender != NONE), "gender"),
        latest(theirs.filter(theirs.reason.notin(says_nothing)), "reason"),
    )
    for found in wanted:
        people = people.left_join(found, PERSON).drop("council_right", "person_right")
    return people.select(
        *PERSON,
        "birth",
        "death",
        age=ages.band(people.birth, ibis.literal(year.end)),
        employment=people.employment.fill_null(NONE),
        accommodation=people.accommodation.fill_null(NONE),
        gender=people.gender.fill_null(NONE),
        support_reason=people.reason.fill_null(NONE),
    )


def latest(known: ir.Table, field: str) -> ir.Table:
    """Of rows that say it: the latest by reporting period, then end, then start; nought where the latest disagree."""
    rows = known.select(*PERSON, "period_end", "start", field, until=known.end.fill_null(OPEN))
    order = [rows.period_end.desc(), rows.until.desc(), rows.start.desc()]
    rows = rows.mutate(place=ibis.rank().over(group_by=PERSON, order_by=order))
    top = rows.filter(rows.place == 0)
    found = top.group_by(*PERSON).aggregate(least=top[field].min(), most=top[field].max())
    return found.select(*PERSON, ibis.cases((found.least == found.most, found.least), else_=NONE).name(field))


def employments() -> ir.Table:
    """Rows that say how somebody is employed: the measures of today do not ask, so it is read for these alone."""
    events = EVENTS_2015
    events = events.mutate(
        kind=words.coded(events.event_type, words.by_place("event_type")), derived_end=derived_end(events)
    )
    events = events.filter(events.person_id.notnull(), in_its_period(events), alive_for_it(events))
    found = events.select(
        council=events.la_code.upper(),
        person=events.person_id.upper(),
        period_end=day(events.period_end),
        start=day(events.event_start),
        end=day(events.derived_end),
        employment=words.coded(events.employment_status, words.known_by_place("employment_status")),
    )
    return found.filter(found.employment != NONE)


def paid() -> tuple[int, ...]:
    """The places in the list of the ways of being in paid work, whatever the hours."""
    places = words.known_by_place("employment_status")
    return tuple(place for word, place in places.items() if word.startswith(_PAID))


def answered(column: str, yes: tuple[int, ...], unknown: str, tables: Tables, year: Year) -> ir.Table:
    """Who of the known ones has an answer among `yes`; what nobody recorded counts as no, in the denominator."""
    found = tables.once("old_learning_disability", lambda: known(tables, year))
    value = found[column]
    reason = ibis.cases(
        (found.death < year.start, "died_before"),
        (found.birth.isnull(), "unknown_birth"),
        (found.age != ages.WORKING_AGE, "other_age"),
        (found.support_reason != Reason.LEARNING_DISABILITY, "other_reason"),
        (value == NONE, NOT_KNOWN),
        (value.isin(yes), YES),
        else_=NO,
    )
    unknowns = noted(
        (found.birth.isnull(), "birth_month"),
        (found.gender == NONE, "gender"),
        (value == NONE, unknown),
        (found.support_reason == NONE, "support_reason"),
    )
    return listed(found, reason=reason, unknowns=unknowns, numerator=(YES,), denominator=_COUNTED)


def cells(measure: str, people: ir.Table, tables: Tables) -> ir.Table:
    return counted_cells(measure, people, tables.councils, by_gender(ages.WORKING_AGE))
