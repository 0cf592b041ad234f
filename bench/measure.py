"""The four measurements, and the bare commit beside them."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import psycopg

from .serving import Colleague, NotMeasured, token
from .slips import one_slip

REQUESTS = 200
WARM = 25
_PERSON = re.compile(r'href="/desk/people/(\d+)/"')


@dataclass(frozen=True)
class Target:
    """Somebody to look for."""

    id: int
    given: str
    family: str
    born: int


@dataclass
class Run:
    """One run of 200 requests."""

    milliseconds: list[float]

    @property
    def p50(self) -> float:
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        return sorted(self.milliseconds)[int(len(self.milliseconds) * 0.95) - 1]


def timed(act: Callable[[int], Any], count: int = REQUESTS) -> Run:
    taken = []
    for number in range(count):
        began = time.perf_counter()
        act(number)
        taken.append((time.perf_counter() - began) * 1000)
    return Run(taken)


def targets(connection: psycopg.Connection, draw: Random, count: int) -> list[Target]:
    """Living people with a usual name of two words, whose record is open to whoever may see people."""
    rows = connection.execute(
        "SELECT n.subject_id, n.given, n.family, extract(year from p.date_of_birth)::int FROM people_name n "
        "JOIN people_person p ON p.subject_id = n.subject_id JOIN subjects_subject s ON s.id = n.subject_id "
        "WHERE n.kind = 'legal' AND n.ends_on IS NULL AND NOT s.restricted AND s.merged_into_id IS NULL "
        "AND s.died_on IS NULL "
        "AND p.date_of_birth IS NOT NULL AND greatest(length(n.given), length(n.family)) >= 5 ORDER BY n.subject_id"
    ).fetchall()
    return [Target(*row) for row in draw.sample(rows, min(count, len(rows)))]


def open_a_record(colleague: Colleague, people: Sequence[Target]) -> Callable[[int], Any]:
    return lambda number: colleague.get(f"/desk/people/{people[number % len(people)].id}/")


def open_a_worklist(colleague: Colleague) -> Callable[[int], Any]:
    return lambda number: colleague.get("/desk/")


def search(colleague: Colleague, queries: Sequence[str], found: list[str]) -> Callable[[int], Any]:
    def act(number: int) -> None:
        found.append(colleague.client.get("/desk/people/", params={"q": queries[number % len(queries)]}).text)

    return act


def create_a_person(colleague: Colleague, draw: Random, csrf: str) -> Callable[[int], Any]:
    def name() -> str:
        """Like nobody's, so that nobody is asked whether it is the same person."""
        return "".join(draw.choice("bcdfghklmnprst") + draw.choice("aeiou") for _ in range(4))

    def act(number: int) -> None:
        letters = name()
        answer = colleague.client.post(
            "/desk/people/new/",
            data={
                "csrfmiddlewaretoken": csrf,
                "given": name().capitalize(),
                "family": f"{letters.capitalize()}{number}",
                "date_of_birth": f"19{draw.randrange(30, 99)}-06-{number % 28 + 1:02d}",
                "line_1": f"{number} {letters} Street",
                "town": "Westmere",
                "postcode": "WM1 1AB",
                "q": letters,
            },
            headers={"Referer": str(colleague.client.base_url)},
        )
        if answer.status_code != 302:
            raise NotMeasured(f"Creating a person answered {answer.status_code}.")

    return act


def add_page_token(colleague: Colleague) -> str:
    return token(colleague.get("/desk/people/new/?q=nobody").text)


def queries_of(people: Sequence[Target], draw: Random, *, year: bool) -> list[str]:
    queries = []
    for person in people:
        given, family = one_slip(person.given, person.family, draw)
        queries.append(f"{given} {family} {person.born}" if year else f"{given} {family}")
    return queries


def recall(
    pages: Sequence[str], people: Sequence[Target], same: dict[int, set[int]] | None = None, first: int = 20
) -> float:
    """How often the person is among the first; with `same`, a namesake counts as found."""
    hits = 0
    for page, person in zip(pages, people, strict=False):
        main = page[page.find("<main") :]
        shown = list(dict.fromkeys(int(one) for one in _PERSON.findall(main)))[:first]
        wanted = same[person.id] if same else {person.id}
        hits += bool(wanted & set(shown))
    return hits / len(people)


def namesakes(connection: psycopg.Connection, people: Sequence[Target]) -> dict[int, set[int]]:
    rows = connection.execute(
        "SELECT t.id, n.subject_id FROM unnest(%s::bigint[]) AS t(id) "
        "JOIN people_name m ON m.subject_id = t.id AND m.kind = 'legal' AND m.ends_on IS NULL "
        "JOIN people_name n ON n.given = m.given AND n.family = m.family AND n.kind = 'legal' AND n.ends_on IS NULL",
        [[one.id for one in people]],
    )
    found: dict[int, set[int]] = {one.id: {one.id} for one in people}
    for target, other in rows.fetchall():
        found[target].add(other)
    return found


def bare_commit(connection: psycopg.Connection, count: int = REQUESTS) -> Run:
    """What one row and one commit take on this disc, with nothing of ours around it."""
    connection.execute("CREATE TABLE IF NOT EXISTS bench_commit (n int)")
    connection.commit()

    def act(number: int) -> None:
        connection.execute("INSERT INTO bench_commit VALUES (%s)", [number])
        connection.commit()

    run = timed(act, count)
    connection.execute("DROP TABLE bench_commit")
    connection.commit()
    return run


def size_of(home: Path) -> int:
    """Bytes of the database's folder."""
    return sum(file.stat().st_size for file in home.rglob("*") if file.is_file())
