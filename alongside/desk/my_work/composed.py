"""My work, put together from the rooms: a handful of queries, however long the list is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import F, Func, IntegerField, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.conditions import may_see_later, told_of
from alongside.foundation.accounts.models import User
from alongside.foundation.database.prepared import prepared
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Row
from alongside.foundation.notifications.models import Notification
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.questionnaires.presenters import DraftLine, draft_lines
from alongside.foundation.work import presenters, queues
from alongside.foundation.work.closed import answered_for, closed_work
from alongside.foundation.work.models import Section, Task
from alongside.people.visits.models import Visit

from .caseload import Caseload, caseloads, number

# How much of each part is on the first page; the rest is one link away.
FIRST = {Section.URGENT: 30, Section.DUE: 20, Section.LATER: 8, Section.WAITING: 12, Section.HELD: 6, Section.HANDED: 6}
LIMITS = {str(section): limit for section, limit in FIRST.items()}
DRAFTS = 5
# A gap shorter than this between two visits is no hour of one's own.
CLEAR = timedelta(hours=1)
DAY_STARTS, DAY_ENDS = time(9), time(17)


@dataclass(frozen=True)
class Part:
    """A part of the list: its rows shown, and how many there are in all."""

    key: str
    title: str
    count: int
    rows: Sequence[Row]
    tasks: Sequence[Task]

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True)
class Slot:
    """A line of today: a visit, or an hour with nothing in it."""

    at: str
    words: str
    note: str = ""
    href: str = ""


def person_url(subject_id: int) -> str:
    return reverse("desk:person", args=[subject_id])


@prepared
def _mine(sees_all: bool, today: Any, users: Any, teams: Any) -> QuerySet[Task]:
    on_open_records = Q(subject=None) | may_see_later("subject", sees_all, today, users, teams)
    return Task.objects.open().filter(on_open_records, owner=users).first_of_each_section(today, LIMITS)


def parts_of_mine(user: User, now: datetime) -> dict[str, Part]:
    """Every part of the user's own list, in one query."""
    return _in_parts(_mine(user.may("people.see_all"), **told_of(user)), user, now)


def parts(work: QuerySet[Task], *, user: User, now: datetime, limits: dict[str, int] | None = None) -> dict[str, Part]:
    """Every part of a list of work, in one query."""
    today = timezone.localtime(now).date()
    return _in_parts(work.first_of_each_section(today, limits or LIMITS), user, now)  # type: ignore[attr-defined]


def _in_parts(tasks: Iterable[Any], user: User, now: datetime) -> dict[str, Part]:
    found: dict[str, list[Any]] = {section: [] for section in Section.values}
    for task in tasks:
        found[task.section].append(task)
    return {
        key: Part(
            key, str(Section(key).label), tasks[0].in_section if tasks else 0,
            [presenters.row(task, user=user, now=now, person_url=person_url) for task in tasks], tasks,
        )
        for key, tasks in found.items()
    }


class Counts(NamedTuple):
    unread: int
    untaken: int
    # Work on restricted records that is theirs and closed to them (foundation/work/closed.py).
    closed: list[dict[str, Any]]


@prepared
def _counts(sees_all: bool, user: Any, in_queues: Any, answers_for: Any, today: Any, users: Any,
            teams: Any) -> QuerySet:
    seen = may_see_later("subject", sees_all, today, users, teams)
    unread = _counted(Notification.objects.told(user, seen).unread())
    untaken = _counted(Task.objects.untaken(teams, user, in_queues, seen))
    closed = closed_work(users, answers_for, today)
    return User.objects.filter(pk=user).values_list(Subquery(unread), Subquery(untaken), closed)


def counts(user: User, teams: Sequence[int] = ()) -> Counts:
    """Unread notifications, work of the user's teams that nobody has taken, and what is closed to them."""
    (row,) = _counts(user.may("people.see_all"), user=user.pk, in_queues=queues.seen_by(user),
                     answers_for=answered_for(user, teams), **told_of(user))
    return Counts(*row)


def _counted(rows: QuerySet) -> QuerySet:
    """The number of rows as a query of its own, to be asked together with others."""
    return rows.annotate(n=Func(F("pk"), function="COUNT", output_field=IntegerField())).values("n")


