"""Search: one query for words typed nearly right, one for where the postcode lies, one for everything else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import cos, radians
from typing import Any

from django.db import connection
from django.utils import timezone

from ..occurrences import Timing, between
from .needs import Understood, understand
from .places import Spot, spot_of

ON_A_PAGE = 20
# "Near you this week" looks at the nearest of these many.
NEAREST = 80
MILES_A_DEGREE = 69.09
MEETINGS = ("group", "activity", "event")


@dataclass(frozen=True)
class Asked:
    """What somebody looks for. Everything may be left out."""

    words: str = ""
    terms: tuple[str, ...] = ()
    postcode: str = ""
    within: int | None = None
    kinds: tuple[str, ...] = ()
    # Weekdays, Monday 0, and parts of the day, 0 morning to 2 evening.
    days: tuple[int, ...] = ()
    parts: tuple[int, ...] = ()
    age: int | None = None
    cost: Decimal | None = None
    features: tuple[str, ...] = ()
    language: str = ""
    sort: str = "best"

    @property
    def narrowed(self) -> bool:
        """By anything beside words, needs and where from."""
        return bool(self.within or self.kinds or self.days or self.parts or self.age is not None
                    or self.cost is not None or self.features or self.language)


@dataclass(frozen=True)
class Hit:
    service_id: int
    uid: str
    card: dict[str, Any]
    miles: float | None
    place: dict[str, Any] | None
    # Why it was found: needs by their term, and words.
    terms: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Results:
    asked: Asked
    understood: Understood
    spot: Spot | None
    hits: list[Hit] = field(default_factory=list)
    total: int = 0

    @property
    def postcode_unknown(self) -> bool:
        return bool(self.asked.postcode.strip()) and self.spot is None


_FIND = """
WITH asked AS (
    SELECT %(terms)s::varchar[] AS terms, to_tsquery('english', %(query)s) AS query
), found AS (
    SELECT e.service_id, e.name, {needs} AS needs, {rank} AS rank, {miles} AS miles
    FROM directory_entry e CROSS JOIN asked a
    WHERE {where}
), counted AS (
    SELECT f.*, count(*) OVER () AS total FROM found f
    WHERE %(within)s::int IS NULL OR f.miles IS NULL OR f.miles <= %(within)s::int
    ORDER BY {order} LIMIT %(most)s OFFSET %(start)s
)
SELECT e.service_id, e.uid, e.card, c.miles, e.latitudes, e.longitudes, c.total,
       ARRAY(SELECT t FROM unnest((SELECT terms FROM asked)) AS t WHERE t = ANY(e.terms)),
       ARRAY(SELECT w FROM unnest(%(words)s::text[]) AS w WHERE e.words @@ plainto_tsquery('english', w))
