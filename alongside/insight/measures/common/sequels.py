"""What followed an episode of short-term support: the first of six steps that answers (2A).

1 a death; 2 an admission to hospital; 3 another service in the window; 4 the best outcome among the cluster's own (4a),
those of other events in the window (4b), and of assessments and reviews inside it (4c); 5 equipment; 6 the cluster's
outcome as it was recorded.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from alongside.insight.measures.common.clusters import CLUSTER, clusters, is_member, service_user_rows, usable
from alongside.insight.measures.common.codes import Component, Event, Outcome, Service
from alongside.insight.measures.common.numbers import one_if
from alongside.insight.measures.common.person import PERSON
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year

WINDOW = 7  # days after the end of the cluster
NESTED = 14  # an assessment or review inside it says where it led if it ended under so many days before the end

# A sequel is an outcome by its number, or a service: its number and this. Short-term care in a home is its own kind.
SERVICES = 100
CARE_HOME_FOR_A_SHORT_TERM = SERVICES + 8
NOTHING = 999
_IN_A_CARE_HOME = (Component.SHORT_TERM_NURSING, Component.SHORT_TERM_RESIDENTIAL)


def episodes(tables: Tables, year: Year) -> ir.Table:
    """Each cluster that ended in the year, with the step that answered and the sequel."""
    found = clusters(tables, year)
    around = _around(found, tables)
    found = found.left_join(around, CLUSTER).drop(*(f"{name}_right" for name in CLUSTER))
    found = found.mutate(
        own=ibis.cases((usable(found.outcome) & _own_outcome_stands(found), found.outcome), else_=NOTHING),
        other=found.other_outcome.fill_null(NOTHING),
        inside=ibis.cases((found.nested.notnull(), found.nested % 100), else_=NOTHING),
        service=found.service_rank.fill_null(NOTHING),
    )
    best = ibis.least(found.own, found.other, found.inside)
    steps = (
        (found.death - found.end <= WINDOW, "1", Outcome.DECEASED),
        (found.outcome == Outcome.HOSPITAL, "2", Outcome.HOSPITAL),
        (found.service != NOTHING, "3", _service_sequel(found.service)),
        ((best != NOTHING) & (best == found.own), "4a", best),
        ((best != NOTHING) & (best == found.other), "4b", best),
        (best != NOTHING, "4c", best),
        (found.equipment > 0, "5", SERVICES + Service.ONGOING_LOW_LEVEL),
    )
    return found.mutate(
        step=ibis.cases(*((test, step) for test, step, _ in steps), else_="6"),
        sequel=ibis.cases(*((test, _number(sequel)) for test, _, sequel in steps), else_=found.outcome.cast("int32")),
    )


def _number(sequel: int | ir.IntegerColumn) -> ir.IntegerValue:
    return ibis.literal(int(sequel)).cast("int32") if isinstance(sequel, int) else sequel.cast("int32")


def _own_outcome_stands(found: ir.Table) -> ir.BooleanColumn:
    """Nothing else in the window, or something there that is no service and did not merely end as planned."""
    return (found.in_window.fill_null(0) == 0) | (found.other_news.fill_null(0) > 0)


def _around(found: ir.Table, tables: Tables) -> ir.Table:
    """The person's other rows from the start of the cluster to a week after its end, summed up for each cluster."""
    rows = service_user_rows(tables)
    others = rows.filter(~is_member(rows)).select(
        *PERSON, "kind", "service", "component", began="start", ended="open_end", said="outcome"
    )
    near = found.select(*CLUSTER, "start", "end").join(
        others,
        [*PERSON, others.began >= found.start, others.began <= found.end + WINDOW, others.ended > found.start],
    )
    after = near.ended > near.end
    no_service = near.kind != Event.SERVICE
    news = after & no_service & (near.said != Outcome.ENDED_AS_PLANNED)
    before_end = near.end - near.ended
    inside = ~after & near.kind.isin((Event.ASSESSMENT, Event.REVIEW)) & (before_end < NESTED) & usable(near.said)
    equipment = ~after & (near.kind == Event.SERVICE) & (near.component == Component.EQUIPMENT).fill_null(False)
    return near.group_by(CLUSTER).aggregate(
        in_window=one_if(after).sum(),
        service_rank=_service_rank(near).min(where=after & near.service.between(1, 7)),
        other_news=one_if(news).sum(),
        other_outcome=near.said.min(where=news & usable(near.said)),
        # The latest end first, then the best rank: days before the end in hundreds, and the rank.
        nested=(before_end * 100 + near.said).min(where=inside),
        equipment=one_if(equipment).sum(),
    )


def _service_rank(rows: ir.Table) -> ir.IntegerColumn:
    """By type, and of the same type a stay in a care home for a short term first."""
    in_a_care_home = rows.component.isin(_IN_A_CARE_HOME).fill_null(False)
    return rows.service * 10 + ibis.cases((in_a_care_home, 0), else_=1)


def _service_sequel(rank: ir.IntegerColumn) -> ir.IntegerColumn:
    """Other short-term support in a care home is a sequel of its own kind."""
    return ibis.cases(
        (rank == Service.OTHER_SHORT_TERM * 10, CARE_HOME_FOR_A_SHORT_TERM),
        *((rank.isin((type_ * 10, type_ * 10 + 1)), SERVICES + type_) for type_ in range(1, 8)),
    )