@prepared
def _drafts(sees_all: bool, owner: Any, today: Any, users: Any, teams: Any) -> QuerySet[Draft]:
    return Draft.objects.saying_something(owner, may_see_later("subject", sees_all, today, users, teams))[:DRAFTS]


def drafts(user: User) -> tuple[list[DraftLine], list[int]]:
    """The last few drafts, and whose records they are about."""
    kept = _drafts(user.may("people.see_all"), owner=user.pk, **told_of(user))
    return draft_lines(kept), [draft.subject_id for draft in kept if draft.subject_id]


@prepared
def _visits(sees_all: bool, worker: Any, since: Any, until: Any, today: Any, users: Any,
            teams: Any) -> QuerySet[Visit]:
    seen = may_see_later("subject", sees_all, today, users, teams)
    return Visit.objects.standing_between(since, until).filter(seen, worker=worker)


def day(user: User, now: datetime) -> tuple[list[Slot], list[int]]:
    """Today's visits with the clear hours between them, and whose records they are about."""
    today = timezone.localtime(now).date()
    visits = _visits(user.may("people.see_all"), worker=user.pk, since=_at(today, time.min),
                     until=_at(today + timedelta(days=1), time.min), **told_of(user))
    slots: list[Slot] = []
    free_from = max(timezone.localtime(now), _at(today, DAY_STARTS))
    for visit in visits:
        starts = timezone.localtime(visit.starts_at)
        if starts - free_from >= CLEAR:
            slots.append(Slot(words.clock(free_from), f"Clear for {_length(starts - free_from)}"))
        slots.append(_visit(visit))
        free_from = max(free_from, timezone.localtime(visit.safe_by) if visit.safe_by else starts + CLEAR)
    return slots, [visit.subject_id for visit in visits]


def _visit(visit: Visit) -> Slot:
    name = presenters.initials_if_restricted(visit.subject)
    note = visit.why if not visit.subject.restricted else ""
    if visit.awaits_safe:
        note = f"Lone visit: say “safe” by {words.clock(visit.safe_by)}"
    return Slot(words.clock(visit.starts_at), f"{name}, {visit.where[:1].lower()}{visit.where[1:]}", note,
                person_url(visit.subject_id))


def _at(day: Any, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def _length(gap: timedelta) -> str:
    minutes = int(gap.total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    return f"{words.plural(hours, 'hour')}{f' {rest} minutes' if rest else ''}"


@prepared
def _members(team: Any, today: Any) -> QuerySet[User]:
    return User.objects.working().in_team(team, today).order_by("name")


def colleagues(user: User) -> list[User]:
    """The working members of the user's first team, with their limits."""
    membership = next(iter(user.memberships_now), None)
    if membership is None:
        return [user]
    members = _members(team=membership.team_id, today=timezone.localdate())
    return members if user in members else [user, *members]


def weights(user: User, now: datetime) -> tuple[Caseload, list[Caseload]]:
    """The user's caseload, and the team's with theirs among them."""
    every = caseloads(colleagues(user), timezone.localtime(now).date())
    mine = next(one for one in every if one.user == user)
    return mine, [one for one in every if one.people]


def over_words(team: Sequence[Caseload]) -> str:
    over = sum(one.over for one in team)
    return f" {number(over).capitalize()} {'is' if over == 1 else 'are'} over." if over else ""


def greeting(user: User, now: datetime) -> str:
    hour = timezone.localtime(now).hour
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    return f"Good {part}, {user.name.split()[0]}"


def intro(urgent: int, slots: Sequence[Slot], now: datetime) -> str:
    """The day in a line: "Tuesday 12 May. Three things cannot wait. Your next visit is at 14.00." """
    today = timezone.localtime(now)
    said = [f"{words.weekday(today)} {today.day} {today:%B}."]
    if urgent:
        count = number(urgent).capitalize()
        said.append(f"{count} {'thing' if urgent == 1 else 'things'} cannot wait.")
    else:
        said.append("Nothing here is urgent.")
    coming = next((slot for slot in slots if slot.href), None)
    if coming:
        said.append(f"Your next visit is at {coming.at}.")
    return " ".join(said)
