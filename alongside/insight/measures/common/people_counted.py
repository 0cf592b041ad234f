"""Who is counted, and why or why not: the shape in which every measure lists its people, and the sum of it.

A figure is always the sum of such a list, so that it opens to exactly the people behind it.
"""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from alongside.insight.measures.common import ages
from alongside.insight.measures.common.codes import Gender
from alongside.insight.measures.common.numbers import one_if

NOT_SPLIT = ""
BY_AGE = ((ages.WORKING_AGE, NOT_SPLIT), (ages.OLDER, NOT_SPLIT), (ages.EVERYBODY, NOT_SPLIT))
GENDERS = {"Total": None, "Male": Gender.MALE, "Female": Gender.FEMALE}


def by_gender(age: str) -> tuple[tuple[str, str], ...]:
    return tuple((age, gender) for gender in GENDERS)


def cells(
    measure: str,
    people: ir.Table,
    councils: ir.Table,
    wanted: Sequence[tuple[str, str]],
    *,
    population: ir.Table | None = None,
) -> ir.Table:
    """One row for each council, age and gender, with noughts where nobody is; over the population if given."""
    return ibis.union(*(_cell(measure, people, councils, age, gender, population) for age, gender in wanted))


def _cell(
    measure: str, people: ir.Table, councils: ir.Table, age: str, gender: str, population: ir.Table | None
) -> ir.Table:
    here = people
    if age != ages.EVERYBODY:
        here = here.filter(here.age == age)
    if GENDERS.get(gender) is not None:
        here = here.filter(here.gender == GENDERS[gender])
    counts = here.group_by("council").aggregate(
        numerator=one_if(here.in_numerator).sum(), denominator=one_if(here.in_denominator).sum()
    )
    found = councils.left_join(counts, "council").drop("council_right")
    denominator = found.denominator.fill_null(0)
    if population is not None:
        residents = population.filter(population.age_band == age)
        residents = residents.select(council=residents.la_code.upper(), residents=residents.population)
        found = found.left_join(residents, "council").drop("council_right")
        denominator = found.residents
    return found.select(
        measure=ibis.literal(measure),
        council=found.council,
        age=ibis.literal(age),
        gender=ibis.literal(gender),
        numerator=found.numerator.fill_null(0).cast("int64"),
        denominator=denominator.cast("int64"),
    )


def listed(
    people: ir.Table,
    *,
    reason: ir.StringColumn,
    unknowns: ir.StringColumn,
    numerator: Sequence[str],
    denominator: Sequence[str],
) -> ir.Table:
    """A row a person (2A: an episode): counted if the reason is one of these."""
    gender = people.gender if "gender" in people.columns else ibis.literal(0)
    return people.select(
        council=people.council,
        person_id=people.person,
        age=people.age,
        gender=gender,
        in_numerator=reason.isin(numerator) if numerator else ibis.literal(False),
        in_denominator=reason.isin(denominator) if denominator else ibis.literal(False),
        reason=reason,
        unknowns=unknowns,
    )


def noted(*notes: tuple[ir.BooleanValue, str]) -> ir.StringColumn:
    """The codes of what is not known of somebody, with a blank between."""
    codes = [ibis.cases((condition, code + " "), else_="") for condition, code in notes]
    joined = codes[0]
    for code in codes[1:]:
        joined = joined + code
    return joined.strip()
