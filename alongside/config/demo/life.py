"""One person's history on its way to the tables: who they are, and the small verbs every part of a history uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from alongside.foundation.documents.templates import Template

from .cast import Cast, Place, Somebody
from .event_kinds import EVENTS, SIGNIFICANT
from .phrases import pronouns, say
from .staff import Staff, Worker
from .tables import Tables


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), UTC)


_PLACES = (1_000_000_001, 1_000_000_002, 1_000_000_003)


@cache
def _address(name: str, numbers: int) -> str:
    try:
        made = reverse(name, args=_PLACES[:numbers])
    except NoReverseMatch:
        return _address("desk:person", 1) if name != "desk:person" else ""
    for number, place in enumerate(_PLACES):
        made = made.replace(str(place), "{" + str(number) + "}")
    return made


def address(name: str, *numbers: int) -> str:
    return _address(name, len(numbers)).format(*numbers)


@dataclass
class World:
    """What all histories share."""

    tables: Tables
    cast: Cast
    staff: Staff
    today: date
    now: datetime
    texts: Mapping[str, Any]
    lives: Mapping[str, Any]
    safety: Mapping[str, Any]
    capacity: Mapping[str, Any]
    sessions: Mapping[str, Any]
    letters: Mapping[str, Template]
    nhs_numbers: Iterator[str]
    # Hours in which somebody holds a planning session already, and letters set on paper so far.
    taken: set[tuple[int, datetime]] = field(default_factory=set)
    papers: int = 0
    # Some who have support now, for the work of those who have no caseload of their own.
    supported: list[Life] = field(default_factory=list)


@dataclass
class Life:
    """Somebody in the demo, with a way to put down what happened to them."""

    world: World
    draw: Random
    who: Somebody
    need: str
    first_seen: date
    end: str = "advice"
    id: int = 0
    died_on: date | None = None
    place: Place | None = None
    known_as: str = ""
    nhs: str = ""
    lives_alone: bool = True
    words: dict[str, str] = field(default_factory=dict)
    lead: Worker | None = None
    # Somebody works with them now; otherwise what falls due waits on the team's list.
    in_hand: bool = True
    # Told by name: nothing is left to chance that would end the story, and who works with them is said.
    settled: bool = False
    given_to: Worker | None = None
    # The team asked, where that is said and no worker is.
    given_to_team: str = ""
    # Whoever restricted the record, where somebody did.
    restricted_by: Worker | None = None
    # How they asked for what we write, where they did: a key of people.InformationNeed.
    asked_for: str = ""
    relative: str = ""
    relative_words: str = ""

    def __post_init__(self) -> None:
        called = self.known_as or self.who.given.split()[0]
        self.words = {**pronouns(self.who.gender), "name": called, "them2": "my family"}

    # --- words and days -----------------------------------------------------------------------------------------

    def say(self, template: str) -> str:
        return say(self.draw, template, self.words)

    def one_of(self, name: str, key: str) -> str:
        return self.say(self.draw.choice(self.world.texts[name][key]))

    def one_of_list(self, choices: Sequence[str]) -> str:
        return self.say(self.draw.choice(choices))

    @property
    def last_day(self) -> date:
        """Nothing is done with or for the person after it."""
        return min(self.world.today, self.died_on or self.world.today)

    def day_between(self, first: date, last: date) -> date:
        days = (last - first).days
        return first + timedelta(days=self.draw.randrange(days + 1)) if days > 0 else first

    def moment(self, day: date) -> datetime:
        """A working hour of that day; today's are all in the past."""
        if day >= self.world.today:
            return min(at(day, 8, self.draw.randrange(30)), self.world.now)
        return at(day, self.draw.randrange(9, 17), self.draw.randrange(12) * 5)

    # --- rows ---------------------------------------------------------------------------------------------------

    def add(self, label: str, /, **values: Any) -> int:
        return self.world.tables.add(label, subject_id=self.id, **values)

    def event(
        self,
        kind: str,
        title: str,
        when: datetime,
        by: Worker | None,
        *,
        detail: str = "",
        source: str = "",
        url: str = "",
    ) -> None:
        category, permission = EVENTS[kind]
        self.add(
            "events.Event",
            kind=kind,
            category=category,
            permission=permission,
            title=title[:300],
            detail=detail[:300],
            happened_at=when,
            recorded_at=when,
            by_id=by.id if by else None,
            significant=kind in SIGNIFICANT,
            source=source,
            url=url or self.url("desk:person"),
        )

    def url(self, name: str, *numbers: int) -> str:
        """The address of a page about the person; their own page where there is no such page."""
        return address(name, self.id, *numbers)

    def note(
        self,
        kind: str,
        words: str,
        when: datetime,
        by: Worker,
        *,
        with_whom: str = "",
        significant_title: str = "",
        sensitive: bool = False,
        third_party: bool = False,
    ) -> int:
        pk = self.add(
            "case_notes.Note",
            kind=kind,
            happened_at=when,
            written_at=when + timedelta(minutes=35),
            words=words,
            with_whom=with_whom,
            written_by_id=by.id,
            significant=bool(significant_title),
            significant_title=significant_title,
            sensitive=sensitive,
            third_party=third_party,
        )
        label = NOTE_WORDS[kind]
        category, permission = EVENTS["case_notes.written"]
        self.add(
            "events.Event",
            kind="case_notes.written",
            category=category,
            permission="case_notes.see_sensitive" if sensitive else permission,
            title=significant_title or (f"{label} with {with_whom}" if with_whom else label),
            detail=words[:300],
            happened_at=when,
            recorded_at=when,
            by_id=by.id,
            significant=bool(significant_title),
            source=f"case_notes.note:{pk}",
            url=address("case_notes:note", pk),
        )
        return pk

    def promise(
        self,
        what: str,
        owner: Worker,
        made: datetime,
        due: date,
        *,
        kept: date | None,
        source: str = "",
        outcome: str = "Done as promised",
        due_at: time | None = None,
        why: str = "",
    ) -> int:
        task = self.task(
            "promise",
            what,
            made,
            due=due,
            owner=owner,
            by=owner,
            verb="Record",
            done=kept,
            outcome=outcome,
            source=source,
            due_at=due_at,
            why=why,
        )
        self.event(
            "work.promised",
            f"Promised: {what}",
            made,
            owner,
            detail=f"{owner.name}, by {due.day} {due:%B %Y}",
            source=f"work.task:{task}",
        )
        if kept:
            self.event(
                "work.promise_kept",
                f"Done: {what}",
                self.moment(kept),
                owner,
                detail=outcome,
                source=f"work.task:{task}",
            )
        return task

    def task(
        self,
        kind: str,
        title: str,
        raised: datetime,
        *,
        due: date | None = None,
        owner: Worker | None = None,
        team_id: int | None = None,
        by: Worker | None = None,
        verb: str = "Open",
        url: str = "",
        why: str = "",
        priority: str = "routine",
        done: date | None = None,
        done_by: Worker | None = None,
        outcome: str = "",
        source: str = "",
        queue: str = "",
        **more: Any,
    ) -> int:
        finished = {}
        if done is not None:
            finished = {
                "done_at": max(self.moment(done), raised),
                "done_by_id": (done_by or owner or by or self.by_lot("front_door")).id,
                "outcome": outcome or "Done",
            }
        return self.add(
            "work.Task",
            kind=kind,
            title=title[:300],
            why=why[:300],
            verb=verb,
            url=url,
            due_on=due,
            owner_id=owner.id if owner else None,
            team_id=team_id or (owner.team_id if owner else None),
            priority=priority,
            raised_at=raised,
            raised_by_id=by.id if by else None,
            source=source,
            queue=queue,
            **finished,
            **more,
        )

    def by_lot(self, team: str) -> Worker:
        return self.world.staff.somebody(self.draw, team)


NOTE_WORDS = {
    "case_note": "Case note",
    "telephone_call": "Telephone call",
    "visit": "Visit",
    "meeting": "Meeting",
    "email_or_letter": "Email or letter",
    "supervision": "Supervision",
    "hand_over": "Hand-over",
    "other_agency": "Other agency",
    "person_wishes": "The person’s wishes",
    "significant_event": "Significant event",
}


def reference(draw: Random) -> UUID:
    return UUID(int=draw.getrandbits(128), version=4)
