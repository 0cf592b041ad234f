"""What happens in a history, by how far it goes: advice, help for a while, a wait, support for years, a concern."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from . import care, deciding, front_door, involving, letters, safety, sessions, supports
from .life import Life, at
from .people import open_record, record_death
from .staff import Worker

YEARS = 3
SUPPORTED = 40
# How far a history goes, in a hundred; carers have their own.
ENDS = {"advice": 30, "short_help": 15, "waiting": 9, "support": 43, "concern": 3}
CARER_ENDS = {"advice": 30, "carers_waiting": 15, "carers_support": 55}
# Why work with somebody ended, and what that makes of their plan; otherwise the plan goes on.
GONE = {"died": "died", "moved_away": "moved_away", "nhs_responsibility": "nhs"}
# How often somebody's capacity for a decision is doubted, by the main reason for support.
_DOUBTED = {"memory": 0.4, "learning": 0.2, "mental": 0.1, "frail": 0.07}
_NOTE_KINDS = (
    ("telephone_call", 40),
    ("visit", 18),
    ("case_note", 22),
    ("email_or_letter", 8),
    ("other_agency", 8),
    ("meeting", 2),
    ("person_wishes", 2),
)


def how_far(life: Life) -> str:
    ends = CARER_ENDS if life.need == "carer" else ENDS
    return life.draw.choices(list(ends), list(ends.values()))[0]


def first_day(draw: Any, end: str, today: date) -> date:
    """A wait is recent; support may have begun at any time in the three years."""
    days = {"waiting": 75, "carers_waiting": 60, "concern": 400}.get(end, YEARS * 365 - 20)
    return today - timedelta(days=draw.randrange(6, days))


def tell(life: Life) -> None:
    by = life.by_lot("front_door")
    open_record(life, by)
    _TELLERS[life.end](life)
    if life.settled:
        return
    if life.draw.random() < 0.035:
        safety.warn(life)
    if life.draw.random() < 0.03 and life.end == "support":
        safety.raise_concern(life, life.day_between(life.first_seen, life.last_day))
    if life.restricted_by and life.lead:
        for worker in (life.restricted_by, life.lead):
            life.add(
                "access.Grant",
                user_id=worker.id,
                reason="named",
                note="Named on the restricted record",
                source=f"subjects.subject:{life.id}",
                starts_on=life.world.today - timedelta(days=1),
                given_by_id=life.restricted_by.id,
            )
    record_death(life, life.lead or by)


def _advice(life: Life) -> None:
    refused = life.draw.random() < 0.3
    talk = front_door.talk(
        life,
        life.first_seen,
        offer="refused" if refused else "",
        quick=life.draw.random() < 0.4,
        steps=("information_given", "declined") if refused else ("information_given", "community_support"),
    )
    if life.draw.random() < 0.25:
        front_door.referral(life, talk.day, answered=True, conversation=talk.id)
    _notes(life, talk.day, min(talk.day + timedelta(days=30), life.last_day), talk.by, life.draw.randrange(2, 5))
    if not life.settled and life.draw.random() < (0.5 if life.need == "isolation" else 0.15):
        sessions.planned(life, talk.by, talk.day)
    letters.perhaps_one(life, talk.by, talk.day)
    gap = (life.last_day - talk.day).days
    if gap > 150 and life.draw.random() < 0.4:
        again = life.day_between(talk.day + timedelta(days=90), life.last_day - timedelta(days=20))
        second = front_door.talk(
            life, again, steps=("information_given", "community_support"), quick=True, follows=talk.id
        )
        _notes(life, again, min(again + timedelta(days=21), life.last_day), second.by, 2)


def _short_help(life: Life) -> None:
    draw = life.draw
    team = draw.choice(("occupational_therapy", "front_door", life.world.staff.locality(draw)))
    worker = life.world.staff.with_room(draw, team)
    until = min(life.first_seen + timedelta(days=draw.randrange(20, 110)), life.last_day)
    over = until < life.last_day
    life.lead = worker
    talk = front_door.talk(life, life.first_seen, steps=("information_given", "simple_equipment", "community_support"))
    if draw.random() < 0.3:
        front_door.referral(life, talk.day, answered=True, conversation=talk.id)
    involving.take_on(
        life,
        talk.day,
        worker,
        team,
        f"Help for a while: {talk.in_short}",
        waits=draw.randrange(1, 6),
        ended=until if over else None,
        end_reason="needs_met_by_network" if over else "",
    )
    _notes(life, talk.day, until, worker, draw.randrange(4, 9))
    visit(life, life.day_between(talk.day, until), worker)
    supports.reablement(life, talk.day, worker, reasons=supports.HELPED_AND_DONE)
    if not over:
        _still_to_do(life, worker)


def _waiting(life: Life) -> None:
    draw = life.draw
    team = life.given_to.team if life.given_to else life.given_to_team or life.world.staff.locality(draw)
    allocated = life.given_to is not None or (not life.settled and draw.random() < 0.55)
    worker = life.given_to or (life.world.staff.with_room(draw, team) if allocated else None)
    life.lead = worker
    if draw.random() < 0.35:
        front_door.referral(life, life.first_seen, answered=draw.random() < 0.6)
    talk = front_door.talk(
        life,
        life.first_seen,
        offer="accepted",
        steps=("needs_assessment", "information_given"),
        safe=draw.choices(("safe", "worrying"), (75, 25))[0],
        task_done=min(life.first_seen + timedelta(days=6), life.last_day) if allocated else None,
    )
    involving.take_on(life, talk.day, worker, team, f"Assessment agreed: {talk.in_short}", waits=draw.randrange(1, 10))
    _notes(life, talk.day, life.last_day, worker or talk.by, draw.randrange(2, 6))
    if worker:
        care.assessment_begun(life, talk, worker)
        if not life.settled:
            _still_to_do(life, worker)


def _support(life: Life) -> None:
    draw = life.draw
    team = life.given_to.team if life.given_to else life.world.staff.locality(draw)
    worker = life.given_to or life.world.staff.with_room(draw, team)
    life.lead = worker
    if draw.random() < 0.3:
        front_door.referral(life, life.first_seen, answered=True)
    talk = front_door.talk(
        life,
        life.first_seen,
        offer="accepted",
        steps=("needs_assessment", "information_given"),
        task_done=min(life.first_seen + timedelta(days=draw.randrange(3, 12)), life.last_day),
    )
    known_for = (life.last_day - life.first_seen).days
    over = (
        life.died_on is not None
        or not life.settled
        and ((known_for > 400 and draw.random() < 0.12) or (known_for > 150 and draw.random() < 0.3))
    )
    ended = life.last_day - timedelta(days=draw.randrange(0, 40)) if over and life.died_on is None else life.died_on
    end_reason = (
        "died"
        if life.died_on
        else draw.choice(("support_in_place", "support_in_place", "moved_away", "nhs_responsibility"))
    )
    involving.take_on(
        life,
        talk.day,
        worker,
        team,
        f"Assessment and support: {talk.in_short}",
        waits=draw.randrange(1, 8),
        ended=ended if over else None,
        end_reason=end_reason if over else "",
        urgent=draw.random() < 0.1,
    )
    last = ended or life.last_day
    life.in_hand = not over
    care.to_support(life, talk, worker, last, gone=GONE.get(end_reason, "") if over else "")
    _notes(life, talk.day, last, worker, min(16, 3 + known_for // 75))
    for _ in range(1 + known_for // 300):
        visit(life, life.day_between(talk.day + timedelta(days=4), last), worker)
    if draw.random() < 0.18:
        safety.assess_risk(life, worker, life.day_between(talk.day + timedelta(days=5), last))
    if not life.settled and draw.random() < _DOUBTED.get(life.need, 0):
        deciding.capacity_doubted(life, worker, talk.day + timedelta(days=6), last)
    letters.perhaps_one(life, worker, life.day_between(talk.day, last))
    if draw.random() < 0.06 and not over:
        safety.if_support_fails(life, worker)
    if draw.random() < 0.2 and known_for > 200:
        _talk_again(life, talk, worker, last)
    if not over and not life.settled:
        _still_to_do(life, worker)
        if len(life.world.supported) < SUPPORTED and not life.restricted_by:
            life.world.supported.append(life)


def _talk_again(life: Life, talk: front_door.Talk, worker: Worker, last: date) -> None:
    day = life.day_between(talk.day + timedelta(days=120), last)
    front_door.talk(
        life,
        day,
        steps=("support_continues", "information_given"),
        quick=True,
        follows=talk.id,
        short="Rang about something that has changed",
    )


def _concern(life: Life) -> None:
    talk = front_door.talk(
        life, life.first_seen, quick=True, safe="worrying", steps=("safeguarding_concern", "information_given")
    )
    safety.raise_concern(life, talk.day, conversation=talk.id)
    _notes(life, talk.day, min(talk.day + timedelta(days=40), life.last_day), talk.by, 4)


def _carers_waiting(life: Life) -> None:
    worker = life.by_lot("carers_centre")
    life.lead = worker
    talk = front_door.talk(
        life, life.first_seen, offer="accepted", carer=True, steps=("carers_assessment", "information_given")
    )
    involving.take_on(life, talk.day, worker, "carers_centre", f"Carer’s assessment: {talk.in_short}")
    _notes(life, talk.day, life.last_day, worker, 3)
    care.carers_begun(life, talk, worker)


def _carers_support(life: Life) -> None:
    worker = life.by_lot("carers_centre")
    life.lead = worker
    if life.given_to:
        involving.take_on(
            life, life.first_seen, life.given_to, life.given_to.team, "Her own support as a carer", role="joint"
        )
    talk = front_door.talk(
        life,
        life.first_seen,
        offer="accepted",
        carer=True,
        steps=("carers_assessment", "information_given"),
        task_done=min(life.first_seen + timedelta(days=7), life.last_day),
    )
    last = life.last_day
    over = (last - talk.day).days > 500 and life.draw.random() < 0.5 and not life.settled
    ended = life.day_between(talk.day + timedelta(days=300), last) if over else None
    involving.take_on(
        life,
        talk.day,
        worker,
        "carers_centre",
        f"Carer’s assessment: {talk.in_short}",
        ended=ended,
        end_reason="support_in_place" if over else "",
    )
    life.in_hand = not over
    care.carers_support(life, talk, worker, last, gone="died" if life.died_on else "")
    _notes(life, talk.day, ended or last, worker, life.draw.randrange(4, 9))


def _notes(life: Life, first: date, last: date, by: Worker, count: int) -> None:
    draw, notes = life.draw, life.world.texts["life_note"]
    for _ in range(count):
        kind = draw.choices([kind for kind, _ in _NOTE_KINDS], [share for _, share in _NOTE_KINDS])[0]
        if kind == "visit":  # a visit has its own record
            kind = "telephone_call"
        day = life.day_between(first, last)
        with_whom = life.words["name"] if kind == "telephone_call" else life.relative if kind == "meeting" else ""
        life.note(
            kind,
            life.say(draw.choice(notes[kind])),
            life.moment(day),
            by,
            with_whom=with_whom,
            third_party=kind == "other_agency" and draw.random() < 0.2,
            sensitive=draw.random() < 0.01,
        )
    if draw.random() < 0.12 and count > 3:
        day = life.day_between(first, last)
        life.note(
            "significant_event",
            life.say(draw.choice(notes["significant_event"])),
            life.moment(day),
            by,
            significant_title=life.say(draw.choice(life.world.texts["significant_titles"])),
        )


def visit(life: Life, day: date, worker: Worker) -> None:
    """A visit that was made, with its note."""
    draw = life.draw
    if day >= life.world.today:
        return
    starts = at(day, draw.randrange(9, 16), draw.choice((0, 15, 30)))
    alone = draw.random() < 0.85
    with_worker = None
    if not alone:
        with_worker = life.by_lot(worker.team).id
        with_worker = None if with_worker == worker.id else with_worker
    outcome = draw.choices(("completed", "not_in", "cut_short"), (90, 7, 3))[0]
    safe_by = starts + timedelta(minutes=75)
    pk = life.add(
        "visits.Visit",
        worker_id=worker.id,
        team_id=worker.team_id,
        with_worker_id=with_worker,
        kind="home",
        where="At home",
        why="To talk about how things are",
        alone=alone,
        starts_at=starts,
        safe_by=safe_by if alone else None,
        safe_at=safe_by - timedelta(minutes=12) if alone else None,
        safe_said_by_id=worker.id if alone else None,
        outcome=outcome,
        outcome_words="As planned" if outcome == "completed" else "Will ring and arrange another day",
        planned_by_id=worker.id,
        planned_at=starts - timedelta(days=3),
    )
    words = {"completed": "completed", "not_in": "not at home", "cut_short": "cut short"}[outcome]
    life.event(
        "visits.done",
        f"Visit by {worker.name}: {words}",
        starts,
        worker,
        source=f"visits.visit:{pk}",
        url=life.url("visits:index"),
    )
    if outcome == "completed":
        life.note(
            "visit",
            life.say(draw.choice(life.world.texts["life_note"]["visit"])),
            starts,
            worker,
            with_whom=life.words["name"],
        )


def _still_to_do(life: Life, worker: Worker) -> None:
    """Open work with a worker: a promise to come, sometimes late; now and then something urgent, held or waited for."""
    draw, today = life.draw, life.world.today
    chance = draw.random()
    made = today - timedelta(days=draw.randrange(1, 8))
    what = life.say(draw.choice(life.world.lives["agreed"]))
    if chance < 0.35:
        late = draw.random() < 0.14
        due = today - timedelta(days=draw.randrange(1, 6)) if late else today + timedelta(days=draw.randrange(0, 16))
        life.promise(what, worker, life.moment(min(made, due)), due, kept=None)
    elif chance < 0.45:
        since = today - timedelta(days=draw.randrange(2, 30))
        life.task(
            "waiting",
            draw.choice(
                (
                    "Hospital letter",
                    "Evening calls in the area",
                    "Tenancy sign-off",
                    "Bathroom, therapist",
                    "Answer from the surgery",
                )
            ),
            life.moment(since),
            owner=worker,
            by=worker,
            waiting_on=draw.choice(
                ("the hospital", "the broker", "Westmere Homes", "occupational therapy", "the surgery")
            ),
            waiting_since=since,
            keeps_in_touch_id=worker.id,
            keep_in_touch_days=7,
            last_touch_on=max(since, today - timedelta(days=draw.randrange(0, 10))),
        )
    elif chance < 0.48:
        until = today + timedelta(days=draw.randrange(3, 20))
        life.task(
            "visit_to_plan",
            "Plan the next visit",
            life.moment(made),
            due=until,
            owner=worker,
            by=worker,
            held_until=until,
            hold_reason="Away with family until then",
        )


_TELLERS: dict[str, Callable[[Life], None]] = {
    "advice": _advice,
    "short_help": _short_help,
    "waiting": _waiting,
    "support": _support,
    "concern": _concern,
    "carers_waiting": _carers_waiting,
    "carers_support": _carers_support,
}
