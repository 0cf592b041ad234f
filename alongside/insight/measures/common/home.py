"""Whether somebody lives in settled accommodation: as recorded, or as their latest service suggests."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from alongside.insight.measures.common import words
from alongside.insight.measures.common.codes import NONE, Component, Event, Service
from alongside.insight.measures.common.details import open_first
from alongside.insight.measures.common.numbers import one_if
from alongside.insight.measures.common.person import PERSON

SAYS_WHERE = (Component.SHARED_LIVES, Component.EXTRA_CARE, Component.SUPPORTED_LIVING, Component.HOME_SUPPORT)
A_SETTLED_HOME = (Component.SHARED_LIVES, Component.EXTRA_CARE, Component.SUPPORTED_LIVING)
LAST_RANK = 99

RECORDED = "recorded"
CARE_HOME, HOME_OF_THE_SERVICE, AT_HOME, IN_COMMUNITY, NOT_KNOWN = (
    "care_home",
    "home_of_the_service",
    "presumed_at_home",
    "presumed_in_community",
    "not_known",
)


def homes(counted: ir.Table, people: ir.Table) -> ir.Table:
    """For each of the people, whose recorded accommodation is known: are they settled, and how do we know?"""
    unrecorded = people.filter(people.accommodation == NONE)
    suggested = suggested_by_services(counted.semi_join(unrecorded, PERSON))
    joined = people.left_join(suggested, PERSON).drop("council_right", "person_right")
    as_recorded = joined.accommodation != NONE
    return joined.mutate(
        settled=ibis.cases(
            (as_recorded, joined.accommodation.isin(words.settled_places())),
            else_=joined.suggestion.isin((HOME_OF_THE_SERVICE, AT_HOME)).fill_null(False),
        ),
        home=ibis.cases((as_recorded, RECORDED), else_=joined.suggestion.fill_null(NOT_KNOWN)),
    )


def suggested_by_services(counted: ir.Table) -> ir.Table:
    """From the latest services of any client type: open ones first, then by type, then those that say where."""
    services = counted.filter(counted.kind == Event.SERVICE)
    services = services.mutate(
        rank=ibis.cases((services.service.between(1, 7), services.service), else_=LAST_RANK),
        says_where=ibis.cases((services.component.isin(SAYS_WHERE), services.component)),
    )
    order = [
        open_first(services.end).desc(),
        services["rank"],
        one_if(services.says_where.isnull()),
        services.start.desc(),
    ]
    services = services.mutate(place=ibis.rank().over(group_by=PERSON, order_by=order))
    top = services.filter(services.place == 0)
    found = top.group_by(*PERSON).aggregate(
        rank=top["rank"].min(), least=top.says_where.min(), most=top.says_where.max()
    )
    found = found.mutate(where=ibis.cases((found.least == found.most, found.least), else_=NONE))
    return found.select(*PERSON, suggestion=_suggestion(found["rank"], found.where))


def _suggestion(service: ir.IntegerColumn, where: ir.IntegerColumn) -> ir.StringColumn:
    in_community = service == Service.COMMUNITY
    return ibis.cases(
        (service.isin((Service.NURSING, Service.RESIDENTIAL)), CARE_HOME),
        (where.isin(A_SETTLED_HOME), HOME_OF_THE_SERVICE),
        (in_community & (where == Component.HOME_SUPPORT), AT_HOME),
        (in_community, IN_COMMUNITY),
        else_=NOT_KNOWN,
    )
