"""Booked from outside: by the person themselves, or with them at an access point. Whose record it is, is said later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.accounts.telling import tell
from alongside.foundation.audit.context import acting
from alongside.foundation.design import telephones
from alongside.foundation.limits.counting import allow
from alongside.foundation.notifications.actions import notify
from alongside.foundation.notifications.models import Notification
from alongside.foundation.secret_links import new_seed
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.front_door import forgetting
from alongside.people.people import normal
from alongside.rules import council

from .. import messages, slots
from ..models import BookingDraft, PlanningSession, Way
from .sessions import (
    CANCELLED,
    CHANGED,
    FRONT_DOOR,
    TO_HOLD,
    TO_MATCH,
    TO_SEE,
    CannotBook,
    put_on_lists,
    standing,
    url_of,
)

WHY = "A planning session is booked, changed or cancelled from outside"
# Somebody who has just booked is not reminded of it.
JUST_BOOKED = timedelta(hours=20)
# To come for one email address or number, booked online by whoever knows it; and messages to it in an hour.
MOST_TO_COME, MOST_AN_HOUR = 2, 5


@dataclass(frozen=True)
class About:
    """Who a session is for, as they gave it."""

    name: str
    email: str = ""
    telephone: str = ""
    address: str = ""
    wants: str = ""
    interpreter: str = ""
    access_needs: str = ""

    def missing(self, way: str) -> tuple[str, str] | None:
        """What this way to talk needs and they have not given: where, and in words."""
        if way == Way.TELEPHONE and not self.telephone:
            return "telephone", "Write the telephone number we ring"
        if way == Way.HOME and not self.address:
            return "address", "Write the address we come to"
        return None


class Taken(Exception):
    """Somebody else has that time now; `nearest` are the free times closest to it."""

    def __init__(self, nearest: list[slots.Slot]) -> None:
        self.nearest = nearest
        super().__init__("Somebody else has just booked that time.")


class TooMany(Taken):
    """So many times stand booked online for this email address or number already. Nobody has shown that it is theirs,
    so whoever asks is told no more than where no time is free."""

    def __init__(self) -> None:
        super().__init__([])


def book_time(*, starts_at: datetime, way: str, place: str, about: About, by: User | None = None, link: str = ""
              ) -> PlanningSession:
    """Book a free time with whoever has it. Two who ask at once are told apart by the database: one has it, and the
    other is told what is free near it. `link` has {secret} where the secret of their own page goes. CannotBook where
    nobody could be rung, or found at home."""
    if missing := about.missing(way):
        raise CannotBook(*missing)
    through = PlanningSession.Through.FACILITATOR if by else PlanningSession.Through.ONLINE
    with acting(user=by, why=WHY), transaction.atomic():
        if by is None and _to_come_for(about) >= MOST_TO_COME:
            raise TooMany
        session = _take(starts_at, way, place, notice=by is None, particulars={
            "booked_by": by, "through": through, "about_name": about.name, "about_email": about.email,
            "about_telephone": about.telephone, "about_address": about.address if way == Way.HOME else "",
            "wants_to_talk_about": about.wants, "interpreter": about.interpreter, "access_needs": about.access_needs,
            "link_seed": new_seed(),
        })
        put_on_lists(session, by)
        now = timezone.localtime()
        due = now + timedelta(hours=_policy("duty_promise_hours"))
        work.raise_task(
            kind=TO_MATCH, by=by, verb="Find the person",
            title=f"Planning session booked {session.get_through_display().lower()}: for whom?",
            team=Team.objects.get(key=FRONT_DOOR), due_on=due.date(), due_at=due.time().replace(microsecond=0),
            why=messages.in_a_line(session), source=session, url=url_of(session),
        )
        _send(session, "booked", *messages.booked(session, link.format(secret=session.secret) if link else ""))
    return session


def _to_come_for(about: About) -> int:
    """By where they hear of it: a number counts only where no email address is given, then and now."""
    online = PlanningSession.objects.to_come(timezone.now()).filter(through=PlanningSession.Through.ONLINE)
    wanted = _contact(about.email, about.telephone)
    theirs = online.values_list("about_email", "about_telephone")
    return sum(_contact(*one) == wanted for one in theirs) if wanted else 0


def _contact(email: str, telephone: str) -> str:
    return normal.email(email) or normal.telephone(telephone)


def was_told(session: PlanningSession) -> bool:
    """Whether a message went out that it is booked: beyond so many an hour to one address none does."""
    with acting(why=WHY):
        return Notification.objects.filter(key=_key(session, "booked")).exists()


def move(*, session: PlanningSession, starts_at: datetime, link: str = "") -> PlanningSession:
    """They change the time themselves, to another that is free in the same way and place."""
    with acting(why=WHY), transaction.atomic():
        session = standing(session)
        place = slots.key_of(session)
        before = session.starts_at
        # The hour they leave is free to themselves while they look for another.
        moved = _take(starts_at, session.way, place, notice=True, moving=session)
        for task in Task.objects.open().filter(source=events.source_of(moved)):
            day = timezone.localtime(moved.starts_at)
            if task.kind == TO_HOLD:
                Task.objects.filter(pk=task.pk).update(
                    version=F("version") + 1, owner=moved.facilitator, due_on=day.date(), due_at=day.time(),
                    title=f"Planning session, {day:%-H.%M}, {moved.place}"[:300])
            else:
                Task.objects.filter(pk=task.pk).update(version=F("version") + 1, why=messages.in_a_line(moved))
        tell(user=moved.facilitator, by=None, subject=moved.subject, source=moved, url=url_of(moved),
             title="A planning session was moved by the person it is for")
        if moved.subject is not None:
            events.record(subject=moved.subject, kind=CHANGED, by=None, source=moved, url=url_of(moved),
                          title="They moved their planning session",
                          detail=f"From {messages.at(before)} to {messages.at(moved.starts_at)}")
        _send(moved, "moved", *messages.moved(moved, link))
    return moved


def cancel_by_themselves(*, session: PlanningSession, because: str = "") -> PlanningSession:
    """They cancel it. Somebody reads that, for whoever cancels may still need us."""
    with acting(why=WHY), transaction.atomic():
        session = standing(session)
        session.cancelled_at = timezone.now()
        session.cancelled_because = (f"They cancelled it themselves. {because}".strip())[:300]
        session.save(update_fields=["cancelled_at", "cancelled_because"])
        # Their work is to read it now, and no longer to hold it or to find whose it is.
        Task.objects.open().filter(source=events.source_of(session), kind__in=(TO_HOLD, TO_MATCH)).update(
            version=F("version") + 1, kind=TO_SEE, verb="Read", due_on=timezone.localdate(), due_at=None,
            url=url_of(session), title="They cancelled their planning session themselves",
            why=f"It was for {messages.in_a_line(session)}"[:300])
        tell(user=session.facilitator, by=None, subject=session.subject, source=session, url=url_of(session),
             title="A planning session was cancelled by the person it was for")
        if session.subject is not None:
            events.record(subject=session.subject, kind=CANCELLED, by=None, source=session, url=url_of(session),
                          title="They cancelled their planning session", detail=because)
        _send(session, "cancelled", *messages.cancelled(session))
    return session


def remind(*, now: datetime) -> int:
    """Tell everybody whose session comes within the council's days; each once. How many were told."""
    until = now + timedelta(days=_policy("session_reminder_days"))
    told = 0
    for found in PlanningSession.objects.not_reminded(now, until).filter(booked_at__lt=now - JUST_BOOKED):
        with transaction.atomic():
            session = PlanningSession.objects.select_for_update(of=("self",)).select_related("subject").get(pk=found.pk)
            if session.reminded_at or session.cancelled_at:
                continue
            session.reminded_at = now
            session.save(update_fields=["reminded_at"])
            _send(session, "reminder", *messages.reminder(session))
            told += 1
    return told


