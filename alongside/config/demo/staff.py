"""The teams and colleagues of the demo council: the personas, and enough others for everybody who is worked with."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from .cast import Cast
from .tables import Tables

# People that one worker in a locality team works with at a time, as the load plans it.
PEOPLE_A_WORKER = 13
TEAM_SIZE = 9
# What one person weighs on average in a caseload, and how much of a limit is given out.
WEIGHT = 1.35
USUAL_LIMIT = 24
FULL = 0.95
LOCALITIES = (
    "Skelbrook",
    "Cawthorpe",
    "Harrowdale",
    "Easterby",
    "Hollin Bridge",
    "Northfield",
    "Ropewalk",
    "Old Institute",
)
# Colleagues by name, so that the demo's desk looks lived in.
NAMED = (
    ("Siân Wyn-Jones", "north", "social_worker", "Social worker", 14),
    ("Mateusz Olski", "north", "unregistered_assessor", "Community assessor", 24),
    ("Jo Tranter", "north", "social_worker", "Social worker", 18),
    ("Deepa Kaur", "brokerage", "broker", "Care broker", None),
    ("Devon Reid", "carers_centre", "carers_centre_worker", "Carers’ support worker", None),
    ("Sunita Desai", "front_door", "front_door_worker", "Community front-door worker", None),
    ("Brendan Kavanagh", "front_door", "front_door_worker", "Community front-door worker", None),
    ("Ngozi Eze", "south", "team_manager", "Team manager", None),
    ("Aled Prosser", "south", "social_worker", "Social worker", 20),
    ("Rukhsana Malik", "south", "social_worker", "Social worker", 22),
    ("Peter Naylor", "south", "unregistered_assessor", "Community assessor", 24),
    ("Chipo Moyo", "south", "newly_qualified_social_worker", "Newly qualified social worker", 14),
    ("Kath Sugden", "occupational_therapy", "occupational_therapist", "Occupational therapist", 24),
    ("Mercy Danso", "safeguarding", "social_worker", "Safeguarding social worker", 16),
)


@dataclass(frozen=True, slots=True)
class Worker:
    id: int
    name: str
    team_id: int
    team: str
    role: str
    limit: int | None = None
    title: str = ""
    telephone: str = ""
    email: str = ""


@dataclass
class Staff:
    """Everybody who writes in the records, by team; and whom new work goes to next."""

    teams: dict[str, int]
    council: int
    carers_centre: int
    workers: dict[str, list[Worker]] = field(default_factory=lambda: defaultdict(list))
    personas: dict[str, Worker] = field(default_factory=dict)
    team_names: dict[int, str] = field(default_factory=dict)
    localities: list[str] = field(default_factory=list)
    managers: dict[str, Worker] = field(default_factory=dict)
    # Workers of a team who may be given people by lot: the first persona's work is told by hand.
    _open: dict[str, list[Worker]] = field(default_factory=dict)
    # How many people each works with now.
    _people: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def somebody(self, draw: Random, team: str) -> Worker:
        return draw.choice(self._open[team])

    def with_room(self, draw: Random, team: str) -> Worker:
        """Somebody of the team who is not full; where all are, the one who is least over."""
        free = [worker for worker in self._open[team] if self._share(worker, 1) <= FULL]
        return draw.choice(free) if free else min(self._open[team], key=lambda worker: self._share(worker, 1))

    def takes_on(self, worker: Worker) -> None:
        self._people[worker.id] += 1

    def _share(self, worker: Worker, more: int) -> float:
        """Of the people whom their limit leaves room for."""
        return (self._people[worker.id] + more) * WEIGHT / (worker.limit or USUAL_LIMIT)

    def locality(self, draw: Random) -> str:
        return draw.choice(self.localities)

    def manager(self, team: str) -> Worker:
        return self.managers.get(team) or self.personas["team_manager"]

    def settle(self) -> None:
        kept_by_hand = self.personas["social_worker"].id
        for team, workers in self.workers.items():
            open_to_lot = [
                worker
                for worker in workers
                if worker.id != kept_by_hand and worker.role in _HOLDS.get(team, _HOLDS["north"])
            ]
            self._open[team] = open_to_lot or workers


_LOCALITY = frozenset({"social_worker", "newly_qualified_social_worker", "unregistered_assessor"})
_HOLDS = {
    "front_door": frozenset({"front_door_worker"}),
    "carers_centre": frozenset({"carers_centre_worker"}),
    "occupational_therapy": frozenset({"occupational_therapist"}),
    "safeguarding": frozenset({"social_worker"}),
    "north": _LOCALITY,
    "out_of_hours": frozenset({"out_of_hours_worker"}),
    "brokerage": frozenset({"broker"}),
}


def make(tables: Tables, council: Any, cast: Cast, draw: Random, *, people: int, since: date) -> Staff:
    """`council` is what accounts.personas.ensure_demo_council gives; the others are added in bulk."""
    organisations = {name: made.pk for name, made in council.organisations.items()}
    ours = next(pk for name, pk in organisations.items() if council.organisations[name].is_council)
    theirs = next(pk for name, pk in organisations.items() if not council.organisations[name].is_council)
    staff = Staff(
        teams={key: team.pk for key, team in council.teams.items()},
        council=ours,
        carers_centre=theirs,
        team_names={team.pk: team.name for team in council.teams.values()},
    )
    memberships = {(row.user_id): row for user in council.users.values() for row in user.memberships.all()}
    keys = {team.pk: key for key, team in council.teams.items()}
    for key, user in council.users.items():
        team_id = memberships[user.pk].team_id
        worker = Worker(
            user.pk,
            user.name,
            team_id,
            keys[team_id],
            key,
            user.caseload_limit,
            user.job_title,
            user.telephone,
            user.email,
        )
        staff.personas[key] = worker
        staff.workers[worker.team].append(worker)
        if key == "team_manager":
            staff.managers[worker.team] = worker
    usernames = {user.username for user in council.users.values()}
    for name, team, role, title, limit in NAMED:
        _add(tables, staff, usernames, name, team, role, title, limit, since)
    staff.localities = ["north", "south"]
    _enough(tables, staff, cast, draw, usernames, people=people, since=since)
    staff.settle()
    return staff


def _enough(
    tables: Tables, staff: Staff, cast: Cast, draw: Random, usernames: set[str], *, people: int, since: date
) -> None:
    """Locality teams until everybody who is likely to be worked with has somebody; a front door that keeps up."""
    worked_with = int(people * 0.42)
    while sum(len(staff.workers[team]) for team in staff.localities) * PEOPLE_A_WORKER < worked_with:
        small = next((team for team in staff.localities if len(staff.workers[team]) < TEAM_SIZE), None)
        if small is None:
            small = _team(tables, staff, len(staff.localities) - 2)
            _add(tables, staff, usernames, cast.worker_name(draw), small, "team_manager", "Team manager", None, since)
        role, title, limit = draw.choice(
            (
                ("social_worker", "Social worker", 22),
                ("social_worker", "Social worker", 20),
                ("unregistered_assessor", "Community assessor", 24),
                ("newly_qualified_social_worker", "Newly qualified social worker", 14),
            )
        )
        _add(tables, staff, usernames, cast.worker_name(draw), small, role, title, limit, since)
    for team, role, title, one_for in (
        ("front_door", "front_door_worker", "Community front-door worker", 900),
        ("carers_centre", "carers_centre_worker", "Carers’ support worker", 700),
        ("occupational_therapy", "occupational_therapist", "Occupational therapist", 600),
        ("safeguarding", "social_worker", "Safeguarding social worker", 1500),
    ):
        while len(staff.workers[team]) * one_for < people:
            _add(tables, staff, usernames, cast.worker_name(draw), team, role, title, 24, since)


def _team(tables: Tables, staff: Staff, number: int) -> str:
    place, again = LOCALITIES[number % len(LOCALITIES)], number // len(LOCALITIES)
    name = f"{place} Team" + (f" {again + 1}" if again else "")
    key = name.lower().replace(" ", "_")
    staff.teams[key] = tables.add(
        "accounts.Team", name=name, key=key, organisation_id=staff.council, telephone=f"01632 960{400 + number % 500}"
    )
    staff.team_names[staff.teams[key]] = name
    staff.localities.append(key)
    return key


def _add(
    tables: Tables,
    staff: Staff,
    usernames: set[str],
    name: str,
    team: str,
    role: str,
    title: str,
    limit: int | None,
    since: date,
) -> None:
    plain = name.lower().replace(" ", ".").replace("’", "").replace("-", "")
    username, again = plain, 2
    while username in usernames:
        username, again = f"{plain}{again}", again + 1
    usernames.add(username)
    organisation = staff.carers_centre if team == "carers_centre" else staff.council
    domain = "carers.example" if team == "carers_centre" else "westmere.example"
    email, telephone = f"{username}@{domain}", f"01632 960{(220 + len(usernames)) % 1000:03d}"
    user = tables.add(
        "accounts.User",
        username=username,
        email=email,
        name=name,
        job_title=title,
        password="!not-signing-in",
        organisation_id=organisation,
        caseload_limit=limit,
        telephone=telephone,
    )
    tables.add("accounts.Membership", user_id=user, team_id=staff.teams[team], role=role, starts_on=since)
    worker = Worker(user, name, staff.teams[team], team, role, limit, title, telephone, email)
    staff.workers[team].append(worker)
    if role == "team_manager":
        staff.managers[team] = worker
