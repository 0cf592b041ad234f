"""Reviews of a plan: held in time or late, and the one that is still to come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from alongside.care_management.reviews import due as review_due

from .answers import answered
from .life import Life
from .staff import Worker


@dataclass(frozen=True)
class Planned:
    """A plan in force, as its reviews need to know it."""

    id: int
    starts_on: date
    outcomes: tuple[int, ...]
    # Its own row, put in when it is known whether and why the plan ended.
    row: dict[str, Any]
    # Its lines by whose they are and what they say: the record of each, and the day it first began.
    supports: Mapping[tuple[str, str], tuple[int, date]] = field(default_factory=dict)


def days_late(life: Life) -> int:
    """Days after the day it was due: most are held in time, some late, and a few are forgotten for months."""
    draw = life.draw
    return draw.choices((-draw.randrange(0, 14), draw.randrange(1, 75), draw.randrange(75, 300)), (76, 20, 4))[0]


@lru_cache(maxsize=50_000)
def next_review(starts: date, support: date, last_held: date | None, today: date) -> review_due.Due:
    return review_due.next_review(
        SimpleNamespace(starts_on=starts, support_starts_on=support), last_review=last_held, on=today
    )  # type: ignore[arg-type]


def held_review(life: Life, plan: Planned, said: review_due.Due, held: date, worker: Worker, *, changes: bool) -> None:
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


def still_due(life: Life, plan: Planned, said: review_due.Due, worker: Worker) -> None:
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