FROM counted c JOIN directory_entry e USING (service_id) ORDER BY {last}
"""
_ORDERS = {
    "best": "needs * 3 + rank * 4 - least(coalesce(miles, 2), 20) * 0.08 DESC, name, service_id",
    "near": "miles ASC NULLS LAST, needs * 3 + rank * 4 DESC, name, service_id",
    "name": "name, service_id",
}
_NEEDS = "cardinality(ARRAY(SELECT unnest(e.terms) INTERSECT SELECT unnest(a.terms)))"
_RANK = "ts_rank('{0.05, 0.2, 0.5, 1.0}', e.words, a.query)"
# Most entries have one place, and then there is nothing to compare.
_MILES = """CASE cardinality(e.latitudes) WHEN 0 THEN NULL
    WHEN 1 THEN sqrt(power((e.latitudes[1] - %(latitude)s) * %(high)s, 2)
        + power((e.longitudes[1] - %(longitude)s) * %(wide)s, 2))
    ELSE (SELECT min(sqrt(power((la - %(latitude)s) * %(high)s, 2) + power((lo - %(longitude)s) * %(wide)s, 2)))
          FROM unnest(e.latitudes, e.longitudes) AS p(la, lo)) END"""


def find(asked: Asked, *, today: date | None = None, start: int = 0, most: int = ON_A_PAGE) -> Results:
    """At most three queries, whatever is asked."""
    understood = understand(asked.words)
    spot = spot_of(asked.postcode) if asked.postcode.strip() else None
    terms = tuple(dict.fromkeys((*asked.terms, *understood.needs)))
    rows = _rows(asked, understood.words, terms, spot, today or timezone.localdate(), start, most)
    hits = [_hit(row, spot) for row in rows]
    return Results(asked, understood, spot, hits, rows[0][6] if rows else 0)


def _rows(asked: Asked, sought: Sequence[str], terms: tuple[str, ...], spot: Spot | None, today: date, start: int,
          most: int) -> list[tuple[Any, ...]]:
    where = ["(e.last_day IS NULL OR e.last_day >= %(today)s)"]
    if asked.words.strip() or terms:
        where.append("(e.terms && a.terms OR e.words @@ a.query)")
    if asked.kinds:
        where.append("e.kind = ANY(%(kinds)s)")
    if asked.days or asked.parts:
        where.append("e.times && %(times)s::smallint[]")
    if asked.age is not None:
        where.append("coalesce(e.minimum_age, 0) <= %(age)s AND coalesce(e.maximum_age, 200) >= %(age)s")
    if asked.cost is not None:
        where.append("e.cost <= %(cost)s")
    if asked.features:
        where.append("e.features @> %(features)s::varchar[]")
    if asked.language:
        where.append("%(language)s = ANY(e.languages)")
    order = _ORDERS["name" if asked.sort == "near" and spot is None else asked.sort]
    if asked.sort == "best" and not (asked.words.strip() or terms):
        order = _ORDERS["near" if spot else "name"]
    with connection.cursor() as cursor:
        cursor.execute(_FIND.format(
            where=" AND ".join(where), order=order, last=order.replace("name, service_id", "e.name, e.service_id"),
            needs=_NEEDS if terms else "0", rank=_RANK if sought else "0", miles=_MILES if spot else "NULL::float",
        ), {
            "terms": list(terms), "query": " | ".join(f"'{word}'" for word in sought), "words": list(sought),
            "today": today, "kinds": list(asked.kinds), "age": asked.age, "cost": asked.cost,
            "times": [day * 3 + part for day in asked.days or range(7) for part in asked.parts or range(3)],
            "features": list(asked.features), "language": asked.language, "within": asked.within if spot else None,
            "most": most, "start": start, **_from(spot),
        })
        return cursor.fetchall()


def languages_spoken() -> list[str]:
    """To choose from: one query, of few and short rows where the entries are many and long."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT name FROM directory_language WHERE phone_id IS NULL ORDER BY name")
        return [row[0] for row in cursor.fetchall()]


def _from(spot: Spot | None) -> dict[str, float | None]:
    if spot is None:
        return {"latitude": None, "longitude": None, "high": None, "wide": None}
    return {"latitude": spot.latitude, "longitude": spot.longitude, "high": MILES_A_DEGREE,
            "wide": MILES_A_DEGREE * cos(radians(spot.latitude))}


def _hit(row: tuple[Any, ...], spot: Spot | None) -> Hit:
    service_id, uid, card, miles, latitudes, longitudes, _total, terms, words = row
    card = json.loads(card) if isinstance(card, str) else card
    return Hit(service_id, str(uid), card, miles, _place(card, latitudes, longitudes, spot), tuple(terms), tuple(words))


def _place(card: dict[str, Any], latitudes: list[float], longitudes: list[float], spot: Spot | None
           ) -> dict[str, Any] | None:
    """The place that is nearest, or the first, with where it lies."""
    if not latitudes:
        return card["places"][0] if card["places"] else None
    nearest = 0 if spot is None else min(range(len(latitudes)), key=lambda number: (
        (latitudes[number] - spot.latitude) ** 2
        + ((longitudes[number] - spot.longitude) * cos(radians(spot.latitude))) ** 2))
    return {**card["places"][nearest], "latitude": latitudes[nearest], "longitude": longitudes[nearest]}


@dataclass(frozen=True)
class Soon:
    """The next time that something is on."""

    hit: Hit
    day: date
    opens: str
    closes: str


def near_this_week(spot: Spot | None, now: datetime, *, most: int = 3) -> list[Soon]:
    """What is on in the next seven days, nearest first by day: one query."""
    today, clock = timezone.localtime(now).date(), f"{timezone.localtime(now):%H:%M}"
    asked = Asked(kinds=MEETINGS, sort="near", days=tuple(range(7)))
    found = []
    for row in _rows(asked, (), (), spot, today, 0, NEAREST):
        hit = _hit(row, spot)
        if (soon := _next_time(hit, today, clock)) and not hit.card.get("paused"):
            found.append(soon)
    # The nearest first of all, then as they come in the week.
    chosen = found[:most]
    return sorted(chosen, key=lambda one: (one.day, one.opens, one.hit.card["name"]))


def _next_time(hit: Hit, today: date, clock: str) -> Soon | None:
    times = [
        Soon(hit, day, timing.opens, timing.closes)
        for timing in map(Timing.unpacked, hit.card["timings"])
        for day in between(timing, today, today + timedelta(days=6))
        if day > today or not (timing.closes or timing.opens) or (timing.closes or timing.opens) > clock
    ]
    return min(times, key=lambda one: (one.day, one.opens), default=None)
