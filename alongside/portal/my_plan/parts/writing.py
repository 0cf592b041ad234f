"""Who reads what they write, and by when they are answered: in short sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from alongside.foundation.accounts.models import Team, User
from alongside.foundation.design import words
from alongside.people.messages import policy, presenters, readers
from alongside.people.messages.models import Message, Thread
from alongside.people.messages.presenters import Other
from alongside.people.messages.reading import Reader, who_reads
from alongside.people.messages.selectors import new_messages
from alongside.people.own_access.named import Colleagues, colleagues, team_as_shown
from alongside.portal import opening
from alongside.rules import council

from ..guard import Theirs


@dataclass(frozen=True)
class Plainly:
    """`who` reads it, in which `hours`, `when` they answer; `urgent` where what they wrote may mean danger."""

    who: str
    when: str
    hours: str
    urgent: bool = False


def who_and_when(theirs: Theirs, now: datetime, written: Message | None = None) -> Plainly:
    urgent = bool(written and written.urgent_words)
    reader = who_reads(theirs.subject, now, urgent=urgent)
    by = policy.answer_by(written.written_at if written else now, urgent=urgent)
    open_at = opening.lines(council.load(settings.COUNCIL_PACK).opening_hours)
    hours = "; ".join(f"{line.days} {line.hours}" for line in open_at)
    return Plainly(_who(reader), f"You get an answer by {_day(by, now)}.", f"We read messages {hours}.", urgent)


def _who(reader: Reader) -> str:
    team = _team(reader.team)
    names = colleagues([reader.user, reader.away, reader.gone])
    shown = reader.team is None or team_as_shown(reader.team).named
    away = _named(reader.away, names, shown)
    if reader.user is not None:
        reads = f"{_named(reader.user, names, shown) or team} reads what you write"
        if away and reader.back_after:
            return f"{away} is away. {reads} until {words.date(reader.back_after)}."
        return f"{reads}."
    if away:
        return f"{away} is away. {team} reads what you write until they are back."
    if gone := _named(reader.gone, names, shown):
        return f"{gone} does not work here any more. {team} reads what you write."
    return f"{team} reads what you write."


def _named(user: User | None, names: Colleagues, shown: bool) -> str:
    """Empty for a colleague whose team is not named."""
    if user is None or not shown:
        return ""
    return user.name if names.name(user, timezone.localdate()) == user.name else ""


def _team(team: Team | None) -> str:
    if team is None:
        return "A worker"
    label = team_as_shown(team).label
    return label if not team_as_shown(team).named or label.lower().startswith("the ") else f"The {label}"


def _day(at: datetime, now: datetime) -> str:
    local, today = timezone.localtime(at), timezone.localdate(now)
    days = (local.date() - today).days
    if days <= 0:
        return f"{words.clock(local)} today"
    return f"{words.clock(local)} tomorrow" if days == 1 else f"{words.weekday(local)} {words.date(local)}"


@dataclass(frozen=True)
class Line:
    """A thread in the list: what about, who wrote last and when, and whether there is something to read or give."""

    pk: int
    about: str
    last: str
    state: str
    new: bool


def threads(theirs: Theirs) -> list[Line]:
    rows = list(Thread.objects.open_to(theirs.access).with_messages().newest_first())
    names = colleagues(row.last.written_by for row in rows)
    new = set(new_messages(theirs.access))
    return [_line(theirs, row, names, any(one.pk in new for one in row.messages.all())) for row in rows]


def _line(theirs: Theirs, row: Thread, names: Colleagues, unread: bool) -> Line:
    last = row.last
    state = ("New message for you" if unread else "Finished" if row.closed_at else "You are asked for something"
             if row.asked_for else "Waiting for an answer" if row.unanswered else "Answered")
    return Line(row.pk, row.about, f"{_name_of(theirs, last, names)}, {words.moment(last.written_at)}", state, unread)


def others(theirs: Theirs, thread: Thread) -> list[Other]:
    """For the person alone: who has My plan beside them, and whether they read this."""
    if not theirs.access.is_the_person:
        return []
    return presenters.others(readers.could_read(thread), thread)


@dataclass(frozen=True)
class Said:
    """A message on the page: who wrote it, and whether the other side has read it."""

    message: Message
    name: str
    note: str
    new: bool


def said(theirs: Theirs, thread: Thread) -> list[Said]:
    rows = list(thread.messages.all())
    names = colleagues(user for row in rows for user in (row.written_by, row.read_by))
    new = set(new_messages(theirs.access, thread))
    return [Said(row, _name_of(theirs, row, names), _read_note(row, names), row.pk in new) for row in rows]


def closed_by(thread: Thread) -> str:
    if thread.closed_by is None or thread.closed_at is None:
        return ""
    return colleagues([thread.closed_by]).name(thread.closed_by, timezone.localdate(thread.closed_at))


def _name_of(theirs: Theirs, message: Message, names: Colleagues) -> str:
    """ "You", for whoever wrote it themselves; a colleague by name, unless their team's name says too much."""
    if message.is_from_outside and message.writer_access == theirs.access.pk:
        return "You"
    if message.written_by is not None:
        return names.name(message.written_by, timezone.localdate(message.written_at))
    return message.writer


def _read_note(message: Message, names: Colleagues) -> str:
    """Whether the other side has read it; of messages to them nothing need be said."""
    if not message.is_from_outside:
        return ""
    if message.read_at is None:
        return "Not read yet"
    if message.read_by is None:
        return ""
    who = names.name(message.read_by, timezone.localdate(message.read_at))
    return f"Read by {who}, {words.moment(message.read_at)}"


def one(theirs: Theirs, pk: int) -> Thread | None:
    return Thread.objects.open_to(theirs.access).with_messages().filter(pk=pk).first()