def forget_drafts(*, now: datetime) -> int:
    """Bookings that nobody finished."""
    days = timedelta(days=_policy("booking_draft_days"))
    return int(BookingDraft.objects.untouched_since(now - days).delete()[0])


@transaction.atomic
def forget_unmatched() -> int:
    """Sessions of long ago that never came onto a record."""
    old = PlanningSession.objects.of_nobody(forgetting.before()).select_for_update(of=("self",))
    return sum(forgetting.forget(session) for session in old)


def _take(starts_at: datetime, way: str, place: str, *, notice: bool, particulars: dict[str, object] | None = None,
          moving: PlanningSession | None = None) -> PlanningSession:
    """Put a session into that time with a worker who has it: whoever has the fewest sessions is tried first."""
    now = timezone.now()
    free = slots.free(way=way, place=place, now=now, notice=notice, besides=moving)
    busy = dict(slots.how_many(now))
    here = sorted((slot for slot in free if slot.starts_at == starts_at),
                  key=lambda slot: (busy.get(slot.worker_id, 0), slot.worker_id))
    for slot in here:
        try:
            with transaction.atomic():
                if moving is None:
                    return PlanningSession.objects.create(
                        starts_at=slot.starts_at, ends_at=slot.ends_at, way=way, facilitator_id=slot.worker_id,
                        place=slots.label_of(way, place, slot.day), **(particulars or {}))
                moving.starts_at, moving.ends_at, moving.facilitator_id = slot.starts_at, slot.ends_at, slot.worker_id
                moving.changes, moving.reminded_at = moving.changes + 1, None
                moving.save(update_fields=["starts_at", "ends_at", "facilitator", "changes", "reminded_at"])
                return PlanningSession.objects.select_related("subject", "facilitator").get(pk=moving.pk)
        except IntegrityError:
            continue
    others = [slot for slot in free if slot.starts_at != starts_at]
    raise Taken(slots.nearest(others, starts_at))


def _send(session: PlanningSession, what: str, title: str, words: str, short: str) -> None:
    """The way they gave; for a session booked from a record, the way the record says. Few an hour to one address, which
    nobody has shown to be theirs."""
    contact = _contact(session.about_email, session.about_telephone)
    if contact and what != "reminder" and not allow("bookings.told", contact, most=MOST_AN_HOUR, seconds=3600):
        return
    key = _key(session, what)
    if session.about_email:
        notify(to_name=session.about_name, address=session.about_email, channel="email", title=title, words=words,
               subject=session.subject, by=None, source=session, key=key)
    elif telephones.is_mobile(session.about_telephone):
        notify(to_name=session.about_name, address=session.about_telephone, channel="text", title=title, words=short,
               subject=session.subject, by=None, source=session, key=key)
    elif session.subject is not None and not session.about_telephone:
        notify(subject=session.subject, channel="product", title=title, words=short, by=None, source=session, key=key)


def _key(session: PlanningSession, what: str) -> str:
    return f"{events.source_of(session)} {what} {session.changes}"


def _policy(name: str) -> int:
    return int(council.load(settings.COUNCIL_PACK).policy(f"front_door.{name}", timezone.localdate()))
