"""Plans and their versions, as far as the days of a history go."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from alongside.foundation import codelists
from alongside.foundation.design.words import money

from . import supports
from .answers import answered
from .life import Life
from .reviewing import Planned, days_late, held_review, next_review, still_due
from .staff import Worker

SHORT_NAMES = {
    "nutrition": "eating",
    "personal_hygiene": "washing",
    "toilet": "toilet",
    "clothing": "dressing",
    "home_safety": "safe at home",
    "home_environment": "home",
    "relationships": "seeing people",
    "work_training_education": "work",
    "recreation": "time off",
    "community_facilities": "getting out",
    "caring_for_child": "the children",
    "caring_for_others": "others",
}
SERVICES = ("own_funds", "direct_payment", "council_arranged")
EQUIPMENT = ("equipment", "health")
_HOURS = re.compile(r"(?:(\d+) × )?(\d+) (hours|minutes) a (week|day)")


def to_plan(
    life: Life, determination: int, needs: list[str], worker: Worker, begins: date, last: date, *, gone: str, kind: str
) -> None:
    if begins >= last:
        if not gone and life.in_hand and not life.settled and life.draw.random() < 0.6:
            sent = life.day_between(last - timedelta(days=4), last)
            plan = _plan(life, determination, needs, worker, last + timedelta(days=9), kind=kind, sent=sent)
            _put_in(life, plan, worker)
        elif not gone:
            life.task(
                "plan_to_write",
                "Write the plan" if kind == "care_and_support" else "Write the support plan",
                life.moment(last),
                due=begins,
                owner=worker,
                by=worker,
                verb="Write",
                source=f"eligibility.determination:{determination}",
                url=life.url("plans:start", determination),
            )
        return
    plan = _plan(life, determination, needs, worker, begins, kind=kind)
    _reviews(life, plan, determination, needs, worker, last, gone=gone, kind=kind)


def _plan(
    life: Life,
    determination: int,
    needs: list[str],
    worker: Worker,
    day: date,
    *,
    kind: str,
    before: Planned | None = None,
    care_home: bool = False,
    sent: date | None = None,
) -> Planned:
    """A plan from that day; `sent` is the day it went to a manager, where nobody has signed it off yet."""
    draw, tables = life.draw, life.world.tables
    pk = tables["plans.Plan"].take_id()
    source = f"plans.plan:{pk}"
    lines = life.world.lives["plan"]["supports"]["care_home" if care_home else life.need]
    lines = [supports.as_arranged(life, line) for line in lines]
    wishes = life.world.lives[life.need]["matters_to"]
    agreed = sent or day
    count = min(len(needs), len(wishes), draw.randrange(1, 4)) or 1
    own: dict[str, Any] = {
        "matters": life.say(draw.choice(life.world.texts["matters"]["carer" if life.need == "carer" else "any"])),
        "strengths": ". ".join(life.say(one) for one in draw.sample(life.world.texts["strengths"]["any"], 2)) + ".",
        "networks": f"{life.relative}, {life.relative_words}.",
        "agreed": "yes",
        "agreed_on": agreed.isoformat(),
        "starts_on": day.isoformat(),
        "contingency": f"{life.relative or 'A neighbour'} first, then Careline, day and night.",
        "direct_payment_offered_on": agreed.isoformat(),
        "direct_payment_answer": "wants" if any(line[0] == "direct_payment" for line in lines) else "no",
        "willing": "Days and meals, not nights.",
        "took_part": f"{life.who.name} and {worker.name}",
    }
    support_starts = day if sent else min(day + timedelta(days=draw.randrange(0, 11)), life.world.today)
    own["support_starts_on"] = support_starts.isoformat()
    outcomes: list[int] = []
    written: list[tuple[int, Any, str, str, Any]] = []
    for number in range(1, count + 1):
        wish = wishes[number - 1]
        own |= {
            f"words_{number}": wish,
            f"in_short_{number}": SHORT_NAMES[needs[(number - 1) % len(needs)]],
            f"needs_{number}": _share(needs, number, count),
        }
        if number < count:
            own[f"another_{number}"] = "yes"
        outcome = life.add(
            "plans.Outcome",
            plan_id=pk,
            words=wish,
            in_short=SHORT_NAMES[needs[(number - 1) % len(needs)]],
            needs=_share(needs, number, count),
            order=number,
        )
        outcomes.append(outcome)
        for line in lines[number - 1 :] if number == count else [lines[min(number - 1, len(lines) - 1)]]:
            written.append((outcome, line, life.say(line[2]), life.say(line[3]), number))
    total = Decimal(0)
    standing: dict[tuple[str, str], tuple[int, date]] = {}
    for order, (outcome, line, who, how_much, number) in enumerate(written):
        line_source, what, cost = line[0], line[1], line[4]
        paid = line_source in SERVICES or line_source in EQUIPMENT
        hours = hours_a_week(how_much) if paid else None
        weekly = _weekly(cost, hours) if cost and paid else None
        funder = "social_care" if weekly else ""
        group = "services" if line_source in SERVICES else "equipment" if line_source in EQUIPMENT else "around"
        row = {"_row": f"s{order}", "source": line_source, "what": what, "who": who, "how_much": how_much}
        if weekly:
            row |= {"weekly_cost": str(weekly), "funder": funder}
        if hours:
            row["hours"] = int(hours) if hours == int(hours) else float(hours)
        counts_as = supports.columns(
            life, f"{pk} {order}", line, hours=hours, weekly=weekly, funder=funder, kind=kind
        )
        if counts_as["service"] and group == "services":
            row["service"] = counts_as["service"]
        own.setdefault(f"{group}_{number}", []).append(row)
        began, goes_on = support_starts, None
        if before and (line_source, what) in before.supports:
            goes_on, began = before.supports[line_source, what]
        total += weekly or 0
        support = life.add(
            "plans.Support",
            plan_id=pk,
            outcome_id=outcome,
            source=line_source,
            what=what,
            who=who,
            how_much=how_much,
            hours_a_week=hours,
            starts_on=support_starts if paid else None,
            weekly_cost=weekly,
            funder=funder,
            order=order,
            row=row["_row"],
            began_on=began,
            continues_id=goes_on,
            **counts_as,
        )
        standing.setdefault((line_source, what), (support, began))
    done = answered("care_and_support_plan" if kind == "care_and_support" else "carers_support_plan", day, own)
    at, begun = life.moment(agreed), life.moment(agreed - timedelta(days=draw.randrange(2, 9)))
    manager = life.world.staff.manager(worker.team)
    response = life.add(
        "questionnaires.Response",
        questionnaire=done.key,
        version=done.version,
        about=source,
        answers=done.answers,
        signed_by_id=worker.id,
        signed_at=begun + timedelta(hours=3),
        started_at=begun,
    )
    row: dict[str, Any] = {
        "id": pk,
        "kind": kind,
        "determination_id": determination,
        "replaces_id": before.id if before else None,
        "written_by_id": worker.id,
        "started_writing_at": begun,
        "response_id": response,
        "starts_on": day,
        "support_starts_on": support_starts,
        "direct_payment_offered_on": agreed,
        "agreed": "yes",
        "agreed_on": agreed,
        "sent_for_sign_off_at": begun + timedelta(hours=3),
    }
    if sent:
        _waits_for_sign_off(life, pk, worker, at, total)
        return Planned(pk, day, tuple(outcomes), row | {"sent_for_sign_off_at": at}, standing)
    row |= {"signed_off_at": at, "signed_off_by_id": manager.id, "signed_off_as": "team_manager"}
    life.add(
        "plans.Copy",
        plan_id=pk,
        given_to=life.who.name,
        to_the_person=True,
        how=draw.choice(("handed", "post")),
        given_on=day,
        given_by_id=worker.id,
    )
    words = "Care and support plan" if kind == "care_and_support" else "Carer’s support plan"
    life.event("plans.signed_off", f"{words} signed off", at, manager, source=source, url=life.url("plans:read", pk))
    return Planned(pk, day, tuple(outcomes), row, standing)


@lru_cache(maxsize=500)
def hours_a_week(how_much: str) -> Decimal | None:
    """The hours in "7 × 45 minutes a week"; None where it is not said in hours."""
    said = _HOURS.search(how_much)
    if said is None:
        return None
    times, length, unit, every = said.groups()
    hours = Decimal(times or 1) * Decimal(length) / (60 if unit == "minutes" else 1)
    return (hours * (7 if every == "day" else 1)).quantize(Decimal("0.01"))


def _weekly(cost: float | str, hours: Decimal | None) -> Decimal:
    rate = Decimal(str(cost).removesuffix(" an hour"))
    return (rate * hours if hours and isinstance(cost, str) else rate).quantize(Decimal("0.01"))


def _waits_for_sign_off(life: Life, plan: int, worker: Worker, at: datetime, cost: Decimal) -> None:
    source = f"plans.plan:{plan}"
    life.event(
        "plans.sent_for_sign_off",
        "Plan sent for sign-off",
        at,
        worker,
        detail=f"{money(cost)} a week",
        source=source,
        url=life.url("plans:read", plan),
    )
    life.task(
        "plan_to_sign_off",
        "Sign off the plan",
        at,
        due=at.date() + timedelta(days=3),
        team_id=worker.team_id,
        by=worker,
        verb="Read and decide",
        why=f"{money(cost)} a week, for a team manager",
        source=source,
        url=life.url("plans:sign_off", plan),
    )


def _share(needs: list[str], number: int, count: int) -> list[str]:
    """The needs that one outcome answers; together the outcomes answer all."""
    return needs[number - 1 :: count]


def _reviews(
    life: Life, plan: Planned, determination: int, needs: list[str], worker: Worker, last: date, *, gone: str, kind: str
) -> None:
    draw, last_held, care_home = life.draw, None, False
    support = plan.starts_on
    for _ in range(6):
        said = next_review(plan.starts_on, support, last_held, life.world.today)
        held = said.due_on + timedelta(days=days_late(life))
        if held >= last:
            break
        changes = draw.random() < 0.12
        held_review(life, plan, said, held, worker, changes=changes)
        last_held = held
        if changes and held + timedelta(days=20) < last:
            began = held + timedelta(days=draw.randrange(6, 19))
            before = plan
            care_home = care_home or supports.moves_to_a_care_home(life, before.id)
            plan = _plan(life, determination, needs, worker, began, kind=kind, before=before, care_home=care_home)
            _put_in(life, before, worker, ended=began, because="replaced")
    if gone:
        _put_in(life, plan, worker, ended=last, because=gone)
    else:
        _put_in(life, plan, worker)
        still_due(life, plan, next_review(plan.starts_on, support, last_held, life.world.today), worker)


def _put_in(life: Life, plan: Planned, worker: Worker, *, ended: date | None = None, because: str = "") -> None:
    ends = {"ended_on": ended, "end_reason": because, "ended_by_id": worker.id} if ended else {}
    life.add("plans.Plan", **plan.row, **ends)
    if ended and because != "replaced":
        life.event(
            "plans.ended",
            f"Plan ended: {codelists.label('plan_end_reason', because).lower()}",
            life.moment(ended),
            worker,
            source=f"plans.plan:{plan.id}",
            url=life.url("plans:read", plan.id),
        )
