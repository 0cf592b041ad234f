"""The parts that a figure may be cut into: one part of each kind a person, in one expression for every measure.

A measure says who is counted (`people`); this says in which part each of them stands, and sums the parts up. So a cut
is declared once, for all measures and every engine, and its parts always add up to the whole figure.

Gender, support reason, ethnicity, practice and postcode sector are the person's latest known value, by the nation's
own rule (`details.py`); age is the measure's own. Teams are in no national file: only a council's own records know
them. Nor are wards: they follow from the address, or, of a file, from the postcode sector where all of it is one ward.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ibis
import ibis.expr.types as ir

from alongside.insight.measures.common import words
from alongside.insight.measures.common.codes import NONE, Reason
from alongside.insight.measures.common.details import latest_said
from alongside.insight.measures.common.numbers import one_if
from alongside.insight.measures.common.person import PERSON
from alongside.insight.measures.common.tables import Tables

NOT_KNOWN = "Not known"
CUTS: Mapping[str, str] = {
    "age": "Age group",
    "gender": "Gender",
    "ethnicity": "Ethnicity",
    "support_reason": "Primary support reason",
    "team": "Team",
    "gp_practice": "GP practice",
    "ward": "Ward",
    "area": "Postcode sector",
}
AGES = {"18_64": "18 to 64", "65_plus": "65 and over", "under_18": "Under 18", "unknown": NOT_KNOWN}


class CannotCut(ValueError):
    """There is nothing to cut by: one sentence that says what is wanting."""


def with_parts(people: ir.Table, tables: Tables, cuts: Sequence[str]) -> ir.Table:
    """The people of a measure, each with the part they are in of each cut."""
    found = people.select(
        "council", "person_id", "in_numerator", "in_denominator", "reason", "unknowns", age_code=people.age
    )
    for cut in cuts:
        if cut == "age":
            found = found.mutate(age=_in_words(found.age_code, AGES))
            continue
        known = tables.once(f"part_of_{cut}", lambda cut=cut: _part(cut, tables))
        found = found.left_join(known, [found.council == known.council, found.person_id == known.person])
        found = found.drop("council_right", "person").mutate(**{cut: found[cut].fill_null(NOT_KNOWN)})
    return found


def cells_by(measure: str, cut: str, people: ir.Table, population: ir.Table | None = None) -> ir.Table:
    """One row for each council and part with anybody in it. Residents are known by age group alone."""
    counted = people.filter(people.in_numerator | people.in_denominator)
    found = counted.group_by("council", cut, *(("age_code",) if cut == "age" else ())).aggregate(
        numerator=one_if(counted.in_numerator).sum(), denominator=one_if(counted.in_denominator).sum()
    )
    denominator: ir.IntegerValue = found.denominator
    if population is not None:
        residents = population.select(
            council=population.la_code.upper(), band=population.age_band.lower(), residents=population.population
        )
        if cut == "age":
            found = found.left_join(residents, [found.council == residents.council, found.age_code == residents.band])
            denominator = found.residents
        else:
            denominator = ibis.null("int64")
    return found.select(
        measure=ibis.literal(measure),
        council=found.council,
        part=found[cut],
        numerator=found.numerator.cast("int64"),
        denominator=denominator.cast("int64"),
    )


def people_by(cuts: Sequence[str], people: ir.Table) -> ir.Table:
    """One row for each person counted, with their parts and how often they are counted."""
    counted = people.filter(people.in_numerator | people.in_denominator)
    return counted.group_by("council", "person_id", *cuts).aggregate(
        numerator=one_if(counted.in_numerator).sum(), denominator=one_if(counted.in_denominator).sum()
    )


def _part(cut: str, tables: Tables) -> ir.Table:
    """Council, person, and the part in words, of everybody of whom it is known."""
    if cut == "gender":
        return _worded(tables.details, "gender", cut, words.in_words("gender"))
    if cut == "support_reason":
        return _support_reasons(tables)
    if cut == "ethnicity":
        known = tables.counted.filter(tables.counted.ethnicity != NONE)
        return _worded(_latest(known, "ethnicity", tables), "ethnicity", cut, words.in_words("ethnicity"))
    if cut in ("gp_practice", "area"):
        field = "sector" if cut == "area" else cut
        found = _latest(tables.counted.filter(tables.counted[field].notnull()), field, tables)
        return found.select(*PERSON, **{cut: found[field]})
    return _own(cut, tables)


def _own(cut: str, tables: Tables) -> ir.Table:
    """From the council's own records; a ward of a file by its postcode sector."""
    if tables.own_places is not None:
        own = tables.own_places
        return own.filter(own[cut].notnull()).select("council", **{"person": own.person_id.upper(), cut: own[cut]})
    if cut == "ward" and tables.sectors is not None:
        people, sectors = _part("area", tables), tables.sectors
        found = people.join(sectors, people.area == sectors.sector.upper())
        return found.select(*PERSON, ward=found.ward)
    raise CannotCut(
        "A national file holds no ward, only a postcode sector: give the council’s file of postcodes and their wards."
        if cut == "ward"
        else "A national file holds no team: only the council’s own records know them."
    )


def _support_reasons(tables: Tables) -> ir.Table:
    """That they support a carer is kept where there is nothing better: most unpaid carers have no other."""
    details, counted = tables.details, tables.counted
    carers = counted.filter(counted.reason == Reason.SUPPORT_TO_CARER).select(*PERSON).distinct()
    carers = carers.mutate(carer=ibis.literal(int(Reason.SUPPORT_TO_CARER)))
    found = details.left_join(carers, PERSON).drop("council_right", "person_right")
    best = ibis.cases((found.reason != NONE, found.reason), else_=found.carer.fill_null(NONE))
    return _worded(found.select(*PERSON, reason=best), "reason", "support_reason",
                   words.in_words("primary_support_reason"))


def _latest(known: ir.Table, field: str, tables: Tables) -> ir.Table:
    """The latest known value; nobody's where the latest disagree. Only people whose values differ are ranked."""
    said = tables.once(
        f"{field}_said", lambda: known.group_by(*PERSON).aggregate(one=known[field].min(), other=known[field].max())
    )
    differ = said.filter(said.one != said.other).select(*PERSON)
    last = latest_said(known.semi_join(differ, PERSON), field)
    found = said.left_join(last, PERSON).drop("council_right", "person_right")
    value = ibis.cases((found.one == found.other, found.one), (found.least == found.most, found.least))
    found = found.select(*PERSON, **{field: value})
    return found.filter(found[field].notnull())


def _worded(found: ir.Table, field: str, cut: str, called: Mapping[int, str]) -> ir.Table:
    found = found.filter(found[field] != NONE)
    return found.select(*PERSON, **{cut: _in_words(found[field], called)})


def _in_words(column: ir.Column, called: Mapping[int, str] | Mapping[str, str]) -> ir.StringColumn:
    return column.cases(*called.items(), else_=NOT_KNOWN)
