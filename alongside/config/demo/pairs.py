"""People who belong together: a carer and whom they care for; and the same person recorded twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from . import histories
from .life import Life

HOURS = ("up_to_19", "20_to_49", "50_or_more")


def cared_for(carer: Life) -> int:
    """Whom a carer looks after, with a record of their own and the same family name; how many were added."""
    world, draw = carer.world, carer.draw
    need = draw.choice(("frail", "memory", "physical", "learning"))
    young = need == "learning" and (world.today - carer.who.born).days > 42 * 365
    ages = (19, 30) if young else (66, 95)
    life = Life(
        world=world,
        draw=draw,
        need=need if young or need != "learning" else "memory",
        end="support",
        first_seen=min(carer.first_seen + timedelta(days=draw.randrange(0, 20)), world.today - timedelta(days=6)),
        who=world.cast.somebody(draw, ages=ages, on=world.today, family=carer.who.family, like=carer.who),
    )
    if not young and draw.random() < 0.6:
        life.place = carer.place
    histories.tell(life)
    by = carer.lead or carer.by_lot("front_door")
    day = max(life.first_seen, carer.first_seen)
    own: dict[str, Any] = {"recorded_by_id": by.id}
    kind = "child" if young else "parent"
    relationship = life.add(
        "relationships.Relationship",
        other_id=carer.id,
        kind="unpaid_carer",
        words="Looks after them",
        same_household=life.place == carer.place,
        may_be_told="yes",
        starts_on=day,
        recorded_at=carer.moment(day),
        **own,
    )
    life.add(
        "relationships.UnpaidCare",
        relationship_id=relationship,
        hours=draw.choice(HOURS),
        what_they_do="Personal care, meals, tablets and nights",
        starts_on=day,
        **own,
    )
    life.event(
        "relationships.unpaid_care",
        f"{carer.who.name} cares for them",
        life.moment(day),
        by,
        url=life.url("relationships:index"),
    )
    carer.add(
        "relationships.Relationship",
        other_id=life.id,
        kind=kind,
        words="Cares for them",
        recorded_at=carer.moment(day),
        **own,
    )
    return 1


def recorded_twice(first: Life) -> int:
    """The same person again, slightly otherwise, for somebody to find and join."""
    draw = first.draw
    given = first.who.given.split()[0]
    family = first.who.family
    slip = draw.randrange(len(family) - 1)
    born = first.who.born
    if draw.random() < 0.5 and born.day <= 12:
        born = born.replace(month=born.day, day=born.month)
    else:
        family = family[:slip] + family[slip + 1] + family[slip] + family[slip + 2 :]
    again = Life(
        world=first.world,
        draw=draw,
        need=first.need,
        end="advice",
        who=replace(first.who, given=given, family=family, born=born),
        first_seen=first.day_between(first.first_seen, first.world.today - timedelta(days=3)),
        place=first.place,
    )
    histories.tell(again)
    return 1
