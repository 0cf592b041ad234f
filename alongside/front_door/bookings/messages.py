"""What somebody reads about their planning session: in an email, in a text message, and on a colleague's list."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from alongside.foundation.design import words
from alongside.rules import council

from .models import PlanningSession, Way


def at(moment: datetime) -> str:
    return f"{words.full_date(moment)} at {words.clock(moment)}"


def where(session: PlanningSession) -> str:
    if session.way == Way.TELEPHONE:
        return "We ring you."
    return "We come to your home." if session.way == Way.HOME else f"It is at {session.place}."


def in_a_line(session: PlanningSession) -> str:
    return f"{at(session.starts_at)}, {session.place}, with {session.facilitator}"[:300]


def _ring() -> str:
    here = council.load(settings.COUNCIL_PACK)
    return f"{here.name}, {words.telephone(here.telephone)}"


def booked(session: PlanningSession, link: str) -> tuple[str, str, str]:
    change = f"To change it or cancel it, open this page. We will send you a code:\n{link}\n\n" if link else ""
    return _three("Your planning session is booked", f"You have booked time to talk: {at(session.starts_at)}.",
                  session, change, link)


def moved(session: PlanningSession, link: str) -> tuple[str, str, str]:
    return _three("Your planning session has a new time", f"The new time is {at(session.starts_at)}.", session,
                  f"To change it again, open this page:\n{link}\n\n" if link else "", link)


def reminder(session: PlanningSession) -> tuple[str, str, str]:
    return _three("Your planning session is soon", f"We meet you on {at(session.starts_at)}.", session,
                  "If you cannot come, use the link in the message we sent when it was booked, or ring us.\n\n", "")


def cancelled(session: PlanningSession) -> tuple[str, str, str]:
    said = f"The time on {at(session.starts_at)} is cancelled."
    again = "You can book another time whenever you like."
    return ("Your planning session is cancelled", f"Hello\n\n{said} {again}\n\n{_ring()}",
            f"{said} {again} {_ring()}")


def _three(title: str, said: str, session: PlanningSession, change: str, link: str) -> tuple[str, str, str]:
    # Nobody's words stand in it but ours: a name is two hundred letters that a stranger may send to anybody.
    long = (f"Hello\n\n{said} {where(session)} It takes up to {words.plural(session.minutes, 'minute')}.\n\n"
            f"{change}{_ring()}")
    short = f"{said} {where(session)} {'Change it: ' + link if link else 'Ring us to change it.'} {_ring()}"
    return title, long, short if len(short) <= 300 else f"{said} Ring us to change it. {_ring()}"
