"""Support as it is given: what each line of a plan counts as, a move to a care home, weeks of reablement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from alongside.care_management.plans import national

from .life import Life
from .staff import Worker

# Nobody said what kind it is: a fault for the work list of the return.
NOT_SAID = 0.03
# Arranged outside a personal budget.
COMMISSIONED = 0.12
TO_A_CARE_HOME = {"frail": 0.45, "memory": 0.55, "physical": 0.15, "learning": 0.08, "mental": 0.08}
REABLED = {"frail": 0.45, "physical": 0.4, "sight_hearing": 0.15, "memory": 0.2}
HELPED_AND_DONE = {"no_more_needed": 60, "information": 10, "hospital": 8, "declined": 6, "nhs": 4, "other_support": 12}
GOES_ON = {"other_support": 70, "look_again": 20, "hospital": 10}


def own_draw(life: Life, about: object) -> Random:
    """Beside the history's own: what was told before stays as it was told."""
    return Random(f"{life.id}:{about}")


def moves_to_a_care_home(life: Life, plan: int) -> bool:
    return own_draw(life, f"home {plan}").random() < TO_A_CARE_HOME.get(life.need, 0)


def as_arranged(life: Life, line: Sequence[Any]) -> Sequence[Any]:
    """Some carers would rather that we arrange it than hold the money."""
    if life.need != "carer" or line[0] != "direct_payment" or own_draw(life, "arranged").random() > 0.4:
        return line
    return ["council_arranged", *line[1:5], "carer_other"]


def columns(
    life: Life, key: str, line: Sequence[Any], *, hours: Decimal | None, weekly: Decimal | None, funder: str, kind: str
) -> dict[str, Any]:
    """What a line counts as in the national return."""
    draw = own_draw(life, key)
    arranged = "commissioned_support" if draw.random() < COMMISSIONED else "managed_personal_budget"
    said = "" if line[0] == "council_arranged" and draw.random() < NOT_SAID else line[5] if len(line) > 5 else ""
    found = national.in_the_return(
        source=line[0], funder=funder, service=said, weekly_cost=weekly, hours=hours, charged="", units=None,
        for_whom="carer" if kind == "carers_support" else "adult", arranged=arranged,
    )
    price = found.charge
    return {
        "service": found.service,
        "delivery": found.delivery,
        "unit_cost": price.unit_cost,
        "cost_frequency": price.cost_frequency,
        "planned_units": price.planned_units,
    }


def reablement(life: Life, begins: date, worker: Worker, *, reasons: Mapping[str, int]) -> None:
    """Some weeks of help at home to do things oneself again, for some of those for whom it is."""
    draw = own_draw(life, "reablement")
    if life.settled or draw.random() >= REABLED.get(life.need, 0):
        return
    first = begins + timedelta(days=draw.randrange(1, 9))
    if first >= life.last_day:
        return
    last = first + timedelta(days=draw.randrange(20, 43))
    ended = last < life.last_day
    reason = draw.choices(list(reasons), list(reasons.values()))[0]
    pk = life.world.tables["plans.ShortTermSupport"].next_id
    source, url = f"plans.shorttermsupport:{pk}", life.url("plans:index")
    life.add(
        "plans.ShortTermSupport",
        service="reablement",
        what="Washing, the stairs and the kitchen, again by themselves",
        who="Westmere reablement team",
        first_day=first,
        delivery="commissioned_support",
        unit_cost=Decimal("24.00"),
        cost_frequency="hourly",
        planned_units=Decimal(draw.choice(("7.00", "10.50", "14.00"))),
        started_by_id=worker.id,
        team_id=worker.team_id,
        written_at=life.moment(first),
        **({"last_day": last, "end_reason": reason, "ended_by_id": worker.id} if ended else {}),
    )
    life.event(
        "plans.short_term_support_started", f"Reablement from {first.day} {first:%B %Y}", life.moment(first), worker,
        source=source, url=url,
    )
    if ended:
        life.event(
            "plans.support_ended", f"Reablement ended on {last.day} {last:%B %Y}", life.moment(last), worker,
            source=source, url=url,
        )
