"""Plans, their versions and reviews, as far as the days of a history go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from alongside.care_management.reviews import due as review_due
from alongside.foundation import codelists
from alongside.foundation.design.words import money

from .answers import answered
from .life import Life
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


@dataclass(frozen=True)
class Planned:
    """A plan in force, as its reviews need to know it."""

    id: int
    starts_on: date
    outcomes: tuple[int, ...]
    # Its own row, put in when it is known whether and why the plan ended.
    row: dict[str, Any]


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
    replaces: int | None = None,
    sent: date | None = None,
) -> Planned:
    """A plan from that day; `sent` is the day it went to a manager, where nobody has signed it off yet."""
    draw, tables = life.draw, life.world.tables
    pk = tables["plans.Plan"].take_id()
    source = f"plans.plan:{pk}"
    lines = life.world.lives["plan"]["supports"][life.need]
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
    for order, (outcome, (line_source, what, _, _, cost), who, how_much, number) in enumerate(written):
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
        own.setdefault(f"{group}_{number}", []).append(row)
        total += weekly or 0
        life.add(
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
        )
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
        "replaces_id": replaces,
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
        return Planned(pk, day, tuple(outcomes), row | {"sent_for_sign_off_at": at})
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
    return Planned(pk, day, tuple(outcomes), row)


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
    draw, last_held = life.draw, None
    support = plan.starts_on
    for _ in range(6):
        said = _next_review(plan.starts_on, support, last_held, life.world.today)
        held = said.due_on + timedelta(days=_late_by(life))
        if held >= last:
            break
        changes = draw.random() < 0.12
        _held(life, plan, said, held, worker, changes=changes)
        last_held = held
        if changes and held + timedelta(days=20) < last:
            began = held + timedelta(days=draw.randrange(6, 19))
            before = plan
            plan = _plan(life, determination, needs, worker, began, kind=kind, replaces=before.id)
            _put_in(life, before, worker, ended=began, because="replaced")
    if gone:
        _put_in(life, plan, worker, ended=last, because=gone)
    else:
        _put_in(life, plan, worker)
        _still_due(life, plan, _next_review(plan.starts_on, support, last_held, life.world.today), worker)


def _late_by(life: Life) -> int:
    """Days after the day it was due: most are held in time, some late, and a few are forgotten for months."""
    draw = life.draw
    return draw.choices((-draw.randrange(0, 14), draw.randrange(1, 75), draw.randrange(75, 300)), (76, 20, 4))[0]


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


@lru_cache(maxsize=50_000)
def _next_review(starts: date, support: date, last_held: date | None, today: date) -> review_due.Due:
    return review_due.next_review(
        SimpleNamespace(starts_on=starts, support_starts_on=support), last_review=last_held, on=today
    )  # type: ignore[arg-type]


def _held(life: Life, plan: Planned, said: review_due.Due, held: date, worker: Worker, *, changes: bool) -> None:
    draw = life.draw
    pk = life.world.tables["reviews.Review"].next_id
    source = f"reviews.review:{pk}"
    method = (
        draw.choices(("service_user_only", "both", "carer_only"), (60, 37, 3))[0]
        if life.need != "carer"
        else "carer_only"
    )
    achieved = {
        outcome: draw.choices(("achieved", "partly", "not_achieved"), (55, 35, 10))[0] for outcome in plan.outcomes
    }
    own: dict[str, Any] = {
        "held_on": held.isoformat(),
        "where": "home",
        "method": method,
        "working": life.say(draw.choice(life.world.texts["good_day"])),
        "changed": life.say(life.world.lives[life.need]["changed"]),
        "result": "change" if changes else "continue",
        "change_words": "More of what works, less of what does not.",
    }
    for number, code in enumerate(achieved.values(), 1):
        own[f"achieved_{number}"] = code
    done = answered("plan_review", held, own)
    at = life.moment(held)
    response = life.add(
        "questionnaires.Response",
        questionnaire=done.key,
        version=done.version,
        about=source,
        answers=done.answers,
        signed_by_id=worker.id,
        signed_at=at,
        started_at=at - timedelta(minutes=50),
    )
    raised = life.moment(max(said.opens_on - timedelta(days=10), plan.starts_on))
    task = life.task(
        "review",
        "Settling-in review" if said.kind == "settling_in" else "Yearly review",
        min(raised, at),
        due=said.due_on,
        owner=worker,
        by=worker,
        verb="Hold",
        done=held,
        outcome="Held",
        source=source,
    )
    late = held > said.due_on
    life.add(
        "reviews.Review",
        plan_id=plan.id,
        kind=said.kind,
        reason="planned",
        opens_on=said.opens_on,
        due_on=said.due_on,
        due_because=said.because,
        worker_id=worker.id,
        team_id=worker.team_id,
        task_id=task,
        method=method,
        response_id=response,
        done_on=held,
        done_by_id=worker.id,
        result="change" if changes else "continue",
        national_outcome="support_planning" if changes else "continuation",
        **(
            {
                "late_reason": draw.choice(("person_asked_later", "person_unwell", "no_worker", "family_or_advocate")),
                "late_said_on": said.due_on,
                "late_said_by_id": worker.id,
            }
            if late
            else {}
        ),
    )
    for outcome, code in achieved.items():
        life.add("reviews.OutcomeReviewed", review_id=pk, outcome_id=outcome, achieved=code)
    words = "Settling-in review" if said.kind == "settling_in" else "Yearly review"
    life.event(
        "reviews.held",
        f"{words} held: {'the plan changes' if changes else 'the plan goes on as it is'}",
        at,
        worker,
        source=source,
        url=life.url("reviews:read", pk),
    )


def _still_due(life: Life, plan: Planned, said: review_due.Due, worker: Worker) -> None:
    """The next review, on somebody's list or waiting to be given to somebody."""
    pk = life.world.tables["reviews.Review"].next_id
    here = life.in_hand
    today = life.world.today
    words = "Settling-in review" if said.kind == "settling_in" else "Yearly review"
    raised = life.moment(min(max(plan.starts_on, said.opens_on - timedelta(days=200)), today - timedelta(days=1)))
    task = life.task(
        "review",
        words,
        raised,
        due=said.due_on,
        owner=worker if here else None,
        team_id=worker.team_id,
        by=worker,
        verb="Hold" if here else "Give it to somebody",
        why=f"From {said.opens_on.day} {said.opens_on:%B}",
        source=f"reviews.review:{pk}",
        url=life.url("reviews:hold", pk),
    )
    life.add(
        "reviews.Review",
        plan_id=plan.id,
        kind=said.kind,
        reason="planned",
        opens_on=said.opens_on,
        due_on=said.due_on,
        due_because=said.because,
        worker_id=worker.id if here else None,
        team_id=worker.team_id,
        task_id=task,
    )
