"""How long-term support is arranged at the end of the year: one setting a person (3D, people who use services)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from alongside.insight.measures.common import ages
from alongside.insight.measures.common.codes import LONG_TERM, Client, Component, Mechanism, Service
from alongside.insight.measures.common.people_counted import BY_AGE, cells, listed, noted
from alongside.insight.measures.common.person import PERSON
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year

# The lowest that a person has is where they are counted.
SETTINGS = ("nursing", "residential", "direct_payment", "managed_budget", "commissioned", "no_mechanism", "prison")
REASONS = {
    "direct_payment": "In the community, with a direct payment",
    "managed_budget": "In the community, with a personal budget that the council manages",
    "commissioned": "In the community, with support that the council commissions",
    "no_mechanism": "In the community; how the support is delivered is blank or not on the list",
    "nursing": "In nursing care",
    "residential": "In residential care",
    "prison": "In prison",
    "under_18": "Under 18 at the end of the year",
    "died_before": "Died before the end of the year",
}
UNKNOWNS = {
    "birth_month": "The birth month: counted in the total, in neither age group",
    "mechanism": "How the support is delivered",
}
IN_COMMUNITY = ("direct_payment", "managed_budget", "commissioned", "no_mechanism")


def setting_cells(measure: str, counted: tuple[str, ...], tables: Tables, year: Year) -> ir.Table:
    name = "people_" + "".join(letter for letter in measure.lower() if letter.isalnum())
    people = tables.once(name, lambda: people_by_setting(counted, tables, year))
    return cells(measure, people, tables.councils, BY_AGE)


def people_by_setting(counted: tuple[str, ...], tables: Tables, year: Year) -> ir.Table:
    """Everybody with long-term support open at the end of the year; `counted` settings make the numerator."""
    found = tables.once("settings", lambda: _settings(tables, year))
    setting = found.setting.cases(*((place, name) for place, name in enumerate(SETTINGS, start=1)), else_="prison")
    reason = ibis.cases(
        (found.death < year.end, "died_before"), (found.age == ages.UNDER_18, "under_18"), else_=setting
    )
    unknowns = noted((found.birth.isnull(), "birth_month"), (reason == "no_mechanism", "mechanism"))
    return listed(found, reason=reason, unknowns=unknowns, numerator=counted, denominator=IN_COMMUNITY)


def _settings(tables: Tables, year: Year) -> ir.Table:
    """Any row with a long-term service type counts, be it a service or not."""
    counted = tables.counted
    still_open = counted.filter(
        counted.client == Client.SERVICE_USER,
        counted.service.isin(LONG_TERM),
        counted.start <= year.end,
        counted.end.isnull() | ((counted.end >= year.end) & (counted.end >= counted.start)),
    )
    by_person = still_open.group_by(*PERSON).aggregate(setting=_setting(still_open).min())
    people = by_person.join(tables.people, PERSON)
    return people.mutate(age=ages.band(people.birth, ibis.literal(year.end)))


def _setting(rows: ir.Table) -> ir.IntegerColumn:
    """The place in SETTINGS. A direct payment as the component is a direct payment, whatever the mechanism says."""
    direct = (rows.component == Component.DIRECT_PAYMENT).fill_null(False) | (
        rows.mechanism == Mechanism.DIRECT_PAYMENT
    )
    return ibis.cases(
        (rows.service == Service.NURSING, 1),
        (rows.service == Service.RESIDENTIAL, 2),
        (rows.service == Service.PRISON, 7),
        (direct, 3),
        (rows.mechanism == Mechanism.MANAGED_BUDGET, 4),
        (rows.mechanism == Mechanism.COMMISSIONED, 5),
        else_=6,
    )
