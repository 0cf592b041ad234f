"""Search: from what was typed to the people it may mean, best first. Five queries, whatever is typed."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from alongside.foundation.access.conditions import open_ones, visible_subjects
from alongside.foundation.accounts.models import User

from . import words as names
from .parse import Sought, parse
from .rank import Candidate, rank

CANDIDATES = 300
WIDEST = 6000
END = "\x7f"
EXACTLY = "\x01"

# Names, exact numbers and whole birthdays find people; a year or half a postcode only lifts those found,
# unless there is nothing else to go by.
_CANDIDATES = """
WITH found AS (
    SELECT subject_id, sum(best) + max(lift) AS score FROM (
        SELECT t.subject_id, q.part, max(q.weight) AS best, max(
            CASE WHEN %(birth_low)s::date IS NOT NULL AND t.born BETWEEN %(birth_low)s::date AND %(birth_high)s::date
                 THEN 0.6 ELSE 0 END
            + CASE WHEN %(postcode)s <> '' AND starts_with(t.postcode, %(postcode)s) THEN 0.5 ELSE 0 END) AS lift
        FROM unnest(%(tokens)s::text[], %(token_parts)s::int[], %(token_weights)s::float[]) AS q(token, part, weight)
        JOIN people_nametoken t ON t.token = q.token
        WHERE %(only)s::bigint[] IS NULL OR t.subject_id = ANY(%(only)s::bigint[])
        GROUP BY t.subject_id, q.part
        UNION ALL
        SELECT k.subject_id, 100 + q.part, max(q.weight), 0
        FROM unnest(%(kinds)s::text[], %(lows)s::text[], %(highs)s::text[], %(key_parts)s::int[],
                    %(key_weights)s::float[]) AS q(kind, low, high, part, weight)
        CROSS JOIN LATERAL (SELECT s.subject_id FROM people_searchkey s
            WHERE s.kind = q.kind AND s.key ~>=~ q.low AND s.key ~<~ q.high
              AND (%(only)s::bigint[] IS NULL OR s.subject_id = ANY(%(only)s::bigint[])) LIMIT %(widest)s) AS k
        GROUP BY k.subject_id, q.part
    ) AS parts GROUP BY subject_id ORDER BY score DESC, subject_id LIMIT %(most)s
)
SELECT c.subject_id, c.name, c.known_as, c.tokens, c.born, c.born_estimated, c.address, c.postcode,
       c.nhs_number, c.died_on
FROM found JOIN people_searchcard c USING (subject_id)
"""


@dataclass(frozen=True)
class Results:
    sought: Sought
    hits: list[Candidate] = field(default_factory=list)
    more: bool = False
    # A restricted record matches exactly, and this user may know that much.
    restricted: bool = False


def find(text: str, user: User, *, today: date | None = None, most: int = 20) -> Results:
    """Everybody this user may open who may be meant by `text`."""
    today = today or timezone.localdate()
    return find_sought(parse(text, today), user, most=most)


def find_sought(sought: Sought, user: User, *, most: int = 20) -> Results:
    if sought.is_empty:
        return Results(sought)
    alike = names.alike(list(sought.words), dict(sought.tails))
    ranked = rank(sought, alike, _candidates(sought, alike, user))
    ids = [candidate.subject_id for candidate in ranked]
    open_to_user = {subject.pk for subject in open_ones(user, ids)}
    hits = [candidate for candidate in ranked if candidate.subject_id in open_to_user]
    hidden = any(candidate.certain for candidate in ranked if candidate.subject_id not in open_to_user)
    return Results(sought, hits[:most], more=len(hits) > most,
                   restricted=hidden and user.may("people.know_restricted"))


def _candidates(sought: Sought, alike: list[dict[str, float]], user: User) -> list[Candidate]:
    tokens = [(token, part, weight) for part, likely in enumerate(alike) for token, weight in likely.items()]
    keys = _keys(sought)
    if not tokens and not keys:
        return []
    only = None
    if not user.may("people.see_all"):
        # Somebody who may open few records searches among those alone, or the many others would push them out.
        only = list(visible_subjects(user).values_list("pk", flat=True)[:WIDEST])
    kinds, lows, highs, parts, weights = (list(column) for column in zip(*keys, strict=True)) if keys else ([],) * 5
    low, high = _span(sought.births)
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, {
            "tokens": [token for token, _, _ in tokens], "token_parts": [part for _, part, _ in tokens],
            "token_weights": [weight for _, _, weight in tokens], "kinds": kinds, "lows": lows, "highs": highs,
            "key_parts": parts, "key_weights": weights, "only": only, "widest": WIDEST, "most": CANDIDATES,
            "birth_low": low, "birth_high": high, "postcode": sought.postcode,
        })
        return [Candidate(*row) for row in cursor.fetchall()]


def _keys(sought: Sought) -> list[tuple[str, str, str, int, float]]:
    """(kind, from, to, part, weight) of each thing looked up as it is or by its beginning."""
    exact: list[tuple[str, str, int, float]] = []
    begins: list[tuple[str, str, int, float]] = []
    if sought.nhs:
        exact.append(("n", sought.nhs, 0, 5.0))
    exact += [("i", number, 0, 3.0) for number in sought.numbers]
    if sought.email:
        exact.append(("e", sought.email, 1, 4.0))
    begins += [("t", digits[::-1], 2, 3.0) for digits in sought.telephones]
    begins += [("s", street, 3, 2.0) for street in sought.streets]
    begins += [("r", road, 3, 1.0) for road in sought.roads]
    begins += [("b", birth, 4, 1.2) for birth in sought.births if len(birth) == 10]
    if len(sought.postcode) > 4:
        begins.append(("c", sought.postcode, 5, 1.0))
    if not (exact or begins or sought.words):
        begins += [("b", birth, 4, 1.0) for birth in sought.births]
        begins += [("c", sought.postcode, 5, 1.0)] if sought.postcode else []
    return [(kind, key, key + EXACTLY, part, weight) for kind, key, part, weight in exact] + [
        (kind, key, key + END, part, weight) for kind, key, part, weight in begins
    ]


def _span(births: tuple[str, ...]) -> tuple[str | None, str | None]:
    """The first and last day that the birthday typed could be, where it is one day, month or year."""
    if len(births) != 1:
        return None, None
    low, high = f"{births[0]}-01-01"[:10], f"{births[0]}-12-31"[:10]
    if len(births[0]) == 7:
        year, month = int(births[0][:4]), int(births[0][5:])
        low, high = f"{births[0]}-01", f"{births[0]}-{monthrange(year, month)[1]}"
    return low, high


def workers_of(subject_ids: list[int]) -> dict[int, list[str]]:
    """Who works with each of these people, by name, from the access their work gives them."""
    from alongside.foundation.access.models import Grant

    today = timezone.localdate()
    names_by_subject: dict[int, list[str]] = {}
    rows: Any = (
        Grant.objects.filter(subject__in=subject_ids, reason=Grant.Reason.INVOLVED, starts_on__lte=today)
        .exclude(ends_on__lt=today).order_by("starts_on", "pk")
        .values_list("subject_id", "user__name", "team__name")
    )
    for subject_id, worker, team in rows:
        names_by_subject.setdefault(subject_id, [])
        if (worker or team) not in names_by_subject[subject_id]:
            names_by_subject[subject_id].append(worker or team)
    return names_by_subject
