"""Adults with long-term support in the year, and where they live (2E)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from alongside.insight.measures.common import ages
from alongside.insight.measures.common.codes import LONG_TERM, NONE, Client, Event, Reason
from alongside.insight.measures.common.details import open_first
from alongside.insight.measures.common.home import (
    AT_HOME,
    CARE_HOME,
    HOME_OF_THE_SERVICE,
    IN_COMMUNITY,
    NOT_KNOWN,
    RECORDED,
    homes,
)
from alongside.insight.measures.common.people_counted import by_gender, cells, listed, noted
from alongside.insight.measures.common.person import PERSON
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year

SETTLED, NOT_SETTLED = "settled", "not_settled"
REASONS = {
    SETTLED: "Recorded in settled accommodation",
    "settled_" + HOME_OF_THE_SERVICE: "Accommodation unknown; the latest service is one that brings a home",
    "settled_" + AT_HOME: "Accommodation unknown; presumed at home, where the latest service supports them",
    NOT_SETTLED: "Recorded in accommodation that is not settled",
    "not_settled_" + CARE_HOME: "Accommodation unknown; the latest service is in a care home",
    "not_settled_" + IN_COMMUNITY: "Accommodation unknown; presumed in the community, which is not settled",
    "not_settled_" + NOT_KNOWN: "Accommodation unknown, and no service says where",
    "other_age": "Of another age group at the end of their long-term support, or of the year",
    "unknown_birth": "No birth month is known",
    "other_reason": "The primary support reason is not learning disability",
    "died_before": "Died before the year began",
}
UNKNOWNS = {
    "birth_month": "The birth month",
    "gender": "The gender, or the latest rows disagree",
    "accommodation": "The accommodation, or the latest rows disagree",
    "support_reason": "The primary support reason, or the latest rows disagree",
}
_SETTLED = tuple(code for code in REASONS if code.startswith(SETTLED))
_COUNTED = tuple(code for code in REASONS if code.startswith((SETTLED, NOT_SETTLED)))


def home_cells(measure: str, age: str, tables: Tables, year: Year, *, learning_disability: bool = False) -> ir.Table:
    name = "people_" + "".join(letter for letter in measure.lower() if letter.isalnum())
    people = tables.once(name, lambda: people_at_home(age, tables, year, learning_disability=learning_disability))
    return cells(measure, people, tables.councils, by_gender(age))


def people_at_home(age: str, tables: Tables, year: Year, *, learning_disability: bool = False) -> ir.Table:
    """Everybody with long-term support in the year, counted or not, for one age group."""
    found = tables.once("long_term", lambda: _long_term_people(tables, year))
    living = ibis.cases(
        (found.settled & (found.home == RECORDED), SETTLED),
        (found.home == RECORDED, NOT_SETTLED),
        *((found.home == code, "settled_" + code) for code in (HOME_OF_THE_SERVICE, AT_HOME)),
        *((found.home == code, "not_settled_" + code) for code in (CARE_HOME, IN_COMMUNITY)),
        else_="not_settled_" + NOT_KNOWN,
    )
    tests = [
        (found.death < year.start, "died_before"),
        (found.birth.isnull(), "unknown_birth"),
        (found.age != age, "other_age"),
    ]
    if learning_disability:
        tests.append((found.support_reason != Reason.LEARNING_DISABILITY, "other_reason"))
    unknowns = noted(
        (found.birth.isnull(), "birth_month"),
        (found.gender == NONE, "gender"),
        (found.home != RECORDED, "accommodation"),
        (found.support_reason == NONE, "support_reason"),
    )
    reason = ibis.cases(*tests, else_=living)
    return listed(found, reason=reason, unknowns=unknowns, numerator=_SETTLED, denominator=_COUNTED)


def _long_term_people(tables: Tables, year: Year) -> ir.Table:
    counted = tables.counted
    supported = counted.filter(
        counted.client == Client.SERVICE_USER,
        counted.kind == Event.SERVICE,
        counted.service.isin(LONG_TERM),
        counted.start <= year.end,
        counted.end.isnull() | ((counted.end >= year.start) & (counted.end >= counted.start)),
    )
    last = open_first(supported.end).max()
    people = supported.group_by(*PERSON).aggregate(until=ibis.least(last, year.end).cast("int32"))
    people = people.join(tables.people, PERSON).join(tables.details, PERSON)
    people = homes(counted, tables.once("long_term_people", lambda: people))
    return people.select(
        *PERSON,
        "birth",
        "death",
        "settled",
        "home",
        "gender",
        age=ages.band(people.birth, people.until),
        support_reason=people.reason,
    )
