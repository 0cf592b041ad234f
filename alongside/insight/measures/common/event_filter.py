"""Which events the nation counts at all, each in the reporting period of its own row; everything builds on these.

A request, assessment or review: ended in the period. A service: open at some time in it. Nobody who had died before
the period or before the event. Here the row's own date of death is used; the measures' own tests of death use the
person's (`person.py`).
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from alongside.insight.measures.common import words
from alongside.insight.measures.common.codes import Component, Event
from alongside.insight.measures.common.year import FIRST_DAY


def counted_events(events: ir.Table) -> ir.Table:
    """The events that survive, with words as numbers, days as whole numbers, and the end cut short by a death."""
    events = events.mutate(
        kind=words.coded(events.event_type, words.by_place("event_type")), derived_end=derived_end(events)
    )
    return events.filter(events.person_id.notnull(), in_its_period(events), alive_for_it(events)).select(
        # The nation compares whatever the case, codes and numbers of people included.
        council=events.la_code.upper(),
        person=events.person_id.upper(),
        period_end=day(events.period_end),
        client=words.coded(events.client_type, words.by_place("client_type")),
        kind=events.kind,
        start=day(events.event_start),
        end=day(events.derived_end),
        outcome=words.coded(events.event_outcome, words.outcomes()),
        service=words.coded(events.service_type, words.by_place("service_type")),
        component=component(events.service_component),
        in_care_home=names_a_long_stay(events.service_component),
        mechanism=words.coded(events.delivery_mechanism, words.mechanisms()),
        birth=day(events.date_of_birth.truncate("M").cast("date")),
        death=day(events.date_of_death),
        gender=words.coded(events.gender, words.known_by_place("gender")),
        reason=words.coded(events.primary_support_reason, words.by_place("primary_support_reason")),
        accommodation=words.coded(events.accommodation_status, words.known_by_place("accommodation_status")),
        **_to_cut_by(events),
    )


def _to_cut_by(events: ir.Table) -> dict[str, ir.Column]:
    """Read only where figures are to be cut (`parts.py`)."""
    if "ethnicity" not in events.columns:
        return {}
    return {
        "ethnicity": words.coded(events.ethnicity, words.known_ethnicities()),
        "gp_practice": events.gp_practice_code.upper(),
        "sector": events.postcode_sector.upper(),
    }


def derived_end(events: ir.Table) -> ir.DateColumn:
    """A death between start and end ends the event; so does a death after the start of one still open."""
    death, start, end = events.date_of_death, events.event_start, events.event_end
    died_during = end.notnull() & (death >= start) & (death <= end)
    died_while_open = end.isnull() & (death > start)
    return ibis.cases((died_during | died_while_open, death), else_=end)


def in_its_period(events: ir.Table) -> ir.BooleanColumn:
    first, last = events.period_start, events.period_end
    begun = events.event_start <= last
    ended_within = (events.derived_end >= first) & (events.derived_end <= last)
    still_running = events.derived_end.isnull() | (events.derived_end >= first)
    is_service = events.kind == Event.SERVICE
    happens_once = events.kind.isin((Event.REQUEST, Event.ASSESSMENT, Event.REVIEW))
    return begun & ((happens_once & ended_within) | (is_service & still_running))


def alive_for_it(events: ir.Table) -> ir.BooleanColumn:
    death = events.date_of_death
    return death.isnull() | ((death >= events.period_start) & (death >= events.event_start))


def component(column: ir.StringColumn) -> ir.IntegerColumn:
    """Blank stays blank: two measures of the nation treat a blank otherwise than a component they do not know."""
    return ibis.cases((column.notnull(), words.coded(column, words.components(), Component.ANOTHER)))


def names_a_long_stay(column: ir.StringColumn) -> ir.BooleanColumn:
    """Is it residential or nursing care, and not for a short term? Unknown where it is blank."""
    word = column.lower()
    return (word.contains("residential") | word.contains("nursing")) & ~word.contains("short")


def day(column: ir.DateColumn) -> ir.IntegerColumn:
    return column.delta(ibis.literal(FIRST_DAY), unit="day").cast("int32")
