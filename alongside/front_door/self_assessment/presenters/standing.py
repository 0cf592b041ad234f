"""Where something is that was sent, as the person reads it: all from the records, nothing typed for them.

Who reads this has shown that they read the mailbox or telephone that was given. They see what they sent, who has it,
and what was promised; of a record it is matched to they see nothing but a day booked with that same mailbox
or telephone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.design import words
from alongside.foundation.work.models import Task
from alongside.front_door.bookings.models import PlanningSession
from alongside.front_door.conversations import policy
from alongside.people.own_access.named import Colleagues, Shown, colleagues, team_as_shown
from alongside.people.own_access.selectors import closed_for_safety

from .. import addresses, pack
from ..actions import TO_ANSWER, TO_READ
from ..models import Sent
from ..offers import offer_of


@dataclass(frozen=True)
class Stage:
    name: str
    done: bool
    words: str
    current: bool = False


@dataclass(frozen=True)
class Standing:
    number: str
    title: str
    stages: list[Stage]
    now: str
    holder: str
    promise: str
    late: bool
    answer: str
    answered_how: str
    added: list[tuple[str, str]]


def standings(all_sent: Iterable[Sent], now: datetime, read_at: str) -> list[Standing]:
    """`read_at` is the digest of the mailbox or telephone that was shown."""
    all_sent = list(all_sent)
    tasks = {task.source: task for task in Task.objects.open().filter(
        source__in=[events.source_of(one) for one in all_sent], kind__in=(TO_READ, TO_ANSWER)).select_related(
        "owner", "team").order_by("-pk")}
    known = colleagues([task.owner for task in tasks.values()])
    return [_standing(one, tasks.get(events.source_of(one)), known, now, read_at) for one in all_sent]


def _standing(sent: Sent, task: Task | None, known: Colleagues, now: datetime, read_at: str) -> Standing:
    booked, answered = _booked(sent, now, read_at), sent.answered_at is not None
    stages = [
        Stage("Received", True, words.moment(sent.received_at)),
        Stage("Being read", sent.read_at is not None, f"Since {words.moment(sent.read_at)}" if sent.read_at else ""),
        Stage("Booked", bool(booked), booked),
        Stage("Answered", answered, words.moment(sent.answered_at) if sent.answered_at else ""),
    ]
    last = max(place for place, stage in enumerate(stages) if stage.done)
    stages = [Stage(one.name, one.done, one.words, place == last) for place, one in enumerate(stages)]
    due, promise = promised(sent)
    late = not answered and due < now
    return Standing(
        sent.number, offer_of(sent.offer).title, stages, stages[last].name,
        _holder(sent, task, known, timezone.localdate(now)),
        "" if answered else promise, late, sent.answer,
        sent.get_answered_how_display() if answered else "",
        [(words.moment(one.added_at), one.words) for one in sent.added.all()])


def promised(sent: Sent) -> tuple[datetime, str]:
    """By when they hear: within hours where somebody is unsafe, else within the council's days."""
    if sent.safe_now == "unsafe":
        soon = policy.answer_by(sent.received_at, urgent=True)
        return soon, f"We read it first. You hear from us by {words.moment(soon)}"
    last = timezone.localdate(sent.received_at) + timedelta(days=pack.answer_days())
    end = timezone.make_aware(datetime.combine(last, datetime.max.time()))
    return end, f"You hear from us by {words.date(last)}"


def _holder(sent: Sent, task: Task | None, known: Colleagues, today: date) -> str:
    """First name and team, or the team alone, as the council has decided. Never of a restricted record. Whose team is
    shown by another label than its own is not named: who reads over her shoulder may know them."""
    if task is None or (sent.subject is not None and sent.subject.restricted):
        return ""
    team = team_as_shown(task.team) if task.team else Shown("", True)
    if task.owner is None or not team.named or not pack.says_first_names():
        return team.label
    shown = known.name(task.owner, today)
    if shown != task.owner.name:
        return shown
    first = (task.owner.name or "").split(" ")[0]
    return f"{first}, {team.label}" if team.label else first


def _booked(sent: Sent, now: datetime, read_at: str) -> str:
    """A planning session booked since it came with the very address that was shown: whoever wrote in another's name
    learns nothing of a day she booked, not even where he gave her telephone beside his mailbox. Nothing while somebody
    may stand over her."""
    if sent.subject is None or sent.subject.restricted or sent.record_name != sent.name:
        return ""
    if closed_for_safety(sent.subject) is not None:
        return ""
    since = PlanningSession.objects.of(sent.subject).to_come(now).filter(booked_at__gte=sent.received_at)
    session = next((one for one in since
                    if read_at in addresses.digests(one.about_email, one.about_telephone)), None)
    return f"We meet on {words.moment(session.starts_at)}, {session.place}" if session else ""
