"""Loads the demo council: once, in one transaction, the same for one seed and day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from alongside.foundation.accounts.personas import PERSONAS, DemoCouncil, ensure_demo_council
from alongside.foundation.audit.context import acting
from alongside.foundation.documents import templates
from alongside.foundation.subjects.models import Subject
from alongside.people.people.search import rebuild_search

from . import (
    access_points,
    directory,
    directory_feed,
    each_role,
    histories,
    my_messages,
    my_plan,
    near_people,
    pairs,
    phrases,
    referrals,
    self_assessed,
    staff,
    story,
    written,
)
from .cast import Cast, nhs_numbers
from .life import Life, World
from .tables import MANY_PEOPLE, Tables, set_aside_for_loading

YEARS = 3
DIED = 0.05
RESTRICTED = 0.004
SIGN_INS = "demo-sign-ins.txt"


@dataclass(frozen=True)
class Loaded:
    people: int
    rows: int


def load(*, people: int, seed: int, today: date | None = None) -> Loaded | None:
    """None when there are records already: the demo is never put beside them."""
    if Subject.objects.exists():
        return None
    now = (
        timezone.now()
        if today is None
        else datetime.combine(today, datetime.min.time(), timezone.get_current_timezone()) + timedelta(hours=9)
    )
    today = timezone.localdate(now)
    folder = Path(settings.COUNCIL_PACK) / "people"
    with transaction.atomic():
        council = ensure_demo_council(since=today - timedelta(days=(YEARS + 1) * 365))
        with set_aside_for_loading(many=people > MANY_PEOPLE):
            tables = Tables(now)
            world = _world(tables, council, folder, people=people, seed=seed, today=today, now=now)
            tables.send()
            count = story.tell(world)
            number = 0
            while count < people:
                number += 1
                draw = Random(seed * 1_000_003 + number)
                life = _somebody(world, draw)
                histories.tell(life)
                count += 1
                if draw.random() < 0.35 and life.need == "carer" and count < people:
                    count += pairs.cared_for(life)
                elif draw.random() < 0.005 and count < people:
                    count += pairs.recorded_twice(life)
                tables.send_when_full()
            each_role.tell(world)
            tables.send()
            for table in tables.values():
                table.count_on()
        _audit(tables, seed)
    rebuild_search()
    with acting(why=f"demo council, seed {seed}"):
        directory.fill(council.users["business_support"], seed=seed, today=today)
        written.fill(council, today=today)
        self_assessed.fill(council, today=today)
        directory_feed.fill(council.users["business_support"], seed=seed, today=today)
        near_people.fill(council, seed=seed, today=today)
        my_messages.fill(council, my_plan.fill(council, today=today), now=now)
        referrals.fill(council)
        access_points.fill(council)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Loaded(count, tables.rows)


def _world(
    tables: Tables, council: DemoCouncil, folder: Path, *, people: int, seed: int, today: date, now: datetime
) -> World:
    cast, draw = Cast(folder), Random(seed)
    since = today - timedelta(days=(YEARS + 1) * 365)
    made = staff.make(tables, council, cast, draw, people=people, since=since)
    return World(
        tables=tables,
        cast=cast,
        staff=made,
        today=today,
        now=now,
        texts=phrases.read(folder, "words"),
        lives=phrases.read(folder, "lives"),
        safety=phrases.read(folder, "safety"),
        capacity=phrases.read(folder, "capacity"),
        sessions=phrases.read(folder, "sessions"),
        letters=templates.load(folder.parent),
        nhs_numbers=nhs_numbers(),
    )


def _somebody(world: World, draw: Random) -> Life:
    needs = [key for key, need in world.lives.items() if isinstance(need, dict) and "share" in need]
    need = draw.choices(needs, [world.lives[key]["share"] for key in needs])[0]
    life = Life(
        world=world,
        draw=draw,
        need=need,
        first_seen=world.today,
        who=world.cast.somebody(draw, ages=tuple(world.lives[need]["ages"]), on=world.today - timedelta(days=400)),
    )
    end = histories.how_far(life)
    life.end = end
    life.first_seen = histories.first_day(draw, end, world.today)
    old = (world.today - life.who.born).days > 75 * 365
    if draw.random() < (DIED * 1.7 if old else DIED * 0.3) and end not in {"waiting", "carers_waiting"}:
        life.died_on = life.day_between(life.first_seen + timedelta(days=5), world.today - timedelta(days=1))
    if draw.random() < RESTRICTED:
        life.restricted_by = world.staff.personas["team_manager"]
    return life


def _audit(tables: Tables, seed: int) -> None:
    """One line a table: how many rows were loaded, and a digest of them."""
    with connection.cursor() as cursor:
        for table in sorted(tables.values(), key=lambda one: one.name):
            if table.rows and not table.name.startswith("accounts_"):
                cursor.execute("SELECT alongside_audit_bulk(%s, %s)", [table.name, f"Demo council, seed {seed}"])


def write_sign_ins(home: Path) -> Path:
    """Who one may be in the demo, as plain lines for whoever starts it."""
    lines = ["Sign in as one of these at /accounts/demo/ (no password in the demo):"]
    lines += [f"  {persona.name}, {persona.job_title}" for persona in PERSONAS]
    lines += ["Or read your own record at /my-plan/ (codes by email are files in outbox/email of the data folder):"]
    lines += [f"  {who}: {' '.join(filter(None, ways))}" for who, *ways in my_plan.SIGN_INS]
    file = home / SIGN_INS
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
