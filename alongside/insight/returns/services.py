"""Services: what the council gives or pays for, from the lines of signed-off plans and from short-term support.

A service that goes on from version to version of a plan is one, with the day it first began and its latest price. It is
in the return of every period in which it was open for a day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from alongside.care_management.plans.models import Plan, ShortTermSupport, Support
from alongside.foundation.accounts.models import Membership
from alongside.rules.national_return.row import Period

from .event import CARER, SERVICE_USER, Event, standing

# What the nation calls a service that goes on.
GOES_ON = "continuation"


def of_plans(period: Period, subjects: Collection[int] | None) -> Iterator[Event]:
    return _of_lines(Support.objects.standing_for_a_service(), period, subjects)


def sent_for_sign_off(period: Period, subject_id: int) -> Iterator[Event]:
    """What a plan that waits for a signature would add: for whoever has just sent it."""
    lines = Support.objects.of_the_council().filter(plan__in=Plan.objects.awaiting_sign_off())
    return _of_lines(lines, period, {subject_id})


def open_for_carers(period: Period) -> QuerySet:
    """Whoever has a service of their own in the period is no carer known by association alone."""
    return _in_the_period(Support.objects.standing_for_a_service().filter(plan__kind=Plan.Kind.CARERS_SUPPORT), period)


def _in_the_period(lines: QuerySet, period: Period) -> QuerySet:
    return lines.filter(Q(began_on=None) | Q(began_on__lte=period.end)).filter(
        Q(last_day=None) | Q(last_day__gte=period.start), Q(plan__ended_on=None) | Q(plan__ended_on__gt=period.start)
    )


def _of_lines(lines: QuerySet, period: Period, subjects: Collection[int] | None) -> Iterator[Event]:
    lines = _in_the_period(lines, period)
    teams = _teams()
    for line in standing(lines.select_related("plan", "subject"), subjects):
        began = line.first_day
        if began is None or not _open_in(period, began, line.final_day):
            continue
        plan = line.plan
        yield _service(
            line, f"plans.support:{plan.pk}-{line.pk}", f"L{line.pk}", period, began,
            CARER if plan.of_a_carer else SERVICE_USER, plan.written_by_id, teams.get(plan.written_by_id),
        )


def short_term(period: Period, subjects: Collection[int] | None) -> Iterator[Event]:
    rows = ShortTermSupport.objects.filter(first_day__lte=period.end).filter(
        Q(last_day=None) | Q(last_day__gte=period.start)
    )
    for row in standing(rows.select_related("subject"), subjects):
        if _open_in(period, row.first_day, row.final_day):
            yield _service(
                row, f"plans.shorttermsupport:{row.pk}", f"T{row.pk}", period, row.first_day, SERVICE_USER,
                row.started_by_id, row.team_id,
            )


def _open_in(period: Period, began: date, ended: date | None) -> bool:
    """A service that ended before its first day never was one."""
    return began <= period.end and (ended is None or (ended >= began and ended >= period.start))


def _service(
    row: Any, source: str, reference: str, period: Period, began: date, client: str, worker: int, team: int | None
) -> Event:
    ended, outcome = _end(row, period, began)
    return Event(
        row.subject_id, source, client, "service", reference, began, ended, row.service_in_words.partition(":")[0],
        outcome,
        {
            "service_type": row.service_type,
            "service_component": row.service_component,
            "delivery_mechanism": row.delivery,
            "cost_frequency": row.cost_frequency,
        },
        unit_cost=row.unit_cost, planned_units=row.planned_units, worker_id=worker, team_id=team,
    )


def _end(row: Any, period: Period, began: date) -> tuple[date | None, str]:
    """Its end and what came of it, as known on the last day of the period: what ends later goes on.

    A death ends what nobody has ended.
    """
    ended, died = row.final_day, row.subject.died_on
    if died and died <= period.end and (ended is None or ended > died):
        return max(died, began), "deceased"
    if ended is None or ended > period.end:
        return None, GOES_ON
    return ended, row.national_outcome


def _teams() -> dict[int, int]:
    """The team of each colleague, as far as they have one now: plans are written by people, not by teams."""
    return dict(Membership.objects.in_force().order_by("-starts_on", "-pk").values_list("user_id", "team_id"))
