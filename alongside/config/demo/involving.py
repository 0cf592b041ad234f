"""A team asked, allocated and accepted; or waiting, and kept in touch with."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from .life import Life
from .staff import Worker


def take_on(
    life: Life,
    day: date,
    worker: Worker | None,
    team: str,
    reason: str,
    *,
    waits: int = 3,
    role: str = "lead",
    ended: date | None = None,
    end_reason: str = "",
    urgent: bool = False,
) -> int:
    """A team asked, allocated and accepted; without a worker, waiting and kept in touch with."""
    staff, draw = life.world.staff, life.draw
    asked_by = life.by_lot("front_door")
    team_id = staff.teams[team]
    tables = life.world.tables
    pk = tables["involvements.Involvement"].next_id
    source = f"involvements.involvement:{pk}"
    manager = staff.manager(team)
    values: dict[str, Any] = {
        "team_id": team_id,
        "role": role,
        "reason": reason[:300],
        "asked_by_id": asked_by.id,
        "asked_on": day,
    }
    page = life.url("involvements:index")
    life.event(
        "involvements.asked",
        f"{staff.team_names[team_id]} asked to work with them",
        life.moment(day),
        asked_by,
        detail=reason,
        source=source,
        url=page,
    )
    if worker is not None:
        given = min(day + timedelta(days=waits), life.last_day)
        allocated = life.moment(given)
        accepted = allocated + timedelta(hours=2) if given < life.world.today else allocated
        values |= {
            "worker_id": worker.id,
            "allocated_by_id": manager.id,
            "allocated_at": allocated,
            "accepted_at": accepted,
        }
        if urgent:
            values |= {"risk": "high", "looked_at_on": given, "look_again_on": given + timedelta(days=7)}
        if ended is not None:
            ended = max(ended, given)
            values |= {
                "ended_on": ended,
                "ended_by_id": worker.id,
                "end_reason": end_reason,
                "left_agreed": life.say(life.world.lives["closing"]),
            }
        life.event(
            "involvements.allocated",
            f"Allocated to {worker.name}",
            allocated,
            manager,
            detail=staff.team_names[team_id],
            source=source,
            url=page,
        )
        life.event(
            "involvements.accepted",
            f"{worker.name} works with them now",
            accepted,
            worker,
            detail=reason,
            source=source,
            url=page,
        )
        grant = {
            "note": reason[:200],
            "reason": "involved",
            "source": source,
            "given_by_id": manager.id,
            "given_at": allocated,
        }
        life.add("access.Grant", user_id=worker.id, starts_on=given, ends_on=ended, **grant)
        life.add("access.Grant", team_id=team_id, starts_on=day, ends_on=ended, **grant)
        if ended is None and life.died_on is None:
            staff.takes_on(worker)
        if ended is not None:
            life.event(
                "involvements.closed",
                f"{staff.team_names[team_id]} closed their work with them",
                life.moment(ended),
                worker,
                detail=values["left_agreed"],
                source=source,
                url=page,
            )
    else:
        risk = draw.choices(("low", "medium", "high"), (40, 45, 15))[0]
        every = {"low": 28, "medium": 14, "high": 7}[risk]
        looked = max(day, life.world.today - timedelta(days=draw.randrange(1, every + 6)))
        values |= {
            "risk": risk,
            "looked_at_on": looked,
            "look_again_on": looked + timedelta(days=every),
            "keeps_in_touch_id": asked_by.id,
            "keep_in_touch_days": every,
        }
        life.add(
            "access.Grant",
            team_id=team_id,
            starts_on=day,
            reason="involved",
            source=source,
            given_by_id=asked_by.id,
            given_at=life.moment(day),
        )
        life.add(
            "involvements.Triage",
            involvement_id=pk,
            on=looked,
            risk=risk,
            why=life.say(life.world.lives[life.need]["hard"]),
            by_id=asked_by.id,
        )
        touched = day
        while (touched := touched + timedelta(days=every)) <= looked:
            life.add(
                "involvements.Touch",
                involvement_id=pk,
                on=touched,
                by_id=asked_by.id,
                words=life.say(life.world.lives["waiting_touch"]),
            )
    life.add("involvements.Involvement", **values)
    return pk
