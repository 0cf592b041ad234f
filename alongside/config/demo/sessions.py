"""Planning sessions: to come, to be written up, held with the wellbeing plan that came of it, or cancelled."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from .answers import answered
from .life import Life, at
from .staff import Worker


def planned(life: Life, by: Worker, asked: date) -> None:
    """A session some days after it was asked for; whoever asked today has it still to come."""
    draw, today = life.draw, life.world.today
    recent = draw.random() < 0.25 and life.died_on is None
    if recent:
        asked = max(asked, today - timedelta(days=9))
    if life.died_on and (life.died_on - asked).days < 40:
        return
    starts = _free_hour(life, by, asked + timedelta(days=draw.randrange(4, 15)))
    ahead = starts.date() >= today
    chance = draw.random()
    if ahead:
        book(life, by, asked, starts)
    elif (today - starts.date()).days < 5 and chance < 0.5:
        book(life, by, asked, starts, to_write_up=True)
    elif chance < 0.88:
        book(life, by, asked, starts, held=True)
    else:
        book(life, by, asked, starts, cancelled=life.one_of_list(life.world.sessions["cancelled"]))


def _free_hour(life: Life, by: Worker, day: date) -> datetime:
    while True:
        if day.weekday() < 5:
            for hour in life.draw.sample(range(9, 16), 7):
                starts = at(day, hour, 30)
                if (by.id, starts) not in life.world.taken:
                    life.world.taken.add((by.id, starts))
                    return starts
        day += timedelta(days=1)


def book(
    life: Life,
    by: Worker,
    asked: date,
    starts: datetime,
    *,
    held: bool = False,
    to_write_up: bool = False,
    cancelled: str = "",
) -> None:
    draw, texts = life.draw, life.world.sessions
    pk = life.world.tables["bookings.PlanningSession"].next_id
    source, here = f"bookings.planningsession:{pk}", life.url("bookings:session", pk)
    place, booked = draw.choice(texts["places"]), life.moment(min(asked, starts.date() - timedelta(days=1)))
    ends = starts + timedelta(minutes=draw.choice((30, 45, 45, 60)))
    came_of_it: dict[str, Any] = {}
    life.event(
        "bookings.booked",
        f"Planning session booked for {starts.day} {starts:%B %Y} at {starts.hour}.{starts:%M}",
        booked,
        by,
        detail=f"{place}, with {by.name}",
        source=source,
        url=here,
    )
    if held:
        came_of_it = {"held_at": ends, "response_id": _wellbeing_plan(life, by, starts, ends, source, here)}
    elif cancelled:
        came_of_it = {"cancelled_at": starts - timedelta(hours=2), "cancelled_because": cancelled}
        life.event(
            "bookings.cancelled",
            "Planning session cancelled",
            starts - timedelta(hours=2),
            by,
            detail=cancelled,
            source=source,
            url=here,
        )
    life.task(
        "planning_session",
        f"Planning session, {starts.hour}.{starts:%M}, {place}",
        booked,
        due=starts.date(),
        due_at=starts.time().replace(tzinfo=None),
        owner=by,
        by=by,
        verb="Write it up",
        source=source,
        url=here,
        done=starts.date() if held or cancelled else None,
        outcome="Wellbeing plan written" if held else f"Cancelled: {cancelled}" if cancelled else "",
    )
    life.add(
        "bookings.PlanningSession",
        starts_at=starts,
        ends_at=ends,
        place=place,
        facilitator_id=by.id,
        booked_by_id=by.id,
        booked_at=booked,
        wants_to_talk_about=life.one_of_list(texts["about"]),
        **came_of_it,
    )


def _wellbeing_plan(life: Life, by: Worker, starts: datetime, ends: datetime, source: str, here: str) -> int:
    draw, texts, day = life.draw, life.world.sessions, starts.date()
    life.words["relative"] = life.relative or "a neighbour"
    again = day + timedelta(days=draw.choice((28, 42, 56)))
    wanted = [
        {
            "_row": f"o{number}",
            "outcome": life.say(outcome),
            "first_step": life.say(step),
            "who": life.say(who),
            "by": (day + timedelta(days=14)).isoformat(),
        }
        for number, (outcome, step, who) in enumerate(draw.sample(texts["wants"], draw.randrange(1, 4)))
    ]
    own: dict[str, Any] = {
        "outcomes": wanted,
        "assets": [
            {"_row": f"a{number}", "what": life.say(what), "kind": whose, "how": life.say(how)}
            for number, (what, whose, how) in enumerate(draw.sample(texts["assets"], 2))
        ],
        "if_not": life.one_of_list(texts["if_not"]),
        "look_again_on": again.isoformat(),
    }
    done = answered("wellbeing_plan", day, own)
    signed = min(ends + timedelta(minutes=40), life.world.now)
    response = life.add(
        "questionnaires.Response",
        questionnaire=done.key,
        version=done.version,
        about=source,
        answers=done.answers,
        signed_by_id=by.id,
        signed_at=signed,
        started_at=starts,
    )
    life.event(
        "bookings.held",
        "Wellbeing plan from a planning session",
        ends,
        by,
        detail=". ".join(str(row["outcome"]) for row in wanted),
        source=source,
        url=here,
    )
    late = draw.random() < 0.1
    kept = again + timedelta(days=3 if late else 0)
    life.promise(
        "Ask how the wellbeing plan went", by, signed, again, kept=kept if kept < life.last_day else None, source=source
    )
    return response
